"""A booked journey of which nobody writes whether the person left: it is asked for, loudly,
and what happened can still be written days later."""

from datetime import timedelta

import pytest

from casework.cases.circumstances import told_of
from casework.cases.domain.gates import Told
from casework.kernel import clock as clocks
from casework.returns.domain.lists import Part
from casework.returns.domain.records import Departure, Fitness
from casework.tasks.firing import escalate_due
from tests.integration.returns.test_leaving_on_the_day import journey
from tests.integration.returns.test_return_walk import open_tasks


def may_be_gone(bureau, reference):
    """Whether the case hears that the person is on the way."""
    return Told.ON_THE_WAY in bureau.seated(reference, lambda seat: set(told_of(seat.case.id)))


def test_silence_after_a_booked_journey_climbs_and_keeps_the_case_open(quick_bureau, clock):
    reference = quick_bureau.booked(clock)
    leaves = clocks.now() + timedelta(days=3)
    task = open_tasks(quick_bureau)["note_departure"]
    assert (task.priority, task.due_at) == ("P1", leaves + timedelta(hours=24))
    assert not may_be_gone(quick_bureau, reference)
    clock.advance(timedelta(days=4, hours=1))
    assert quick_bureau.do(escalate_due) >= 1
    assert open_tasks(quick_bureau)["note_departure"].level >= 1
    assert may_be_gone(quick_bureau, reference)


def test_who_left_is_written_as_gone_days_later(quick_bureau, clock):
    reference = quick_bureau.booked(clock)
    clock.advance(timedelta(days=3))
    at_the_door = clocks.now()
    clock.advance(timedelta(days=2))
    quick_bureau.keep(reference, Part.FITNESS, Fitness(at_the_door, "fit", "Dr Essai"))
    quick_bureau.keep(reference, Part.DEPARTURE, Departure(at_the_door, "written", confirmed=True))
    quick_bureau.step(reference, "depart")
    assert set(open_tasks(quick_bureau)) == {"confirm_arrival"}


def test_another_day_of_the_journey_moves_the_question(quick_bureau, clock):
    reference = quick_bureau.booked(clock)
    later = clocks.now() + timedelta(days=5)
    journey(quick_bureau, reference, departs_at=later, arrives_at=later + timedelta(hours=9))
    assert open_tasks(quick_bureau)["note_departure"].due_at == later + timedelta(hours=24)


@pytest.mark.parametrize("action", ["unbook", "stop"])
def test_who_does_not_leave_is_not_asked_for(quick_bureau, clock, action):
    reference = quick_bureau.booked(clock)
    quick_bureau.step(reference, action)
    assert open_tasks(quick_bureau) == {}
