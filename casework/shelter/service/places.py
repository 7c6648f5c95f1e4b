"""Giving places and taking them back. The house is held before; the database refuses a second use.

All places of a stay lie in one room: mothers stay with their children, siblings with each other.
"""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.db import db
from casework.kernel import clock
from casework.shelter.domain.needs import Party, fits, rank
from casework.shelter.domain.refusals import PlaceTaken
from casework.shelter.models import PlaceUse, Stay
from casework.shelter.queries.houses import FREE, House, RoomNow


def best_room(house: House, party: Party) -> RoomNow | None:
    """The room that suits best: nobody in it must not meet the party, then its kind, then the one
    that wastes the fewest places."""
    suited = [room for room in house.rooms if fits(party, room.berths(), meeting=False)]
    order = lambda room: (  # noqa: E731
        not fits(party, room.berths()), rank(party, room.card.profile), room.berths().free
    )  # fmt: skip
    return min(suited, key=order, default=None)


def room_in(house: House, room_id: UUID) -> RoomNow | None:
    """A room of the house."""
    return next((room for room in house.rooms if room.id == room_id), None)


def give(stay: Stay, room: RoomNow, party: Party) -> None:
    """Give the stay as many places of the room as it needs, the usual ones first."""
    free = [one for one in room.places if one.standing == FREE]
    free.sort(key=lambda one: (one.overflow, one.number))
    if len(free) < party.places:
        raise PlaceTaken()
    at = clock.now()
    db.session.flush()  # what else is wrong must not read as a place that was taken
    db.session.add_all(
        PlaceUse(place_id=one.id, stay_id=stay.id, since=at) for one in free[: party.places]
    )
    try:
        db.session.flush()
    except IntegrityError:
        raise PlaceTaken() from None


def give_back(stay: Stay) -> None:
    """End every open use of the stay: its places are free from now on."""
    at = clock.now()
    open_uses = select(PlaceUse).where(PlaceUse.stay_id == stay.id, PlaceUse.ended_at.is_(None))
    for use in db.session.scalars(open_uses):
        use.ended_at = at
    db.session.flush()
