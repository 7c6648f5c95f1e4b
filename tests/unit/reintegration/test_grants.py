"""Grants and records: what is refused, and what a grant may do in each state, by hand."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from casework.kernel.refusals import GateClosed, StepNotPossible
from casework.kernel.workflow import Circumstances, Verdict, plan
from casework.reintegration.domain import refusals
from casework.reintegration.domain.checks import (
    Given,
    asked_long_ago,
    check,
    check_signable,
    check_turn,
    check_wish,
    needs_two,
)
from casework.reintegration.domain.grants import TABLE, Known, verdicts
from casework.reintegration.domain.lists import CASH_CAP, FOUR_EYES_ABOVE, months_of, visited_enough
from casework.reintegration.domain.records import Goal, Outcome, Survey, Visit, Wish

TODAY = date(2026, 11, 16)
ONE, OTHER = UUID(int=1), UUID(int=2)
GOODS = Wish("x", 1, "MAD", supplier="s", quote="q")
CASH = Wish("x", 1, "MAD", in_cash=True, cash_reason="no supplier there")
ALL = ("G-EYES", "G-SIGNED", "G-CALM")

# (state, action): the state it leads to; what is not here is impossible
EXPECTED = {
    ("start", "propose"): "proposed",
    ("proposed", "approve"): "approved",
    ("proposed", "cancel"): "cancelled",
    ("proposed", "risk_changed"): "cancelled",
    ("approved", "pay"): "approved",
    ("approved", "settle"): "paid",
    ("approved", "take_back"): "approved",
    ("paid", "take_back"): "approved",
    ("cancelled", "take_back"): "cancelled",
    ("approved", "cancel"): "cancelled",
    ("approved", "risk_changed"): "cancelled",
}
WHO = {
    "propose": "assigned:return:work", "approve": "scope:grant:approve",
    "pay": "assigned:return:work", "cancel": "assigned:return:work",
    "take_back": "assigned:return:work",
}  # fmt: skip


@pytest.mark.parametrize("state", ["start", "proposed", "approved", "paid", "cancelled"])
@pytest.mark.parametrize(
    "action", ["propose", "approve", "pay", "settle", "take_back", "cancel", "risk_changed"]
)
def test_a_grant_moves_only_along_its_arrows(state, action):
    open_ = Circumstances(dict.fromkeys(ALL, Verdict.PASS), reason=True)
    if (state, action) not in EXPECTED:
        with pytest.raises(StepNotPossible):
            plan(TABLE, state, action, open_)
        return
    arrow = plan(TABLE, state, action, open_).transition
    assert arrow.target == EXPECTED[state, action]
    assert action not in WHO or arrow.permission == WHO[action]
    if arrow.gates:
        closed = Circumstances(dict.fromkeys(ALL, Verdict.FAIL), reason=True)
        with pytest.raises(GateClosed):
            plan(TABLE, state, action, closed)


@pytest.mark.parametrize(
    ("known", "closed"),
    [
        (Known(True, ONE, OTHER, True, False), set()),
        (Known(True, ONE, ONE, True, False), {"G-EYES"}),
        (Known(False, ONE, ONE, True, False), set()),
        (Known(True, ONE, OTHER, False, False), {"G-SIGNED"}),
        (Known(True, ONE, OTHER, True, True), {"G-CALM"}),
        (Known(), {"G-EYES", "G-SIGNED", "G-CALM"}),
    ],
)
def test_the_gates_of_a_grant(known, closed):
    found = verdicts(ALL, known)
    assert {gate for gate, verdict in found.items() if verdict is Verdict.FAIL} == closed


@pytest.mark.parametrize(
    ("wish", "dirhams", "refusal"),
    [
        (GOODS, 10**9, None),
        (replace(GOODS, quote=""), 1, refusals.QuoteMissing),
        (replace(GOODS, supplier=""), 1, refusals.QuoteMissing),
        (CASH, CASH_CAP, None),
        (CASH, CASH_CAP + 1, refusals.CashAboveCap),
        (replace(CASH, cash_reason=""), 1, refusals.CashUnreasoned),
    ],
)
def test_goods_have_a_quote_and_money_a_reason_and_a_cap(wish, dirhams, refusal):
    if refusal is None:
        check_wish(wish, dirhams)
        return
    with pytest.raises(refusal):
        check_wish(wish, dirhams)


def test_two_people_decide_on_money_and_above_the_threshold():
    assert needs_two(CASH, 1)
    assert not needs_two(GOODS, FOUR_EYES_ABOVE)
    assert needs_two(GOODS, FOUR_EYES_ABOVE + 1)


def test_what_was_given_before_counts_so_that_nobody_splits_a_grant():
    assert not needs_two(GOODS, 1, Given(FOUR_EYES_ABOVE - 1))
    assert needs_two(GOODS, 1, Given(FOUR_EYES_ABOVE))
    check_wish(CASH, 1, Given(10**9, CASH_CAP - 1))
    with pytest.raises(refusals.CashAboveCap):
        check_wish(CASH, 1, Given(0, CASH_CAP))
    check_wish(GOODS, 10**9, Given(0, CASH_CAP))


START = date(2026, 1, 31)
SEEN = {1: Visit(date(2026, 3, 5), 1, True, True, True)}
MISSED = {1: Visit(date(2026, 3, 5), 1, False)}


@pytest.mark.parametrize(("days", "asked"), [(0, False), (60, False), (61, True), (400, True)])
def test_the_day_of_a_survey_is_asked_once_more_after_sixty_days(days, asked):
    assert asked_long_ago(TODAY - timedelta(days=days), TODAY) is asked


@pytest.mark.parametrize(("on", "month", "made", "refusal"), [
    (date(2026, 1, 30), 1, {}, refusals.VisitedTooSoon),
    (date(2026, 1, 31), 1, {}, None),
    (date(2026, 2, 28), 3, {}, refusals.VisitedTooSoon),
    (date(2026, 3, 1), 3, {}, None),
    (date(2026, 4, 30), 6, {}, refusals.VisitedTooSoon),
    (date(2026, 5, 1), 6, {}, None),
    (date(2026, 3, 5), 3, SEEN, refusals.VisitCountedAlready),
    (date(2026, 3, 6), 3, SEEN, None),
    (date(2026, 3, 5), 3, MISSED, None),
    (date(2026, 3, 5), 1, {3: Visit(date(2026, 3, 5), 3, True)}, refusals.VisitCountedAlready),
    (date(2026, 3, 6), 1, {3: Visit(date(2026, 3, 5), 3, True)}, refusals.VisitCountedAlready),
    (date(2026, 3, 4), 1, {3: Visit(date(2026, 3, 5), 3, True)}, None),
    (date(2026, 3, 6), 1, {3: Visit(date(2026, 3, 5), 3, False)}, None),
])  # fmt: skip
def test_a_year_is_not_visited_in_one_day(on, month, made, refusal):
    visit = Visit(on, month, True, True, True)
    if refusal is None:
        check_turn(visit, (1, 3, 6, 9, 12), START, made)
        return
    with pytest.raises(refusal):
        check_turn(visit, (1, 3, 6, 9, 12), START, made)


@pytest.mark.parametrize(
    ("recorded", "refusal"),
    [
        (Visit(TODAY, 1, True, True, True), None),
        (Visit(TODAY, 1, False), None),
        (Visit(TODAY, 1, True), refusals.SafetyUnasked),
        (Visit(TODAY, 1, True, True, False), refusals.WorriesMissing),
        (Visit(TODAY + timedelta(days=1), 1, True, True, True), refusals.DayAhead),
        (Survey(TODAY, "2026-1", ()), refusals.NothingAnswered),
        (Outcome(TODAY + timedelta(days=1), "lost"), refusals.DayAhead),
    ],
)
def test_records_that_could_not_stand_are_refused(recorded, refusal):
    if refusal is None:
        check(recorded, TODAY)
        return
    with pytest.raises(refusal):
        check(recorded, TODAY)


def test_a_plan_is_signed_with_a_goal_in_each_dimension():
    goals = [Goal(n, one, "x", "y") for n, one in enumerate(("economic", "social"))]
    with pytest.raises(refusals.DimensionMissing):
        check_signable(goals)
    check_signable([*goals, Goal(3, "psychosocial", "x", "y")])
    with pytest.raises(refusals.DimensionMissing):
        check_signable([*goals, Goal(3, "psychosocial", "x", "y", status="set_aside")])


BEGUN = date(2026, 1, 31)


def test_months_of_the_visits():
    assert months_of("closely", BEGUN) == (1, 3, 6, 9, 12)
    assert months_of("others", BEGUN) == (3, 6, 12)


@pytest.mark.parametrize(("closer_from", "months"), [
    (date(2026, 2, 28), (1, 3, 6, 9, 12)),
    (date(2026, 3, 1), (3, 6, 9, 12)),
    (date(2026, 10, 31), (3, 6, 9, 12)),
    (date(2026, 11, 1), (3, 6, 12)),
])  # fmt: skip
def test_who_is_visited_more_closely_meanwhile_has_the_months_that_are_left(closer_from, months):
    assert months_of("closely", BEGUN, closer_from) == months


@pytest.mark.parametrize(("visited", "child", "status", "enough"), [
    ("closely", True, "identified", True),
    ("others", True, "", False),
    ("others", False, "identified", False),
    ("others", False, "possible", False),
    ("others", False, "not_victim", True),
    ("others", False, "inconclusive", True),
    ("others", False, "", True),
])  # fmt: skip
def test_a_child_and_a_presumed_or_identified_victim_are_visited_closely(
    visited, child, status, enough
):
    assert visited_enough(visited, child=child, status=status) is enough
