"""What of a reintegration stands in the copy for the person."""

from collections.abc import Iterable

from casework.cases.queries import Case
from casework.funding.formats import plain
from casework.oversight.person_copy import register_part
from casework.reintegration.queries import (
    contents,
    file_of,
    grants_of,
    paid_of,
    wish_of,
)
from casework.reintegration.texts import DIMENSIONS, GOAL_STATES, GRANT_STATES, OUTCOMES, SIGNED
from casework.web.formats import long_date
from casework.web.languages import _, _l


def register_copy() -> None:
    """One part."""
    register_part("reintegration", _l("Your new start"), rows, place=68)


def rows(case: Case, language: str) -> Iterable[tuple[str, str]]:
    """Goals, agreement, visits, surveys, what came of it, grants."""
    file = file_of(case.id)
    if file is None:
        return
    yield _("Counted from"), long_date(file.counted_from)
    found = contents(file.id)
    for goal in found.goals.values():
        state = str(GOAL_STATES[goal.status])
        told = (goal.words, goal.activity, goal.provider, state)
        yield str(DIMENSIONS[goal.dimension]), ", ".join(word for word in told if word)
    if found.signature is not None:
        signed = f"{long_date(found.signature.on)}, {SIGNED[found.signature.signed]}"
        yield _("Agreed with you"), signed
    for visit in found.visits.values():
        yield _("Visit to you"), long_date(visit.on)
    for survey in found.surveys:
        yield _("Questions you answered"), long_date(survey.on)
    for outcome in found.outcomes:
        yield _("How it went"), f"{long_date(outcome.on)}, {OUTCOMES[outcome.code]}"
    for grant in grants_of(file.id):
        paid = paid_of(grant)
        given = f"{plain(paid.units)} {paid.currency}"
        said = (wish_of(grant).words, str(GRANT_STATES[grant.state]), given)
        yield _("Support towards a goal"), ", ".join(said)
