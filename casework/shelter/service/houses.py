"""Keeping a house: its card, its address, rooms and places, rules, the daily log, the board."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from casework.audit import record
from casework.audit.catalogue import ShelterChanged
from casework.db import db, hold, hold_as_shown
from casework.encryption import create_data_key
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Actor
from casework.shelter import queries
from casework.shelter.domain.needs import mixes
from casework.shelter.domain.records import Address, RoomCard, RulesText, UnitCard, Words
from casework.shelter.domain.refusals import MixedHouse, PlaceInUse
from casework.shelter.models import (
    ADDRESS_KEY,
    UNIT_KEY,
    HouseRules,
    LogEntry,
    Place,
    Room,
    ShelterAddress,
    ShelterUnit,
)
from casework.shelter.queries.houses import FREE, OUT

MOST_PLACES = 20


@dataclass(frozen=True)
class NewRoom:
    """A room to add: its card, how many places, and how many more only in need."""

    card: RoomCard
    places: int
    overflow: int = 0


def open_unit(card: UnitCard, region: str, actor: Actor) -> ShelterUnit:
    """A new house of the own organisation, with two keys: its address has one of its own."""
    unit = ShelterUnit(id=new_id(), organisation_id=actor.organisation_id, region=region, version=1)
    create_data_key(UNIT_KEY, unit.id)
    unit.card = card
    where = ShelterAddress(id=new_id(), unit_id=unit.id)
    create_data_key(ADDRESS_KEY, where.id)
    db.session.add(unit)
    db.session.flush()
    db.session.add(where)
    _changed(unit, "opened", actor)
    return unit


def change_unit(unit: ShelterUnit, card: UnitCard, actor: Actor, version: int) -> None:
    """Another name, meeting point, telephone, language, care or regime."""
    _take(unit, version)
    unit.card = card
    _changed(unit, "card", actor)


def take_people_in(unit: ShelterUnit, again: bool, actor: Actor) -> None:
    """Take nobody in any more, when the address became known, say; or take people in again. Whoever
    is there stays, and whoever has a place held can still arrive."""
    hold(unit)
    if unit.active != again:
        unit.active = again
        _changed(unit, "reopened" if again else "no_arrivals", actor)


def write_address(unit: ShelterUnit, address: Address, actor: Actor, version: int) -> None:
    """Seal where the house is."""
    _take(unit, version)
    where = db.session.scalar(select(ShelterAddress).where(ShelterAddress.unit_id == unit.id))
    assert where is not None  # noqa: S101 - made with the house
    where.address = address
    _changed(unit, "address", actor)


def add_room(unit: ShelterUnit, new: NewRoom, actor: Actor, version: int) -> Room:
    """A room with its places. Refused when it would put unrelated men and women or children under
    one roof."""
    _take(unit, version)
    house = queries.house_now(unit)
    if mixes(new.card.profile, [room.card.profile for room in house.rooms]):
        raise MixedHouse()
    room = Room(id=new_id(), unit_id=unit.id, number=len(house.rooms) + 1)
    room.card = new.card
    db.session.add(room)
    db.session.flush()
    last = max((place.number for place in house.places), default=0)
    for count in range(1, new.places + new.overflow + 1):
        place = Place(
            unit_id=unit.id, room_id=room.id, number=last + count, overflow=count > new.places
        )
        db.session.add(place)
    _changed(unit, "room", actor)
    return room


def take_out(place: Place, unit: ShelterUnit, reason: str, actor: Actor) -> None:
    """A place cannot be used now. Refused while somebody has it, or it is held."""
    hold(unit)
    if _standing(unit, place.id) not in (FREE, OUT):
        raise PlaceInUse()
    place.out_reason = reason
    _changed(unit, "place_out", actor)


def put_back(place: Place, unit: ShelterUnit, actor: Actor) -> None:
    """The place can be used again."""
    hold(unit)
    place.out_reason = None
    _changed(unit, "place_back", actor)


def confirm(units: Sequence[ShelterUnit], actor: Actor) -> None:
    """Somebody looked: the board of these houses says what is true."""
    for unit in units:
        hold(unit)
        unit.confirmed_at, unit.confirmed_by_id = clock.now(), actor.user_id
        _changed(unit, "confirmed", actor, moved=False)


def write_rules(
    unit: ShelterUnit, texts: Mapping[str, str], actor: Actor, version: int
) -> HouseRules:
    """A new version of the house rules. Who agreed to an older one agreed to that one."""
    _take(unit, version)
    newest = db.session.scalar(
        select(func.max(HouseRules.number)).where(HouseRules.unit_id == unit.id)
    )
    rules = HouseRules(
        id=new_id(),
        unit_id=unit.id,
        number=(newest or 0) + 1,
        made_at=clock.now(),
        made_by_id=actor.user_id,
    )
    rules.rules = RulesText(tuple(sorted((code, text) for code, text in texts.items() if text)))
    db.session.add(rules)
    unit.rules_version = rules.number
    _changed(unit, "rules", actor)
    return rules


def write_log(unit: ShelterUnit, text: str, actor: Actor) -> None:
    """Add a line to the daily log, sealed under the key of the house."""
    hold(unit)
    entry = LogEntry(
        owner_kind=UNIT_KEY, owner_id=unit.id, written_at=clock.now(), written_by_id=actor.user_id
    )
    entry.words = Words(text)
    db.session.add(entry)
    _changed(unit, "log", actor, moved=False)


def _standing(unit: ShelterUnit, place_id: UUID) -> str:
    return next(one.standing for one in queries.house_now(unit).places if one.id == place_id)


def _take(unit: ShelterUnit, version: int) -> None:
    hold_as_shown(unit, version)


def _changed(unit: ShelterUnit, part: str, actor: Actor, *, moved: bool = True) -> None:
    if moved:
        unit.version += 1
    record(ShelterChanged(unit_id=unit.id, part=part), actor)
    db.session.flush()
