"""Stays: by the house that has them, by the case they belong to, by the clock."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import case, select

from casework.db import db
from casework.encryption import preload_data_keys
from casework.kernel.ids import normalise_code
from casework.policy import Actor
from casework.shelter.domain.records import Intake, Leaving, Resident, Words
from casework.shelter.domain.track import COMING, HOLDING, LODGED, OPEN, StayState
from casework.shelter.models import STAY_KEY, Extension, Stay
from casework.shelter.queries.houses import log_of
from casework.shelter.standing import shown, shown_now, still_told

PAGE = 50


def stay_for(actor: Actor, ref: str) -> Stay | None:
    """A stay in a house of the own organisation, while the house may see it. One that did not come
    about is nobody's to read any more, nor one on which the house is not to be told: the person
    never came, or the agreement is over or was taken back."""
    found = _by_reference(ref)
    if found is None or found.organisation_id != actor.organisation_id:
        return None
    return found if found.id in shown_now([found.id]) else None


def stay_for_escort(actor: Actor, ref: str) -> Stay | None:
    """A stay whose person the actor is to bring, until they have arrived."""
    found = _by_reference(ref)
    if found is None or found.escort_id != actor.user_id:
        return None
    return found if found.state == StayState.RESERVED else None


def stay_of_case(case_id: UUID, ref: str) -> Stay | None:
    """A stay of a case the caller was already let into."""
    found = _by_reference(ref)
    return found if found and found.case_id == case_id else None


def stay_of_referral(referral_id: UUID) -> Stay | None:
    """The unfinished stay that came of a referral."""
    rows = select(Stay).where(Stay.referral_id == referral_id, Stay.state.in_(OPEN))
    return db.session.scalar(rows.limit(1))


def stays_of_case(case_id: UUID) -> Sequence[Stay]:
    """All stays of a case, the newest first."""
    rows = select(Stay).where(Stay.case_id == case_id)
    return db.session.scalars(rows.order_by(Stay.requested_at.desc(), Stay.id)).all()


def unfinished_of(case_id: UUID) -> Sequence[Stay]:
    """The stays of a case that have not ended."""
    rows = select(Stay).where(Stay.case_id == case_id, Stay.state.in_(OPEN))
    return db.session.scalars(rows.order_by(Stay.requested_at, Stay.id)).all()


def open_stay_of(case_id: UUID) -> Stay | None:
    """The stay under which the person has a place, or had one held."""
    rows = select(Stay).where(Stay.case_id == case_id, Stay.state.in_(HOLDING))
    return db.session.scalar(rows.limit(1))


def stays_of(actor: Actor, ended: bool = False) -> list[tuple[Stay, Resident]]:
    """People in the own houses, or those who left lately, with their aliases."""
    rows = select(Stay).where(Stay.organisation_id == actor.organisation_id, shown())
    if ended:
        rows = rows.where(Stay.state == StayState.EXITED).order_by(Stay.ended_at.desc(), Stay.id)
    else:
        rows = rows.where(Stay.state.in_(HOLDING)).order_by(Stay.until, Stay.requested_at, Stay.id)
    return _opened(db.session.scalars(rows.limit(PAGE)).all())


def waiting_of(actor: Actor) -> list[tuple[Stay, Resident]]:
    """Who waits for a place of the own organisation: the most urgent first, then the longest."""
    rows = select(Stay).where(
        Stay.organisation_id == actor.organisation_id, Stay.state == StayState.REQUESTED, shown()
    )
    order = (Stay.priority, Stay.requested_at, Stay.id)
    return _opened(db.session.scalars(rows.order_by(*order).limit(PAGE)).all())


def leaving_soon(actor: Actor, until: date) -> Sequence[Stay]:
    """Stays whose granted time ends by a day."""
    rows = select(Stay).where(
        Stay.organisation_id == actor.organisation_id, Stay.state.in_(LODGED), Stay.until <= until
    )
    return db.session.scalars(rows.order_by(Stay.until, Stay.id)).all()


def resident_of(stay: Stay) -> Resident:
    """What the house knows of the person of a stay the caller was let into."""
    return Stay.resident.bind(row_id=stay.id, owner_id=stay.id, blob=stay.resident_blob).reveal()


def intake_of(stay: Stay) -> Intake | None:
    """What was said on arrival."""
    if stay.intake_blob is None:
        return None
    return Stay.intake.bind(row_id=stay.id, owner_id=stay.id, blob=stay.intake_blob).reveal()


def leaving_of(stay: Stay) -> Leaving | None:
    """How a stay ended."""
    if stay.leaving_blob is None:
        return None
    return Stay.leaving.bind(row_id=stay.id, owner_id=stay.id, blob=stay.leaving_blob).reveal()


def begun() -> Iterator[Stay]:
    """Every stay that began, the oldest first, a page at a time."""
    rows = select(Stay).where(Stay.arrived_at.is_not(None)).order_by(Stay.arrived_at, Stay.id)
    yield from db.session.scalars(rows.execution_options(yield_per=500))


def begun_of_case(case_id: UUID) -> Sequence[Stay]:
    """The stays of a case that began, the oldest first."""
    rows = select(Stay).where(Stay.case_id == case_id, Stay.arrived_at.is_not(None))
    return db.session.scalars(rows.order_by(Stay.arrived_at, Stay.id)).all()


def holds_over(at: datetime, unit_id: UUID | None = None) -> Sequence[Stay]:
    """Holds whose time is over and that nobody has written down as such."""
    rows = select(Stay).where(Stay.state == StayState.RESERVED, Stay.held_until <= at)
    if unit_id is not None:
        rows = rows.where(Stay.unit_id == unit_id)
    return db.session.scalars(rows.order_by(Stay.unit_id, Stay.id).limit(200)).all()


def not_told_any_more(unit_id: UUID | None = None) -> Sequence[Stay]:
    """Who is to come and of whom the house is not to be told any more: the agreement is over."""
    rows = select(Stay).where(Stay.state.in_(COMING), ~still_told())
    if unit_id is not None:
        rows = rows.where(Stay.unit_id == unit_id)
    return db.session.scalars(rows.order_by(Stay.unit_id, Stay.id).limit(200)).all()


def absent_since(moment: datetime) -> Sequence[Stay]:
    """Stays of people who have been away unplanned since before a moment."""
    rows = select(Stay).where(Stay.state == StayState.ABSENT, Stay.absent_since <= moment)
    return db.session.scalars(rows.order_by(Stay.unit_id, Stay.id).limit(200)).all()


def by_ids(ids: Iterable[UUID]) -> dict[UUID, Stay]:
    """Several stays at once, for naming their tasks; the caller decides who may see them."""
    return {row.id: row for row in db.session.scalars(select(Stay).where(Stay.id.in_(set(ids))))}


def care_of(stay: Stay) -> list[tuple[object, Words]]:
    """The care log of a stay, the newest first."""
    return list(log_of(STAY_KEY, stay.id))


def extensions_of(stay: Stay) -> Sequence[Extension]:
    """What was asked and decided, the newest first."""
    rows = select(Extension).where(Extension.stay_id == stay.id)
    waiting_first = case((Extension.decided_at.is_(None), 0), else_=1)
    order = (waiting_first, Extension.asked_at.desc(), Extension.id)
    return db.session.scalars(rows.order_by(*order)).all()


def extension_waiting(stay: Stay) -> Extension | None:
    """The extension that waits for an answer."""
    return next((one for one in extensions_of(stay) if one.decided_at is None), None)


def _by_reference(ref: str) -> Stay | None:
    code = normalise_code(ref)
    return db.session.scalar(select(Stay).where(Stay.reference == code)) if code else None


def _opened(rows: Sequence[Stay]) -> list[tuple[Stay, Resident]]:
    preload_data_keys(STAY_KEY, [row.id for row in rows])
    return [(row, resident_of(row)) for row in rows]
