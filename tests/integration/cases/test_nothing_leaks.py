"""What was said of one person is looked for in the raw database, its journal, the trace and the
log: it is found nowhere."""

import logging
from pathlib import Path

import pytest

from casework.cases import service
from casework.cases.domain.notes import NoteText
from casework.cases.domain.records import Closure, LegalDuty, Milestone, VictimStatus
from casework.cases.domain.risk import ITEMS, RiskItem, assess
from casework.cases.queries import today
from tests.factories import actor_named
from tests.integration.cases.conftest import AMINATA, CONTACT, IN_WORDS

CANARY = "canari-sous-scelle"
WORDS = (
    AMINATA.spoken_name, AMINATA.given_name, AMINATA.family_name, AMINATA.documents[0].number,
    AMINATA.phone, CONTACT.phone, CONTACT.code_word, "canarinstruction", "Warda", CANARY,
    "domestic_work", "sub_saharan_africa", "25-34",
)  # fmt: skip


@pytest.fixture
def full_case(quick_desk, caplog):
    """A case in which everything that can be written was written."""
    caplog.set_level(logging.DEBUG)
    code = quick_desk.assigned()
    said = IN_WORDS.__class__("oral", "bm", "yes", guardian=CANARY, child_view=CANARY)
    quick_desk.consent(code, circumstance=said)
    quick_desk.identity(code)

    def write(case):
        worker, day = actor_named("caseworker"), today()
        service.record_safe_contact(case, CONTACT, worker)
        service.write_note(case, NoteText("call", CANARY, CANARY, CANARY), worker)
        service.record_risk(case, assess([RiskItem(one, 1, 1) for one in ITEMS], CANARY), worker)
        duty = LegalDuty("other", day, CANARY, CANARY, False, CANARY)
        service.record_legal_duty(case, duty, True, worker)
        service.record_milestone(case, "reintegration_plan", Milestone(day, CANARY, CANARY), worker)
        status = VictimStatus("possible", "ngo", day, CANARY, CANARY)
        service.record_victim_status(case, status, worker)
        service.reveal_identity(case, "other", CANARY, worker)
        closure = Closure("deceased", CANARY)
        service.propose_closure(case, closure, worker, informed=True)

    quick_desk.on(code, write)
    return code


def test_nothing_said_of_the_person_is_in_the_database_files(full_case, quick_desk):
    home = Path(quick_desk.app.extensions["settings"].home)
    files = [file for file in home.rglob("*") if file.is_file()]
    assert any(file.name.endswith("-wal") for file in files) or len(files) > 1
    raw = b"".join(file.read_bytes() for file in files)
    assert full_case.encode() in raw  # the search itself works
    for word in (*WORDS, "deceased"):
        assert word.encode() not in raw, word
        assert word.encode("utf-16-le") not in raw, word


def test_nothing_said_of_the_person_is_in_the_log(full_case, caplog):
    for word in WORDS:
        assert word not in caplog.text


def test_refusals_and_rows_show_no_words_of_the_person(full_case, quick_desk):
    def look(case):
        return repr(case), str(case.card), f"{case.card}", repr(case.closure)

    shown = quick_desk.see(full_case, look)
    assert not [word for word in WORDS for text in shown if word in text]


def test_pages_without_the_identity_show_no_name(full_case, client_as):
    worker, focal = client_as("caseworker"), client_as("focal_point")
    hidden = (AMINATA.spoken_name, AMINATA.family_name, AMINATA.phone, CONTACT.phone)
    worker.submit(f"/c/{full_case}/notes", {"kind": "call", "text": "fait"})
    pages = [worker.get(f"/c/{full_case}{path}") for path in ("", "/timeline", "/access", "/risk")]
    pages += [focal.get(f"/c/{full_case}{path}") for path in ("", "/access", "/closure")]
    pages += [focal.get("/c"), worker.get("/c"), worker.get("/"), focal.get("/")]
    for page in pages:
        assert not [word for word in hidden if word in page.text]
    for page in pages[4:]:
        assert CANARY not in page.text
