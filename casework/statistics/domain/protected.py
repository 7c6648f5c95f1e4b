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
SMALLEST_BASE = 30
_TWO_SIDED_95 = 1.96


class BareNumberError(TypeError):
    """Something other than a protected number was about to be shown."""


class Change(StrEnum):
    """What may be said of two protected counts: nothing, unless they differ beyond the noise."""

    NONE_CLEAR = "none_clear"
    MORE = "more"
    FEWER = "fewer"


@dataclass(frozen=True, repr=False)
class ProtectedCount:
    """A published value or a sum of such values, with the variance of its noise."""

    value: int
    variance: Fraction
    frozen_on: date

    @property
    def band_95(self) -> int:
        """The true value lies within this distance in at least 95 of 100 cases.

        The smallest w with P(|noise| ≤ w) ≥ 0.95; half a unit less than for a continuous
        Gaussian, since counts are whole.
        """
        return ceil(_TWO_SIDED_95 * sqrt(self.variance) - 0.5)

    @property
    def small(self) -> bool:
        """Shown as "< 5"."""
        return self.value < SMALL

    @property
    def drawn(self) -> int:
        """What a picture draws: a small value always has the same small length."""
        return SMALL // 2 if self.small else self.value

    @property
    def low(self) -> int:
        """The lower end of the 95 % band, never below zero."""
        return 0 if self.small else max(0, self.value - self.band_95)

    @property
    def high(self) -> int:
        """The upper end of the 95 % band."""
        return (SMALL - 1 if self.small else self.value) + self.band_95

    def __add__(self, other: object) -> "ProtectedCount":
        if not isinstance(other, ProtectedCount):
            return NotImplemented
        return ProtectedCount(
            self.value + other.value,
            self.variance + other.variance,
            max(self.frozen_on, other.frozen_on),
        )

    def __str__(self) -> str:
        return "< 5" if self.small else str(self.value)

    __repr__ = __str__


@dataclass(frozen=True, repr=False)
class ProtectedRate:
    """A part of a whole, both protected, as a percentage when the base carries one."""

    part: ProtectedCount
    base: ProtectedCount

    @property
    def percent(self) -> int | None:
        """Whole percent; None on a base below 30 or a part below 5."""
        if self.base.value < SMALLEST_BASE or self.part.small:
            return None
        return min(100, round(100 * self.part.value / self.base.value))

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
