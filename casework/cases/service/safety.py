"""The safety plan of a case, and the day it is looked at again."""

from casework.cases.domain.records import Milestone, not_ahead
from casework.cases.domain.safety import SafetyPlan, check
from casework.cases.models import Case
from casework.cases.queries import today
from casework.cases.records import CaseRecord
from casework.cases.service.keeping import ask_by, keep, met
from casework.cases.service.milestones import note_milestone
from casework.cases.service.writing import take
from casework.policy import Actor, Permission
from casework.tasks.domain import end_of

REVIEW = "review_safety_plan"


def record_safety_plan(
    case: Case, plan: SafetyPlan, actor: Actor, *, expected_version: int | None = None
) -> CaseRecord:
    """Seal a safety plan made with the person, or that one was offered and not wanted. Its review
    is due at the end of the day that it names."""
    take(case, actor, Permission.CASE_WORK, expected_version)
    not_ahead(plan.on, today())
    check(plan, today())
    row = keep(case, plan, actor, ends_on=plan.review_on if plan.wanted else None)
    note_milestone(case, "safety_plan", Milestone(plan.on), actor)
    met(case, REVIEW)
    if plan.wanted and plan.review_on is not None:
        ask_by(case, REVIEW, end_of(plan.review_on))
    return row
