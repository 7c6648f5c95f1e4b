"""What people do with needs, plan and services. Services flush; the caller commits."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from casework.cases.domain.pathway import PLANNED, REINTEGRATION, REVIEW_PLAN
from casework.cases.domain.records import not_ahead
from casework.cases.queries import Case, card_of, case_by_id, today
from casework.cases.service.facts import hand_over_facts
from casework.cases.service.keeping import ask_again, met
from casework.cases.service.writing import moved_on, next_seq, note_change, of_list, take
from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.workflow import Transition
from casework.planning import queries
from casework.planning.domain import plan as rules
from casework.planning.domain.needs import Needs
from casework.planning.domain.plan import Agreement, Goal, Plan
from casework.planning.domain.services import Given
from casework.planning.models import NeedsAssessment, PlanVersion, ServiceGiven, WorkingPlan
from casework.policy import Actor, Permission
from casework.web.codes import services

WORK = Permission.CASE_WORK
DELIVERED = "deliver"


def record_needs(
    case: Case, needs: Needs, actor: Actor, *, expected_version: int | None = None
) -> NeedsAssessment:
    """Keep what was found of the needs today; earlier assessments stay."""
    take(case, actor, WORK, expected_version)
    row = NeedsAssessment(
        case_id=case.id,
        seq=next_seq(NeedsAssessment, case),
        made_at=clock.now(),
        made_by_id=actor.user_id,
    )
    row.needs = needs
    db.session.add(row)
    note_change(case, "needs", row.needs_blob, actor)
    moved_on(case)
    hand_over_facts(case)
    return row


def write_goal(
    case: Case, goal: Goal, actor: Actor, *, expected_version: int | None = None
) -> None:
    """Add a goal, or put a new wording of it (or what became of it) into the working plan."""
    take(case, actor, WORK, expected_version)
    of_list(goal.service, services().keys(), "service")
    of_list(goal.status, rules.STATUSES, "status")
    of_list(goal.priority, rules.PRIORITIES, "priority")
    row = queries.working_row(case.id) or WorkingPlan(case_id=case.id)
    plan: Plan = row.plan.reveal() if row.plan is not None else Plan()
    row.changed_at, row.changed_by_id = clock.now(), actor.user_id
    row.plan = plan.with_goal(goal)
    db.session.add(row)
    note_change(case, "plan_goal", row.plan_blob, actor)
    moved_on(case)


def drop_goal(
    case: Case, goal_id: UUID, actor: Actor, *, expected_version: int | None = None
) -> None:
    """Take a goal out of the working plan; agreed versions keep it."""
    take(case, actor, WORK, expected_version)
    row = queries.working_row(case.id)
    if row is None or row.plan is None:
        raise rules.GoalUnknown()
    plan: Plan = row.plan.reveal()
    dropped = plan.goal(goal_id)
    row.changed_at, row.changed_by_id = clock.now(), actor.user_id
    row.plan = replace(plan, goals=tuple(one for one in plan.goals if one.id != dropped.id))
    note_change(case, "plan_goal", row.plan_blob, actor)
    moved_on(case)


def agree(
    case: Case,
    agreement: Agreement,
    actor: Actor,
    *,
    agrees: bool = True,
    expected_version: int | None = None,
) -> PlanVersion:
    """Keep the working plan as the person agreed to it, or looked through it again. Meets the
    review that was due and asks for the next one."""
    take(case, actor, WORK, expected_version)
    not_ahead(agreement.on, today())
    found = rules.agreed(
        queries.working_plan(case.id),
        agreement,
        needs_known=queries.needs_known(case.id),
        child=card_of(case).child,
        agrees=agrees,
    )
    row = PlanVersion(
        case_id=case.id,
        seq=next_seq(PlanVersion, case),
        agreed_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    row.agreed = found
    db.session.add(row)
    note_change(case, "plan_agreed", row.agreed_blob, actor)
    if case.state in (PLANNED, REINTEGRATION):
        met(case, REVIEW_PLAN.task)
        ask_again(case, REVIEW_PLAN)
    moved_on(case)
    return row


def note_service(
    case: Case, given: Given, actor: Actor, *, expected_version: int | None = None
) -> ServiceGiven:
    """Write a service that was given into the log."""
    take(case, actor, WORK, expected_version)
    of_list(given.service, services().keys(), "service")
    not_ahead(given.on, today())
    row = _line(case, given, noted_by_id=actor.user_id)
    note_change(case, "service_given", row.given_blob, actor)
    moved_on(case)
    return row


def referral_moved(referral: Any, arrow: Transition, actor: Actor | None) -> None:
    """A request that was delivered is a service that was given, whoever works the case."""
    if arrow.action != DELIVERED or queries.noted_already(referral.id):
        return
    case = case_by_id(referral.case_id)
    hold(case)
    given = Given(
        service=referral.service,
        on=today(),
        provider_id=referral.recipient_organisation_id,
        referral=referral.reference,
    )
    _line(case, given, referral_id=referral.id)


def _line(case: Case, given: Given, **more: Any) -> ServiceGiven:
    row = ServiceGiven(
        id=new_id(),
        case_id=case.id,
        seq=next_seq(ServiceGiven, case),
        noted_at=clock.now(),
        **more,
    )
    row.given = given
    db.session.add(row)
    return row
