"""Two-way tables: given sums, whole numbers of 0 or more, and nothing nearer to what was drawn."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.statistics.domain.transport import nearest_table


@st.composite
def tables(draw):
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    true = [[draw(st.integers(0, 30)) for _ in range(width)] for _ in range(height)]
    noisy = [[n + draw(st.integers(-9, 9)) for n in row] for row in true]
    return noisy, [sum(row) for row in true], [sum(column) for column in zip(*true, strict=True)]


@given(tables())
def test_rows_and_columns_add_up_and_nothing_is_below_zero(table):
    noisy, rows, columns = table
    found = nearest_table(noisy, rows, columns)
    assert [sum(row) for row in found] == rows
    assert [sum(column) for column in zip(*found, strict=True)] == columns
    assert all(type(n) is int and n >= 0 for row in found for n in row)


@given(st.lists(st.integers(-3, 6), min_size=4, max_size=4), st.integers(0, 4), st.integers(0, 4))
def test_no_table_with_these_sums_is_nearer(cells, first_row, first_column):
    noisy = [cells[:2], cells[2:]]
    total = 4
    rows, columns = [first_row, total - first_row], [first_column, total - first_column]

    def distance(table):
        return sum((table[i][j] - noisy[i][j]) ** 2 for i, j in product(range(2), repeat=2))

    possible = [
        [[a, first_row - a], [first_column - a, total - first_row - first_column + a]]
        for a in range(total + 1)
    ]
    best = min(distance(t) for t in possible if min(map(min, t)) >= 0)
    assert distance(nearest_table(noisy, rows, columns)) == best


def test_a_table_that_already_adds_up_is_left_as_it_is():
    assert nearest_table([[7, 0], [2, 5]], [7, 7], [9, 5]) == [[7, 0], [2, 5]]


def test_the_odd_unit_falls_on_every_cell_in_turn():
    moved = set()
    for _ in range(60):
        table = nearest_table([[5, 5], [5, 5]], [11, 10], [11, 10])
        moved |= {(i, j) for i, j in product(range(2), repeat=2) if table[i][j] > 5}
    assert moved == {(0, 0)}
    moved = set()
    for _ in range(60):
        table = nearest_table([[5, 5], [5, 5]], [11, 9], [10, 10])
        moved |= {(i, j) for i, j in product(range(2), repeat=2) if table[i][j] > 5}
    assert moved == {(0, 0), (0, 1)}


@pytest.mark.parametrize(("rows", "columns"), [([1], [2]), ([-1, 1], [0, 0])])
def test_sums_that_cannot_be_are_refused(rows, columns):
    with pytest.raises(ValueError):
        nearest_table([[0] * len(columns)] * len(rows), rows, columns)
