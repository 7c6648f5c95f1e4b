"""What a reader makes of "< 5": it is a reading aid, and whoever subtracts reads behind it.

A total that is shown less its parts leaves the one part that is not. What stays hidden shares what
its line leaves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casework.facts.domain import Cell

SMALL = 2
"""What a reader takes for "< 5" who knows no more: its middle."""
MOST = 4
Cells = dict[Cell, int | None]


@dataclass(frozen=True)
class Line:
    """Some cells of a table, and the total that was shown of them."""

    cells: tuple[Cell, ...]
    total: int


def deduced(cells: Cells, lines: Iterable[Line]) -> Cells:
    """The cells with those filled in that follow from the others: one unknown in a line at a time,
    until nothing follows any more."""
    known, waiting = dict(cells), list(lines)
    while True:
        found = {
            hidden[0]: line.total - sum(known[cell] or 0 for cell in line.cells)
            for line in waiting
            if len(hidden := _hidden(known, line)) == 1
        }
        if not found:
            return known
        known.update(found)


def guessed(known: Mapping[Cell, int | None], lines: Sequence[Line]) -> dict[Cell, float]:
    """A number for every cell: those that do not follow share what is left of their line."""
    shares: dict[Cell, float] = {}
    for line in lines:
        hidden = _hidden(known, line)
        left = line.total - sum(known[cell] or 0 for cell in line.cells)
        for cell in hidden:
            share = min(MOST, max(0, left / len(hidden)))
            shares[cell] = (shares[cell] + share) / 2 if cell in shares else share
    return {
        cell: shares.get(cell, SMALL) if value is None else value for cell, value in known.items()
    }


def likely(cell: Cell, lines: Sequence[Line]) -> float:
    """What the row and the column of a cell make of it where the two have nothing to do with each
    other. Two lines of a table share one cell at most; a line that is not told is taken for
    `SMALL`."""
    row, column = (
        next((line.total for line in lines if cell in line.cells and is_of(line)), SMALL)
        for is_of in (_is_row, _is_column)
    )
    whole = sum(line.total for line in lines if _is_row(line))
    return row * column / max(1, whole)


def _is_row(line: Line) -> bool:
    return len({cell[0] for cell in line.cells}) == 1


def _is_column(line: Line) -> bool:
    return len({cell[0] for cell in line.cells}) > 1


def _hidden(known: Mapping[Cell, int | None], line: Line) -> list[Cell]:
    return [cell for cell in line.cells if known[cell] is None]
