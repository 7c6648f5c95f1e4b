"""A median from a histogram, by interpolation inside the class where the middle lies.

The histogram is protected, so the median needs no budget of its own. It is as exact as its classes
and their noise allow: the middle is half the difference between what lies below and above it, so
that its noise has a quarter of the variance of all classes together. Where the classes that this
leaves possible are more than two, or the last one has no end, nothing is told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, sqrt

from .protected import SMALLEST_BASE, TWO_SIDED_95, ProtectedCount, total


@dataclass(frozen=True)
class Median:
    """About how many units (hours or days), or beyond the last bounded class; from `low` to `high`
    in at least 95 of 100 cases; `base` is out of how many."""

    about: int
    low: int
    high: int
    beyond: bool
    base: ProtectedCount


@dataclass(frozen=True)
class Unclear:
    """There are enough, but the noise leaves too many classes possible. `base`: of how many."""

    base: ProtectedCount


def median(counts: Sequence[ProtectedCount], edges: Sequence[int]) -> Median | Unclear | None:
    """The median of classes that end at these edges and begin at the one before (the first at 0);
    one more class than edges is open. None on a base below 30: it would only repeat the noise."""
    base = total(counts)
    if base.value < SMALLEST_BASE:
        return None
    margin, middle = TWO_SIDED_95 * sqrt(base.variance) / 2, base.value / 2
    wanted = (middle - margin, middle, middle + margin)
    (first, low), (at, about), (last, high) = (_place(counts, edges, one) for one in wanted)
    if at == len(edges) == first:
        return Median(edges[-1], edges[-1], edges[-1], True, base)
    if last == len(edges) or last - first > 1:
        return Unclear(base)
    return Median(round(about), floor(low), ceil(high), False, base)


def _place(
    counts: Sequence[ProtectedCount], edges: Sequence[int], wanted: float
) -> tuple[int, float]:
    """In which class the histogram has passed that many, and at which point of it."""
    below = 0.0
    for place, (count, start, end) in enumerate(_classes(counts, edges)):
        if count and below + count >= wanted:
            return place, start + max(0.0, wanted - below) / count * (end - start)
        below += count
    return len(edges), float(edges[-1])


def _classes(
    counts: Sequence[ProtectedCount], edges: Sequence[int]
) -> Iterator[tuple[int, int, int]]:
    for count, (start, end) in zip(counts, pairwise((0, *edges)), strict=False):
        yield count.value, start, end
