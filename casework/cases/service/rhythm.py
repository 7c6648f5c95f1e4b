"""How often the person is heard from: by the priority of the case, met by a contact alone."""

from datetime import timedelta

from casework.cases.domain.beginning import SEARCH_LATER
from casework.cases.domain.children import ASSESS_INTERESTS
from casework.cases.domain.gates import Known
from casework.cases.domain.pathway import (
    ANSWER_DANGER,
    AWAITING_CONSENT,
    FIRST_CHECK_IN,
    FIRST_CONTACT,
    FOLLOW_UP,
    IN_RETURN,
    OPEN,
    PLANNED,
    REFERRED,
    REINTEGRATION,
    RETURNED,
    REVIEW_PLAN,
    TRIAGED,
    WITHDRAWAL_AGAIN,
)
from casework.cases.domain.priority import HEAR_FROM, PRIORITIES, PriorityChanged, check
from casework.cases.models import Case
from casework.cases.records import CaseRecord
from casework.cases.service.keeping import (
    ask_again,
    ask_by,
    ask_for,
    count_by_priority,
    keep,
    met,
)
from casework.cases.service.steps import known
from casework.cases.service.withdrawing import at_rest
from casework.cases.service.writing import of_list, take
from casework.db import hold
from casework.kernel import clock
from casework.kernel.refusals import ReasonMissing
from casework.kernel.workflow import Deadline, Transition
from casework.policy import Actor, Permission, Role
from casework.tasks.service import raise_tasks
from casework.workflow.service import on_step

MOST_URGENT = "P1"
AT_ONCE = timedelta(hours=1)
HEARD_FROM = frozenset(
    {AWAITING_CONSENT, REFERRED, OPEN, PLANNED, IN_RETURN, RETURNED, REINTEGRATION}
)
"""Where the person is heard from by priority. Before, a first contact is due; in follow-up, a
check-in; who declined is left in peace."""

BY_PRIORITY = (
    FIRST_CONTACT,
    HEAR_FROM,
    REVIEW_PLAN,
    ASSESS_INTERESTS,
    SEARCH_LATER,
    WITHDRAWAL_AGAIN,
)
"""What is due the sooner the more urgent the case is."""


def contact_made(case: Case) -> None:
    """The person was spoken with: what asked for that is met, and the next contact is due."""
    if case.state == TRIAGED:
        met(case, FIRST_CONTACT.task)
    elif case.state == FOLLOW_UP:
        met(case, FIRST_CHECK_IN.task)
        _next(case, FIRST_CHECK_IN)
    if case.state in HEARD_FROM or case.state == TRIAGED:
        met(case, HEAR_FROM.task)
        _next(case, HEAR_FROM)


def _next(case: Case, deadline: Deadline) -> None:
    """Who agrees to a case no more is left in peace."""
    if not at_rest(case):
        ask_again(case, deadline)


def change_priority(
    case: Case,
    priority: str,
    reason: str,
    actor: Actor,
    *,
    expected_version: int | None = None,
) -> CaseRecord:
    """Make a case more or less urgent, with the reason; what is due by priority follows. Lowering
    asks for a risk assessment that is in force and not high."""
    take(case, actor, Permission.CASE_PRIORITY, expected_version)
    of_list(priority, PRIORITIES, "priority")
    if not reason:
        raise ReasonMissing(action="priority")
    check(case.priority, priority, calm=_is_calm(known(case, actor)))
    return _changed(case, priority, reason, actor)


def note_danger(case: Case, reason: str, actor: Actor) -> None:
    """Whoever serves the person found them in immediate danger: the case is as urgent as it can be
    and whoever is on duty looks at it. The caller saw to it that the actor serves the person."""
    hold(case)
    if case.priority != MOST_URGENT:
        _changed(case, MOST_URGENT, reason, actor)
    else:
        alert(case, actor)


def _changed(case: Case, priority: str, reason: str, actor: Actor) -> CaseRecord:
    before = case.priority
    row = keep(case, PriorityChanged(before, priority, reason), actor)
    case.priority = priority
    raise_tasks("case", case.id, priority)
    for deadline in BY_PRIORITY:
        count_by_priority(case, deadline, before)
    alert(case, actor)
    return row


def alert(case: Case, actor: Actor) -> None:
    """Whoever is on duty looks at an immediate danger within the hour, unless a focal point was
    who said so."""
    if case.priority != MOST_URGENT:
        met(case, ANSWER_DANGER)
    elif actor.role is not Role.FOCAL_POINT:
        ask_by(case, ANSWER_DANGER, clock.now() + AT_ONCE)


def _is_calm(now: Known) -> bool:
    in_force = now.risk_valid_until is not None and now.risk_valid_until > now.at
    return in_force and not now.risk_high


def _follow(case: Case, arrow: Transition, actor: Actor | None) -> None:
    """The rhythm begins once the person was spoken with, and pauses where others take its place."""
    if arrow.target in HEARD_FROM:
        if not at_rest(case):
            ask_for(case, HEAR_FROM)
    elif arrow.target != arrow.source:
        met(case, HEAR_FROM.task)


on_step("case", _follow)
