"""Who read a file, for the officer by code, and for the person in plain words."""

from collections.abc import Callable
from datetime import timedelta

import pypdfium2
import pytest
from flask import Flask

from casework.cases import service as cases
from casework.kernel.clock import SteppedClock
from tests.client import SanadClient
from tests.factories import actor_named
from tests.integration.cases.conftest import AMINATA, Desk

Browser = Callable[..., SanadClient]


@pytest.fixture
def code(sqlite_app: Flask, client_as: Browser) -> str:
    """A case whose identity was shown once."""
    desk = Desk(sqlite_app)
    code = desk.assigned()
    desk.consent(code)
    desk.identity(code)
    actor = actor_named
    desk.on(code, lambda case: cases.reveal_identity(case, "planned_call", "", actor("caseworker")))
    client_as("focal_point").get(f"/c/{code}")
    return code


def text_of(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def test_a_person_gets_a_paper_that_says_who_read_the_file_and_names_no_worker(
    client_as: Browser, code: str
) -> None:
    sent = client_as("caseworker").http.get(f"/c/{code}/access/report?language=fr")
    assert sent.status_code == 200
    assert sent.mimetype == "application/pdf"
    said = text_of(sent.get_data())
    for words in ("Qui a lu votre dossier", "Votre nom a été affiché", "Association Essai"):
        assert words in said
    for hidden in (AMINATA.spoken_name, "Essai Caseworker", "traite", "victime"):
        assert hidden not in said
    assert "Relevé imprimé" in client_as("caseworker").get(f"/c/{code}/access").text


def test_the_paper_is_set_in_arabic_too(client_as: Browser, code: str) -> None:
    sent = client_as("caseworker").http.get(f"/c/{code}/access/report?language=ar")
    assert sent.status_code == 200
    assert "جمعية" in text_of(sent.get_data())


def test_the_paper_asks_for_a_fresh_proof_and_for_who_works_the_file(
    client_as: Browser, clock: SteppedClock, code: str
) -> None:
    client_as("focal_point").get(f"/c/{code}/access/report", 403)
    client_as("colleague_caseworker").get(f"/c/{code}/access/report", 404)
    worker = client_as("caseworker")
    clock.advance(timedelta(minutes=16))
    assert worker.get(f"/c/{code}/access/report", 303).location.startswith("/me/again")


def test_the_officer_finds_in_the_journal_who_opened_one_file(
    client_as: Browser, code: str
) -> None:
    officer = client_as("dpo")
    shown = officer.get(f"/a/audit?code={code.lower()}").text
    assert "Identité ouverte" in shown or "Identité" in shown
    assert shown.count(code) >= 2
    assert AMINATA.spoken_name not in shown
    empty = officer.get("/a/audit?code=MA-26-0000-0").text
    assert "Aucun" in empty
    page = officer.get("/dpo")
    assert "Registre des accords" in page.text
