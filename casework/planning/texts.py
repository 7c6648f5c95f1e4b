"""The words of needs, plan and services, and how refusals read."""

from collections.abc import Mapping
from typing import Any

from casework.kernel.refusals import Refusal
from casework.planning.domain import needs, paper, plan, services
from casework.web.codes import service_choices, service_groups, service_name
from casework.web.codes import services as known_services
from casework.web.errors import explain
from casework.web.languages import Later, _l, _lp

LEVELS: Mapping[str, Any] = {
    "none": _lp("need", "No need"),
    "present": _lp("need", "Needed"),
    "urgent": _lp("need", "Needed urgently"),
    "met": _lp("need", "Met"),
    "refused": _lp("need", "Not wanted"),
}
LEVEL_TONES = {"urgent": "brick", "present": "ochre", "met": "green"}
STATUSES: Mapping[str, Any] = {
    "planned": _lp("goal", "Planned"),
    "under_way": _lp("goal", "Under way"),
    "reached": _lp("goal", "Reached"),
    "given_up": _lp("goal", "Given up"),
}
STATUS_TONES = {"under_way": "blue", "reached": "green"}
PRIORITIES: Mapping[str, Any] = {
    "1": _lp("goal", "Matters most"),
    "2": _lp("goal", "Matters much"),
    "3": _lp("goal", "Can wait"),
}
PARTS: Mapping[str, Any] = {
    "needs": _l("Needs looked at"),
    "plan_goal": _l("Plan changed"),
    "plan_agreed": _l("Plan agreed with the person"),
    "service_given": _l("Service given"),
}
DONE = {
    "needs_kept": _l("The needs are recorded. Next: goals, with the person."),
    "goal_kept": _l("The goal is in the plan. It counts once the person agrees to the plan."),
    "goal_dropped": _l("The goal is out of the plan. Agreed versions keep it."),
    "plan_agreed": _l("The plan is agreed. Its next review is among the deadlines."),
    "service_kept": _l("The service is in the log."),
}
TELLS = _l(
    "The plan is printed for the person, and a paper can be found. Say “%(word)s” in another way."
)
TEXTS: Mapping[type[Refusal], Any] = {
    needs.NoNeedLookedAt: _l("Look at one need at least."),
    needs.UnknownNeed: _l("Choose one of the answers."),
    plan.GoalUnknown: _l("This goal is not in the plan any more."),
    plan.TooManyGoals: _l("A plan has 20 goals at most. Finish or drop one first."),
    plan.DueBeforeStart: _l("Write a day that is not before the first one."),
    plan.WhyGivenUp: _l("Write what stood in the way, or that the person changed their mind."),
    plan.NothingToAgree: _l("The plan has no goal yet. Write one with the person first."),
    plan.NeedsNotLookedAt: _l("Look at the needs first: a plan answers them."),
    plan.NotAgreed: _l("Change the plan until the person agrees with it. Nothing is recorded now."),
    plan.GuardianAbsent: _l("A child agrees together with the guardian. Write who was there."),
    paper.TellsOnPerson: TELLS,
    paper.ProviderTells: TELLS,
    paper.ResponsibleTells: TELLS,
    services.AmountOutOfRange: _l("Write an amount such as 250 or 1250,50, up to a million."),
}


def register_texts() -> None:
    """One text for each refusal."""
    for refusal, text in TEXTS.items():
        explain(refusal, text)


def service_label(code: str) -> Later:
    """The name of a service, in the language of whoever reads."""
    return Later(service_name, code)


def services_by_group() -> dict[str, list[tuple[str, str]]]:
    """The services as (code, name) under their headings, for a list on a form."""
    names = dict(service_choices())
    return {
        group.name(): [
            (one.code, names[one.code])
            for one in known_services().values()
            if one.group == group.code
        ]
        for group in service_groups().values()
    }
