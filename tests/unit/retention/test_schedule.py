"""How long records are kept: pure arithmetic over the table of periods."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.cases.domain.closure import USUAL_YEARS
from casework.retention.domain.schedule import (
    Ended,
    Period,
    ScheduleRefused,
    due_on,
    in_force,
    in_order,
    months_after,
)
from casework.retention.schedules import versions

NOW = versions()[-1]
CLOSED = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("retention_class", "due"),
    [
        ("screening_not_indicated", date(2027, 5, 16)),
        ("screening_unsent", date(2027, 5, 16)),
        ("screening_watch", date(2027, 11, 16)),
        ("case_adult", date(2031, 11, 16)),
        ("case_not_victim", date(2027, 11, 16)),
    ],
)
def test_record_is_due_some_months_after_it_ended_by_its_outcome(retention_class, due) -> None:
    assert due_on(Ended(retention_class, CLOSED), NOW) == due


def test_day_that_two_people_settled_counts_for_an_adult() -> None:
    settled = Ended("case_adult", CLOSED, settled=date(2028, 1, 1))
    assert due_on(settled, NOW) == date(2028, 1, 1)


@pytest.mark.parametrize(
    ("youngest", "due"),
    [(0, date(2049, 11, 16)), (9, date(2040, 11, 16)), (16, date(2036, 11, 16)), (None, None)],
)
def test_file_of_a_child_is_kept_ten_years_and_until_they_are_23(youngest, due) -> None:
    ended = Ended("case_child", CLOSED, settled=date(2027, 11, 16), youngest=youngest)
    assert due_on(ended, NOW) == (due or date(2049, 11, 16))


def test_longer_settled_day_stands_for_a_child_too() -> None:
    later = date(2060, 1, 1)
    assert due_on(Ended("case_child", CLOSED, settled=later, youngest=16), NOW) == later


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2027, 1, 31), -2, date(2026, 11, 30)),
    ],
)
def test_months_end_where_the_month_has_no_such_day(day, months, after) -> None:
    assert months_after(day, months) == after


def test_version_of_a_day_is_the_newest_that_has_begun() -> None:
    later = replace(NOW, id="later", in_force_from=date(2030, 1, 1))
    both = in_order((NOW, later))
    assert in_force(both, date(2029, 12, 31)) is NOW
    assert in_force(both, date(2030, 1, 1)) is later
    assert in_force(both, date(2001, 1, 1)) is NOW


@pytest.mark.parametrize("wrong", [(), (NOW, NOW), (replace(NOW, in_force_from=CLOSED), NOW)])
def test_versions_out_of_order_are_refused(wrong) -> None:
    with pytest.raises(ScheduleRefused):
        in_order(wrong)


def test_table_without_a_class_with_another_or_with_no_month_is_refused() -> None:
    for periods in (
        {name: one for name, one in NOW.periods.items() if name != "visit"},
        {**NOW.periods, "others": Period(1)},
        {**NOW.periods, "visit": Period(0)},
    ):
        with pytest.raises(ScheduleRefused):
            replace(NOW, periods=periods)
    with pytest.raises(ScheduleRefused):
        replace(NOW, notice_days=0)


@pytest.mark.parametrize("text", ["", "a: [", "- {}", "- 1", "- {id: x, periods: {visit: {}}}"])
def test_file_of_another_shape_is_refused_by_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "periods.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScheduleRefused, match=r"periods\.yaml"):
        versions(path)


def test_closing_proposes_the_period_of_the_table() -> None:
    assert NOW.periods["case_adult"] == Period(12 * USUAL_YEARS)
