"""The coarse classes a fact may hold, and how exact values fall into them.

The lists are fixed configuration: every published table has these cells and no other, so that
neither a new code nor an empty one ever tells that somebody arrived. A value outside its list is
refused. Regions are ISO 3166-2:MA codes; the age bands keep the limit of 18 years of the Palermo
Protocol, art. 3 (d).
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Protocol

REGIONS = tuple(f"MA-{number:02d}" for number in range(1, 13))
NATIONALITY_GROUPS = (
    "moroccan",
    "sub_saharan_africa",
    "north_africa_middle_east",
    "asia",
    "other_foreign",
    "unknown",
)
EXPLOITATIONS = (
    "sexual",
    "agriculture",
    "domestic_work",
    "other_work",
    "begging",
    "criminal_activity",
    "other_form",
    "unknown",
)
AGE_BANDS = ("0-8", "9-17", "18-24", "25-34", "35-44", "45+", "unknown")
SEXES = ("female", "male", "unknown")
STAGES = (
    "assessment",
    "declined",
    "referred",
    "assistance",
    "return",
    "reintegration",
    "follow_up",
    "closed",
)

CLASSES: Mapping[str, tuple[str, ...]] = {
    "region": REGIONS,
    "nationality_group": NATIONALITY_GROUPS,
    "exploitation": EXPLOITATIONS,
    "age_band": AGE_BANDS,
    "sex": SEXES,
    "state": STAGES,
}
KINDS = ("case",)

_UPPER_AGES = ((8, "0-8"), (17, "9-17"), (24, "18-24"), (34, "25-34"), (44, "35-44"))
_STAGE_OF_STATE = {
    "S06": "assessment",
    "S07": "assessment",
    "S08": "declined",
    "S09": "referred",
    "S10": "assistance",
    "S11": "assistance",
    "S12": "return",
    "S13": "return",
    "S14": "reintegration",
    "S15": "follow_up",
    "S16": "closed",
    "S17": "assessment",
}


def _countries(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


_SUB_SAHARAN_AFRICA = _countries(
    "AO BF BI BJ BW CD CF CG CI CM CV DJ ER ET GA GH GM GN GQ GW KE KM LR LS MG ML MR MU MW MZ NA "
    "NE NG RW SC SD SL SN SO SS ST SZ TD TG TZ UG ZA ZM ZW"
)
_NORTH_AFRICA_MIDDLE_EAST = _countries(
    "AE BH DZ EG EH IL IQ IR JO KW LB LY OM PS QA SA SY TN TR YE"
)
_ASIA = _countries(
    "AF AM AZ BD BN BT CN GE HK ID IN JP KG KH KP KR KZ LA LK MM MN MO MV MY NP PH PK SG TH TJ TL "
    "TM TW UZ VN"
)


class UnknownClass(ValueError):
    """A fact with a kind or a class outside the fixed lists. Says which list, never the value."""


class NotAMonth(ValueError):
    """A fact is dated by the first day of its month of registration, nothing finer."""


@dataclass(frozen=True)
class Classes:
    """What one fact says: six coarse classes. Anything outside the lists is refused when made."""

    region: str
    nationality_group: str
    exploitation: str
    age_band: str
    sex: str
    state: str

    def __post_init__(self) -> None:
        for dimension in fields(self):
            if getattr(self, dimension.name) not in CLASSES[dimension.name]:
                raise UnknownClass(dimension.name)


class CountedPeriod(Protocol):
    """A closed period as a table of counts needs it: its months, each by its first day."""

    def month_starts(self) -> tuple[date, ...]: ...


class CountedTable(Protocol):
    """A table of counts: of which kind of fact, by which dimensions (none: one total cell)."""

    @property
    def kind(self) -> str: ...

    @property
    def dimensions(self) -> tuple[str, ...]: ...


Cell = tuple[str, ...]


def age_band(age: int | None) -> str:
    """The band of an age in completed years; no age, no band. A negative age is refused."""
    if age is None:
        return "unknown"
    if age < 0:
        raise UnknownClass("age_band")
    return next((band for upper, band in _UPPER_AGES if age <= upper), "45+")


def nationality_group(country: str | None) -> str:
    """The group of an ISO 3166-1 alpha-2 country; stateless or not asked is `unknown`."""
    if not country:
        return "unknown"
    if country == "MA":
        return "moroccan"
    if country in _SUB_SAHARAN_AFRICA:
        return "sub_saharan_africa"
    if country in _NORTH_AFRICA_MIDDLE_EAST:
        return "north_africa_middle_east"
    return "asia" if country in _ASIA else "other_foreign"


def stage_of(state: str) -> str:
    """The stage of the pathway that a case state (S06 to S17) belongs to."""
    if state not in _STAGE_OF_STATE:
        raise UnknownClass("state")
    return _STAGE_OF_STATE[state]
