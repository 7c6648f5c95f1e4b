"""Reads of corrections: the one being written, those that were sent, the newest answers."""

from sqlalchemy import select

from casework.db import db
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Answers
from casework.screening.domain.revision import AnswerChange, Revision, changes_between
from casework.screening.models import Screening, ScreeningRevision
from casework.screening.queries import instrument_of

WRITING = "draft"


def correction_draft(screening: Screening) -> ScreeningRevision | None:
    """The correction that its author is writing, if any."""
    return db.session.scalar(
        select(ScreeningRevision).where(
            ScreeningRevision.screening_id == screening.id, ScreeningRevision.standing == WRITING
        )
    )


def revisions_of(screening: Screening) -> tuple[ScreeningRevision, ...]:
    """The corrections that were sent, in order."""
    wanted = select(ScreeningRevision).where(
        ScreeningRevision.screening_id == screening.id, ScreeningRevision.standing != WRITING
    )
    return tuple(db.session.scalars(wanted.order_by(ScreeningRevision.number)))


def correction_version(screening: Screening, draft: ScreeningRevision | None) -> int:
    """The version a page of a correction shows. Both counters only grow, so their sum tells
    whether either moved."""
    return int(screening.version + (draft.version if draft else 0))


def newest_answers(screening: Screening) -> Answers:
    """The answers with every correction that was sent, additions included."""
    sent = revisions_of(screening)
    answers: Answers = sent[-1].revision.reveal().after if sent else screening.answers.reveal()
    return answers


def interviews_of(screening: Screening, revision: Revision) -> tuple[Interview, Interview]:
    """The interview before a correction and after it."""
    instrument = instrument_of(screening)
    return (
        Interview(instrument, revision.before.responses),
        Interview(instrument, revision.after.responses),
    )


def changed_answers(screening: Screening, row: ScreeningRevision) -> tuple[AnswerChange, ...]:
    """What one correction changes, answer by answer. The caller writes down that it was read."""
    return tuple(changes_between(*interviews_of(screening, row.revision.reveal())))
