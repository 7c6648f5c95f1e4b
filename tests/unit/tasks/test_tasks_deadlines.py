from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.kernel.clock import MOROCCO
from casework.tasks.domain import (
    Level,
    When,
    add_days,
    add_working_days,
    is_working_day,
    level_due,
    part_of_agenda,
)

# In 2026, 18 November is a Wednesday and Independence Day.
INDEPENDENCE = frozenset({date(2026, 11, 18)})
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


def local(moment: datetime) -> str:
    return moment.astimezone(MOROCCO).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize(
    ("count", "end"),
    [
        (0, "Mon 16 Nov 23:59"),
        (1, "Tue 17 Nov 23:59"),
        (2, "Thu 19 Nov 23:59"),
        (3, "Fri 20 Nov 23:59"),
        (4, "Mon 23 Nov 23:59"),
    ],
)
def test_working_days_skip_the_weekend_and_holidays(count: int, end: str) -> None:
    assert local(add_working_days(MONDAY, count, INDEPENDENCE)) == end


def test_a_deadline_that_begins_on_a_friday_night_counts_from_monday() -> None:
    friday_night = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
    assert local(add_working_days(friday_night, 1, INDEPENDENCE)) == "Mon 23 Nov 23:59"


def test_the_day_is_the_one_in_morocco_and_not_in_utc() -> None:
    already_tuesday_in_morocco = datetime(2026, 11, 16, 23, 30, tzinfo=UTC)
    assert local(add_working_days(already_tuesday_in_morocco, 1, frozenset())) == "Wed 18 Nov 23:59"


def test_a_deadline_over_the_clock_change_of_ramadan_still_ends_at_midnight() -> None:
    # Morocco left UTC+1 for UTC+0 on 15 February 2026, for Ramadan.
    before = datetime(2026, 2, 13, 10, 0, tzinfo=UTC)
    assert local(add_working_days(before, 1, frozenset())) == "Mon 16 Feb 23:59"
    assert add_working_days(before, 1, frozenset()) == datetime(2026, 2, 16, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize("count", [-1, 401])
def test_an_impossible_number_of_days_is_refused(count: int) -> None:
    with pytest.raises(ValueError, match="between 0 and 400"):
        add_working_days(MONDAY, count, frozenset())


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 11, 1), timezones=st.just(UTC)),
    st.integers(1, 15),
    st.sets(st.dates(date(2024, 1, 1), date(2027, 12, 31)), max_size=30),
)
def test_a_deadline_ends_on_a_working_day_with_exactly_its_days_between(start, count, off) -> None:
    end = add_working_days(start, count, off).astimezone(MOROCCO).date()
    first = start.astimezone(MOROCCO).date() + timedelta(days=1)
    days = [first + timedelta(days=n) for n in range((end - first).days + 1)]
    assert sum(is_working_day(day, off) for day in days) == count
    assert is_working_day(end, off)


def test_calendar_days_count_weekends_too() -> None:
    assert local(add_days(MONDAY, 7)) == "Mon 23 Nov 23:59"
    assert local(add_days(MONDAY, 0)) == "Mon 16 Nov 23:59"


@pytest.mark.parametrize(
    ("due", "part"),
    [
        (MONDAY - timedelta(minutes=1), When.OVERDUE),
        (MONDAY, When.TODAY),
        (MONDAY + timedelta(hours=13), When.TODAY),
        (MONDAY + timedelta(hours=14), When.THIS_WEEK),
        (datetime(2026, 11, 22, 22, 0, tzinfo=UTC), When.THIS_WEEK),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), When.LATER),
    ],
)
def test_an_agenda_sorts_deadlines_by_the_days_of_morocco(due: datetime, part: When) -> None:
    assert part_of_agenda(due, MONDAY) is part


@pytest.mark.parametrize(
    ("late", "level"),
    [
        (timedelta(minutes=-1), Level.RESPONSIBLE),
        (timedelta(0), Level.DUTY),
        (timedelta(minutes=59), Level.DUTY),
        (timedelta(hours=1), Level.FOCAL_POINTS),
        (timedelta(hours=2), Level.NATIONAL),
        (timedelta(days=9), Level.NATIONAL),
    ],
)
def test_an_unanswered_emergency_goes_up_hour_by_hour(late: timedelta, level: Level) -> None:
    assert level_due("P1", MONDAY, MONDAY + late) is level


@pytest.mark.parametrize("priority", ["P2", "P3", "P4", None])
def test_what_is_no_emergency_stays_with_whoever_has_it(priority: str | None) -> None:
    assert level_due(priority, MONDAY, MONDAY + timedelta(days=30)) is Level.RESPONSIBLE
