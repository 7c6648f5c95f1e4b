"""The class of a histogram in which its median lies, or the two classes side by side.

The histogram is protected, so the median needs no budget of its own. It is as exact as its classes
and their noise allow. The noise can move the middle by half the difference between what lies below
and above it, whose noise has a quarter of the variance of all classes together. Where people lie
inside a class nobody published: hence no point of it is told, only its ends. Where the classes that
this leaves possible are more than two, or the last one has no end, nothing is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from .protected import SMALLEST_BASE, TWO_SIDED_95, ProtectedCount, total


@dataclass(frozen=True)
class Median:
    """More than `low` (0: none at all, or more) and at most `high` units (hours, days or nights),
    the ends of classes, in at least 95 of 100 cases. `base` is out of how many."""

    low: int
    high: int
    base: ProtectedCount


@dataclass(frozen=True)
class Beyond:
    """Longer than the last class that has an end. `base`: of how many."""

    base: ProtectedCount


@dataclass(frozen=True)
class Unclear:
    """There are enough, but the noise leaves too many classes possible. `base`: of how many."""

    base: ProtectedCount


def median(
    counts: Sequence[ProtectedCount], edges: Sequence[int]
) -> Median | Beyond | Unclear | None:
    """Where the median of classes lies that end at these edges and begin at the one before (the
    first at 0); one more class than edges is open. None on a base below 30: it would only repeat
    the noise."""
    base = total(counts)
    if base.value < SMALLEST_BASE:
        return None
    margin, middle = TWO_SIDED_95 * sqrt(base.variance) / 2, base.value / 2
    first, last = (_place(counts, wanted) for wanted in (middle - margin, middle + margin))
    if first == len(edges):
        return Beyond(base)
    if last == len(edges) or last - first > 1:
        return Unclear(base)
    return Median((0, *edges)[first], edges[last], base)


def _place(counts: Sequence[ProtectedCount], wanted: float) -> int:
    """In which class the histogram has passed that many; the last one, which is open, where it
    never does."""
    below = 0
    for place, count in enumerate(counts[:-1]):
        below += count.value
        if count.value and below >= wanted:
            return place
    return len(counts) - 1
