"""Where somebody was met: the provinces that a screener may name."""

from casework.directory.codes import province_choices, provinces, region_name
from casework.policy import Actor


def places(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """The provinces of the actor's regions, under the names of the regions."""
    known = {province.region for province in provinces().values()}
    regions = sorted(known if actor.national else known & actor.regions)
    return {region_name(region): province_choices(region) for region in regions}


def region_of(province: str) -> str:
    """The region that a province lies in."""
    return provinces()[province].region
