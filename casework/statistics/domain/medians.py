"""A median from a histogram, by interpolation inside the class where the middle lies.

The histogram is protected, so the median needs no budget of its own. It is as exact as its
classes: "about 30 hours", never more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .protected import SMALLEST_BASE, ProtectedCount, total


@dataclass(frozen=True)
class Median:
    """About how many units (hours or days), or beyond the last bounded class; `base` is out of how
    many."""

    about: int
    beyond: bool
    base: ProtectedCount


def median(counts: Sequence[ProtectedCount], edges: Sequence[int]) -> Median | None:
    """The median of classes that end at these edges and begin at the one before (the first at 0);
    one more class than edges is open. None on a base below 30: it would only repeat the noise."""
    base = total(counts)
    if base.value < SMALLEST_BASE:
        return None
    middle, below, start = base.value / 2, 0, 0
    for count, edge in zip(counts, edges, strict=False):
        if count.value and below + count.value >= middle:
            inside = (middle - below) / count.value
            return Median(round(start + inside * (edge - start)), False, base)
        below, start = below + count.value, edge
    return Median(edges[-1], True, base)
