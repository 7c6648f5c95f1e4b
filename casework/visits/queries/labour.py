"""Who sees which labour record: inspectors of the organisation that has it, in their regions. A
list shows codes and states; nothing is opened for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, select, tuple_

from casework.db import db
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Role
from casework.visits.domain.labour import CLOSED, REPORTED, Outcome
from casework.visits.models import LabourRecord
from casework.workflow.service import owners_that_took

PAGE = 25


@dataclass(frozen=True)
class LabourRow:
    """One line of a list."""

    id: UUID
    reference: str
    state: str
    region: str
    opened_on: date
    handler_id: UUID | None


@dataclass(frozen=True)
class LabourPage:
    """A page of a list; `older` is the reference to go on after, if there is more."""

    rows: tuple[LabourRow, ...]
    older: str | None


def labour_record(actor: Actor, reference: str) -> LabourRecord | None:
    """A labour record of the actor's organisation and regions."""
    wanted = normalise_code(reference)
    if wanted is None or not wanted.startswith("L-"):
        return None
    named = LabourRecord.reference == wanted
    return db.session.scalar(select(LabourRecord).where(named, _scope(actor)))


def labour_page(
    actor: Actor, *, closed: bool = False, after: str = "", size: int = PAGE
) -> LabourPage:
    """A page of the records under way, or of those that ended, the newest first."""
    ended = LabourRecord.state == CLOSED
    wanted = select(LabourRecord).where(_scope(actor), ended if closed else ~ended)
    if (last := labour_record(actor, after)) is not None:
        key = tuple_(LabourRecord.opened_on, LabourRecord.id)
        wanted = wanted.where(key < (last.opened_on, last.id))
    wanted = wanted.order_by(LabourRecord.opened_on.desc(), LabourRecord.id.desc())
    found = list(db.session.scalars(wanted.limit(size + 1)))
    older = found[size - 1].reference if len(found) > size else None
    return LabourPage(tuple(map(_row, found[:size])), older)


def waiting_for_somebody(actor: Actor, size: int) -> tuple[tuple[LabourRow, ...], int]:
    """Records that no inspector has taken up yet, the oldest first, and how many there are."""
    waiting = and_(_scope(actor), LabourRecord.handler_id.is_(None), LabourRecord.state != CLOSED)
    wanted = select(LabourRecord).where(waiting)
    wanted = wanted.order_by(LabourRecord.opened_on, LabourRecord.id).limit(size)
    total = db.session.scalar(select(func.count()).select_from(LabourRecord).where(waiting)) or 0
    return tuple(map(_row, db.session.scalars(wanted))), total


def labour_ids(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, LabourRow]:
    """Those of some records that the actor may know of, for tasks."""
    wanted = select(LabourRecord).where(LabourRecord.id.in_(set(ids)), _scope(actor))
    return {found.id: _row(found) for found in db.session.scalars(wanted)}


def whose_labour(actor: Actor, ids: Iterable[UUID]) -> dict[UUID, tuple[str, UUID]]:
    """For a focal point, of some records of the own regions: the reference, and which organisation
    works them. Nothing of what they hold."""
    columns = LabourRecord.id, LabourRecord.reference, LabourRecord.organisation_id
    wanted = select(*columns).where(LabourRecord.id.in_(set(ids)))
    if actor.role is not Role.FOCAL_POINT:
        return {}
    if not actor.national:
        wanted = wanted.where(LabourRecord.region.in_(actor.regions))
    return {id: (ref, house) for id, ref, house in db.session.execute(wanted)}


def labour_results(actor: Actor, year: int) -> tuple[int, int]:
    """How many records of a year the actor may know of, and in how many of them a report was
    written or a settlement reached."""
    opened = select(LabourRecord.id).where(
        _scope(actor), LabourRecord.opened_on >= date(year, 1, 1),
        LabourRecord.opened_on <= date(year, 12, 31),
    )  # fmt: skip
    there = db.session.scalar(select(func.count()).select_from(opened.subquery())) or 0
    return there, owners_that_took("labour", opened, (REPORTED,), (Outcome.SETTLED.value,))


def _scope(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.INSPECTOR:
        return false()
    here = LabourRecord.id.is_not(None)
    if not actor.national:
        here = LabourRecord.region.in_(actor.regions)
    return and_(LabourRecord.organisation_id == actor.organisation_id, here)


def _row(found: LabourRecord) -> LabourRow:
    return LabourRow(
        found.id, found.reference, found.state, found.region, found.opened_on, found.handler_id
    )
