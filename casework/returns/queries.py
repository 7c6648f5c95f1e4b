"""Who may know of which return, and what is recorded in it.

The caseworkers of the case see its returns; an officer those of the own organisation, for as long
as the case itself or an accepted referral is with that organisation.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select

from casework.cases import queries as cases
from casework.cases.domain.children import FamilyAssessed, ReceptionConfirmed
from casework.cases.domain.consent import Purpose
from casework.cases.queries import Case
from casework.db import db
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Resource, Role
from casework.referrals import queries as referrals
from casework.returns.domain.entry import Entry
from casework.returns.domain.lists import KEPT_ELSEWHERE, Part
from casework.returns.domain.records import Paper
from casework.returns.domain.track import RUNNING
from casework.returns.models import ReturnFile, ReturnRecord

PAGE = 25
SERVICE = "RETURN"


@dataclass
class Seat:
    """A return as one person sits before it: the file, its case, and on which record it is decided
    what they may do."""

    file: ReturnFile
    case: Case
    by_case: bool

    def resource(self) -> Resource:
        """The case for its caseworkers, the file for those who run it."""
        return self.case.resource() if self.by_case else self.file.resource()


@dataclass
class Contents:
    """What is recorded: the newest of each part and of each document, and since when the journey
    is as it is now."""

    newest: dict[Part, ReturnRecord] = field(default_factory=dict)
    opened: dict[Part, Entry] = field(default_factory=dict)
    papers: dict[str, Paper] = field(default_factory=dict)
    journey_changed_at: datetime | None = None


def seat(actor: Actor, reference: str) -> Seat | None:
    """The return of this reference, if the actor may know of it."""
    wanted = normalise_code(reference)
    if wanted is None or not wanted.startswith("T-"):
        return None
    file = db.session.scalar(select(ReturnFile).where(ReturnFile.reference == wanted))
    return _seated(actor, file) if file is not None else None


def part_of(actor: Actor, reference: str, part: str) -> tuple[Seat, Part] | None:
    """A seat and a part that is recorded by hand."""
    found = seat(actor, reference)
    known = part in set(Part) - KEPT_ELSEWHERE
    return (found, Part(part)) if found is not None and known else None


def family_of(case_id: UUID) -> tuple[FamilyAssessed | None, ReceptionConfirmed | None]:
    """What the case file says of the family of a child, and who receives the child."""
    found = cases.newest_of(case_id, "family_assessment", "reception")
    return found.get("family_assessment"), found.get("reception")


def _seated(actor: Actor, file: ReturnFile) -> Seat | None:
    if actor.role is Role.CASEWORKER:
        if file.case_id not in cases.case_scope(actor, [file.case_id]):
            return None
        return Seat(file, cases.case_by_id(file.case_id), by_case=True)
    if actor.role is not Role.RETURN_OFFICER or file.organisation_id != actor.organisation_id:
        return None
    case = cases.case_by_id(file.case_id)
    return Seat(file, case, by_case=False) if _entrusted(case, file.organisation_id) else None


def _entrusted(case: Case, organisation_id: UUID) -> bool:
    return organisation_id in entrusted_with(case)


def entrusted_with(case: Case) -> set[UUID]:
    """Who may run a return of this case: its own organisation, and who accepted to do it, while the
    person agrees to share with them."""
    own = {case.organisation_id} if case.organisation_id else set()
    taken = referrals.taken_by(case.id, SERVICE)
    return own | {one for one in taken if cases.has_consent(case.id, Purpose.SERVICE, one)}


def returns_of(case_id: UUID) -> Sequence[ReturnFile]:
    """All returns of a case, the newest first."""
    rows = select(ReturnFile).where(ReturnFile.case_id == case_id)
    return db.session.scalars(rows.order_by(ReturnFile.opened_at.desc(), ReturnFile.id)).all()


def running(case_id: UUID) -> ReturnFile | None:
    """The return that is under way, if there is one."""
    return db.session.scalar(select(ReturnFile).where(ReturnFile.running_case_id == case_id))


def of_officer(actor: Actor, *, ended: bool = False, most: int = 200) -> list[ReturnFile]:
    """Returns the actor's organisation runs and is still entrusted with, the oldest first."""
    under_way = ReturnFile.state.in_(RUNNING)
    rows = select(ReturnFile).where(_run_by(actor), ~under_way if ended else under_way)
    found = db.session.scalars(rows.order_by(ReturnFile.opened_at, ReturnFile.id).limit(most))
    return [one for one in found if _seated(actor, one) is not None]


def of_leaver(user_id: UUID) -> Sequence[ReturnFile]:
    """Every return that this person answers for, ended or not: a reintegration may follow it."""
    rows = select(ReturnFile).where(ReturnFile.officer_id == user_id)
    return db.session.scalars(rows.order_by(ReturnFile.id)).all()


def _run_by(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.RETURN_OFFICER:
        return false()
    mine = or_(ReturnFile.officer_id == actor.user_id, ReturnFile.officer_id.is_(None))
    return and_(ReturnFile.organisation_id == actor.organisation_id, mine)


def by_ids(ids: Iterable[UUID]) -> dict[UUID, ReturnFile]:
    """Several returns at once, for naming their tasks; the caller decides who may see them."""
    found = db.session.scalars(select(ReturnFile).where(ReturnFile.id.in_(set(ids))))
    return {row.id: row for row in found}


def records_of(return_id: UUID) -> Sequence[ReturnRecord]:
    """Every record of a return, in order."""
    rows = select(ReturnRecord).where(ReturnRecord.return_id == return_id)
    return db.session.scalars(rows.order_by(ReturnRecord.seq)).all()


def contents(return_id: UUID) -> Contents:
    """What is recorded, opened."""
    found = Contents()
    for row in records_of(return_id):
        part = Part(row.part)
        if row.entry is None or part in KEPT_ELSEWHERE:
            continue
        entry = row.entry.reveal()
        if entry.travel is not None and not _same_journey(entry, found.opened.get(part)):
            found.journey_changed_at = row.recorded_at
        found.newest[part], found.opened[part] = row, entry
        if entry.documents is not None:
            found.papers[entry.documents.kind] = entry.documents
    return found


def _same_journey(entry: Entry, before: Entry | None) -> bool:
    return entry.travel is not None and entry.travel.same_for_the_person(
        before.travel if before is not None else None
    )
