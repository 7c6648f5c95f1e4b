"""Acts happen in the order of their time, in office hours, and not after today."""

from datetime import UTC, datetime, timedelta

import pytest

from casework.demo.loader import Size, freezing_days
from casework.demo.simulation import Simulation, last_office_hour, next_office_hour

FRIDAY_NIGHT = datetime(2026, 11, 13, 22, 10, tzinfo=UTC)
MONDAY_DAWN = datetime(2026, 11, 16, 5, 40, tzinfo=UTC)
TUESDAY_NOON = datetime(2026, 11, 17, 12, 0, tzinfo=UTC)
START, END = datetime(2024, 11, 16, 9, tzinfo=UTC), datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "after", "before"),
    [
        (FRIDAY_NIGHT, datetime(2026, 11, 16, 8, 10), datetime(2026, 11, 13, 16, 10)),
        (MONDAY_DAWN, datetime(2026, 11, 16, 8, 40), datetime(2026, 11, 13, 16, 40)),
        (TUESDAY_NOON, datetime(2026, 11, 17, 12, 0), datetime(2026, 11, 17, 12, 0)),
    ],
)
def test_people_work_in_office_hours(moment, after, before) -> None:
    assert next_office_hour(moment) == after.replace(tzinfo=UTC)
    assert last_office_hour(moment) == before.replace(tzinfo=UTC)


def test_what_lies_after_the_end_never_happens() -> None:
    simulation, done = Simulation(START, END), []
    simulation.at(END, lambda: done.append("at the end"))
    simulation.at(END + timedelta(seconds=1), lambda: done.append("after it"))
    simulation._until(END)
    assert done == ["at the end"]


def test_acts_happen_in_order_whenever_they_were_thought_of() -> None:
    simulation, done = Simulation(START, END), []
    for hours in (5, 1, 3):
        simulation.at(START + timedelta(hours=hours), lambda hours=hours: done.append(hours))
    simulation._until(START + timedelta(hours=4))
    assert done == [1, 3]


def test_every_month_has_a_day_on_which_it_is_frozen() -> None:
    days = freezing_days(Simulation(START, END))
    assert len(days) == 24
    assert days == sorted(days)
    assert days[-1] == datetime(2026, 11, 14, 4, tzinfo=UTC)


def test_as_many_screenings_go_with_the_cases_unless_the_number_is_given() -> None:
    assert Size.of(600, None, 1) == Size(2000, 600, 1)
    assert Size.of(60, None, 1).screenings == 200
    assert Size.of(60, 5, 1).screenings == 5
    assert Size.of(0, None, 1) == Size(0, 0, 1)
