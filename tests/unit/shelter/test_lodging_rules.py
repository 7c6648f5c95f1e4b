"""Who may sleep where, for how long, and what is told outside: by hand, case by case."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.shelter.domain.limits import Limit, checked_until, counted_from, first_until
from casework.shelter.domain.needs import (
    Band,
    Berths,
    Party,
    band,
    fits,
    may_share,
    meets_somebody,
    mixes,
    profiles_for,
    too_near,
)
from casework.shelter.domain.refusals import BeyondLimit, NotLater
from casework.shelter.domain.track import standing
from casework.shelter.limits import limit_on

WOMAN, MAN = Party("A", "female"), Party("B", "male")
GIRL, BOY = Party("C", "female", child=True), Party("D", "male", child=True)


@pytest.mark.parametrize(
    ("party", "wanted"),
    [
        (WOMAN, ["women"]),
        (MAN, ["men"]),
        (GIRL, ["girls"]),
        (BOY, ["boys"]),
        (Party("E", "female", girls=1, boys=1), ["mothers", "families"]),
        (Party("E", "male", girls=1), ["families"]),
        (Party("E", "female", child=True, girls=1), ["girls", "families"]),
        (Party("E", "female", child=True, boys=1), ["families"]),
        (Party("E", "male", child=True, boys=2), ["boys", "families"]),
        (Party("E", "female", lgbti=True), ["lgbti", "women"]),
        (Party("E", "unknown", lgbti=True), ["lgbti"]),
        (Party("E", "unknown"), []),
        (Party("E", "male", child=True, lgbti=True), ["boys"]),
    ],
)
def test_each_party_has_its_kinds_of_room_in_order(party, wanted):
    assert [str(one) for one in profiles_for(party)] == wanted


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (WOMAN, Party("X", "female"), True),
        (MAN, Party("X", "male"), True),
        (WOMAN, MAN, False),
        (GIRL, Party("X", "female"), False),
        (BOY, Party("X", "male"), False),
        (GIRL, Party("X", "female", child=True), True),
        (Party("X", "female", girls=1), Party("Y", "female", boys=2), True),
        (Party("X", "male", girls=1), Party("Y", "female", boys=2), False),
        (Party("X", "male", girls=1), Party("Y", "male", boys=2), False),
        (Party("X", "male", girls=1), Party("Y", "male"), False),
        (Party("X", "male"), Party("Y", "female", boys=2), False),
        (Party("X", "female", apart=("Y",)), Party("Y", "female"), False),
        (Party("X", "female"), Party("Y", "female", apart=("X",)), False),
        (Party("X", "female", apart=("Z",)), Party("Y", "female", also=("Z",)), False),
        (Party("X", "female", also=("Z",)), Party("Y", "female", apart=("Z",)), False),
        (Party("X", "female"), Party("X", "male", child=True), True),
    ],
)
def test_who_shares_a_room_with_whom(one, other, together):
    assert may_share(one, other) is together
    assert may_share(other, one) is together


def test_no_count_is_ever_told():
    assert [band(count) for count in (0, 1, 2, 3, 12)] == [
        Band.NO, Band.FEW, Band.FEW, Band.YES, Band.YES,
    ]  # fmt: skip


def test_a_party_takes_places_of_one_room_or_none():
    mother = Party("M", "female", girls=1, boys=1)
    assert fits(mother, Berths("mothers", free=2)) == 0
    assert fits(mother, Berths("mothers", free=7)) == 2
    assert fits(mother, Berths("mothers", free=2, overflow=1)) == 1
    assert fits(mother, Berths("women", free=9)) == 0


def test_a_father_with_children_shares_a_room_with_no_other_family():
    father, room = Party("F", "male", girls=1), Berths("families", free=6)
    assert fits(father, room) == 1
    mother = Party("M", "female", boys=1)
    assert fits(mother, Berths("families", free=4, residents=(father,))) == 0
    assert fits(father, Berths("families", free=4, residents=(mother,))) == 0
    assert fits(mother, room) == 3


def test_a_room_with_stairs_is_not_for_somebody_who_cannot_climb():
    somebody = Party("M", "female", step_free=True)
    assert fits(somebody, Berths("women", free=2)) == 0
    assert fits(somebody, Berths("women", free=2, accessible=True)) == 2


def test_who_is_in_a_room_changes_nothing_of_what_is_told_outside():
    apart = Party("M", "female", apart=("R",))
    room = Berths("women", free=1, residents=(Party("R", "female"),))
    assert fits(apart, room) == 0
    assert fits(apart, room, meeting=False) == 1
    assert meets_somebody(apart, [Party("R", "female")])
    assert not meets_somebody(apart, [Party("S", "female"), apart])


@pytest.mark.parametrize(
    ("region", "high", "threat", "near"),
    [
        ("MA-06", True, "MA-06", True),
        ("MA-06", True, "MA-09", False),
        ("MA-06", False, "MA-06", False),
        ("MA-06", True, "", False),
        ("MA-06", True, "unknown", False),
    ],
)
def test_a_house_is_too_near_only_where_the_danger_is_and_high(region, high, threat, near):
    assert too_near(region, high, threat) is near


def test_a_house_is_for_men_or_for_women_and_children():
    assert mixes("men", ["women"]) and mixes("girls", ["lgbti", "men"])
    assert not mixes("men", ["lgbti", "men"]) and not mixes("women", ["mothers", "boys"])


@given(
    st.builds(
        Party, st.just("N"), st.sampled_from(["female", "male", "unknown"]), st.booleans(),
        st.integers(0, 3), st.integers(0, 3), st.booleans(), st.booleans(),
    ),
    st.sampled_from(["women", "men", "mothers", "girls", "boys", "families", "lgbti"]),
    st.integers(0, 9),
    st.integers(0, 3),
)  # fmt: skip
def test_what_fits_never_needs_more_places_than_there_are(party, profile, free, overflow):
    room_for = fits(party, Berths(profile, free, overflow, accessible=True))
    assert room_for * party.places <= free + overflow
    if party.grown_man and not party.lgbti:
        assert room_for == 0 or profile == "men"
    if party.child:
        assert room_for == 0 or profile in ("girls", "boys", "families")


NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "left", "wanted"),
    [
        ("reserved", timedelta(seconds=1), "reserved"),
        ("reserved", timedelta(0), "requested"),
        ("reserved", -timedelta(days=3), "requested"),
        ("admitted", -timedelta(days=3), "admitted"),
    ],
)
def test_a_hold_stands_until_its_very_moment(state, left, wanted):
    assert standing(state, NOW + left, NOW) == wanted


EMERGENCY = Limit("emergency", 7, 30, 30)


def test_an_extension_is_later_and_within_the_limit():
    arrived = date(2026, 11, 1)
    granted = first_until(EMERGENCY, arrived)
    assert granted == date(2026, 11, 8)
    assert checked_until(date(2026, 12, 1), granted, arrived, EMERGENCY) == date(2026, 12, 1)
    with pytest.raises(NotLater):
        checked_until(granted, granted, arrived, EMERGENCY)
    with pytest.raises(BeyondLimit):
        checked_until(date(2026, 12, 2), granted, arrived, EMERGENCY)


@pytest.mark.parametrize(
    ("earlier", "counted", "granted"),
    [
        ([], 20, 27),
        ([(10, 14)], 16, 23),  # four days of seven are used
        ([(1, 8), (9, 19)], 3, 23),  # used up: three days, in which somebody decides
        ([(-20, -10)], 20, 27),  # thirty days elsewhere: a new need
        ([(-19, -9)], 10, 23),
        ([(-60, -50), (-15, -9)], 14, 23),  # one chain ends where the days between are many
    ],
)
def test_stays_that_follow_each_other_closely_are_one(earlier, counted, granted):
    day = lambda number: date(2026, 11, 1) + timedelta(days=number)  # noqa: E731
    found = counted_from(day(20), [(day(came), day(left)) for came, left in earlier], 30)
    assert found == day(counted)
    assert first_until(EMERGENCY, day(20), found) == day(granted)


def test_the_limits_in_force_are_those_that_are_written_down():
    assert limit_on(date(2026, 11, 16), "emergency") == EMERGENCY
    assert limit_on(date(2026, 11, 16), "transitional") == Limit("transitional", 90, 183, 30)
    assert limit_on(date(2000, 1, 1), "emergency") == EMERGENCY
