"""A conference opens and closes by itself; a link is typed by a code and nothing is told of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from casework.kernel.workflow import check_table
from casework.policy import Actor, Permission, Resource, Role, decide
from casework.together.domain import conference, links
from casework.together.domain.conference import (
    Decision,
    HeldTooEarly,
    Minutes,
    MomentOutOfRange,
    NoSuchDecision,
    NothingDecided,
    check_minutes,
    window,
)
from casework.together.domain.links import NotACode, SameCase, code_of

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
AT = NOW + timedelta(days=3)
DAY = timedelta(days=1)
CODE = "MA-26-0000-M"


def test_those_invited_look_from_days_before_until_days_after_and_not_a_moment_longer():
    opening = window(AT, 2, 1, NOW)
    ends = AT + DAY + timedelta(hours=4)
    assert not opening.is_open(AT - 2 * DAY - timedelta(seconds=1))
    assert opening.is_open(AT - 2 * DAY)
    assert opening.is_open(ends - timedelta(seconds=1))
    assert not opening.is_open(ends)


def test_a_window_is_never_wider_than_the_rule():
    opening = window(AT, 900, 900, NOW)
    assert opening.opens_at == AT - 7 * DAY
    assert opening.closes_at == AT + 14 * DAY + timedelta(hours=4)


@pytest.mark.parametrize("at", [NOW, NOW - DAY, NOW + 181 * DAY])
def test_a_conference_is_convened_for_a_moment_ahead(at):
    with pytest.raises(MomentOutOfRange):
        window(at, 1, 1, NOW)


def test_minutes_come_after_the_beginning_and_say_something():
    with pytest.raises(HeldTooEarly):
        check_minutes(Minutes("Nous"), AT, NOW)
    with pytest.raises(NothingDecided):
        check_minutes(Minutes("Nous"), NOW, AT)
    check_minutes(Minutes("Nous", words="Rien de nouveau."), NOW, AT)


def test_an_outcome_is_written_to_its_decision_only():
    one, other = Decision(UUID(int=1), "A"), Decision(UUID(int=2), "B")
    minutes = Minutes("Nous", (one, other)).with_outcome(other.id, "Fait")
    assert minutes.decisions == (one, replace(other, outcome="Fait"))
    with pytest.raises(NoSuchDecision):
        minutes.with_outcome(UUID(int=3), "Fait")


def test_a_code_is_read_as_people_type_it_and_checked():
    assert code_of("ma-26-oooo-M ", "MA-26-7KQ4-M") == CODE
    for typed in ("", "MA-26-0000-Z", "F-7KQ4MA", "Fatima", "MA-26-0000-0'--"):
        with pytest.raises(NotACode):
            code_of(typed, "MA-26-7KQ4-M")
    with pytest.raises(SameCase):
        code_of(CODE, CODE)


def test_tables_are_unambiguous():
    check_table(conference.TABLE)
    check_table(links.TABLE)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.FOCAL_POINT])
def test_a_conflict_of_interest_ends_every_permission_on_the_case(role):
    me, house = UUID(int=1), UUID(int=2)
    actor = Actor(me, role, house, frozenset({"MA-06"}))
    mine = Resource("case", "MA-06", house, assignee_ids=frozenset({me}))
    barred = replace(mine, conflicted_ids=frozenset({me}))
    cases = [one for one in Permission if ":case:" in one or ":identity:" in one]
    assert any(decide(actor, one, mine).allowed for one in cases if one != Permission.CASE_LIST)
    left = [one for one in cases if decide(actor, one, barred).allowed]
    assert set(left) <= {Permission.CASE_LIST, Permission.CASE_OPEN}
