"""Who is helped and agrees to a case no more is not asked for anything; somebody answers them."""

import pytest

from casework.cases import service
from casework.cases.domain.notes import NoteText
from casework.cases.domain.records import Closure
from casework.kernel import clock
from casework.kernel.refusals import GateClosed, NotPermitted
from casework.tasks.queries import open_tasks
from tests.factories import actor_named

OF_THE_PERSON = {
    "hear_from", "check_in", "make_plan", "review_plan", "plan_reintegration",
}  # fmt: skip
ANSWER = "answer_withdrawal"


def kinds(desk, code: str) -> set[str]:
    return {task.kind for task in desk.see(code, lambda case: open_tasks("case", case.id))}


def at(desk, state: str) -> str:
    """A case that is helped, in one state; its pathway is tested elsewhere."""
    code = desk.assigned()
    desk.consent(code)
    desk.on(code, lambda case: setattr(case, "state", state))
    desk.consent(code, "P2", "refused")
    return code


def meet(desk, code: str) -> None:
    """The person was spoken with."""
    note = NoteText("meeting", "Rencontre.")
    desk.on(code, lambda case: service.write_note(case, note, actor_named("caseworker")))


@pytest.mark.parametrize(
    ("state", "anew"),
    [
        ("S09", {"hear_from"}),
        ("S10", {"hear_from", "make_plan"}),
        ("S11", {"hear_from", "review_plan"}),
        ("S13", {"hear_from", "plan_reintegration"}),
        ("S14", {"hear_from", "review_plan"}),
        ("S15", {"check_in"}),
    ],
)
def test_after_a_no_nothing_is_asked_of_the_person_until_they_come_back(quick_desk, state, anew):
    code = at(quick_desk, state)
    assert ANSWER in kinds(quick_desk, code)
    meet(quick_desk, code)
    assert kinds(quick_desk, code) & {*OF_THE_PERSON, ANSWER} == {ANSWER}
    quick_desk.consent(code)
    assert kinds(quick_desk, code) & {*OF_THE_PERSON, ANSWER} == anew


@pytest.mark.parametrize("state", ["S06", "S07", "S08"])
def test_who_is_asked_for_the_first_time_declines_by_a_step_of_its_own(quick_desk, state):
    assert ANSWER not in kinds(quick_desk, at(quick_desk, state))


def due_in_days(desk, code: str, kind: str) -> int | None:
    tasks = desk.see(code, lambda case: open_tasks("case", case.id))
    found = {task.kind: task.due_at - clock.now() for task in tasks}
    return found[kind].days if kind in found else None


def keep_open(desk, code: str, by: str = "focal_point") -> None:
    words = "Elle dit non ; l’agresseur connaît l’adresse."
    desk.on(code, lambda case: service.keep_open(case, words, actor_named(by)))


def test_proposing_to_close_answers_the_person_and_keeping_open_asks_again_later(desk):
    code = at(desk, "S11")
    desk.made_safe(code)
    over = Closure("person_withdrew", "Elle ne souhaite plus d’aide.", feedback="given")
    desk.on(
        code,
        lambda case: service.propose_closure(case, over, actor_named("caseworker"), informed=True),
    )
    assert ANSWER not in kinds(desk, code)
    keep_open(desk, code)
    assert due_in_days(desk, code, ANSWER) == 30
    worse, focal = "L’agresseur est revenu.", desk.actor("focal_point")
    desk.on(code, lambda case: service.change_priority(case, "P1", worse, focal))
    assert due_in_days(desk, code, ANSWER) == 7


def test_an_open_danger_bars_closing_and_the_decision_of_a_focal_point_answers_instead(desk):
    code = at(desk, "S11")
    desk.risk(code, 3)
    over = Closure("person_withdrew", "Elle ne souhaite plus d’aide.", feedback="given")
    with pytest.raises(GateClosed):
        desk.on(
            code,
            lambda case: service.propose_closure(
                case, over, actor_named("caseworker"), informed=True
            ),
        )
    with pytest.raises(NotPermitted):
        keep_open(desk, code, by="caseworker")
    keep_open(desk, code)
    assert due_in_days(desk, code, ANSWER) == 7  # as long as a high assessment holds
    desk.consent(code)
    with pytest.raises(GateClosed):
        keep_open(desk, code)  # they agree again: nothing is to be decided


def test_a_focal_point_decides_in_the_browser_and_gives_the_reason(quick_desk, client_as):
    code = at(quick_desk, "S11")
    focal, worker = client_as("focal_point"), client_as("caseworker")
    assert f"/c/{code}/closure" in focal.get(f"/c/{code}").text
    worker.get(f"/c/{code}/closure", 403)
    focal.submit(f"/c/{code}/closure", {"reason": ""}, 422)
    focal.submit(f"/c/{code}/closure", {"decision": "close", "reason": "x"}, 422)
    assert due_in_days(quick_desk, code, ANSWER) < 7
    focal.submit(f"/c/{code}/closure", {"reason": "Le danger est ouvert."})
    assert due_in_days(quick_desk, code, ANSWER) == 7


def test_another_answer_leaves_what_is_asked_of_the_person_as_it_is(quick_desk):
    code = at(quick_desk, "S11")
    quick_desk.consent(code, "P8", "refused")
    assert kinds(quick_desk, code) & {*OF_THE_PERSON, ANSWER} == {ANSWER}


@pytest.mark.parametrize(("state", "action"), [("S10", "plan"), ("S11", "reintegrate")])
def test_nothing_is_planned_with_somebody_who_agrees_no_more(quick_desk, state, action):
    code = at(quick_desk, state)
    with pytest.raises(GateClosed) as refused:
        quick_desk.on(code, lambda case: service.step(case, action, actor_named("caseworker")))
    assert refused.value.codes["gate"] == "G-CONSENT(P2)"
