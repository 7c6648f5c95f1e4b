"""The board, a place, the night list, the waiting list."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import url_for

from casework.accounts import queries as accounts
from casework.cases.queries import today
from casework.kernel import clock
from casework.policy import Actor
from casework.shelter import queries
from casework.shelter.queries.houses import (
    AWAY,
    FREE,
    HELD,
    OUT,
    TAKEN,
    House,
    PlaceNow,
    RoomNow,
    held_soonest,
)
from casework.shelter.texts import ICONS, OUT_REASONS, PLACES, TILES
from casework.web.formats import deadline_words, short_date
from casework.web.languages import _

STALE = timedelta(hours=24)
GOING_SOON = timedelta(days=7)


@dataclass(frozen=True)
class Tile:
    """A place as the board shows it: a word and an icon beside the colour."""

    href: str
    kind: str
    icon: str
    word: Any
    number: int
    overflow: bool
    alias: str = ""
    code: str = ""
    line: Any = ""


def board_page(actor: Actor) -> dict[str, Any]:
    """All houses with their rooms, and what can be said in four numbers."""
    houses = queries.board(actor)
    places = [place for house in houses for place in house.places]
    names = accounts.user_displays(house.unit.confirmed_by_id for house in houses)
    return {
        "houses": [_house(house, names, actor) for house in houses],
        "people": sum(place.resident is not None and place.first for place in places),
        "free": sum(place.standing == FREE for place in places),
        "usable": sum(place.standing != OUT for place in places),
        "held": sum(place.standing == HELD for place in places),
        "held_until": held_soonest(places),
        "arriving": len({place.stay.id for place in places if place.stay and
                         place.standing == HELD and place.stay.arrival_on <= today()}),
        "leaving": queries.leaving_soon(actor, today() + GOING_SOON),
        "stale": [house.card.name for house in houses if _is_stale(house)],
        "waiting": len(queries.waiting_of(actor)),
    }  # fmt: skip


def place_page(place: Any, unit: Any) -> dict[str, Any]:
    """One place, its house and its room as they are now."""
    house = queries.house_now(unit)
    now, room = next(
        (one, room) for room in house.rooms for one in room.places if one.id == place.id
    )
    return {"now": now, "tile": _tile(now), "room": room, "house": house, "unit": unit}


def night_page(actor: Actor) -> dict[str, Any]:
    """Everybody who sleeps here tonight, by code; nothing else of them."""
    houses = queries.board(actor)
    shown = [
        {"name": house.card.name, "rows": [row for room in house.rooms for row in _night(room)]}
        for house in houses
    ]
    return {
        "houses": shown,
        "people": sum(len(one["rows"]) for one in shown),
        "printed_at": clock.now(),
        "valid_until": clock.now() + STALE,
        "printed_by": accounts.user_display(actor.user_id),
    }


def waiting_rows(actor: Actor) -> list[dict[str, Any]]:
    """Who waits, most urgent first."""
    return [
        {"stay": stay, "resident": resident, "href": url_for(".stay", ref=stay.reference)}
        for stay, resident in queries.waiting_of(actor)
    ]


def _house(house: House, names: Any, actor: Actor) -> dict[str, Any]:
    places = house.places
    unit = house.unit
    used = sum(place.standing in (HELD, TAKEN, AWAY) for place in places)
    by = unit.confirmed_by_id
    return {
        "unit": unit,
        "name": house.card.name,
        "used": used,
        "usable": sum(place.standing != OUT for place in places),
        "confirmed_at": unit.confirmed_at,
        "by": "" if by == actor.user_id or by is None else names.get(by, ""),
        "mine": by == actor.user_id,
        "rooms": [{"card": room.card, "tiles": [_tile(one) for one in room.places]}
                  for room in house.rooms],
    }  # fmt: skip


def _is_stale(house: House) -> bool:
    at = house.unit.confirmed_at
    return bool(house.places) and (at is None or at < clock.now() - STALE)


def _tile(now: PlaceNow) -> Tile:
    resident = now.resident
    return Tile(
        href=url_for("shelter.place", place_id=now.id),
        kind=TILES[now.standing],
        icon=ICONS[now.standing],
        word=PLACES[now.standing],
        number=now.number,
        overflow=now.overflow,
        alias=resident.alias if resident and now.first and resident.alias != resident.code else "",
        code=resident.code if resident and now.first else "",
        line=_line(now),
    )


def _line(now: PlaceNow) -> Any:
    if now.standing == OUT:
        return OUT_REASONS.get(now.out_reason or "", "")
    if now.stay is None:
        return ""
    if not now.first:
        return _("same case")
    if now.standing == HELD:
        return _("until %(time)s", time=deadline_words(now.stay.held_until))
    if now.standing == AWAY:
        return _("since %(time)s", time=short_date(now.stay.absent_since))
    return _("until %(day)s", day=short_date(now.stay.until))


def _night(room: RoomNow) -> list[dict[str, Any]]:
    return [
        {"room": room.card.name, "number": one.number, "code": one.resident.code,
         "first": one.first, "standing": PLACES[one.standing]}
        for one in room.places if one.resident is not None
    ]  # fmt: skip
