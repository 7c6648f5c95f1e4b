"""Cases as records that are erased: what their end was, and what is one with them."""

from collections.abc import Iterable
from datetime import date
from typing import Final
from uuid import UUID

from flask import url_for
from sqlalchemy import func, select

from casework.cases.domain.card import CHILD_BANDS, CaseCard
from casework.cases.domain.pathway import CLOSED
from casework.cases.models import Case, ClosureRecord
from casework.cases.panels import Extra, register_extras
from casework.cases.queries import card_of, closure_of, conflicts_standing
from casework.db import db, hold
from casework.encryption import preload_data_keys
from casework.journal.marking import register_apart
from casework.kernel.clock import MOROCCO
from casework.policy import Actor, Permission, decide
from casework.retention.domain.schedule import Ended, Schedule
from casework.retention.subjects import Roots, Subject, register_subjects
from casework.web.languages import _

KIND: Final = "case"
YOUNGEST = {"0-8": 0, "9-17": 9}
DOUBTED = 16
"""The age taken of somebody who may be under 18 and whose age band is another."""
NOT_VICTIM = "not_victim_after_assessment"


class Cases:
    """A case is due once it is closed; the files that were merged into it go with it."""

    def find(self, code: str) -> Subject | None:
        """The case of a code; of a merged one, the case that leads."""
        case = db.session.scalar(select(Case).where(Case.code == code))
        return self._subject(_leading(case)) if case else None

    def by_id(self, record_id: UUID) -> Subject | None:
        """The case again."""
        case = db.session.get(Case, record_id)
        return self._subject(case) if case and not case.merged_into_id else None

    def lock(self, record_id: UUID) -> None:
        """Hold its row."""
        hold(db.session.get_one(Case, record_id))

    def ended_before(self, by: date, schedule: Schedule) -> Iterable[Subject]:
        """Closed cases whose settled day comes by then: none is due before it."""
        wanted = select(Case).where(
            Case.state == CLOSED, Case.merged_into_id.is_(None), Case.keep_until <= by
        )
        cases = db.session.scalars(wanted.order_by(Case.keep_until, Case.id)).all()
        preload_data_keys(KIND, [case.id for case in cases])
        return [self._subject(case) for case in cases]

    def roots(self, record_id: UUID) -> Roots:
        """The case and those merged into it."""
        merged = select(Case.id).where(Case.merged_into_id == record_id)
        return {"case": {record_id, *db.session.scalars(merged)}}

    def _subject(self, case: Case) -> Subject:
        ended = _ended(case) if case.state == CLOSED else None
        return Subject(KIND, case.id, case.code, case.region, case.resource(), ended)


def register() -> None:
    """Cases among what can be erased; how long one is kept, from its outline; who knows whom."""
    register_subjects(KIND, Cases())
    register_apart(conflicts_standing)
    register_extras(how_long)


def how_long(case: Case, actor: Actor) -> Iterable[Extra]:
    """Where the focal point sees how long a closed case is kept, and holds it back."""
    if case.state == CLOSED and decide(actor, Permission.RETENTION_READ, case.resource()).allowed:
        yield Extra(_("Keeping and erasing"), url_for("retention.record", code=case.code))


def class_of(card: CaseCard, reason: str) -> str:
    """The class of a closed case: a child's, of somebody who proved to be no victim, any other."""
    if card.child:
        return "case_child"
    return "case_not_victim" if reason == NOT_VICTIM else "case_adult"


def _ended(case: Case) -> Ended:
    card, closure = card_of(case), closure_of(case)
    latest = select(func.max(ClosureRecord.closed_at)).where(ClosureRecord.case_id == case.id)
    closed = db.session.scalar(latest) or case.opened_at
    young = YOUNGEST[card.age_band] if card.age_band in CHILD_BANDS else DOUBTED
    return Ended(
        class_of(card, closure.reason if closure else ""),
        closed.astimezone(MOROCCO).date(),
        settled=case.keep_until,
        youngest=young if card.child else None,
    )


def _leading(case: Case) -> Case:
    return db.session.get_one(Case, case.merged_into_id) if case.merged_into_id else case
