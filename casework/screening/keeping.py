"""Screenings as records that are erased: those that led to no case. One that did goes with it."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from casework.db import db, hold
from casework.kernel.clock import MOROCCO
from casework.retention.domain.schedule import Ended, Schedule, months_after
from casework.retention.subjects import Roots, Subject, register_subjects
from casework.screening.domain.track import DRAFT, NOT_INDICATED, WATCH
from casework.screening.models import Screening
from casework.tasks.domain import end_of

KIND: Final = "screening"
CLASSES = {
    DRAFT: "screening_unsent",
    NOT_INDICATED: "screening_not_indicated",
    WATCH: "screening_watch",
}
"""By state. One that waits for an answer or for its case has not ended."""


class Screenings:
    """A screening without a case is due some time after it was answered; a draft that was never
    sent, after it was last saved."""

    def find(self, code: str) -> Subject | None:
        """The screening of a reference."""
        wanted = select(Screening).where(Screening.reference == code, Screening.case_id.is_(None))
        row = db.session.scalar(wanted)
        return _subject(row) if row else None

    def by_id(self, record_id: UUID) -> Subject | None:
        """The screening again."""
        row = db.session.get(Screening, record_id)
        return _subject(row) if row and row.case_id is None else None

    def lock(self, record_id: UUID) -> None:
        """Hold its row."""
        hold(db.session.get_one(Screening, record_id))

    def ended_before(self, by: date, schedule: Schedule) -> Iterable[Subject]:
        """Those in a state that ends it, and last touched long enough ago."""
        shortest = min(schedule.periods[name].months for name in CLASSES.values())
        before = months_after(by, -shortest)
        last = func.coalesce(Screening.answered_at, Screening.saved_at)
        wanted = select(Screening).where(
            Screening.state.in_(CLASSES), Screening.case_id.is_(None), last <= end_of(before)
        )
        rows = db.session.scalars(wanted.order_by(Screening.id)).all()
        return [_subject(row) for row in rows]

    def roots(self, record_id: UUID) -> Roots:
        """The screening alone."""
        return {"screening": {record_id}}


def register() -> None:
    """Screenings among what can be erased."""
    register_subjects(KIND, Screenings())


def _subject(row: Screening) -> Subject:
    return Subject(KIND, row.id, row.reference, row.region, row.resource(), _ended(row))


def _ended(row: Screening) -> Ended | None:
    found = CLASSES.get(row.state)
    if found is None:
        return None
    last = row.answered_at or row.saved_at
    return Ended(found, last.astimezone(MOROCCO).date())
