"""What narrows a list of cases beyond state and urgency: whose, agreement, risk, deadline.

Only what is stored in clear narrows a list. The level of a risk and the status of victim are sealed
in each file, so that nobody can ask the database for those of one level or status.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy import ColumnElement, or_, select

from casework.cases.domain.consent import Purpose
from casework.cases.models import Case, RiskAssessment
from casework.cases.queries.consents import agreed_today
from casework.kernel import clock
from casework.policy import Actor
from casework.tasks.queries import owners_due

Condition = Callable[[Actor], ColumnElement[bool]]

A_WEEK = timedelta(days=7)


def _agreed() -> ColumnElement[bool]:
    return agreed_today(Case.id, Purpose.CASE, None)


def _assessed() -> ColumnElement[bool]:
    newest = select(RiskAssessment.valid_until).where(RiskAssessment.case_id == Case.id)
    last = newest.order_by(RiskAssessment.seq.desc()).limit(1).correlate(Case).scalar_subquery()
    return last > clock.now()


def _unassessed() -> ColumnElement[bool]:
    risks = select(RiskAssessment.id).where(RiskAssessment.case_id == Case.id)
    return or_(~risks.correlate(Case).exists(), ~_assessed())


NARROWING: dict[str, dict[str, Condition]] = {
    "whose": {
        "mine": lambda actor: Case.assignee_id == actor.user_id,
        "team": lambda actor: Case.assignee_id != actor.user_id,
    },
    "agreement": {"given": lambda actor: _agreed(), "missing": lambda actor: ~_agreed()},
    "risk": {"assessed": lambda actor: _assessed(), "missing": lambda actor: _unassessed()},
    "due": {
        "late": lambda actor: Case.id.in_(owners_due("case", clock.now())),
        "week": lambda actor: Case.id.in_(owners_due("case", clock.now() + A_WEEK)),
    },
}
"""By filter and choice. `team`: others have them, and one stands in."""


def narrowed(actor: Actor, chosen: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """The conditions of what was chosen; what no list has narrows nothing."""
    found = (NARROWING[name].get(value) for name, value in chosen.items() if name in NARROWING)
    return [condition(actor) for condition in found if condition is not None]
