"""What may be counted of the surveys of one reintegration: one a year after the return, against the
first. Pure.

The year's survey is the first scored one from the eleventh month on: the visit of month 12 falls a
few weeks early or late. A change below 0.05 is none: one step of one answer of fifteen moves the
composite by less. A score under other weights is no earlier score of this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

A_YEAR_ON = 335
"""Days since the beginning."""
HALF, SAME_WITHIN = 0.5, 0.05
UNKNOWN, FIRST_ONLY = "unknown", "first_only"


@dataclass(frozen=True)
class Surveyed:
    """One survey: its day, the version of its weights, its composite where there is one."""

    on: date
    version: str
    composite: float | None


def of_the_year(surveys: Sequence[Surveyed], begun: date) -> Surveyed | None:
    """The survey a year on, in the order of their days; none before that."""
    late = [one for one in surveys if (one.on - begun).days >= A_YEAR_ON]
    return next((one for one in late if one.composite is not None), next(iter(late), None))


def score_class(one: Surveyed) -> str:
    """At least half, below, or no score."""
    if one.composite is None:
        return UNKNOWN
    return "half_or_more" if one.composite >= HALF else "below_half"


def change_class(one: Surveyed, surveys: Sequence[Surveyed]) -> str:
    """Against the first scored survey before it under the same weights."""
    earlier = (
        two.composite for two in surveys
        if two.on < one.on and two.version == one.version and two.composite is not None
    )  # fmt: skip
    first = next(earlier, None)
    if first is None or one.composite is None:
        return FIRST_ONLY
    change = one.composite - first
    if abs(change) < SAME_WITHIN:
        return "same"
    return "better" if change > 0 else "worse"
