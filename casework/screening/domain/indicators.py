"""The operational indicators of trafficking in persons (ILO and European Commission, 2009).

Four lists: adults or children, labour or sexual exploitation. Six dimensions. Whether an
indicator is strong, medium or weak is a property of the indicator in a given list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Profile(StrEnum):
    """Which of the four lists a person is assessed against."""

    ADULT_LABOUR = "AL"
    CHILD_LABOUR = "CL"
    ADULT_SEXUAL = "AS"
    CHILD_SEXUAL = "CS"

    @property
    def is_child(self) -> bool:
        """True for the two lists of children (a person under 18)."""
        return self in (Profile.CHILD_LABOUR, Profile.CHILD_SEXUAL)


class Dimension(StrEnum):
    """The six dimensions of the lists."""

    DECEPTIVE_RECRUITMENT = "D1"
    COERCIVE_RECRUITMENT = "D2"
    RECRUITMENT_BY_ABUSE = "D3"
    EXPLOITATION = "D4"
    COERCION = "D5"
    ABUSE_AT_DESTINATION = "D6"


class Strength(StrEnum):
    """How much an indicator weighs in its list."""

    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator as it stands in one list."""

    code: str
    dimension: Dimension
    strength: Strength


@dataclass(frozen=True, slots=True)
class IndicatorList:
    """One of the four lists, in its printed order.

    `presumes_exploitation` is true for children in sexual exploitation: any sexual exploitation
    of a child is exploitation (Palermo Protocol art. 3 (c), Penal Code art. 448-1), so the
    dimension is met without counting. `unverified` names the codes whose strength still has to
    be compared with the printed list.
    """

    profile: Profile
    indicators: Mapping[str, Indicator]
    presumes_exploitation: bool
    unverified: frozenset[str]


@dataclass(frozen=True, slots=True)
class IndicatorStandard:
    """A published version of the four lists."""

    id: str
    version: str
    source: str
    lists: Mapping[Profile, IndicatorList]
