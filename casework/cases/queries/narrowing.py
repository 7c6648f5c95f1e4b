"""What narrows a list of cases: where it stands, urgency, whose, agreement, status, risk, deadline.

What is stored in clear is asked of the database. The status of victim, the level of a risk and the
day of the last contact are sealed in each file, so that nobody can ask the database, or a copy of
it that was stolen, for those of one level or status: they are looked up in the summaries of the
files that the person may open anyway (`listing`), and only for those who may read them.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from casework.cases.domain.consent import Purpose
from casework.cases.domain.pathway import CLOSED, STATES
from casework.cases.domain.priority import PRIORITIES
from casework.cases.domain.summary import LONGEST_SILENCE, RISK_CHOICES, STATUS_CHOICES
from casework.cases.models import Case, RiskAssessment
from casework.cases.queries.consents import agreed_today
from casework.cases.queries.scope import scope_of
from casework.kernel import clock
from casework.policy import Actor, Role
from casework.retention.schedules import restricted_until
from casework.tasks.queries import owners_due

Condition = Callable[[Actor], ColumnElement[bool]]

A_WEEK = timedelta(days=7)


def _state(state: str) -> Condition:
    return lambda actor: Case.state == state


def _priority(priority: str) -> Condition:
    return lambda actor: Case.priority == priority


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
    "state": {state: _state(state) for state in STATES},
    "priority": {priority: _priority(priority) for priority in PRIORITIES},
    "unassigned": {"yes": lambda actor: Case.assignee_id.is_(None)},
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
"""By filter and choice, what the database is asked. `team`: others have them, and one stands in."""

OFFERED = (
    "state",
    "priority",
    "unassigned",
    "whose",
    "agreement",
    "status",
    "risk",
    "due",
    "sort",
)
"""Every filter, in the order of the page; `sort` stands for the order of the list."""
INSIDE: Mapping[str, tuple[str, ...]] = {
    "status": tuple(STATUS_CHOICES),
    "risk": tuple(RISK_CHOICES),
    "sort": (LONGEST_SILENCE,),
}
NOT_FOR = {Role.CASEWORKER: ("unassigned",), Role.FOCAL_POINT: ("whose",)}


def choices_of(actor: Actor) -> dict[str, tuple[str, ...]]:
    """The filters this person may use, with their choices. What lies sealed in the files is for
    those who read whole files: a focal point sees how cases move on, not what is in them."""
    inside = INSIDE if actor.role is Role.CASEWORKER else {}
    without = NOT_FOR.get(actor.role, ())
    every = {
        name: (*NARROWING.get(name, ()), *inside.get(name, ()))
        for name in OFFERED
        if name not in without
    }
    return {name: values for name, values in every.items() if values}


def taken(actor: Actor, asked: Mapping[str, str]) -> dict[str, str]:
    """What was chosen, of what is offered to this person; anything else narrows nothing."""
    offered = choices_of(actor)
    return {name: asked[name] for name in offered if asked.get(name) in offered[name]}


def wanted(actor: Actor, chosen: Mapping[str, str]) -> list[ColumnElement[bool]]:
    """The conditions of a list, as far as the database can tell. Closed files only when asked for,
    and restricted ones never: they are found by their code."""
    found = (NARROWING.get(name, {}).get(value) for name, value in chosen.items())
    asked = [condition(actor) for condition in found if condition is not None]
    return [scope_of(actor), _standing(chosen.get("state", "")), *asked]


def _standing(state: str) -> ColumnElement[bool]:
    if state != CLOSED:
        return Case.state != CLOSED
    lately = or_(Case.closed_on.is_(None), Case.closed_on > restricted_until())
    return and_(Case.state == CLOSED, lately)
