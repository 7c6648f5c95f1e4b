"""Months and quarters, and when they may be counted."""

from datetime import UTC, date, datetime

import pytest

from casework.statistics.domain.lattice import LATE_KINDS
from casework.statistics.domain.periods import (
    NotAPeriod,
    Period,
    due_periods,
    registration_month,
)


def labels(periods):
    return [period.label for period in periods]


@pytest.mark.parametrize("label", ["2026-09", "2026-01", "2026-12", "2026-Q1", "2026-Q4"])
def test_a_label_reads_back_as_itself(label):
    assert Period.parse(label).label == label


@pytest.mark.parametrize(
    "label",
    [
        "26",
        "20261",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-9",
        "2026-09-01",
        "",
        "2026-Q3\n",
        "1999-01",
    ],
)
def test_anything_but_a_month_a_quarter_or_a_year_is_refused(label):
    with pytest.raises(NotAPeriod):
        Period.parse(label)


def test_a_quarter_knows_its_months_and_its_neighbours():
    quarter = Period.parse("2026-Q4")
    assert labels(quarter.months()) == ["2026-10", "2026-11", "2026-12"]
    assert (quarter.previous.label, quarter.next.label) == ("2026-Q3", "2027-Q1")
    assert quarter.months()[2].quarter == quarter
    assert quarter.month_starts()[0] == date(2026, 10, 1)


def test_a_period_is_due_fourteen_days_after_its_last_day():
    assert Period.parse("2026-09").due == date(2026, 10, 14)
    assert Period.parse("2026-Q3").due == date(2026, 10, 14)


def test_a_period_becomes_due_at_midnight_in_morocco():
    september = Period.parse("2026-09")
    assert not september.is_due(datetime(2026, 10, 13, 22, 59, tzinfo=UTC))
    assert september.is_due(datetime(2026, 10, 13, 23, 0, tzinfo=UTC))


def test_a_case_registered_late_on_the_last_evening_falls_into_the_moroccan_month():
    assert registration_month(datetime(2026, 9, 30, 23, 30, tzinfo=UTC)) == date(2026, 10, 1)


def test_due_periods_come_in_order_with_each_quarter_after_its_last_month():
    found = due_periods(Period.parse("2026-02"), datetime(2026, 5, 20, tzinfo=UTC))
    assert labels(found) == ["2026-01", "2026-02", "2026-03", "2026-Q1", "2026-04"]


def test_nothing_is_due_in_the_first_days():
    assert due_periods(Period.parse("2026-01"), datetime(2026, 2, 13, tzinfo=UTC)) == []


def test_a_year_is_due_thirty_days_after_its_end_and_comes_after_its_last_quarter():
    year = Period.parse("2025")
    assert (year.due, year.kind, year.label) == (date(2026, 1, 30), "year", "2025")
    found = due_periods(year, datetime(2026, 2, 20, tzinfo=UTC))
    assert labels(found)[-4:] == ["2025-12", "2025-Q4", "2025", "2026-01"]
    assert due_periods(year, datetime(2026, 1, 20, tzinfo=UTC))[-1].label == "2025-Q4"


def test_what_became_of_flags_is_published_half_a_year_later():
    year = Period.parse("2025")
    assert not year.is_due(datetime(2026, 7, 29, 12, tzinfo=UTC), LATE_KINDS["flag"])
    assert year.is_due(datetime(2026, 7, 30, 12, tzinfo=UTC), LATE_KINDS["flag"])


def test_a_year_is_made_of_its_quarters_and_a_month_of_no_longer_period():
    year = Period.parse("2026")
    assert labels(year.quarters()) == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert len(year.parts("month")) == 12
    assert (year.parts("year"), year.quarters()[0].parts("year")) == ((year,), ())
    assert year.months()[0].parts("quarter") == ()
