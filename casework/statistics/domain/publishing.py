"""From exact counts to published cells: noise once per cell, then whole numbers that add up."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from casework.facts.domain import CLASSES, MAJORITY, SMALL_REGIONS, Cell

from .lattice import Table
from .noise import discrete_gaussian
from .projection import additive
from .transport import nearest_table

Values = dict[Cell, int]
Line = Mapping[str, int]
"""What is published of one dimension: class by class."""


class WrongCells(ValueError):
    """The counts do not have exactly the cells of their table. Names the table, never a count."""


@dataclass(frozen=True)
class Made:
    """One table as it will be published, and as it was before it was made whole. Both are equally
    protected; the noisy cells serve for the public release, whose noise is added to theirs."""

    noisy: Values
    published: Values


@dataclass
class Known:
    """What a release has to agree with: the total and the lines published before it, or in it."""

    total: int | None = None
    lines: dict[str, Line] = field(default_factory=dict)
    tables: dict[tuple[str, ...], Values] = field(default_factory=dict)

    def line(self, dimension: str) -> Line | None:
        """The published line of a dimension, or of one it is derived from."""
        if dimension == "region_group" and dimension not in self.lines:
            return _grouped(self.lines.get("region"), CLASSES["region_group"], _members)
        if dimension == "majority":
            return _grouped(self.lines.get("age_band"), tuple(MAJORITY), MAJORITY.__getitem__)
        return self.lines.get(dimension)

    def keep(self, table: Table, values: Values) -> None:
        """Remember a published table, for those that have to agree with it."""
        self.tables[table.dimensions] = values
        if len(table.dimensions) == 1:
            self.lines[table.dimensions[0]] = {cell[0]: value for cell, value in values.items()}
        if self.total is None:
            self.total = sum(values.values())


def publish(
    tables: Iterable[Table], exact: Mapping[str, Mapping[Cell, int]], known: Known
) -> dict[str, Made]:
    """The tables of one release, each made to agree with `known` and with those before it.

    Without a known total, the first table makes it: the sum of its noisy cells, cut off at zero.
    """
    found = {}
    for table in tables:
        noisy = noise_on(table, exact[table.name])
        published = _MADE[len(table.dimensions)](table, noisy, known)
        known.keep(table, published)
        found[table.name] = Made(noisy, published)
    return found


def noise_on(table: Table, exact: Mapping[Cell, int]) -> Values:
    """The counts with their noise, drawn here and nowhere else."""
    if set(exact) != set(table.cells()):
        raise WrongCells(table.name)
    return {cell: exact[cell] + discrete_gaussian(table.variance) for cell in table.cells()}


def _total(table: Table, noisy: Values, known: Known) -> Values:
    return {cell: max(0, value) for cell, value in noisy.items()}


def _one_way(table: Table, noisy: Values, known: Known) -> Values:
    """Without a known total, its own: the sum of the noisy cells, whose errors cancel out. Cells
    cut off at zero one by one would add up to far too much where most of them are empty."""
    total = max(0, sum(noisy.values())) if known.total is None else known.total
    return additive(noisy, total)


def _two_way(table: Table, noisy: Values, known: Known) -> Values:
    first, second = table.dimensions
    return two_way(
        {cell: noisy[cell] for cell in table.cells()}, known.line(first), known.line(second)
    )


def two_way(noisy: Values, rows: Line | None, columns: Line | None) -> Values:
    """A two-way table that agrees with both lines, or with the one that is known."""
    if rows is None and columns is None:
        raise ValueError("a two-way table needs a line to agree with")
    if rows is None or columns is None:
        line, place = (columns, 1) if columns is not None else (rows, 0)
        return _by_line(noisy, line or {}, place)
    heads, sides = list(rows), list(columns)
    grid = nearest_table(
        [[noisy[head, side] for side in sides] for head in heads],
        [rows[head] for head in heads],
        [columns[side] for side in sides],
    )
    whole: Values = {
        (head, side): grid[i][j] for i, head in enumerate(heads) for j, side in enumerate(sides)
    }
    return {cell: whole[cell] for cell in noisy}


def _by_line(noisy: Values, line: Line, place: int) -> Values:
    """Each row (or column) on its own, adding up to its class of the line."""
    found: Values = {}
    for name, total in line.items():
        found |= additive({cell: n for cell, n in noisy.items() if cell[place] == name}, total)
    return {cell: found[cell] for cell in noisy}


def _three_way(table: Table, noisy: Values, known: Known) -> Values:
    """Layer by layer of the first dimension: each agrees with its two-way tables."""
    layers, rows, columns = table.dimensions
    by_row = known.tables[layers, rows]
    by_column = known.tables[layers, "age_band"]
    found: Values = {}
    for layer in CLASSES[layers]:
        made = two_way(
            {cell[1:]: n for cell, n in noisy.items() if cell[0] == layer},
            {row: by_row[layer, row] for row in CLASSES[rows]},
            {
                column: sum(by_column[layer, band] for band in MAJORITY[column])
                for column in CLASSES[columns]
            },
        )
        found |= {(layer, *cell): value for cell, value in made.items()}
    return {cell: found[cell] for cell in product(*(CLASSES[name] for name in table.dimensions))}


_MADE: Mapping[int, Callable[[Table, Values, Known], Values]] = {
    0: _total,
    1: _one_way,
    2: _two_way,
    3: _three_way,
}


def _members(group: str) -> tuple[str, ...]:
    return SMALL_REGIONS if group not in CLASSES["region"] else (group,)


def _grouped(
    line: Line | None, groups: Iterable[str], members: Callable[[str], tuple[str, ...]]
) -> Line | None:
    if line is None:
        return None
    return {group: sum(line[member] for member in members(group)) for group in groups}
