"""Notes: followed up, struck with a reason, warned about names, found again by filters."""

from datetime import date

import pytest

from casework.cases import queries, service
from casework.cases.domain.notes import CorrectedAlready, NoteText
from casework.kernel.refusals import NotFound
from casework.tasks.queries import open_tasks
from tests.factories import actor_named, user_named

LATER = {"follow_up-day": "20", "follow_up-month": "11", "follow_up-year": "2026"}
NOTE = {"kind": "visit", "text": "La personne va mieux."}


def follow_ups(desk, code):
    found = desk.see(code, lambda case: [task.kind for task in open_tasks("case", case.id)])
    return [kind for kind in found if kind.startswith("follow_up.")]


def written(desk, code, **more):
    note = NoteText("visit", "Visite au foyer.", next_step="Rappeler", **more)
    return desk.on(code, lambda case: service.write_note(case, note, actor_named("caseworker")).id)


def test_what_was_agreed_is_a_deadline_until_a_note_says_it_was_done(quick_desk, client_as):
    code = quick_desk.assigned()
    worker, at = client_as("caseworker"), f"/c/{code}"
    worker.submit(f"{at}/notes", {**NOTE, "next_step": "Rappeler", **LATER})
    worker.submit(f"{at}/notes", {**NOTE, "next_step": "Écrire", **LATER})
    assert len(follow_ups(quick_desk, code)) == 2
    assert "Faire ce qui a été convenu" in worker.get("/t").text
    page = worker.get(f"{at}/notes")
    first = page.text.partition('name="follows"')[2].partition('<option value="')[2]
    chosen = first.partition('<option value="')[2].partition('"')[0]
    worker.submit(f"{at}/notes", {**NOTE, "follows": chosen})
    assert len(follow_ups(quick_desk, code)) == 1


def test_opening_or_writing_another_note_meets_no_follow_up(quick_desk, client_as):
    code = quick_desk.assigned()
    worker = client_as("caseworker")
    written(quick_desk, code, follow_up=date(2026, 11, 20))
    worker.get(f"/c/{code}/timeline")
    worker.submit(f"/c/{code}/notes", NOTE)
    assert len(follow_ups(quick_desk, code)) == 1


def test_follow_ups_go_with_the_case_and_end_with_it(quick_desk):
    code = quick_desk.assigned(priority="P3")
    written(quick_desk, code, follow_up=date(2026, 11, 20))
    quick_desk.on(
        code,
        lambda case: service.assign(
            case, user_named("colleague_caseworker").id, actor_named("focal_point")
        ),
    )

    def hands(case):
        return [
            one.assignee_id
            for one in open_tasks("case", case.id)
            if one.kind.startswith("follow_up.")
        ]

    colleague = quick_desk.actor("colleague_caseworker").user_id
    assert quick_desk.see(code, hands) == [colleague]

    def close(case):
        case.proposed_by_id = colleague
        service.approve_closure(case, actor_named("focal_point"))

    quick_desk.on(code, close)
    assert follow_ups(quick_desk, code) == []


def test_note_is_struck_by_a_new_one_with_a_reason_and_stays_readable(quick_desk, client_as):
    code = quick_desk.assigned()
    note_id = written(quick_desk, code, follow_up=date(2026, 11, 20))
    worker, at = client_as("caseworker"), f"/c/{code}/notes/{note_id}/correct"
    worker.submit(at, {**NOTE, "correction": ""}, 422)
    worker.submit(at, {**NOTE, "correction": "Mauvaise date"})
    shown = worker.get(f"/c/{code}/timeline").text
    assert "<s>Visite au foyer.</s>" in shown
    assert "La personne va mieux." in shown
    assert "Mauvaise date" in shown
    assert follow_ups(quick_desk, code) == []
    worker.submit(at, {**NOTE, "correction": "Encore"}, 409)


def test_two_corrections_of_one_note_at_the_same_time_make_one(desk):
    code = desk.assigned()
    note_id = written(desk, code)
    again = NoteText("call", "Autre", correction="Erreur")

    def strike(case):
        service.write_note(case, again, actor_named("caseworker"), corrects=note_id)

    desk.on(code, strike)
    with pytest.raises(CorrectedAlready):
        desk.on(code, strike)
    assert desk.see(code, lambda case: len(queries.notes_of(case.id))) == 2


def test_note_of_another_case_is_not_there_to_be_struck(quick_desk, client_as):
    code, other = quick_desk.assigned(), quick_desk.assigned()
    note_id = written(quick_desk, other)
    client_as("caseworker").get(f"/c/{code}/notes/{note_id}/correct", 404)
    with pytest.raises(NotFound):
        quick_desk.on(
            code,
            lambda case: service.write_note(
                case, NoteText("call", "Oui"), actor_named("caseworker"), follows=note_id
            ),
        )


def test_note_that_seems_to_name_somebody_comes_back_once(quick_desk, client_as):
    code = quick_desk.assigned()
    worker, at = client_as("caseworker"), f"/c/{code}/notes"
    typed = {"kind": "call", "text": "Appelée au 06 11 22 33 44."}
    page = worker.submit(at, typed, 422)
    assert "semble contenir un nom" in page.text
    worker.post(at, page.form("text").filled({}))
    assert "06 11 22 33 44" in worker.get(f"/c/{code}/timeline").text


def test_timeline_shows_only_what_was_asked_for(quick_desk, client_as):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    written(quick_desk, code)
    worker, at = client_as("caseworker"), f"/c/{code}/timeline"
    focal = quick_desk.actor("focal_point").user_id
    assert "Visite au foyer." in worker.get(at).text
    for query, note in (("kind=notes", True), ("kind=steps", False), (f"by={focal}", False)):
        assert ("Visite au foyer." in worker.get(f"{at}?{query}").text) is note, query
    assert "Dossier ouvert" not in worker.get(f"{at}?purpose=P2").text
    assert "Visite au foyer." in worker.get(f"{at}?kind=nonsense&by=x&purpose=P99").text
