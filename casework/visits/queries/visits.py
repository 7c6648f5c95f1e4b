"""Who sees which visit: its author and the inspector it is shared with, and of its region the focal
points, who see its skeleton only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select, tuple_

from casework.audit import record_read
from casework.audit.catalogue import CardsOpened
from casework.db import db
from casework.encryption import preload_data_keys
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Role
from casework.visits.domain.records import VisitCard
from casework.visits.domain.track import OPEN
from casework.visits.models import Visit

PAGE = 25


@dataclass(frozen=True)
class VisitRow:
    """One line of a list: routing, and the opened card."""

    id: UUID
    reference: str
    state: str
    region: str
    started_at: datetime
    card: VisitCard


@dataclass(frozen=True)
class VisitPage:
    """A page of a list; `older` is the reference to go on after, if there is more."""

    rows: tuple[VisitRow, ...]
    older: str | None


def visit_for(actor: Actor, reference: str) -> Visit | None:
    """A visit that the actor may know of."""
    return _named(reference, _scope(actor))


def own_visit(actor: Actor, reference: str) -> Visit | None:
    """A visit that the actor made, or that is shared with them."""
    return _named(reference, _mine(actor))


def visit_by_id(visit_id: UUID) -> Visit | None:
    """A visit, for callers that were let into a screening of it."""
    return db.session.get(Visit, visit_id)


def visits_page(actor: Actor, *, after: str = "", size: int = PAGE) -> VisitPage:
    """A page of the actor's visits (of their regions, for a focal point), the newest first."""
    wanted = _columns().where(_scope(actor))
    if (last := visit_for(actor, after)) is not None:
        wanted = wanted.where(tuple_(Visit.started_at, Visit.id) < (last.started_at, last.id))
    wanted = wanted.order_by(Visit.started_at.desc(), Visit.id.desc())
    found = db.session.execute(wanted.limit(size + 1)).all()
    older = found[size - 1].reference if len(found) > size else None
    return VisitPage(_opened(found[:size], actor), older)


def open_visits(actor: Actor, size: int) -> tuple[tuple[VisitRow, ...], int]:
    """The actor's visits that are still open, the newest first, and how many there are."""
    mine = and_(_mine(actor), Visit.state == OPEN)
    wanted = _columns().where(mine).order_by(Visit.started_at.desc(), Visit.id).limit(size)
    total = db.session.scalar(select(func.count()).select_from(Visit).where(mine)) or 0
    return _opened(db.session.execute(wanted).all(), actor), total


def _named(reference: str, seen: ColumnElement[bool]) -> Visit | None:
    wanted = normalise_code(reference)
    if wanted is None or not wanted.startswith("V-"):
        return None
    return db.session.scalar(select(Visit).where(Visit.reference == wanted, seen))


def _scope(actor: Actor) -> ColumnElement[bool]:
    if actor.role is Role.FOCAL_POINT:
        return Visit.id.is_not(None) if actor.national else Visit.region.in_(actor.regions)
    return _mine(actor)


def _mine(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.INSPECTOR:
        return false()
    own = or_(Visit.author_id == actor.user_id, Visit.colleague_id == actor.user_id)
    return and_(Visit.organisation_id == actor.organisation_id, own)


def _columns() -> Any:
    return select(
        Visit.id,
        Visit.reference,
        Visit.state,
        Visit.region,
        Visit.started_at,
        Visit.card_blob,
    )


def _opened(rows: Iterable[Row[Any]], actor: Actor) -> tuple[VisitRow, ...]:
    found = list(rows)
    preload_data_keys("visit", [row.id for row in found])
    if found:
        record_read(CardsOpened(count=len(found), page="visits"), actor)
    return tuple(
        VisitRow(row.id, row.reference, row.state, row.region, row.started_at, _card(row))
        for row in found
    )


def _card(row: Row[Any]) -> VisitCard:
    sealed = Visit.card.bind(row_id=row.id, owner_id=row.id, blob=row.card_blob)
    card: VisitCard = sealed.reveal()
    return card
