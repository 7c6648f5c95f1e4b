"""Hours of a house are counted on a watch, also in the nights when Morocco changes its clocks: back
on 7 February 2027, when Ramadan begins, and forward again on 14 March."""

from datetime import UTC, datetime, timedelta

import pytest

from casework.kernel.clock import MOROCCO
from casework.shelter.service import holding, staying

A_MINUTE = timedelta(minutes=1)


def local(text):
    return datetime.fromisoformat(text).replace(tzinfo=MOROCCO).astimezone(UTC)


@pytest.mark.parametrize(
    ("begun", "over"),
    [("2027-02-07 01:30", "2027-02-07 02:30+00:00"), ("2027-03-14 01:30", "2027-03-14 03:30+00:00"),
     ("2027-06-15 10:00", "2027-06-15 11:00+00:00")],
)  # fmt: skip
def test_a_hold_ends_after_two_hours_by_the_job_alone(quick_shelter, clock, begun, over):
    clock.set(local(begun))
    unit = quick_shelter.unit(places=1)
    ref = quick_shelter.held(unit)
    clock.set(datetime.fromisoformat(over) - A_MINUTE)
    assert quick_shelter.do(holding.expire_due) == 0
    clock.set(datetime.fromisoformat(over))
    assert [quick_shelter.do(holding.expire_due) for _twice in range(2)] == [1, 0]
    assert quick_shelter.look(ref, lambda stay: stay.state) == "requested"


@pytest.mark.parametrize(
    ("begun", "looked_at", "given_up"),
    [
        ("2027-02-06 12:00", "2027-02-07 11:00", "2027-02-09 11:00"),
        ("2027-03-13 12:00", "2027-03-14 13:00", "2027-03-16 13:00"),
    ],
)
def test_who_is_away_is_looked_after_at_24_hours_and_given_up_at_72(
    quick_shelter, clock, begun, looked_at, given_up
):
    clock.set(local(begun))
    ref = quick_shelter.admitted(quick_shelter.unit(places=1))
    quick_shelter.step(ref, "note_absence", clock.now())
    for moment, state in ((local(looked_at), "absent"), (local(given_up), "exited")):
        clock.set(moment - A_MINUTE)
        assert quick_shelter.do(staying.watch_absences) == 0
        clock.set(moment)
        assert [quick_shelter.do(staying.watch_absences) for _twice in range(2)] == [1, 0]
        assert quick_shelter.look(ref, lambda stay: stay.state) == state
