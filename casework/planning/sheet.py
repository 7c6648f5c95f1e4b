"""What stands on the plan for the person, the same on the page and on the letter.

Goals that were given up, outcomes and obstacles are not printed; an organisation whose name would
tell is left out by name.
"""

from collections.abc import Mapping
from uuid import UUID

from casework.accounts.queries import organisation_names
from casework.kernel.telling import telling_word
from casework.planning.domain.plan import AgreedPlan, Goal
from casework.web.codes import service_name
from casework.web.formats import isolated, long_date
from casework.web.languages import _

GIVEN_UP = "given_up"


def opening(agreed: AgreedPlan) -> str:
    """The first sentence."""
    return _(
        "This is what we agreed on together on %(day)s. It can change whenever you wish.",
        day=long_date(agreed.agreement.on),
    )


def goals_said(agreed: AgreedPlan, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each goal in the person's words, and what was agreed about it, line by line."""
    goals = [goal for goal in agreed.plan.goals if goal.status != GIVEN_UP]
    names = organisation_names([goal.provider_id for goal in goals], language)
    return [(goal.words, tuple(_lines(goal, names))) for goal in goals]


def closing() -> str:
    """The last sentence."""
    return _(
        "You may stop, change your mind or ask a question at any time. You may leave this paper "
        "with us."
    )


def _lines(goal: Goal, names: Mapping[UUID, str]) -> list[str]:
    helped = names.get(goal.provider_id, "") if goal.provider_id else goal.provider
    helped = "" if telling_word(helped) else helped
    service = service_name(goal.service)
    lines = [f"{service} · {isolated(helped)}" if helped else service]
    if goal.responsible:
        lines.append(_("Who sees to it:") + " " + isolated(goal.responsible))
    if goal.start:
        lines.append(_("From %(day)s", day=long_date(goal.start)))
    if goal.due:
        lines.append(_("By %(day)s", day=long_date(goal.due)))
    if goal.status == "reached":
        lines.append(_("Done"))
    return lines
