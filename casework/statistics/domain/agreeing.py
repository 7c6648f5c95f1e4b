"""How exact a sum of cells is that was made to agree with what was published before it.

Cells that are added up carry all their noise together, unless they were pressed onto a number that
is known better: then the sum is that number, and carries its noise alone. Pure.
"""

from dataclasses import replace
from fractions import Fraction

from casework.facts.domain import CLASSES, MAJORITY, SMALL_REGIONS

from .lattice import BY_NAME, LATTICE, Table
from .periods import Period

_SUMS_OF = {"region_group": "region", "majority": "age_band"}


def line_variance(table: Table, code: str, period: Period) -> Fraction | None:
    """The variance of a whole line (a class of the first dimension) of a table of more dimensions:
    that of the same class as it is published by itself, over the parts of the period. None where it
    is not, so that the line is the sum of its cells."""
    dimension = table.dimensions[0]
    own = BY_NAME.get(f"{table.kind}.{dimension}")
    line = own or BY_NAME.get(f"{table.kind}.{_SUMS_OF.get(dimension, dimension)}")
    if line is None or line is table:
        return None
    classes = 1 if own else _members(dimension, code)
    return classes * len(period.parts(line.every)) * line.variance


def column_variance(table: Table, code: str, period: Period) -> Fraction | None:
    """The same of a class of the second dimension, over all lines of a table of two."""
    if len(table.dimensions) != 2:
        return None
    return line_variance(replace(table, dimensions=table.dimensions[::-1]), code, period)


def whole_variance(kind: str, period: Period) -> Fraction:
    """The variance of all records of a kind in the period: each of its tables was pressed onto
    their number, which its first table made, in each part of the period. That table is the total
    itself, or where none is published, its cells added up."""
    first = next(table for table in LATTICE if table.kind == kind)
    return len(first.cells()) * len(period.parts(first.every)) * first.variance


def _members(dimension: str, code: str) -> int:
    if dimension == "region_group":
        return 1 if code in CLASSES["region"] else len(SMALL_REGIONS)
    return len(MAJORITY[code])


def part_variance(part: Fraction, rest: Fraction, whole: Fraction) -> Fraction:
    """The variance of some lines of a table whose sum is a published `whole`: that of their own
    sum, or of the whole less the rest, whichever is known better."""
    return min(part, whole + rest)
