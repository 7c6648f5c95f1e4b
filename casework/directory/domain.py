"""Numbers to call, and what is said of a service: what kinds there are, whom it takes. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from casework.kernel.refusals import Refusal

Found = TypeVar("Found")
STALE_AFTER = timedelta(days=90)
OLDEST = 120
CHILD_UNTIL = 18


class ContactKind(StrEnum):
    """Whom a number reaches. The order is that of the urgent page."""

    POLICE = "POLICE"
    GENDARMERIE = "GENDARMERIE"
    AMBULANCE = "AMBULANCE"
    SAMU = "SAMU"
    TRAFFICKING_LINE = "TRAFFICKING_LINE"
    CHILD_LINE = "CHILD_LINE"
    OTHER = "OTHER"


ORDER = {kind: place for place, kind in enumerate(ContactKind)}


class Band(StrEnum):
    """Whether a service can take somebody now, as the organisation itself says. Never a number: it
    would tell how many people stay there."""

    YES = "yes"
    FEW = "few"
    NO = "no"


BAND_ORDER = (Band.YES, Band.FEW, "", Band.NO)
SEXES = ("all", "female", "male")
REPORTS = ("number", "hours", "not_offered", "closed", "other")

# Which regions touch which (decree 2-15-40 of 20 February 2015), for "where else".
NEIGHBOURS: Mapping[str, tuple[str, ...]] = {
    "MA-01": ("MA-04", "MA-03", "MA-02"),
    "MA-02": ("MA-03", "MA-08", "MA-01"),
    "MA-03": ("MA-04", "MA-05", "MA-01", "MA-02", "MA-08"),
    "MA-04": ("MA-06", "MA-03", "MA-01", "MA-05"),
    "MA-05": ("MA-06", "MA-07", "MA-03", "MA-04", "MA-08"),
    "MA-06": ("MA-04", "MA-05", "MA-07"),
    "MA-07": ("MA-06", "MA-05", "MA-09", "MA-08"),
    "MA-08": ("MA-05", "MA-03", "MA-07", "MA-09", "MA-02"),
    "MA-09": ("MA-07", "MA-10", "MA-08"),
    "MA-10": ("MA-09", "MA-11"),
    "MA-11": ("MA-10", "MA-12"),
    "MA-12": ("MA-11",),
}


class AgesTurnedRound(Refusal):
    """The youngest age that is taken lies above the oldest."""

    field = "age_to"


@dataclass(frozen=True)
class Takes:
    """Who is accepted: sex (all, female, male) and ages in completed years, both ends included."""

    sex: str = "all"
    age_from: int = 0
    age_to: int = OLDEST

    def __post_init__(self) -> None:
        if self.age_from > self.age_to:
            raise AgesTurnedRound()

    @property
    def children(self) -> bool:
        """Whether somebody under 18 is taken."""
        return self.age_from < CHILD_UNTIL

    @property
    def adults(self) -> bool:
        """Whether somebody of 18 or more is taken."""
        return self.age_to >= CHILD_UNTIL

    def fits(self, sex: str = "", child: bool | None = None) -> bool:
        """Whether somebody of this sex and age may be taken; what is not known fits."""
        right_sex = self.sex == "all" or sex not in ("female", "male") or sex == self.sex
        right_age = child is None or (self.children if child else self.adults)
        return right_sex and right_age


def stale(verified_on: date | None, today: date) -> bool:
    """Whether nobody said for more than 90 days that an entry is right."""
    return verified_on is None or today - verified_on > STALE_AFTER


def nearest(region: str, offering: Collection[str]) -> tuple[str, ...]:
    """The regions of `offering`, those with the fewest borders between first."""
    away = _borders_from(region)
    return tuple(sorted((one for one in offering if one != region), key=lambda r: (away[r], r)))


def best_first(found: Iterable[tuple[str, str, Found]]) -> list[Found]:
    """`found` are (capacity band, name, what); free places first, then by name."""
    return [what for _band, _name, what in sorted(found, key=_place)]


def _place(one: tuple[str, str, object]) -> tuple[int, str]:
    return BAND_ORDER.index(one[0]), one[1]


def _borders_from(region: str) -> dict[str, int]:
    away, edge = {region: 0}, [region]
    while edge:
        here = edge.pop(0)
        for beside in NEIGHBOURS.get(here, ()):
            if beside not in away:
                away[beside] = away[here] + 1
                edge.append(beside)
    return {one: away.get(one, len(NEIGHBOURS)) for one in NEIGHBOURS}
