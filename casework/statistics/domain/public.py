"""The public release: the numbers of a year once more, with noise on top of the noise.

Nested: each public cell is the noisy cell behind the protected one with further noise, so that it
tells nobody anything who has the dashboards, and the public far less than they have. National and
annual only; values below 10 are hidden, the others rounded to 5.
"""

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

from casework.facts.domain import Cell

from .lattice import (
    BY_NAME,
    PUBLIC_KIND,
    PUBLIC_ONE_WAY,
    PUBLIC_ONE_WAY_VARIANCE,
    PUBLIC_TOTAL_VARIANCE,
    PUBLIC_TWO_WAY,
    PUBLIC_TWO_WAY_VARIANCE,
    Table,
)
from .noise import discrete_gaussian
from .projection import additive
from .publishing import Known, Values, two_way

HIDDEN = 0
LEAST, STEP = 10, 5
QUARTERS = 4
_ROUNDING = Fraction(STEP**2, 12)


def _public(dimensions: tuple[str, ...], variance: Fraction) -> Table:
    return Table(PUBLIC_KIND, dimensions, "year", variance + _ROUNDING)


PUBLIC: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            _public((), PUBLIC_TOTAL_VARIANCE),
            *(_public((name,), PUBLIC_ONE_WAY_VARIANCE) for name in PUBLIC_ONE_WAY),
            *(_public(pair, PUBLIC_TWO_WAY_VARIANCE) for pair in PUBLIC_TWO_WAY),
        )
    }
)
"""The public tables, each with the variance of its noise and of its rounding."""


def public_release(
    quarters: Mapping[str, Values], two_ways: Mapping[str, Values], total: int
) -> dict[str, Values]:
    """The public tables of a year, from the noisy cells of its quarters (summed) and of its
    two-way tables, and the published total."""
    known = Known(total=total)
    found: dict[str, Values] = {"public.total": {(): total}}
    for name in PUBLIC_ONE_WAY:
        table = BY_NAME[f"case.{name}"]
        extra = PUBLIC_ONE_WAY_VARIANCE - QUARTERS * table.variance
        values = additive(_more_noise(quarters[table.name], extra), total)
        known.keep(table, values)
        found[f"public.{name}"] = values
    for pair in PUBLIC_TWO_WAY:
        table = BY_NAME[f"case.{'_'.join(pair)}"]
        noisy = _more_noise(two_ways[table.name], PUBLIC_TWO_WAY_VARIANCE - table.variance)
        found[f"public.{'_'.join(pair)}"] = two_way(noisy, known.line(pair[0]), known.line(pair[1]))
    return {name: {cell: coarse(n) for cell, n in cells.items()} for name, cells in found.items()}


def coarse(value: int) -> int:
    """Rounded to the nearest 5; what is below 10 is hidden (0)."""
    return HIDDEN if value < LEAST else STEP * ((value + STEP // 2) // STEP)


def public_cost() -> Fraction:
    """What the public release alone tells about one person (rho). To those who have the protected
    numbers it costs nothing more."""
    one_way = len(PUBLIC_ONE_WAY) / (2 * PUBLIC_ONE_WAY_VARIANCE)
    two = len(PUBLIC_TWO_WAY) / (2 * PUBLIC_TWO_WAY_VARIANCE)
    return one_way + two + 1 / (2 * PUBLIC_TOTAL_VARIANCE)


def _more_noise(noisy: Mapping[Cell, int], extra: Fraction) -> Values:
    return {cell: value + discrete_gaussian(extra) for cell, value in noisy.items()}
