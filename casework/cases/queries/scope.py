"""Which cases one may know of, and lists of them.

A caseworker sees the cases of the own organisation that are assigned to them; a focal point those
of their regions, without what is personal; nobody else sees any.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, tuple_

from casework.audit import record_read
from casework.audit.catalogue import CardsOpened
from casework.cases.domain.card import CaseCard
from casework.cases.domain.pathway import CLOSED
from casework.cases.models import (
    Case,
)
from casework.db import db
from casework.encryption import preload_data_keys
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Role

PAGE = 25


@dataclass(frozen=True)
class CaseRow:
    """One line of a list: routing, and the opened card."""

    id: UUID
    code: str
    state: str
    priority: str
    region: str
    opened_at: datetime
    assignee_id: UUID | None
    card: CaseCard


@dataclass(frozen=True)
class Waiting:
    """A case in a work list: routing only."""

    id: UUID
    code: str
    region: str
    priority: str


@dataclass(frozen=True)
class CasePage:
    """A page of a list; `older` is the code to go on after, if there is more."""

    rows: tuple[CaseRow, ...]
    older: str | None


def scope_of(actor: Actor) -> ColumnElement[bool]:
    """The cases this actor may know of."""
    if actor.role is Role.CASEWORKER:
        own = or_(Case.assignee_id == actor.user_id, Case.backup_id == actor.user_id)
        return and_(Case.organisation_id == actor.organisation_id, own)
    if actor.role is Role.FOCAL_POINT:
        return Case.id.is_not(None) if actor.national else Case.region.in_(actor.regions)
    return false()


def case_by_code(actor: Actor, code: str) -> Case | None:
    """The case of this code, if the actor may know of it."""
    wanted = normalise_code(code)
    if wanted is None:
        return None
    return db.session.scalar(select(Case).where(Case.code == wanted, scope_of(actor)))


def case_by_id(case_id: UUID) -> Case:
    """A case by its id, for acts that were let in by another record (a referral, a screening).

    No scope is checked here: never give it an id that came from a request.
    """
    return db.session.get_one(Case, case_id)


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


def cases_page(
    actor: Actor,
    *,
    state: str = "",
    priority: str = "",
    unassigned: bool = False,
    after: str = "",
    size: int = PAGE,
) -> CasePage:
    """A page of the actor's cases, most urgent first, then longest open. Closed ones only when
    asked for. The cards of the rows are opened, and that is written down."""
    wanted = _columns().where(scope_of(actor))
    wanted = wanted.where(Case.state == state) if state else wanted.where(Case.state != CLOSED)
    if priority:
        wanted = wanted.where(Case.priority == priority)
    if unassigned:
        wanted = wanted.where(Case.assignee_id.is_(None))
    if (last := case_by_code(actor, after)) is not None:
        key = tuple_(Case.priority, Case.opened_at, Case.id)
        wanted = wanted.where(key > (last.priority, last.opened_at, last.id))
    wanted = wanted.order_by(Case.priority, Case.opened_at, Case.id).limit(size + 1)
    found = db.session.execute(wanted).all()
    return CasePage(
        _opened(found[:size], actor), found[size - 1].code if len(found) > size else None
    )


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


def _columns() -> Select[Any, Any, Any, Any, Any, Any, Any, Any]:
    return select(
        Case.id,
        Case.code,
        Case.state,
        Case.priority,
        Case.region,
        Case.opened_at,
        Case.assignee_id,
        Case.card_blob,
    )


def _opened(found: Sequence[Any], actor: Actor) -> tuple[CaseRow, ...]:
    preload_data_keys("case", [row.id for row in found])
    if found:
        record_read(CardsOpened(count=len(found)), actor)
    return tuple(
        CaseRow(
            id=row.id,
            code=row.code,
            state=row.state,
            priority=row.priority,
            region=row.region,
            opened_at=row.opened_at,
            assignee_id=row.assignee_id,
            card=Case.card.bind(row_id=row.id, owner_id=row.id, blob=row.card_blob).reveal(),
        )
        for row in found
    )
