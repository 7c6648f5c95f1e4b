"""The gate reads the real plan, a review meets its deadline, a delivered request is in the log."""

from datetime import date, timedelta

import pytest

from casework.cases.service import assign, step
from casework.kernel.refusals import GateClosed, NotPermitted, StaleVersion
from casework.planning import queries, service
from casework.planning.domain.plan import NeedsNotLookedAt, NothingToAgree
from casework.planning.domain.services import Given
from casework.referrals import service as referrals
from casework.tasks.queries import open_tasks
from tests.factories import actor_named, user_named
from tests.integration.planning.conftest import AGREED, GOAL, WORDS


def take_plan_step(planner, code):
    planner.on(code, lambda case: step(case, "plan", actor_named("caseworker")))


def test_case_is_planned_only_once_a_real_plan_was_agreed(both_planner):
    code = both_planner.helped()
    for make in (lambda: None, lambda: both_planner.needs(code), lambda: both_planner.goal(code)):
        make()
        with pytest.raises(GateClosed) as refused:
            take_plan_step(both_planner, code)
        assert refused.value.codes["gate"] == "G-PLAN"
    both_planner.agree(code)
    take_plan_step(both_planner, code)
    assert both_planner.see(code, lambda case: case.state) == "S11"


def test_plan_is_not_agreed_before_needs_were_looked_at_and_a_goal_written(planner):
    code = planner.helped()
    with pytest.raises(NeedsNotLookedAt):
        planner.agree(code)
    planner.needs(code)
    with pytest.raises(NothingToAgree):
        planner.agree(code)


def test_review_with_the_person_meets_the_deadline_and_asks_for_the_next(planner, clock):
    code = planner.helped()
    planner.planned(code)
    take_plan_step(planner, code)

    def due():
        return planner.see(
            code,
            lambda case: [
                one.due_at for one in open_tasks("case", case.id) if one.kind == "review_plan"
            ],
        )

    first = due()
    clock.advance(timedelta(days=9))
    planner.goal(code)
    assert due() == first
    planner.agree(code)
    assert len(due()) == 1
    assert due() > first


def test_versions_are_kept_as_they_were_agreed(planner):
    code = planner.helped()
    planner.needs(code)
    planner.goal(code, GOAL)
    planner.agree(code)
    planner.on(code, lambda case: service.drop_goal(case, GOAL.id, actor_named("caseworker")))
    assert planner.plan_of(code).goals == ()
    kept = planner.see(code, lambda case: queries.versions(case)[0].agreed.plan.goals)
    assert [one.words for one in kept] == [WORDS]


def test_delivered_request_is_written_into_the_log_once(both_planner):
    code, ref = both_planner.sent()
    shelter = both_planner.actor("shelter")
    for action in ("accept", "start", "deliver"):
        both_planner.referral(code, ref, lambda one, act=action: _advance(one, act, shelter))
    found = both_planner.given(code)
    assert [(one.service, one.referral) for one in found] == [("SHELTER", ref)]
    both_planner.on(code, lambda case: _twice(case, ref))
    assert len(both_planner.given(code)) == 1


def _advance(referral, action, actor):
    if action == "accept":
        referrals.accept(referral, actor, referral.version)
    else:
        referrals.advance(referral, action, actor, referral.version)


def _twice(case, ref):
    from casework.kernel.workflow import Transition
    from casework.referrals.queries import referral_of_case

    service.referral_moved(
        referral_of_case(case.id, ref), Transition("deliver", "a", "b", ""), None
    )


def test_whoever_lost_the_case_writes_nothing_more(planner):
    code = planner.helped()
    focal = planner.actor("focal_point")
    planner.on(code, lambda case: assign(case, user_named("colleague_caseworker").id, focal))
    given = Given("FOOD", date(2026, 11, 16))
    for act in (
        lambda case: service.note_service(case, given, actor_named("caseworker")),
        lambda case: service.write_goal(case, GOAL, actor_named("caseworker")),
        lambda case: service.agree(case, AGREED, actor_named("caseworker")),
    ):
        with pytest.raises(NotPermitted):
            planner.on(code, act)


def test_goal_written_on_an_older_state_of_the_file_is_refused(planner):
    code = planner.helped()
    seen = planner.see(code, lambda case: case.version)
    planner.goal(code)
    with pytest.raises(StaleVersion):
        planner.on(
            code,
            lambda case: service.write_goal(
                case, GOAL, actor_named("caseworker"), expected_version=seen
            ),
        )
