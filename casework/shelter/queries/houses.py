"""Houses as they are now: rooms, places, who has which.

A hold whose time is over counts as free from that very moment, whether or not the job that writes
it down has run; so does one of somebody of whom the house is not to be told any more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.cases import queries as cases
from casework.db import db
from casework.encryption import preload_data_keys
from casework.kernel import clock
from casework.policy import Actor
from casework.shelter.domain.needs import Berths, Party
from casework.shelter.domain.records import Address, Resident, RoomCard, UnitCard, Words
from casework.shelter.domain.track import StayState, standing
from casework.shelter.models import (
    STAY_KEY,
    UNIT_KEY,
    HouseRules,
    LogEntry,
    Place,
    PlaceUse,
    Room,
    ShelterAddress,
    ShelterUnit,
    Stay,
)
from casework.shelter.standing import shown

FREE, HELD, TAKEN, AWAY, OUT = "free", "held", "taken", "away", "out"
_SHOWN = {StayState.RESERVED: HELD, StayState.ADMITTED: TAKEN, StayState.ABSENT: AWAY}


@dataclass(frozen=True)
class PlaceNow:
    """A place and what is the case with it now. `first`: the stay's own place, not a child's."""

    id: UUID
    number: int
    overflow: bool
    standing: str
    out_reason: str | None = None
    stay: Stay | None = None
    resident: Resident | None = None
    first: bool = True


@dataclass(frozen=True)
class RoomNow:
    """A room with its places."""

    id: UUID
    card: RoomCard
    places: tuple[PlaceNow, ...]

    def berths(self, besides: UUID | None = None) -> Berths:
        """The room as the rules see it; `besides` a stay whose own places count as free."""
        own = [one for one in self.places if one.stay and one.stay.id == besides]
        free = [one for one in self.places if one.standing == FREE] + own
        others = {one.stay.id: one.resident for one in self.places
                  if one.stay and one.resident and one.stay.id != besides}  # fmt: skip
        return Berths(
            profile=self.card.profile,
            free=sum(not one.overflow for one in free),
            overflow=sum(one.overflow for one in free),
            accessible=self.card.accessible,
            residents=tuple(lodged_party(one) for one in others.values()),
        )


@dataclass(frozen=True)
class House:
    """A house as it is now."""

    unit: ShelterUnit
    card: UnitCard
    rooms: tuple[RoomNow, ...]

    @property
    def places(self) -> list[PlaceNow]:
        """All places of all rooms."""
        return [place for room in self.rooms for place in room.places]

    @property
    def residents(self) -> list[Party]:
        """Everybody who is here or has a place held."""
        return [lodged_party(one.resident) for one in self.places if one.resident and one.first]


def room_of(house: House, stay: Stay) -> RoomNow | None:
    """The room of the house in which the stay has its places."""
    for room in house.rooms:
        if any(one.stay is not None and one.stay.id == stay.id for one in room.places):
            return room
    return None


def party_of(resident: Resident) -> Party:
    """Whoever comes, as the rules see them: they and those they must not meet are meant under
    every code that they have had, because files are merged and what was said stays as it was."""
    return replace(
        lodged_party(resident),
        also=tuple(cases.codes_of_persons([resident.code]) - {resident.code}),
        apart=tuple({*resident.apart, *cases.codes_of_persons(resident.apart)}),
    )


def lodged_party(resident: Resident) -> Party:
    """A resident as the rules see them, by the words of their stay alone."""
    return Party(
        code=resident.code,
        sex=resident.sex,
        child=resident.child,
        girls=resident.girls,
        boys=resident.boys,
        step_free=resident.need == "step_free",
        lgbti=resident.lgbti,
        apart=resident.apart,
    )


def units_of(actor: Actor) -> Sequence[ShelterUnit]:
    """The houses of the own organisation."""
    return _units(ShelterUnit.organisation_id == actor.organisation_id)


def unit_for(actor: Actor, unit_id: UUID) -> ShelterUnit | None:
    """A house of the own organisation."""
    found = db.session.get(ShelterUnit, unit_id)
    return found if found and found.organisation_id == actor.organisation_id else None


def unit_by_id(unit_id: UUID) -> ShelterUnit | None:
    """A house, for acts that were let in by a stay or a case."""
    return db.session.get(ShelterUnit, unit_id)


def place_for(actor: Actor, place_id: UUID) -> tuple[Place, ShelterUnit] | None:
    """A place in a house of the own organisation."""
    place = db.session.get(Place, place_id)
    unit = unit_for(actor, place.unit_id) if place else None
    return (place, unit) if place and unit else None


def unit_id_of_room(actor: Actor, room_id: UUID) -> UUID | None:
    """The own house that a room belongs to."""
    room = db.session.get(Room, room_id)
    unit = unit_for(actor, room.unit_id) if room else None
    return unit.id if unit else None


def board(actor: Actor) -> list[House]:
    """All houses of the own organisation as they are now."""
    return _now(units_of(actor))


def house_now(unit: ShelterUnit) -> House:
    """One house as it is now."""
    return _now([unit])[0]


def houses_in(region: str | None) -> list[House]:
    """Every house that takes people in a region (None: anywhere), as the rules must see it."""
    wanted = () if region is None else (ShelterUnit.region == region,)
    return _now(_units(ShelterUnit.active, *wanted))


def address_of(unit_id: UUID) -> Address | None:
    """Where a house is. Whoever calls this has decided that the reader may know, and says so."""
    found = db.session.scalar(select(ShelterAddress).where(ShelterAddress.unit_id == unit_id))
    return found.address.reveal() if found and found.address else None


def rules_of(unit: ShelterUnit) -> dict[str, str]:
    """The house rules in force, by language; nothing when there are none."""
    found = db.session.scalar(
        select(HouseRules).where(
            HouseRules.unit_id == unit.id, HouseRules.number == unit.rules_version
        )
    )
    return dict(found.rules.reveal().texts) if found and found.rules else {}


def log_of(owner_kind: str, owner_id: UUID, most: int = 60) -> list[tuple[LogEntry, Words]]:
    """The newest lines of a log."""
    rows = select(LogEntry).where(LogEntry.owner_kind == owner_kind, LogEntry.owner_id == owner_id)
    found = db.session.scalars(rows.order_by(LogEntry.written_at.desc(), LogEntry.id).limit(most))
    return [(row, row.words.reveal()) for row in found if row.words]


def _units(*wanted: Any) -> Sequence[ShelterUnit]:
    rows = select(ShelterUnit).where(*wanted)
    return db.session.scalars(rows.order_by(ShelterUnit.region, ShelterUnit.id)).all()


def _now(units: Sequence[ShelterUnit]) -> list[House]:
    """The houses with rooms, places and who is in them, with one query for each kind of row."""
    ids = [unit.id for unit in units]
    preload_data_keys(UNIT_KEY, ids)
    used = _used(ids)
    places: dict[UUID, list[PlaceNow]] = {}
    for place in _rows(Place, ids, Place.number):
        places.setdefault(place.room_id, []).append(_place_now(place, used.get(place.id)))
    rooms: dict[UUID, list[RoomNow]] = {}
    for room in _rows(Room, ids, Room.number):
        now = RoomNow(room.id, room.card.reveal(), tuple(places.get(room.id, ())))
        rooms.setdefault(room.unit_id, []).append(now)
    return [House(unit, unit.card.reveal(), tuple(rooms.get(unit.id, ()))) for unit in units]  # type: ignore[union-attr]


def _rows(model: Any, unit_ids: list[UUID], order: Any) -> Iterable[Any]:
    wanted = select(model).where(model.unit_id.in_(unit_ids))
    return db.session.scalars(wanted.order_by(order).execution_options(populate_existing=True))


_Used = tuple[Stay, Resident, bool]


def _used(unit_ids: list[UUID]) -> dict[UUID, _Used]:
    """Who has which place: holds that are over are left out, and whoever the house is not to
    be told of any more. `True` for the first of a stay."""
    rows = db.session.execute(
        select(PlaceUse.place_id, Stay)
        .join(Stay, Stay.id == PlaceUse.stay_id)
        .join(Place, Place.id == PlaceUse.place_id)
        .where(Place.unit_id.in_(unit_ids), PlaceUse.ended_at.is_(None), shown())
        .order_by(Place.number)
    ).all()
    at = clock.now()
    valid = [row for row in rows if standing(row.Stay.state, row.Stay.held_until, at) in _SHOWN]
    preload_data_keys(STAY_KEY, {row.Stay.id for row in valid})
    known: dict[UUID, Resident] = {}
    found: dict[UUID, _Used] = {}
    for row in valid:
        first = row.Stay.id not in known
        if first:
            known[row.Stay.id] = row.Stay.resident.reveal()
        found[row.place_id] = (row.Stay, known[row.Stay.id], first)
    return found


def _place_now(place: Place, used: _Used | None) -> PlaceNow:
    if used is not None:
        stay, resident, first = used
        shown = _SHOWN[StayState(stay.state)]
        return PlaceNow(place.id, place.number, place.overflow, shown, None, stay, resident, first)
    now = OUT if place.out_reason else FREE
    return PlaceNow(place.id, place.number, place.overflow, now, place.out_reason)


def held_soonest(places: Iterable[PlaceNow]) -> datetime | None:
    """When the first of the holds ends."""
    ends = [one.stay.held_until for one in places if one.standing == HELD and one.stay]
    return min((end for end in ends if end), default=None)
