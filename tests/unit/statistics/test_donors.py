"""What a donor is told of people: whole periods only, and protected numbers only."""

from datetime import date
from fractions import Fraction

import pytest

from casework.statistics.domain.protected import BareNumberError, ProtectedCount
from casework.statistics.donors import covering, people_between, written


@pytest.mark.parametrize(("first", "last", "every", "labels"), [
    (date(2026, 1, 1), date(2026, 3, 31), "month", ["2026-01", "2026-02", "2026-03"]),
    (date(2026, 1, 1), date(2026, 3, 31), "quarter", ["2026-Q1"]),
    (date(2025, 10, 1), date(2026, 3, 31), "quarter", ["2025-Q4", "2026-Q1"]),
    (date(2026, 1, 1), date(2026, 12, 31), "year", ["2026"]),
    (date(2026, 2, 1), date(2026, 4, 30), "quarter", []),
    (date(2026, 1, 2), date(2026, 3, 31), "month", []),
    (date(2026, 1, 1), date(2026, 3, 30), "month", []),
    (date(2017, 4, 5), date(2017, 4, 5), "month", []),
    (date(2026, 3, 31), date(2026, 1, 1), "month", []),
])  # fmt: skip
def test_only_whole_periods_have_a_number(first, last, every, labels):
    assert [one.label for one in covering(first, last, every)] == labels


def test_a_number_is_written_with_its_margin_and_a_small_one_without(sqlite_app):
    with sqlite_app.test_request_context("/"):
        count = ProtectedCount(123, Fraction(4), date(2026, 1, 15))
        assert "123 ± 4" in written(count)
        small = written(ProtectedCount(2, Fraction(4), date(2026, 1, 15)))
        assert "5" in small
        assert "2" not in small


def test_who_a_project_reached_and_referred_is_said_to_be_unpublished_whatever_was_counted(
    sqlite_app,
):
    with sqlite_app.test_request_context("/"):
        rows = people_between(date(2026, 1, 1), date(2026, 3, 31))
    assert [(one.what, one.number) for one in rows[:2]] == [
        ("Personnes touchées par ce projet", "non publié"),
        ("Orientations faites depuis ses distributions", "non publié"),
    ]


def test_a_bare_number_is_never_told(sqlite_app):
    with pytest.raises(BareNumberError):
        written(37)
