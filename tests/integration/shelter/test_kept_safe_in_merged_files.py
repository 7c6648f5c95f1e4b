"""Two files of one person that were merged are one person for everything that keeps people safe."""

import pytest

from casework.cases.circumstances import told_of
from casework.cases.domain.gates import Told
from casework.shelter import queries
from casework.shelter.domain.refusals import MustNotMeet, TooNear
from tests.integration.shelter.test_kept_safe import accepted, placed, profile, room, say


def merged(shelter, code, leading):
    """Two focal points merged the file into another one."""
    shelter.merge(code, leading)


def begun(shelter):
    """A house, and two files of one person."""
    return shelter.unit(places=4), shelter.agreed(), shelter.agreed()


def test_who_must_not_be_met_is_not_met_under_the_file_that_leads_now(shelter):
    unit, old, leading = (
        shelter.unit(places=4),
        shelter.agreed(),
        shelter.agreed(),
    )
    merged(shelter, old, leading)
    shelter.admitted(unit, leading)
    ref = shelter.waiting(unit)
    say(shelter, ref, old)
    with pytest.raises(MustNotMeet):
        shelter.step(ref, "reserve", room(shelter, unit))


def test_whoever_said_it_before_the_files_were_merged_is_still_kept_apart(quick_shelter):
    unit, old, leading = (
        quick_shelter.unit(places=4),
        quick_shelter.agreed(),
        quick_shelter.agreed(),
    )
    there = quick_shelter.admitted(unit)
    say(quick_shelter, there, old)
    merged(quick_shelter, old, leading)
    ref = quick_shelter.waiting(unit, leading)
    with pytest.raises(MustNotMeet):
        quick_shelter.step(ref, "reserve", room(quick_shelter, unit))


def test_what_was_said_in_the_merged_file_counts_for_the_request_of_the_leading_one(quick_shelter):
    unit, old = quick_shelter.unit(places=4), quick_shelter.agreed()
    other = quick_shelter.code_of(quick_shelter.admitted(unit))
    say(quick_shelter, quick_shelter.waiting(unit, old), other, threat="MA-01")
    code, request = accepted(quick_shelter)
    merged(quick_shelter, old, code)
    ref = placed(quick_shelter, code, request)
    told = quick_shelter.look(ref, queries.resident_of)
    assert (told.apart, told.threat) == ((other,), "MA-01")
    assert profile(quick_shelter, ref) == ""


def test_a_stay_of_the_merged_file_is_judged_by_the_file_that_leads(quick_shelter):
    unit, old, leading = (
        quick_shelter.unit(places=4),
        quick_shelter.agreed(),
        quick_shelter.agreed(),
    )
    ref = quick_shelter.waiting(unit, old)
    say(quick_shelter, ref, threat="MA-06")
    merged(quick_shelter, old, leading)
    quick_shelter.risk(leading, 3)
    with pytest.raises(TooNear):
        quick_shelter.step(ref, "reserve", room(quick_shelter, unit))


def test_an_age_that_comes_into_doubt_in_the_leading_file_is_known_to_the_house(quick_shelter):
    unit, old, leading = (
        quick_shelter.unit(places=4),
        quick_shelter.agreed(),
        quick_shelter.agreed(),
    )
    ref = quick_shelter.admitted(unit, old)
    merged(quick_shelter, old, leading)
    quick_shelter.card(leading, age_doubt=True)
    assert quick_shelter.look(ref, queries.resident_of).child


def test_the_leading_file_hears_that_the_person_is_lodged(shelter):
    unit, old, leading = begun(shelter)
    shelter.admitted(unit, old)
    merged(shelter, old, leading)
    assert Told.STAY_OPEN in shelter.on(leading, lambda case: set(told_of(case.id)))
