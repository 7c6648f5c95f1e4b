"""The danger can be found, or named, after a place was given: the house is asked for another one,
and no hold is prolonged where the danger is or may be."""

import pytest

from casework.shelter.domain.refusals import DangerUnsaid, TooNear
from tests.integration.shelter.test_kept_safe import say, tasks


def test_a_hold_is_not_prolonged_before_it_was_said_where_the_danger_is(quick_shelter):
    ref = quick_shelter.held(quick_shelter.unit())
    quick_shelter.risk(quick_shelter.code_of(ref), 3)
    with pytest.raises(DangerUnsaid):
        quick_shelter.step(ref, "keep")
    say(quick_shelter, ref, threat="MA-06")
    with pytest.raises(TooNear):
        quick_shelter.step(ref, "keep")
    say(quick_shelter, ref, threat="MA-09")
    quick_shelter.step(ref, "keep")


def test_who_lives_where_the_danger_is_needs_another_house_from_that_moment(quick_shelter):
    ref = quick_shelter.admitted(quick_shelter.unit())
    say(quick_shelter, ref, threat="MA-06")
    assert "keep_apart" not in tasks(quick_shelter, ref)
    quick_shelter.risk(quick_shelter.code_of(ref), 3)
    assert "keep_apart" in tasks(quick_shelter, ref)
    say(quick_shelter, ref, threat="MA-09")
    assert "keep_apart" not in tasks(quick_shelter, ref)


def test_once_the_risk_is_low_again_no_other_house_is_asked_for(quick_shelter):
    ref = quick_shelter.admitted(quick_shelter.unit())
    code = quick_shelter.code_of(ref)
    quick_shelter.risk(code, 3)
    say(quick_shelter, ref, threat="MA-06")
    assert "keep_apart" in tasks(quick_shelter, ref)
    quick_shelter.risk(code, 1)
    assert "keep_apart" not in tasks(quick_shelter, ref)
