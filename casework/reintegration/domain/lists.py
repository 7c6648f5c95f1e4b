"""The code lists of a reintegration, and the limits of its grants.

Three dimensions after IOM, *Reintegration Handbook* (2019): economic self-sufficiency, social
stability, psychosocial well-being. Months of the visits: more often for victims of trafficking and
unaccompanied children, whose risk of being exploited again is highest in the first months.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum

from casework.kernel.clock import MOROCCO
from casework.tasks.domain import add_months

DIMENSIONS = ("economic", "social", "psychosocial")
GOAL_STATES = ("planned", "under_way", "reached", "set_aside")
OUTCOMES = ("progressing", "stalled", "relapsed", "remigrated", "retrafficked", "lost")
SIGNED = ("written", "oral_recorded", "witnessed")
GROUPS = ("closely", "others")
CLOSELY = "closely"
MONTHS = {CLOSELY: (1, 3, 6, 9, 12), "others": (3, 6, 12)}
"""`closely`: presumed and identified victims of trafficking, and minors."""
VICTIMS = ("possible", "identified")
RETRAFFICKED = "retrafficked"

FOUR_EYES_ABOVE = 10_000 * 100
"""In centimes of the dirham: about three minimum wages of a month. What one person decides alone
in one reintegration stays below it; every grant of money is seen by two, whatever its amount."""
CASH_CAP = 5_000 * 100
"""In centimes of the dirham, for all grants of one reintegration: more money in the hand of
somebody who was exploited draws those who exploited them; above it the grant is given in kind."""
MOST_INSTALMENTS = 6
ASKED_LATELY = timedelta(days=60)
"""A survey that is older than this when it is written down has its day asked once more: the chart
and the change of a year rest on it."""


class Part(StrEnum):
    """What is recorded in a reintegration."""

    GOAL = "goal"
    SIGNATURE = "signature"
    VISIT = "visit"
    SURVEY = "survey"
    OUTCOME = "outcome"
    INSTALMENT = "instalment"


def visited_enough(visited: str, *, child: bool, status: str) -> bool:
    """Whether the rhythm chosen is close enough for a child, or for somebody who is presumed or
    identified to be a victim."""
    return visited == CLOSELY or not (child or status in VICTIMS)


def day_of(month: int, counted_from: date) -> date:
    """On which day at the latest the visit of a month is made."""
    first = datetime.combine(counted_from, datetime.min.time(), MOROCCO)
    return add_months(first, month).date()


def opens_on(month: int, months: tuple[int, ...], counted_from: date) -> date:
    """From which day a visit counts for a month: the day after the one before it was due, so that a
    year is not visited in one day."""
    before = [one for one in months if one < month]
    return day_of(max(before), counted_from) + timedelta(days=1) if before else counted_from


def over_with(month: int, months: tuple[int, ...]) -> tuple[int, ...]:
    """The months whose visit is not due any more once that of `month` was made: it, and those
    before it, which no visit of a later day can stand for."""
    return tuple(one for one in months if one <= month)


def months_of(group: str, counted_from: date, closer_from: date | None = None) -> tuple[int, ...]:
    """In which months after the beginning somebody visits. `closer_from`: the day from which the
    closer rhythm holds; a month that was over by then was asked of nobody."""
    if closer_from is None:
        return MONTHS[group]
    return tuple(
        month
        for month in MONTHS[CLOSELY]
        if month in MONTHS["others"] or day_of(month, counted_from) >= closer_from
    )


def visit_task(month: int) -> str:
    """The task that only the recorded visit of that month meets."""
    return f"reintegration_visit_{month}"
