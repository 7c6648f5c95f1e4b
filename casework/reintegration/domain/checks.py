"""Records that could not stand are refused before anything is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casework.reintegration.domain.lists import (
    ASKED_LATELY,
    CASH_CAP,
    DIMENSIONS,
    FOUR_EYES_ABOVE,
    opens_on,
)
from casework.reintegration.domain.records import Goal, Recorded, Survey, Visit, Wish
from casework.reintegration.domain.refusals import (
    CashAboveCap,
    CashUnreasoned,
    DayAhead,
    DimensionMissing,
    NothingAnswered,
    QuoteMissing,
    SafetyUnasked,
    VisitCountedAlready,
    VisitedTooSoon,
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


def asked_long_ago(on: date, today: date) -> bool:
    """Whether the day of a survey lies so far back that it may be a slip."""
    return today - on > ASKED_LATELY


def check_signable(goals: Iterable[Goal]) -> None:
    """A plan has a goal in each dimension that was not set aside."""
    covered = {one.dimension for one in goals if one.status != "set_aside"}
    if covered != set(DIMENSIONS):
        raise DimensionMissing()


def check_turn(
    visit: Visit, months: tuple[int, ...], counted_from: date, made: Mapping[int, Visit]
) -> None:
    """A visit is made in its turn, and one visit counts for one month, in whichever order they are
    written down."""
    if visit.on < opens_on(visit.month, months, counted_from):
        raise VisitedTooSoon()
    if visit.reached and any(
        _out_of_order(visit, month, one) for month, one in made.items() if one.reached
    ):
        raise VisitCountedAlready()


def _out_of_order(visit: Visit, month: int, other: Visit) -> bool:
    earlier = month < visit.month and other.on >= visit.on
    return earlier or (month > visit.month and other.on <= visit.on)


@dataclass(frozen=True)
class Given:
    """What other grants of a reintegration came to, in centimes of the dirham: all of them, and
    those of money."""

    whole: int = 0
    cash: int = 0


def check_wish(wish: Wish, dirhams: int, given: Given = Given()) -> None:
    """Goods by default, with a quote; money with a reason and, with all money of this
    reintegration, below the cap. `dirhams`: the amount in centimes at the rate of the day."""
    if not wish.in_cash:
        if not (wish.supplier and wish.quote):
            raise QuoteMissing()
        return
    if not wish.cash_reason:
        raise CashUnreasoned()
    if given.cash + dirhams > CASH_CAP:
        raise CashAboveCap()


def needs_two(wish: Wish, dirhams: int, given: Given = Given()) -> bool:
    """Whether somebody other than the proposer has to say yes: money always, goods once all that
    was given before and this are above the threshold. A large grant in small parts is one."""
    return wish.in_cash or given.whole + dirhams > FOUR_EYES_ABOVE
