"""What planning adds to the case file, to its gates and to the deadlines."""

from collections.abc import Iterable
from uuid import UUID

from casework.cases import labels
from casework.cases.domain.gates import Told
from casework.cases.panels import (
    Panel,
    register_case_task,
    register_gate_page,
    register_panel,
    register_parts,
)
from casework.cases.service import register_circumstances
from casework.cases.service.facts import NEEDS, register_class
from casework.letters.registry import Letter, register_letter
from casework.planning import queries
from casework.planning.for_the_person import register_copy
from casework.planning.letters import agreed_plan, plan_letter
from casework.planning.service import referral_moved
from casework.planning.texts import DONE, PARTS, register_texts
from casework.policy import Permission as P
from casework.web.languages import _l
from casework.web.navigation import register_done
from casework.workflow.service import on_step


def register() -> None:
    """Everything planning hands to others."""
    register_copy()
    register_texts()
    register_circumstances(told_by_plan)
    register_class(NEEDS, queries.needs_class)
    on_step("referral", referral_moved)
    register_panel(Panel("plan", _l("Needs and plan"), "planning.plan", P.CASE_READ, place=35))
    register_parts(PARTS)
    register_gate_page("G-PLAN", "planning.plan")
    register_case_task("make_plan", labels.TASKS["make_plan"], "planning.plan")
    register_case_task("review_plan", labels.TASKS["review_plan"], "planning.agree")
    register_letter(
        Letter(
            "plan",
            _l("Plan for the person"),
            _l("For the person, in their words. It does not say why they are helped."),
            plan_letter,
            agreed_plan,
            place=35,
        )
    )
    for key, text in DONE.items():
        register_done(key, text)


def told_by_plan(case_id: UUID) -> Iterable[Told]:
    """What the gates of a case hear: a plan was agreed, on needs that were looked at."""
    if queries.plan_agreed(case_id):
        yield Told.PLAN_AGREED
