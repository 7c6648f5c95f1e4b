"""The safety plan: what the person does, whom they call, where they go. Made with them, in their
words, and looked at again by a day that is set when it is made."""

from dataclasses import dataclass
from datetime import date, timedelta

from casework.kernel.refusals import Refusal

LONGEST = timedelta(days=90)


class ReviewOutOfRange(Refusal):
    """A safety plan is looked at again after today and within 90 days."""

    field = "review_on"


@dataclass(frozen=True)
class SafetyPlan:
    """All its parts; empty where the person has none. `wanted` is false when the plan was offered
    and the person did not want one."""

    on: date
    wanted: bool
    review_on: date | None = None
    safe_place: str = ""
    safe_contacts: str = ""
    code_word: str = ""
    phone_hygiene: str = ""
    if_found: str = ""
    documents_ready: str = ""
    who_knows: str = ""
    child_collection: str = ""
    emergency_numbers: str = ""


def check(plan: SafetyPlan, today: date) -> None:
    """Refuse a plan that nobody would look at again."""
    if not plan.wanted:
        return
    if plan.review_on is None or not today < plan.review_on <= today + LONGEST:
        raise ReviewOutOfRange()
