"""How full houses are, in numbers alone: nothing sealed is opened to count places."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select

from casework.db import db
from casework.kernel import clock
from casework.policy import Actor, Role
from casework.shelter.domain.track import HOLDING, LODGED, StayState, standing
from casework.shelter.models import Place, PlaceUse, ShelterUnit, Stay
from casework.shelter.standing import shown


@dataclass(frozen=True)
class Occupancy:
    """Some houses together: how many, how many usable places, how many taken and held."""

    houses: int = 0
    usable: int = 0
    taken: int = 0
    held: int = 0

    @property
    def free(self) -> int:
        """Places that can be given now. Those for need only may make it less than nothing free."""
        return max(0, self.usable - self.taken - self.held)

    @property
    def percent(self) -> int | None:
        """Places taken of a hundred usable ones."""
        return round(100 * self.taken / self.usable) if self.usable else None

    def __add__(self, other: "Occupancy") -> "Occupancy":
        return Occupancy(
            self.houses + other.houses,
            self.usable + other.usable,
            self.taken + other.taken,
            self.held + other.held,
        )


def built(organisation_id: UUID) -> tuple[int, int]:
    """How many houses of an organisation take people, and the places in them, whoever is there:
    neither number moves with a person."""
    units = _units(ShelterUnit.organisation_id == organisation_id, ShelterUnit.active)
    places = select(func.count()).select_from(Place).where(Place.overflow.is_(False))
    of_units = places.where(Place.unit_id.in_([unit.id for unit in units]))
    return len(units), db.session.scalar(of_units) or 0


def own_occupancy(actor: Actor) -> Occupancy:
    """The houses of the actor's organisation."""
    units = _units(ShelterUnit.organisation_id == actor.organisation_id)
    return sum(_now(units).values(), Occupancy())


def built_by_region(actor: Actor) -> dict[str, tuple[int, int]]:
    """Houses that take people and the places in them, region by region: all for who answers for
    the whole country or only reads numbers, their own regions for a focal point. No number moves
    with a person."""
    everywhere = actor.national or actor.role is not Role.FOCAL_POINT
    within = () if everywhere else (ShelterUnit.region.in_(actor.regions),)
    counted = (
        select(ShelterUnit.region, func.count(ShelterUnit.id.distinct()), func.count(Place.id))
        .outerjoin(Place, and_(Place.unit_id == ShelterUnit.id, Place.overflow.is_(False)))
        .where(ShelterUnit.active, *within)
        .group_by(ShelterUnit.region)
        .order_by(ShelterUnit.region)
    )
    return {region: (houses, places) for region, houses, places in db.session.execute(counted)}


def _units(*wanted: object) -> list[ShelterUnit]:
    return list(db.session.scalars(select(ShelterUnit).where(*wanted)))  # type: ignore[arg-type]


def _now(units: Iterable[ShelterUnit]) -> dict[ShelterUnit, Occupancy]:
    units = list(units)
    ids = [unit.id for unit in units]
    used, counts = _states(ids), {unit.id: Occupancy(houses=1) for unit in units}
    for place in db.session.scalars(select(Place).where(Place.unit_id.in_(ids))):
        state = used.get(place.id)
        counts[place.unit_id] += Occupancy(
            usable=int(not place.overflow and (place.out_reason is None or state is not None)),
            taken=int(state in LODGED),
            held=int(state in HOLDING and state not in LODGED),
        )
    return {unit: counts[unit.id] for unit in units}


def _states(unit_ids: list[UUID]) -> dict[UUID, StayState]:
    """The state of the stay that has each place; a hold whose time is over has none."""
    rows = db.session.execute(
        select(PlaceUse.place_id, Stay.state, Stay.held_until)
        .join(Stay, Stay.id == PlaceUse.stay_id)
        .join(Place, Place.id == PlaceUse.place_id)
        .where(Place.unit_id.in_(unit_ids), PlaceUse.ended_at.is_(None), shown())
    )
    at = clock.now()
    states = {row.place_id: standing(row.state, row.held_until, at) for row in rows}
    return {place: state for place, state in states.items() if state in HOLDING}
