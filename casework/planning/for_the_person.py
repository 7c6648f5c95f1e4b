"""What of needs, plan and services stands in the copy for the person."""

from collections.abc import Iterable

from casework.cases.queries import Case
from casework.oversight.person_copy import register_part
from casework.planning.queries import newest_needs, services_given, versions
from casework.planning.texts import LEVELS, STATUSES
from casework.web.codes import service_name
from casework.web.formats import long_date
from casework.web.languages import _, _l


def register_copy() -> None:
    """Two parts: what was planned, and what was given."""
    register_part("plan", _l("What you need, and the plan made with you"), plan_rows, place=60)
    register_part("services", _l("The assistance you were given"), service_rows, place=62)


def plan_rows(case: Case, language: str) -> Iterable[tuple[str, str]]:
    """The needs as they were last looked at, and the goals that were agreed last."""
    assessed = newest_needs(case.id)
    for need in assessed.needs.needs if assessed else ():
        yield service_name(need.service, language), str(LEVELS[need.level])
    agreed = versions(case)[:1]
    for version in agreed:
        yield _("Plan agreed"), long_date(version.agreed.agreement.on)
        for goal in version.agreed.plan.goals:
            words = [goal.words, str(STATUSES[goal.status])]
            words += [_("by %(day)s", day=long_date(goal.due))] if goal.due else []
            yield service_name(goal.service, language), ", ".join(words)


def service_rows(case: Case, language: str) -> Iterable[tuple[str, str]]:
    """Each service, the day, and by whom."""
    for _row, given in services_given(case.id):
        said = (service_name(given.service, language), given.provider, given.amount)
        yield long_date(given.on), ", ".join(word for word in said if word)
