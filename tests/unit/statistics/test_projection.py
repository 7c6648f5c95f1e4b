"""Post-processing: additive, non-negative, whole, and near what was drawn."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.statistics.domain.projection import additive, nearest_on_simplex, whole

CELLS = st.lists(st.integers(-15, 400), min_size=1, max_size=14)


@given(CELLS, st.integers(0, 900))
def test_a_table_adds_up_and_holds_whole_numbers_of_zero_or_more(noisy, total):
    named = {str(place): value for place, value in enumerate(noisy)}
    table = additive(named, total)
    assert list(table) == list(named)
    assert sum(table.values()) == total
    assert all(type(value) is int and value >= 0 for value in table.values())


@given(CELLS, st.integers(0, 900))
def test_rounding_moves_no_cell_by_a_whole_unit(noisy, total):
    exact = nearest_on_simplex(noisy, total)
    assert sum(exact) == total
    assert all(abs(a - b) < 1 for a, b in zip(exact, whole(exact, total), strict=True))


def test_a_table_that_already_adds_up_is_left_as_it_is():
    assert additive({"a": 7, "b": 0, "c": 3}, 10) == {"a": 7, "b": 0, "c": 3}


def test_the_excess_is_taken_from_all_positive_cells_alike():
    assert nearest_on_simplex([10, 4, -3], 12) == [Fraction(9), Fraction(3), Fraction(0)]


def test_the_odd_unit_falls_on_every_cell_in_turn():
    gained = {
        cell for _ in range(60) for cell, n in additive({"a": 5, "b": 5}, 11).items() if n > 5
    }
    assert gained == {"a", "b"}


def test_a_table_of_less_than_nothing_is_refused():
    with pytest.raises(ValueError):
        nearest_on_simplex([1, 2], -1)
