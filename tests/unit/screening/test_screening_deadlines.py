"""When a draft is sent, a doubt decided, somebody met again: tables written by hand."""

from datetime import date, datetime, timedelta

import pytest

from casework.kernel.clock import MOROCCO
from casework.screening.domain.deadlines import review_by, send_by, watch_days
from casework.screening.domain.finding import Band, Priority

DAY = datetime(2026, 5, 4, tzinfo=MOROCCO)
MIDNIGHT = DAY.replace(hour=23, minute=59)


def at(hour, minute=0):
    return DAY.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("begun", "now", "urgent", "by"),
    [
        (at(9), at(9), False, at(9) + timedelta(hours=48)),
        (at(9), at(15), False, at(9) + timedelta(hours=48)),  # saving again gives no more time
        (at(9), at(14), True, MIDNIGHT),
        (at(9), at(9), True, at(21)),  # never more than twelve hours
        (at(9), at(23), True, at(23) + timedelta(hours=2)),  # and never less than two
    ],
)
def test_a_draft_is_sent_within_two_days_and_with_a_danger_the_same_day(begun, now, urgent, by):
    assert send_by(begun, now, urgent, MIDNIGHT) == by


@pytest.mark.parametrize(
    ("band", "priority", "days"),
    [
        (Band.C, Priority.P3, 7),
        (Band.C, Priority.P2, None),  # a child: sooner, by its priority
        (Band.C, Priority.P1, None),
        (Band.E, Priority.P3, None),
        (Band.B, Priority.P2, None),
        (Band.D, Priority.P4, None),
    ],
)
def test_what_is_to_review_is_decided_within_seven_days_of_the_sending(band, priority, days):
    expected = DAY + timedelta(days=days) if days else None
    assert review_by(band, priority, DAY) == expected


@pytest.mark.parametrize(
    ("days", "allowed"),
    [(13, None), (14, 14), (21, 21), (30, 30), (31, None), (0, None), (-3, None)],
)
def test_somebody_at_risk_is_met_again_in_fourteen_to_thirty_days(days, allowed):
    today = date(2026, 5, 4)
    assert watch_days(today + timedelta(days=days), today) == allowed
