"""From noisy counts to a table that people can use: whole numbers, none negative, adding up.

This is post-processing: it reads only noisy values, so it costs no privacy (Dwork and Roth, "The
Algorithmic Foundations of Differential Privacy", 2014, proposition 2.1). Exact rationals are used,
so that every machine gives the same result.
"""

import secrets
from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import TypeVar

from .noise import Below

K = TypeVar("K")


def nearest_on_simplex(noisy: list[int], total: int) -> list[Fraction]:
    """The point nearest to `noisy` (in squared distance) with no value below zero and the sum
    `total`. A negative total is refused."""
    if total < 0:
        raise ValueError("a table cannot add up to less than nothing")
    if total == 0:
        return [Fraction(0)] * len(noisy)
    shift, running = Fraction(0), 0
    for place, value in enumerate(sorted(noisy, reverse=True), start=1):
        running += value
        candidate = Fraction(running - total, place)
        if value <= candidate:
            break
        shift = candidate
    return [max(value - shift, Fraction(0)) for value in noisy]


def whole(values: list[Fraction], total: int, below: Below = secrets.randbelow) -> list[int]:
    """Largest remainder: round down, then give the missing units to the largest fractions.

    Equal fractions are drawn by lot: all cells moved by one shift share a fraction, and always
    favouring the first of the list would bend every quarter the same way.
    """
    floors = [floor(value) for value in values]
    missing = total - sum(floors)
    by_lot = shuffled(len(values), below)
    by_lot.sort(key=lambda place: floors[place] - values[place])
    for place in by_lot[:missing]:
        floors[place] += 1
    return floors


def additive(noisy: Mapping[K, int], total: int, below: Below = secrets.randbelow) -> dict[K, int]:
    """The noisy cells of a one-way table as whole numbers of 0 or more whose sum is `total`."""
    cells = list(noisy)
    values = whole(nearest_on_simplex([noisy[cell] for cell in cells], total), total, below)
    return dict(zip(cells, values, strict=True))


def shuffled(length: int, below: Below) -> list[int]:
    """The places 0 … length - 1 in an order drawn by lot."""
    places = list(range(length))
    for last in range(length - 1, 0, -1):
        other = below(last + 1)
        places[last], places[other] = places[other], places[last]
    return places
