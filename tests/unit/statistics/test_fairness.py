"""Fairness of flags: alerts at twice as often flagged and half as often confirmed, not before."""

from datetime import date
from fractions import Fraction

from casework.statistics.domain.fairness import Group, unfair
from casework.statistics.domain.protected import ProtectedCount

ORDINARY = (400, 100, 80, 40)


def group(code, screened, flagged, settled, confirmed, variance=25):
    numbers = (screened, flagged, settled, confirmed)
    counts = (ProtectedCount(n, Fraction(variance), date(2026, 7, 30)) for n in numbers)
    return Group(code, *counts)


def found(*groups):
    return [(one.group.code, one.beyond_margin) for one in unfair(groups) or ()]


def test_a_group_flagged_thrice_and_confirmed_a_fifth_as_often_is_an_alert_beyond_the_margin():
    suspected = group("x", 200, 180, 150, 8)
    assert found(group("a", *ORDINARY), group("b", 3000, 400, 350, 200), suspected) == [("x", True)]


def test_a_group_just_over_the_limits_is_an_alert_that_the_margin_could_explain():
    suspected = group("x", 100, 45, 40, 8)
    assert found(group("b", 3000, 400, 350, 200), suspected) == [("x", False)]


def test_often_flagged_and_often_confirmed_is_no_alert_and_rarely_confirmed_alone_is_none_either():
    rest = group("b", 3000, 400, 350, 200)
    assert found(rest, group("x", 100, 90, 80, 60)) == []
    assert found(rest, group("x", 100, 12, 40, 1)) == []


def test_often_flagged_is_told_where_too_few_flags_are_settled_to_judge_the_other_half():
    rest = group("b", 3000, 400, 350, 200)
    (one,) = unfair([rest, group("x", 200, 180, 20, 0)])
    assert (one.group.code, one.half, one.beyond_margin) == ("x", True, True)
    assert unfair([rest, group("x", 200, 20, 4, 0)]) == []


def test_a_group_too_small_for_a_percentage_is_not_judged():
    assert found(group("b", 3000, 400, 350, 200), group("x", 29, 29, 29, 0)) == []
    assert unfair([group("x", 29, 29, 29, 0), group("y", 10, 3, 2, 1)]) is None
    assert unfair([]) is None
