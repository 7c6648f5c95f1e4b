"""What people ask about what is kept of them, and the copy that they are given."""

import json
from datetime import date, timedelta

import pytest

from casework.audit.queries import events_of
from casework.cases import service as cases
from casework.cases.domain.notes import NoteText
from casework.cases.domain.records import LegalDuty
from casework.cases.queries import today
from casework.oversight import person_copy
from casework.oversight.request_rules import DAYS, answer_by
from tests.factories import actor_named
from tests.integration.cases.conftest import AMINATA, CONTACT, Desk
from tests.printed import Printed

HIDDEN = ("Canarinote", "canaryword", "canarisecret", "Essai Caseworker")


@pytest.fixture
def desk(sqlite_app) -> Desk:
    return Desk(sqlite_app)


@pytest.fixture
def code(desk) -> str:
    """A file with a name, a contact, a note, a report that the person knows of and one that they
    must not be told of."""
    code = desk.assigned()
    desk.consent(code)
    desk.identity(code)
    desk.risk(code, 3)

    def fill(case) -> None:
        worker = actor_named("caseworker")
        cases.record_safe_contact(case, CONTACT, worker)
        cases.write_note(case, NoteText("visit", "Canarinote sur le voisin."), worker)
        told = LegalDuty("child_protection", today(), "Procureur de Fès", "Le minimum.")
        kept = LegalDuty(
            "penal_code_448_7", today(), "canarisecret", "Peu.", False, "Danger pour elle."
        )
        for duty in (told, kept):
            cases.record_legal_duty(case, duty, True, worker)

    desk.on(code, fill)
    return code


def copied(client_as, code, form, language="fr"):
    worker = client_as("caseworker")
    page = worker.get(f"/c/{code}/access/copy").form("reason")
    typed = {"language": language, "form": form, "reason": "asked"}
    sent = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    answer = worker.http.post(f"/c/{code}/access/copy", data=page.filled(typed), headers=sent)
    assert answer.status_code == 200
    return answer


def test_person_is_told_who_they_are_what_they_answered_and_who_read_it(client_as, desk, code):
    answer = copied(client_as, code, "json")
    assert answer.mimetype == "application/json"
    assert "attachment" in answer.headers["Content-Disposition"]
    found = json.loads(answer.data)
    said = {one["what"]: one["value"] for one in found["parts"]["identity"]}
    assert AMINATA.spoken_name in said.values()
    assert AMINATA.documents[0].number in said.values()
    assert "Côte d’Ivoire" in said.values()
    assert found["parts"]["agreements"]
    assert [one for one in found["parts"]["reports"] if "Procureur" in one["value"]]
    assert found["left_out"]


def test_what_speaks_of_others_or_endangers_is_on_neither_form(client_as, desk, code) -> None:
    text = copied(client_as, code, "json").get_data(as_text=True)
    assert [word for word in HIDDEN if word in text] == []
    paper = Printed(copied(client_as, code, "pdf").data).text
    assert AMINATA.family_name in paper
    assert [word for word in HIDDEN if word in paper] == []


def test_copy_is_written_into_the_trace_with_its_reason(client_as, desk, code) -> None:
    copied(client_as, code, "pdf", "ar")
    kinds = ("PersonCopyMade", "IdentityRevealed")
    found = desk.see(code, lambda case: events_of("case", case.id, kinds=kinds))
    assert [one.kind for one in found[:2]] == ["PersonCopyMade", "IdentityRevealed"]
    assert found[0].said["reason"] == "asked"


def test_arabic_copy_is_in_arabic(desk, code) -> None:
    plain = desk.see(code, lambda case: person_copy.as_plain(case, "ar"))
    whats = [one["what"] for part in plain["parts"].values() for one in part]
    assert "الاسم كما تنطقه" in whats


def test_copy_without_reason_makes_nothing(client_as, desk, code) -> None:
    worker = client_as("caseworker")
    typed = {"language": "fr", "form": "json", "reason": []}
    page = worker.get(f"/c/{code}/access/copy").form("reason")
    worker.post(f"/c/{code}/access/copy", page.filled(typed), 422)
    kinds = ("PersonCopyMade",)
    assert desk.see(code, lambda case: events_of("case", case.id, kinds=kinds)) == []


def test_copy_asks_for_a_proof_after_a_quarter_of_an_hour(client_as, clock, code) -> None:
    worker = client_as("caseworker")
    worker.get(f"/c/{code}/access/copy")
    clock.advance(timedelta(minutes=16))
    page = worker.http.get(f"/c/{code}/access/copy", headers={"Accept": "text/html"})
    assert AMINATA.spoken_name not in page.get_data(as_text=True)
    assert page.status_code != 200 or "Faire la copie" not in page.get_data(as_text=True)


TYPED = {
    "kind": "correction", "way": "letter", "code": "",
    "received-day": "13", "received-month": "11", "received-year": "2026",
}  # fmt: skip


def test_officer_writes_a_request_down_and_sees_until_when_to_answer(client_as) -> None:
    officer = client_as("dpo")
    officer.submit("/dpo/requests/new", TYPED)
    page = officer.get("/dpo/requests").text
    assert "24 novembre 2026" in page
    assert "Demandes des personnes" in officer.get("/dpo").text
    officer.submit("/dpo/requests/1", {"answer": "refused", "ground": []}, 422, "answer")
    officer.submit("/dpo/requests/1", {"answer": "refused", "ground": "danger"}, 303, "answer")
    page = officer.get("/dpo/requests").text
    assert "Refusée" in page
    assert "Cela pourrait mettre quelqu’un en danger" in page
    assert "Enregistrer" not in officer.get("/dpo/requests/1").text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"kind": []}, "kind"),
        ({"received-year": "2030"}, "received"),
        ({"received-year": ""}, "received"),
        ({"code": "x" * 50}, "code"),
    ],
)
def test_request_that_is_incomplete_is_refused_beside_its_field(client_as, typed, problem):
    page = client_as("dpo").submit("/dpo/requests/new", {**TYPED, **typed}, 422, "kind")
    assert f'id="{problem}-error"' in page.text


def test_time_of_the_law_counts_clear_days() -> None:
    assert answer_by("correction", date(2026, 11, 13)) == date(2026, 11, 24)
    assert set(DAYS) == {"access", "correction", "erasure", "objection"}
