"""When a person is awaited: hours of a day that has not passed, ending after they begin."""

from datetime import date, datetime, time, timedelta

import pytest

from casework.kernel.clock import MOROCCO
from casework.referrals.domain.arrival import (
    NOT_SAID,
    Arrival,
    DayPassed,
    HoursPassed,
    WindowUnclear,
)

DAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("said", "reads"),
    [
        (NOT_SAID, ""),
        (Arrival(DAY), "16/11/2026"),
        (Arrival(DAY, 14, 18), "16/11/2026, 14:00 – 18:00"),
        (Arrival(DAY, 14), "16/11/2026, 14:00 –"),
        (Arrival(DAY, None, 18, "Par l’arrière."), "16/11/2026, – 18:00 · Par l’arrière."),
        (Arrival(words="Demain."), "Demain."),
    ],
)
def test_a_window_reads_the_same_in_every_language(said, reads):
    assert said.said() == reads


@pytest.mark.parametrize("hours", [(18, 14), (14, 14)])
def test_a_window_that_ends_before_it_begins_is_refused(hours):
    with pytest.raises(WindowUnclear):
        Arrival(DAY, *hours)


def test_hours_without_a_day_and_a_day_that_passed_are_refused():
    with pytest.raises(WindowUnclear):
        Arrival(None, 14)
    with pytest.raises(DayPassed):
        Arrival(DAY).check(datetime(2026, 11, 17, 9, tzinfo=MOROCCO))
    Arrival(DAY).check(at(23))


def at(hour):
    return datetime.combine(DAY, time(hour), MOROCCO)


def test_hours_of_today_that_are_over_are_refused():
    Arrival(DAY, 9, 12).check(at(11))
    Arrival(DAY + timedelta(days=1), 9, 12).check(at(15))
    with pytest.raises(HoursPassed):
        Arrival(DAY, 9, 12).check(at(12))
