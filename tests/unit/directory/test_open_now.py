"""Whether a service is open now, by the hours it says itself and the time in Morocco."""

from datetime import UTC, datetime

import pytest

from casework.directory.opening import HoursIncomplete, Opening, read

WEEK = Opening(days=tuple("12345"), opens="09:00", closes="16:00")
NIGHTS = Opening(days=("5", "7"), opens="20:00", closes="06:00")


@pytest.mark.parametrize(
    ("opening", "at", "said"),
    [
        (WEEK, "2026-11-16 08:00", "open"),  # nine in Casablanca, a Monday
        (WEEK, "2026-11-16 07:59", "closed"),
        (WEEK, "2026-11-16 14:59", "open"),
        (WEEK, "2026-11-16 15:00", "closed"),
        (WEEK, "2026-11-15 10:00", "closed"),  # a Sunday
        (WEEK, "2027-02-10 08:30", "closed"),  # in Ramadan Morocco is on Greenwich time
        (WEEK, "2027-02-10 09:00", "open"),
        (NIGHTS, "2026-11-20 19:30", "open"),  # Friday evening
        (NIGHTS, "2026-11-21 04:30", "open"),  # and the morning after
        (NIGHTS, "2026-11-21 19:30", "closed"),  # not on Saturday evening
        (NIGHTS, "2026-11-16 04:30", "open"),  # Monday morning, of Sunday's night
        (Opening(always=True), "2026-11-15 02:00", "open"),
        (Opening(), "2026-11-16 10:00", ""),
    ],
)
def test_a_service_is_open_by_its_own_hours_in_moroccan_time(opening, at, said):
    assert opening.at(datetime.fromisoformat(at).replace(tzinfo=UTC)) == said


@pytest.mark.parametrize("opening", [WEEK, NIGHTS, Opening(always=True), Opening()])
def test_hours_are_read_as_they_were_kept(opening):
    assert read(opening.stored()) == opening


def test_what_was_never_kept_by_us_says_nothing():
    assert read("lundi au vendredi") == Opening()


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": ("1",)}, {"opens": "09:00", "closes": "10:00"}, {"days": ("8",), "opens": "09:00",
        "closes": "10:00"}, {"days": ("1",), "opens": "09:00", "closes": "09:00"},
        {"days": ("1",), "opens": "9h", "closes": "10:00"}, {"always": True, "days": ("1",)},
    ],
)  # fmt: skip
def test_half_an_opening_is_refused(wrong):
    with pytest.raises(HoursIncomplete):
        Opening(**wrong)
