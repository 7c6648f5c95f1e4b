"""From exact counts to published cells: noise once per cell, then whole numbers that add up."""

from collections.abc import Mapping

from casework.facts.domain import Cell

from .lattice import Table
from .noise import discrete_gaussian
from .projection import additive


class WrongCells(ValueError):
    """The counts do not have exactly the cells of their table. Names the table, never a count."""


def publish(table: Table, exact: Mapping[Cell, int], total: int | None) -> dict[Cell, int]:
    """The cells of one table as they will be published.

    `total` is what the table has to add up to: the published total of its period. A table without
    dimensions is that total itself, cut off at zero.
    """
    if set(exact) != set(table.cells()):
        raise WrongCells(table.name)
    noisy = {cell: exact[cell] + discrete_gaussian(table.variance) for cell in table.cells()}
    if total is None:
        return {cell: max(0, value) for cell, value in noisy.items()}
    return additive(noisy, total)
