"""The only numbers that pages and files may show: protected counts, and rates made from them.

A value below 5 is shown as "< 5". That is a reading aid, not the protection: the number is already
noisy, and the true one may be 0. A percentage on a base below 30 would only repeat the noise, so
there is none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, sqrt

SMALL = 5
"""Below this a protected number is shown as "< 5"; a public one below 10 as "< 10"."""
SMALLEST_BASE = 30
WIDEST_MARGIN = 25
"""In percentage points: a band that covers more than half of all there is says nothing."""
TWO_SIDED_95 = 1.96


class BareNumberError(TypeError):
    """Something other than a protected number was about to be shown."""


class Change(StrEnum):
    """What may be said of two protected counts: nothing, unless they differ beyond the noise."""

    NONE_CLEAR = "none_clear"
    MORE = "more"
    FEWER = "fewer"


class Untold(StrEnum):
    """Why a share is not told: too few in all, too few of those asked for, or too unsure."""

    FEW = "few"
    SMALL_PART = "small_part"
    UNSURE = "unsure"


@dataclass(frozen=True, repr=False)
class ProtectedCount:
    """A published value or a sum of such values, with the variance of its noise."""

    value: int
    variance: Fraction
    frozen_on: date
    least: int = SMALL

    @property
    def band_95(self) -> int:
        """The true value lies within this distance in at least 95 of 100 cases.

        The smallest w with P(|noise| ≤ w) ≥ 0.95; half a unit less than for a continuous
        Gaussian, since counts are whole.
        """
        return ceil(TWO_SIDED_95 * sqrt(self.variance) - 0.5)

    @property
    def small(self) -> bool:
        """Shown as "< 5" (a public number: "< 10")."""
        return self.value < self.least

    @property
    def drawn(self) -> int:
        """What a picture draws: a small value always has the same small length."""
        return self.least // 2 if self.small else self.value

    @property
    def low(self) -> int:
        """The lower end of the 95 % band, never below zero."""
        return 0 if self.small else max(0, self.value - self.band_95)

    @property
    def high(self) -> int:
        """The upper end of the 95 % band."""
        return (self.least - 1 if self.small else self.value) + self.band_95

    def __add__(self, other: object) -> "ProtectedCount":
        if not isinstance(other, ProtectedCount):
            return NotImplemented
        return ProtectedCount(
            self.value + other.value,
            self.variance + other.variance,
            max(self.frozen_on, other.frozen_on),
            max(self.least, other.least),
        )

    def __str__(self) -> str:
        return f"< {self.least}" if self.small else str(self.value)

    __repr__ = __str__


@dataclass(frozen=True, repr=False)
class ProtectedRate:
    """A part of a whole, both protected, as a percentage when the base carries one."""

    part: ProtectedCount
    base: ProtectedCount

    @property
    def untold(self) -> Untold | None:
        """Why there is no percentage: a base below 30, a part below 5, or a margin that covers more
        than half of all there is."""
        if self.base.value < SMALLEST_BASE:
            return Untold.FEW
        if self.part.small:
            return Untold.SMALL_PART
        return Untold.UNSURE if self._margin(self._whole) > WIDEST_MARGIN else None

    @property
    def percent(self) -> int | None:
        """Whole percent; None where it is untold."""
        return None if self.untold else self._whole

    @property
    def _whole(self) -> int:
        return min(100, round(100 * self.part.value / self.base.value))

    @property
    def band_95(self) -> int:
        """The margin in percentage points, from the noise of the part and of the base."""
        return 100 if self.percent is None else self._margin(self.percent)

    def change_from(self, earlier: "ProtectedRate") -> Change:
        """Whether two independent shares differ by more than their margins explain together."""
        difference = (self.percent or 0) - (earlier.percent or 0)
        if abs(difference) <= ceil(sqrt(self.band_95**2 + earlier.band_95**2)):
            return Change.NONE_CLEAR
        return Change.MORE if difference > 0 else Change.FEWER

    def _margin(self, percent: int) -> int:
        share = percent / 100
        variance = float(self.part.variance) + share**2 * float(self.base.variance)
        return ceil(100 * TWO_SIDED_95 * sqrt(variance) / self.base.value)

    def __str__(self) -> str:
        return "" if self.percent is None else f"{self.percent} %"

    __repr__ = __str__


def total(counts: Iterable[ProtectedCount]) -> ProtectedCount:
    """The sum of one or more protected counts; its band grows with the square root."""
    first, *others = counts
    for other in others:
        first += other
    return first


def compare(later: ProtectedCount, earlier: ProtectedCount) -> Change:
    """Whether two independent counts differ by more than their noise explains (95 %)."""
    margin = ProtectedCount(0, later.variance + earlier.variance, later.frozen_on).band_95
    difference = later.value - earlier.value
    if abs(difference) <= margin:
        return Change.NONE_CLEAR
    return Change.MORE if difference > 0 else Change.FEWER
