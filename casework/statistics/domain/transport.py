"""The whole-numbered two-way table nearest to a noisy one, with given rows and columns.

Among all tables of whole numbers of 0 or more whose rows and columns add up to what was published
before, the one with the smallest squared distance to the noisy table. Found exactly, in integers:
squares are convex, so moving one unit at a time along a cheapest path reaches the optimum
(successive shortest paths; Ahuja, Magnanti and Orlin, "Network Flows", 1993, chapter 14). It starts
from the noisy table itself, so that its cost grows with the noise and not with the cases. Ties are
drawn by lot: always favouring the first row would bend every table the same way.
"""

import secrets
from collections import deque
from collections.abc import Sequence
from itertools import pairwise

from .noise import Below
from .projection import shuffled

Grid = list[list[int]]


def nearest_table(
    noisy: Sequence[Sequence[int]],
    rows: Sequence[int],
    columns: Sequence[int],
    below: Below = secrets.randbelow,
) -> Grid:
    """The nearest table with these sums. Sums that differ, or are negative, are refused."""
    if sum(rows) != sum(columns) or min((*rows, *columns), default=0) < 0:
        raise ValueError("rows and columns must add up to the same, and to no less than nothing")
    row_order, column_order = shuffled(len(rows), below), shuffled(len(columns), below)
    work = _Work(
        [[noisy[row][column] for column in column_order] for row in row_order],
        [rows[row] for row in row_order],
        [columns[column] for column in column_order],
    )
    work.settle()
    found = [[0] * len(columns) for _ in rows]
    for at_row, row in enumerate(row_order):
        for at_column, column in enumerate(column_order):
            found[row][column] = work.cells[at_row][at_column]
    return found


class _Work:
    """A table on its way. `over[node]` is what a row gives, or a column gets, too little or too
    much: nodes are the rows, then the columns; positive means a unit has to leave the node."""

    def __init__(self, noisy: Grid, rows: list[int], columns: list[int]) -> None:
        self.noisy, self.height, self.width = noisy, len(rows), len(columns)
        self.cells = [[max(value, 0) for value in row] for row in noisy]
        given = [sum(row) for row in self.cells]
        got = [sum(row[column] for row in self.cells) for column in range(self.width)]
        self.over = [
            *(wanted - there for wanted, there in zip(rows, given, strict=True)),
            *(there - wanted for wanted, there in zip(columns, got, strict=True)),
        ]

    def settle(self) -> None:
        """Move units until every row and column is as wanted."""
        while any(excess > 0 for excess in self.over):
            self._move(self._cheapest_path())

    def _cheapest_path(self) -> list[int]:
        """The nodes from one that has too much to one that has too little, at the least cost."""
        nodes = self.height + self.width
        cost: list[float] = [0 if self.over[n] > 0 else float("inf") for n in range(nodes)]
        before = [-1] * nodes
        waiting = deque(node for node in range(nodes) if self.over[node] > 0)
        queued = set(waiting)
        while waiting:
            node = waiting.popleft()
            queued.discard(node)
            for other, step in self._steps(node):
                if cost[node] + step < cost[other]:
                    cost[other], before[other] = cost[node] + step, node
                    if other not in queued:
                        queued.add(other)
                        waiting.append(other)
        end = min((n for n in range(nodes) if self.over[n] < 0), key=lambda n: cost[n])
        path = [end]
        while before[path[-1]] >= 0:
            path.append(before[path[-1]])
        return path[::-1]

    def _steps(self, node: int) -> list[tuple[int, int]]:
        """Where a unit can go from here, and what that adds to the squared distance: from a row to
        a column by one more in their cell, back by one less."""
        if node < self.height:
            cells, noisy = self.cells[node], self.noisy[node]
            return [
                (self.height + column, 2 * (cells[column] - noisy[column]) + 1)
                for column in range(self.width)
            ]
        column = node - self.height
        return [
            (row, 1 - 2 * (self.cells[row][column] - self.noisy[row][column]))
            for row in range(self.height)
            if self.cells[row][column] > 0
        ]

    def _move(self, path: list[int]) -> None:
        for start, end in pairwise(path):
            if start < self.height:
                self.cells[start][end - self.height] += 1
            else:
                self.cells[end][start - self.height] -= 1
        self.over[path[0]] -= 1
        self.over[path[-1]] += 1
