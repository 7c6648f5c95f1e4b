"""Who may know of which reintegration, and what is recorded in it.

The caseworkers of the case see it; an officer, as long as the return it follows is entrusted to
them. A focal point of the region sees a grant that waits for a second person, and no more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.cases import queries as cases
from casework.cases.queries import Case
from casework.db import db
from casework.funding import queries as funding
from casework.funding.domain.money import Money
from casework.funding.queries import Charge
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Resource, Role
from casework.reintegration.domain.grants import UNPAID
from casework.reintegration.domain.lists import Part
from casework.reintegration.domain.records import Goal, Instalment, Outcome, Signature, Survey, Wish
from casework.reintegration.domain.records import Visit as VisitRecord
from casework.reintegration.models import Grant, ReintegrationFile, ReintegrationRecord
from casework.returns import queries as returns
from casework.returns.domain.track import ARRIVED

SOURCE = "grant"


@dataclass
class Seat:
    """A reintegration as one person sits before it, and on which record it is decided what they
    may do."""

    file: ReintegrationFile
    case: Case
    ground: Resource
    by_case: bool

    def resource(self) -> Resource:
        """The case for its people, the return for those who run it."""
        return self.ground


@dataclass
class GrantSeat:
    """A seat before one grant."""

    seat: Seat
    grant: Grant

    def resource(self) -> Resource:
        """As the reintegration it belongs to."""
        return self.seat.ground


@dataclass
class InstalmentSeat(GrantSeat):
    """A seat before one instalment of a grant."""

    charge: Charge


@dataclass
class Contents:
    """What is recorded, opened: the newest of each goal; everything else in order."""

    goals: dict[int, Goal] = field(default_factory=dict)
    signature: Signature | None = None
    visits: dict[int, VisitRecord] = field(default_factory=dict)
    surveys: list[Survey] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    instalments: list[Instalment] = field(default_factory=list)


def file_of(case_id: UUID) -> ReintegrationFile | None:
    """The reintegration of a case, if it has begun."""
    wanted = select(ReintegrationFile).where(ReintegrationFile.case_id == case_id)
    return db.session.scalar(wanted)


def by_ids(ids: Iterable[UUID]) -> dict[UUID, ReintegrationFile]:
    """Several at once, for naming their tasks; the caller decides who may see them."""
    wanted = select(ReintegrationFile).where(ReintegrationFile.id.in_(set(ids)))
    return {row.id: row for row in db.session.scalars(wanted)}


def seat(actor: Actor, reference: str) -> Seat | None:
    """The reintegration of this reference, if the actor may know of all of it."""
    file = _file(reference)
    return seated(actor, file) if file is not None and actor.role is not Role.FOCAL_POINT else None


def seated(actor: Actor, file: ReintegrationFile) -> Seat | None:
    """The seat of whoever works the case, or runs the return it follows."""
    if actor.role is not Role.RETURN_OFFICER:
        if file.case_id not in cases.case_scope(actor, [file.case_id]):
            return None
        case = cases.case_by_id(file.case_id)
        return Seat(file, case, case.resource(), by_case=True)
    if file.return_id is None:
        return None
    followed = returns.by_ids([file.return_id])[file.return_id]
    found = returns.seat(actor, followed.reference)
    return Seat(file, found.case, found.resource(), by_case=False) if found else None


def grant_seat(actor: Actor, reference: str, grant_id: UUID) -> GrantSeat | None:
    """A grant, for those who work the reintegration and the focal points of the region."""
    file, grant = _file(reference), db.session.get(Grant, grant_id)
    if file is None or grant is None or grant.file_id != file.id:
        return None
    found = seated(actor, file)
    return GrantSeat(found, grant) if found is not None else None


def instalment_seat(
    actor: Actor, reference: str, grant_id: UUID, charge_id: UUID
) -> InstalmentSeat | None:
    """An instalment of a grant, taken back or not, for the same people."""
    found = grant_seat(actor, reference, grant_id)
    charges = funding.charges_of(SOURCE, grant_id) if found else ()
    first = (one for one in charges if one.id == charge_id and one.reverses_id is None)
    charge = next(first, None)
    return InstalmentSeat(found.seat, found.grant, charge) if found and charge else None


def of_officer(actor: Actor, most: int = 200) -> list[ReintegrationFile]:
    """The reintegrations after returns that this officer runs, the newest first."""
    ids = [file.id for file in returns.of_officer(actor, ended=True) if file.state == ARRIVED]
    wanted = select(ReintegrationFile).where(ReintegrationFile.return_id.in_(ids))
    return list(db.session.scalars(wanted.order_by(ReintegrationFile.opened_at.desc()).limit(most)))


def under_way(most: int = 2_000) -> list[ReintegrationFile]:
    """Reintegrations, the newest first; the caller decides who may see them."""
    wanted = select(ReintegrationFile).order_by(ReintegrationFile.opened_at.desc()).limit(most)
    return list(db.session.scalars(wanted))


def arrived_return(case_id: UUID) -> Any:
    """The newest return of the case that arrived."""
    return next((one for one in returns.returns_of(case_id) if one.state == ARRIVED), None)


def officers_of(files: Iterable[ReintegrationFile]) -> dict[UUID, tuple[UUID, UUID | None]]:
    """Organisation and officer of the returns that these follow, by file."""
    asked = {file.id: file.return_id for file in files if file.return_id is not None}
    found = returns.by_ids(asked.values())
    return {
        file_id: (found[one].organisation_id, found[one].officer_id)
        for file_id, one in asked.items()
    }


def records_of(file_id: UUID) -> Sequence[ReintegrationRecord]:
    """Every record, in order."""
    wanted = select(ReintegrationRecord).where(ReintegrationRecord.file_id == file_id)
    return db.session.scalars(wanted.order_by(ReintegrationRecord.seq)).all()


def contents(file_id: UUID) -> Contents:
    """What is recorded, opened."""
    found = Contents()
    for row in records_of(file_id):
        if row.entry is not None:
            _put(found, Part(row.part), row.entry.reveal().recorded)
    found.surveys.sort(key=lambda one: one.on)
    return found


def visits_counted(file: ReintegrationFile) -> dict[int, VisitRecord]:
    """The newest visit of each month, of those made since the months count: before a return they
    counted from another day."""
    found: dict[int, VisitRecord] = {}
    for row in records_of(file.id):
        made = row.entry.reveal().recorded if row.part == Part.VISIT and row.entry else None
        if isinstance(made, VisitRecord) and made.on >= file.counted_from:
            found[made.month] = made
    return found


def surveys_of(file_id: UUID) -> list[tuple[datetime, Survey]]:
    """Every survey with the moment it was recorded, in the order of the days they were asked."""
    found = [
        (row.recorded_at, row.entry.reveal().recorded)
        for row in records_of(file_id)
        if row.part == Part.SURVEY and row.entry is not None
    ]
    return sorted(found, key=lambda pair: pair[1].on)


def _put(found: Contents, part: Part, recorded: Any) -> None:
    if part is Part.GOAL:
        found.goals[recorded.number] = recorded
    elif part is Part.SIGNATURE:
        found.signature = recorded
    elif part is Part.VISIT:
        found.visits[recorded.month] = recorded
    else:
        lists: dict[Part, list[Any]] = {
            Part.SURVEY: found.surveys,
            Part.OUTCOME: found.outcomes,
            Part.INSTALMENT: found.instalments,
        }
        lists[part].append(recorded)


def grants_of(file_id: UUID) -> Sequence[Grant]:
    """Every grant of a reintegration, in order."""
    wanted = select(Grant).where(Grant.file_id == file_id)
    return db.session.scalars(wanted.order_by(Grant.proposed_at, Grant.id)).all()


def grants_in(case_ids: Sequence[UUID]) -> Sequence[Grant]:
    """Every grant of several cases, in order: of one person, whose files were merged."""
    wanted = select(Grant).where(Grant.case_id.in_(case_ids))
    return db.session.scalars(wanted.order_by(Grant.proposed_at, Grant.id)).all()


def unpaid_grants(case_id: UUID) -> Sequence[Grant]:
    """Grants of a case that are neither paid in full nor cancelled."""
    wanted = select(Grant).where(Grant.case_id == case_id, Grant.state.in_(UNPAID))
    return db.session.scalars(wanted.order_by(Grant.id)).all()


def grants_by_ids(ids: Iterable[UUID]) -> dict[UUID, Grant]:
    """Several grants, for naming their tasks."""
    wanted = select(Grant).where(Grant.id.in_(set(ids)))
    return {row.id: row for row in db.session.scalars(wanted)}


def wish_of(grant: Grant) -> Wish:
    """What a grant is for, opened."""
    sealed = grant.wish
    assert sealed is not None  # noqa: S101 - the column is never empty
    return sealed.reveal()


def paid_of(grant: Grant) -> Money:
    """What was charged for a grant so far."""
    wish = wish_of(grant)
    paid = sum(one.amount_minor for one in funding.charges_of(SOURCE, grant.id))
    return Money(paid, wish.currency)


def standing_charges(grant: Grant) -> list[Charge]:
    """The charges of its instalments that were not taken back, in order."""
    charges = funding.charges_of(SOURCE, grant.id)
    gone = funding.taken_back(charges)
    return [one for one in charges if one.reverses_id is None and one.id not in gone]


def _file(reference: str) -> ReintegrationFile | None:
    wanted = normalise_code(reference)
    if wanted is None or not wanted.startswith("G-"):
        return None
    return db.session.scalar(select(ReintegrationFile).where(ReintegrationFile.reference == wanted))
