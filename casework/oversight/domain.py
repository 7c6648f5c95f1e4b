"""The rules of emergency access. Pure.

Somebody who is not assigned to a file may read it for 30 minutes when a person is in danger; a
second person says within 72 hours whether it was right (WHO ethical and safety recommendations,
2003, principles 5 and 6; ISO 27799:2016, 9.2.3, on emergency access to records).
"""

from datetime import timedelta
from enum import StrEnum

from casework.kernel.refusals import Refusal
from casework.kernel.workflow import START, Transition
from casework.policy import Permission

OPEN_FOR = timedelta(minutes=30)
REVIEW_WITHIN = timedelta(hours=72)
A_DAY = timedelta(hours=24)
MOST_A_DAY = 3
FEWEST_LETTERS = 10
REASONS = ("danger", "health", "worker_unreachable", "other")
REVIEW = "review_urgent"


class UrgentReasonMissing(Refusal):
    """A reason of the list and at least ten letters of one's own words."""

    field = "words"


class TooManyUrgent(Refusal):
    """Three emergency accesses within a day are the most."""

    status = 429


class OwnReview(Refusal):
    """Nobody reviews their own emergency access."""

    status = 403


class State(StrEnum):
    """Where the review of an emergency access stands."""

    WAITING = "waiting"
    TO_CLARIFY = "to_clarify"
    JUSTIFIED = "justified"
    INCIDENT = "incident"


S = State


def _answer(action: str, source: State, target: State, *meets: str) -> Transition:
    return Transition(
        action, source, target, Permission.URGENT_REVIEW, meets=meets, needs_reason=True
    )


TABLE: tuple[Transition, ...] = (
    Transition("open", START, S.WAITING, Permission.CASE_URGENT),
    _answer("clarify", S.WAITING, S.TO_CLARIFY),
    *(_answer("justify", source, S.JUSTIFIED, REVIEW) for source in (S.WAITING, S.TO_CLARIFY)),
    *(_answer("incident", source, S.INCIDENT, REVIEW) for source in (S.WAITING, S.TO_CLARIFY)),
)
