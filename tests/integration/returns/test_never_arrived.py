"""A journey that does not arrive: its end has a reason, meets the deadline of the arrival, and the
case goes back to its plan."""

import pytest

from casework.cases import service as cases
from casework.kernel.refusals import ReasonMissing, StaleVersion
from casework.returns import service
from casework.returns.facts import handed
from casework.tasks.queries import open_tasks as tasks_of
from tests.factories import actor_named
from tests.integration.returns.test_return_walk import open_tasks


def break_off(bureau, reference, code, words="Appel du partenaire.", by="caseworker", version=None):
    def act(seat):
        service.break_off(seat, code, words, actor_named(by), version)
        case = seat.case
        return case.priority, {one.kind for one in tasks_of("case", case.id)}

    return bureau.seated(reference, act, by)


@pytest.mark.parametrize(("code", "urgent"), [
    ("turned_back", False), ("lost", True), ("retrafficked", True), ("died", False),
    ("other", False),
])  # fmt: skip
def test_the_case_goes_back_to_its_plan_and_danger_is_told_at_once(bureau, clock, code, urgent):
    reference = bureau.departed(clock)
    priority, tasks = break_off(bureau, reference, code)
    assert bureau.stands(reference) == ("ended", "S11")
    assert open_tasks(bureau) == {}
    assert "review_plan" in tasks
    assert (priority == "P1", "answer_danger" in tasks) == (urgent, urgent)


def test_the_page_of_a_return_on_the_way_offers_that_end_and_tells_it_afterwards(
    quick_bureau, client_as, clock
):
    reference = quick_bureau.departed(clock)
    worker = client_as("caseworker")
    page = worker.get(f"/j/{reference}")
    assert "La personne n’est pas arrivée" in page.text
    worker.submit(f"/j/{reference}/end", {}, status=422)
    answer = worker.submit(
        f"/j/{reference}/end",
        {"code": "turned_back", "words": "Refoulée à Lagos, revenue ce matin."},
    )
    page = worker.get(answer.location).text
    assert "revient à son plan" in page
    assert "Refoulée à une frontière" in page and "revenue ce matin" in page
    assert "/end" not in page
    assert quick_bureau.stands(reference) == ("ended", "S11")


@pytest.mark.parametrize(("code", "words", "version", "refusal"), [
    ("", "x", None, ReasonMissing),
    ("not_eligible", "x", None, ReasonMissing),
    ("lost", "x", 99, StaleVersion),
])  # fmt: skip
def test_such_an_end_needs_its_own_reason(quick_bureau, clock, code, words, version, refusal):
    reference = quick_bureau.departed(clock)
    with pytest.raises(refusal):
        break_off(quick_bureau, reference, code, words, version=version)
    assert quick_bureau.stands(reference) == ("departed", "S12")


def test_no_case_is_closed_while_somebody_is_on_the_way(quick_bureau, clock):
    reference = quick_bureau.departed(clock)

    def standing(seat):
        return cases.closure_blocks(seat.case, actor_named("caseworker"))

    assert "on_the_way" in quick_bureau.seated(reference, standing)
    break_off(quick_bureau, reference, "turned_back")
    assert "on_the_way" not in quick_bureau.seated(reference, standing)


def test_a_new_return_can_be_asked_for_afterwards(quick_bureau, clock):
    code = quick_bureau.planned()
    reference = quick_bureau.booked(clock, code)
    quick_bureau.leave(reference, clock)
    break_off(quick_bureau, reference, "turned_back")
    assert quick_bureau.asked(code) != reference


def test_what_left_counts_as_departed_whatever_became_of_the_journey(quick_bureau, clock):
    reference = quick_bureau.departed(clock)
    break_off(quick_bureau, reference, "died")
    said = quick_bureau.seated(reference, lambda seat: dict(handed(seat.file).classes))
    assert said["return_stage"] == "departed"


def test_nobody_changed_their_mind_who_died_before_leaving(quick_bureau, clock):
    """What others ended is no withdrawal, and a withdrawal says whether it was possible by then."""
    early, chosen, died = (quick_bureau.asked(), quick_bureau.chosen(clock), quick_bureau.asked())
    quick_bureau.step(early, "stop")
    quick_bureau.step(chosen, "stop")
    quick_bureau.step(died, "end", code="died", words="Constaté.")
    stages = [
        quick_bureau.seated(one, lambda seat: handed(seat.file).classes["return_stage"])
        for one in (early, chosen, died)
    ]
    assert stages == ["withdrawn_early", "withdrawn", "ended"]
