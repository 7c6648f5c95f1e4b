"""Places and how full they are. A house knows how full it is; outside the houses only how many
places there are is told. Watched over time, one place more that is taken is one arrival, however
many houses are added up."""

from uuid import UUID

from flask import url_for

from casework.counters import About, Block, Count, register_about, register_block
from casework.policy import Actor, Role
from casework.shelter.queries.nights import house_year
from casework.shelter.queries.occupancy import (
    built,
    built_by_region,
    own_occupancy,
)
from casework.web.codes import region_name
from casework.web.languages import _, _l, _n


def register() -> None:
    """Their own houses for shelters; the places of regions for focal points and analysts."""
    own = Block("occupancy", _l("Places of our houses"), own_places, place=40)
    register_block([Role.SHELTER], own)
    register_about(About("houses", _l("Houses and places"), _houses, place=20))
    says = _l("The last twelve months in your own houses.")
    incidents = Block("incidents", _l("Nights and incidents"), own_year, says, place=42)
    register_block([Role.SHELTER], incidents)
    says = _l("Counted now. People of closed years stand, protected, on the dashboard.")
    regions = Block("places", _l("Places in shelters, by region"), places_by_region, says, 40)
    register_block((Role.FOCAL_POINT, Role.ANALYST), regions)


def _houses(organisation_id: UUID) -> list[Count]:
    """Houses and places of one organisation. How full they are is no part of it."""
    houses, places = built(organisation_id)
    if not houses:
        return []
    return [Count(_("Houses that take people"), houses), Count(_("Places in them"), places)]


def own_places(actor: Actor) -> list[Count]:
    """All houses of the organisation together."""
    now, board = own_occupancy(actor), url_for("shelter.board")
    if not now.houses:
        return []
    return [
        Count(_("Usable places"), now.usable, board),
        Count(_("Taken"), now.taken, board),
        Count(_("Held for somebody on the way"), now.held, board),
        Count(_("Free"), now.free, board),
        Count(_("Occupancy"), now.percent, board, unit="%"),
    ]


def own_year(actor: Actor) -> list[Count]:
    """Nights used of those there were, and incidents for a thousand of them."""
    year, board = house_year(actor), url_for("shelter.board")
    if not year.places:
        return []
    there = url_for("shelter.incidents")
    return [
        Count(_("Nights used"), year.nights, board),
        Count(_("Nights used, of those available"), year.percent, board, unit="%"),
        Count(_("Incidents"), year.incidents, there),
        Count(_("Incidents for 1,000 nights"), year.incidents_for_1000, there),
    ]


def places_by_region(actor: Actor) -> list[Count]:
    """Houses and places of each region. How full they are is no part of it."""
    return [
        Count(region_name(region), places, note=_n("%(num)s house", "%(num)s houses", houses))
        for region, (houses, places) in built_by_region(actor).items()
    ]
