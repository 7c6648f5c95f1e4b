"""Records that could not stand are refused before anything is written."""

from collections.abc import Iterable
from datetime import date

from casework.reintegration.domain.lists import CASH_CAP, DIMENSIONS, FOUR_EYES_ABOVE
from casework.reintegration.domain.records import Goal, Recorded, Survey, Visit, Wish
from casework.reintegration.domain.refusals import (
    CashAboveCap,
    CashUnreasoned,
    DayAhead,
    DimensionMissing,
    NothingAnswered,
    QuoteMissing,
    SafetyUnasked,
    WorriesMissing,
)


def check(recorded: Recorded, today: date) -> None:
    """Refuse a day ahead, a visit without its safety check, a danger without words, a survey
    without an answer."""
    if not isinstance(recorded, Goal) and recorded.on > today:
        raise DayAhead()
    if isinstance(recorded, Visit):
        _check_safety(recorded)
    if isinstance(recorded, Survey) and not recorded.answers:
        raise NothingAnswered()


def _check_safety(visit: Visit) -> None:
    if visit.reached and visit.safe is None:
        raise SafetyUnasked()
    if visit.safe is False and not visit.worries:
        raise WorriesMissing()


def check_signable(goals: Iterable[Goal]) -> None:
    """A plan has a goal in each dimension that was not set aside."""
    covered = {one.dimension for one in goals if one.status != "set_aside"}
    if covered != set(DIMENSIONS):
        raise DimensionMissing()


def check_wish(wish: Wish, dirhams: int) -> None:
    """Goods by default, with a quote; money with a reason and below the cap. `dirhams`: the amount
    in centimes at the rate of the day."""
    if not wish.in_cash:
        if not (wish.supplier and wish.quote):
            raise QuoteMissing()
        return
    if not wish.cash_reason:
        raise CashUnreasoned()
    if dirhams > CASH_CAP:
        raise CashAboveCap()


def needs_two(wish: Wish, dirhams: int) -> bool:
    """Whether somebody other than the proposer has to say yes: money always, goods above the
    threshold."""
    return wish.in_cash or dirhams > FOUR_EYES_ABOVE
