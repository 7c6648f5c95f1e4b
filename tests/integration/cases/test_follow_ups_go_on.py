"""Who was promised to be asked again is asked, also when their caseworker left meanwhile."""

import pytest

from casework.cases import service
from casework.cases.domain.closure import FOLLOW_UP_TASKS
from casework.cases.domain.records import Closure
from casework.oversight.registration import pass_on
from casework.tasks.queries import open_tasks
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import IN_WORDS


def left_closed(desk, *channels: str, backup: str = "") -> str:
    """A closed case of somebody who left; gives its code."""
    code = closed(desk, *channels, backup=backup)
    desk.do(lambda: pass_on(user_named("caseworker"), actor_named("administrator")))
    return code


def closed(desk, *channels: str, backup: str = "", agreed: bool = False) -> str:
    """A case that was closed; gives its code."""
    code = desk.assigned()
    if agreed:
        desk.consent(code)
    desk.made_safe(code)
    desk.on(
        code,
        lambda case: service.assign(
            case,
            user_named("caseworker").id,
            actor_named("focal_point"),
            backup_id=user_named(backup).id if backup else None,
        ),
    )
    done = Closure("goals_met", "Fini.", feedback="given", channels=channels)
    desk.on(
        code,
        lambda case: service.propose_closure(case, done, actor_named("caseworker"), informed=True),
    )
    desk.on(code, lambda case: service.approve_closure(case, actor_named("focal_point")))
    return code


def asked(desk, code: str) -> dict[str, object]:
    """What is open of the case, and whose it is."""
    return {
        task.kind: task.assignee_id
        for task in desk.see(code, lambda case: open_tasks("case", case.id))
    }


def test_follow_ups_of_a_closed_case_go_to_the_backup_of_who_left(quick_desk):
    code = left_closed(quick_desk, "call", backup="colleague_caseworker")
    with quick_desk.app.app_context():
        colleague = user_named("colleague_caseworker").id
    assert asked(quick_desk, code) == dict.fromkeys(FOLLOW_UP_TASKS, colleague)


def test_without_a_backup_a_focal_point_gives_the_closed_case_to_somebody(quick_desk, client_as):
    code = left_closed(quick_desk, "call")
    assert "hand_over" in asked(quick_desk, code)
    assert code in client_as("focal_point").get("/t").text
    with quick_desk.app.app_context():
        to = {"caseworker": str(user_named("colleague_caseworker").id)}
    client_as("focal_point").submit(f"/c/{code}/assign", to, containing="caseworker")
    with quick_desk.app.app_context():
        colleague = user_named("colleague_caseworker").id
    assert asked(quick_desk, code) == dict.fromkeys(FOLLOW_UP_TASKS, colleague)


@pytest.mark.parametrize("backup", ["", "colleague_caseworker"])
def test_a_closed_case_of_which_nothing_is_due_stays_as_it_is(quick_desk, backup):
    assert asked(quick_desk, left_closed(quick_desk, backup=backup)) == {}


@pytest.mark.parametrize("how", ["leaves", "has a conflict"])
def test_who_stands_in_no_more_hears_of_nothing_that_is_late(quick_desk, how):
    code = quick_desk.assigned()

    def give(case):
        backup = user_named("colleague_caseworker").id
        worker = user_named("caseworker").id
        service.assign(case, worker, actor_named("focal_point"), backup_id=backup)

    def go(case):
        backup = user_named("colleague_caseworker").id
        if how == "leaves":
            service.ask_hand_over(backup)
        else:
            service.declare_conflict(case, backup, "", actor_named("focal_point"))

    quick_desk.on(code, give)
    quick_desk.on(code, go)
    tasks = quick_desk.see(code, lambda case: open_tasks("case", case.id))
    assert {task.backup_id for task in tasks} == {None} and tasks


@pytest.mark.parametrize("how", ["withdraws", "refuses"])
def test_who_agrees_no_more_after_closing_is_not_called_again(quick_desk, how):
    code = closed(quick_desk, "call", agreed=how == "withdraws")
    assert set(asked(quick_desk, code)) == set(FOLLOW_UP_TASKS)
    if how == "refuses":
        quick_desk.consent(code, "P2", "refused")
    else:
        worker = quick_desk.actor("caseworker")
        quick_desk.on(
            code, lambda case: service.withdraw_consent(case, ("P2", None), IN_WORDS, worker)
        )
    assert asked(quick_desk, code) == {}
