"""Which cases one may know of.

A caseworker sees the cases of the own organisation that are assigned to them; a focal point those
of their regions, without what is personal; nobody else sees any.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select

from casework.audit import record_read
from casework.audit.catalogue import OwnFileAsked
from casework.cases.domain.card import CaseCard
from casework.cases.domain.pathway import CLOSED
from casework.cases.models import Case, ConflictOfInterest
from casework.db import db
from casework.kernel.ids import normalise_code, slip_of
from casework.policy import Actor, Role


@dataclass(frozen=True)
class Waiting:
    """A case in a work list: routing only."""

    id: UUID
    code: str
    region: str
    priority: str
    organisation_id: UUID | None = None


def scope_of(actor: Actor) -> ColumnElement[bool]:
    """The cases this actor may know of: none with which they have a conflict of interest."""
    if actor.role is Role.CASEWORKER:
        own = or_(Case.assignee_id.in_(actor.hands), Case.backup_id.in_(actor.hands))
        return and_(Case.organisation_id == actor.organisation_id, own, _unconflicted(actor))
    if actor.role is Role.FOCAL_POINT:
        region = Case.id.is_not(None) if actor.national else Case.region.in_(actor.regions)
        return and_(region, _unconflicted(actor))
    return false()


def in_conflict(user: Any) -> Select[UUID]:
    """The ids of the cases with which this user (an id, or a parameter of a prepared query) has a
    conflict of interest that stands."""
    return select(ConflictOfInterest.case_id).where(
        ConflictOfInterest.user_id == user, ConflictOfInterest.ended_at.is_(None)
    )


def known_to(actor: Actor, case_ids: Iterable[UUID]) -> set[UUID]:
    """Those of some cases whose people the actor knows: they have a conflict of interest."""
    mine = in_conflict(actor.user_id).where(ConflictOfInterest.case_id.in_(set(case_ids)))
    return set(db.session.scalars(mine))


def _unconflicted(actor: Actor) -> ColumnElement[bool]:
    conflict = select(ConflictOfInterest.id).where(
        ConflictOfInterest.case_id == Case.id,
        ConflictOfInterest.user_id == actor.user_id,
        ConflictOfInterest.ended_at.is_(None),
    )
    return or_(Case.conflicts == 0, ~conflict.exists())


def case_by_code(actor: Actor, code: str) -> Case | None:
    """The case of this code, if the actor may know of it."""
    wanted = normalise_code(code)
    if wanted is None:
        return None
    found = db.session.scalar(select(Case).where(Case.code == wanted, scope_of(actor)))
    if found is None:
        _note_own_file(actor, wanted)
    return found


def codes_near(actor: Actor, typed: str) -> list[str]:
    """The codes of the actor's own cases that are one slip away from what was typed."""
    slip = slip_of(typed)
    if slip is None:
        return []
    wanted = select(Case.code).where(Case.code.in_(slip.near), scope_of(actor))
    return list(db.session.scalars(wanted.order_by(Case.code)))


def _note_own_file(actor: Actor, code: str) -> None:
    """Somebody asked for the file of a person they know: it does not exist for them, and it is
    written down."""
    mine = in_conflict(actor.user_id).where(ConflictOfInterest.case_id == Case.id)
    case_id = db.session.scalar(select(Case.id).where(Case.code == code, mine.exists()))
    if case_id is not None:
        record_read(OwnFileAsked(case_id=case_id), actor)


def conflicts_standing() -> Iterable[tuple[UUID, UUID]]:
    """Every account with the cases of people whom it knows."""
    rows = select(ConflictOfInterest.user_id, ConflictOfInterest.case_id)
    standing = rows.where(ConflictOfInterest.ended_at.is_(None))
    return [(row.user_id, row.case_id) for row in db.session.execute(standing)]


def id_of_code(code: str) -> UUID | None:
    """The id behind a code, for the journal, which shows codes and no content."""
    wanted = normalise_code(code)
    return db.session.scalar(select(Case.id).where(Case.code == wanted)) if wanted else None


def case_in_regions(actor: Actor, code: str) -> Case | None:
    """The case of a code in one of the actor's regions, assigned to them or not: for an emergency,
    which has a permission, a reason and a review of its own."""
    there = Case.id.is_not(None) if actor.national else Case.region.in_(actor.regions)
    return db.session.scalar(select(Case).where(Case.code == code, there))


def case_by_id(case_id: UUID) -> Case:
    """A case by its id, for acts that were let in by another record (a referral, a screening).

    No scope is checked here: never give it an id that came from a request.
    """
    return db.session.get_one(Case, case_id)


def files_of_person(case: Case) -> Sequence[UUID]:
    """The files of the person of a case, by their ids: the one that leads first, then those that
    were merged into it. No scope is checked, as in `case_by_id`."""
    leading = case.merged_into_id or case.id
    merged = select(Case.id).where(Case.merged_into_id == leading).order_by(Case.id)
    return [leading, *db.session.scalars(merged)]


def files_of_persons(case_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """By each of these cases, every file of its person: the one that leads first. What is no case
    is left out. No scope is checked, as in `case_by_id`."""
    leading = func.coalesce(Case.merged_into_id, Case.id).label("leading")
    asked = db.session.execute(select(Case.id, leading).where(Case.id.in_(case_ids)))
    leads = {row.id: row.leading for row in asked}
    merged = select(Case.merged_into_id, Case.id).where(Case.merged_into_id.in_(leads.values()))
    files: dict[UUID, tuple[UUID, ...]] = {one: (one,) for one in leads.values()}
    for row in db.session.execute(merged.order_by(Case.id)):
        files[row.merged_into_id] += (row.id,)
    return {one: files[leading] for one, leading in leads.items()}


def codes_of_persons(codes: Iterable[str]) -> frozenset[str]:
    """Every code of the persons behind these codes: of the files that lead, and of those that were
    merged into them. No scope is checked, as in `case_by_id`."""
    leading = func.coalesce(Case.merged_into_id, Case.id)
    wanted = select(leading).where(Case.code.in_(set(codes)))
    return frozenset(db.session.scalars(select(Case.code).where(leading.in_(wanted))))


def codes_of(case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The codes of several cases at once, for lists of records that the actor may see."""
    wanted = set(case_ids)
    rows = db.session.execute(select(Case.id, Case.code).where(Case.id.in_(wanted)))
    return {row.id: row.code for row in rows} if wanted else {}


def case_scope(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The codes of those cases that this actor may know of."""
    wanted = set(case_ids)
    rows = db.session.execute(
        select(Case.id, Case.code).where(Case.id.in_(wanted), scope_of(actor))
    )
    return {row.id: row.code for row in rows} if wanted else {}


def cases_waiting(
    actor: Actor, limit: int, *, state: str = "", unassigned: bool = False
) -> list[Waiting]:
    """The most urgent of the actor's open cases in one state, or that nobody has yet. No card is
    opened."""
    wanted = select(Case.id, Case.code, Case.region, Case.priority)
    wanted = wanted.where(scope_of(actor), Case.state != CLOSED)
    if state:
        wanted = wanted.where(Case.state == state)
    if unassigned:
        wanted = wanted.where(Case.assignee_id.is_(None))
    ordered = wanted.order_by(Case.priority, Case.opened_at, Case.id).limit(limit)
    return [
        Waiting(row.id, row.code, row.region, row.priority) for row in db.session.execute(ordered)
    ]


def card_of(case: Case) -> CaseCard:
    """The card of a case the caller was let into."""
    return Case.card.bind(row_id=case.id, owner_id=case.id, blob=case.card_blob).reveal()
