"""Who read a file, for the officer by code, and for the person in plain words."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pypdfium2
import pytest
from flask import Flask

from casework.accounts.service.delegations import delegate
from casework.audit.events import leaves
from casework.cases import queries, readers, timeline
from casework.cases import service as cases
from casework.cases.looking import TOLD
from casework.db import unit_of_work
from casework.kernel.clock import SteppedClock
from casework.oversight import person_report
from tests.client import SanadClient
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import AMINATA, Desk

Browser = Callable[..., SanadClient]
OF_NO_CASE = {"RetentionRead"}
"""The code of a file was looked up; nothing of the file was seen."""


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
    assert (
        "a imprimé pour la personne la liste"
        in client_as("caseworker").get(f"/c/{code}/access").text
    )


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


def test_every_kind_of_look_at_a_file_is_told_to_the_person_and_on_the_page() -> None:
    seen = re.compile(r"(Read|Listed|Revealed|CopyMade)$|^LetterTaken$")
    looks = {
        name
        for name, kind in leaves().items()
        if seen.search(name) and "case_id" in kind.__dataclass_fields__
    } - OF_NO_CASE
    assert "StayRead" in looks
    assert "ReturnRead" in looks
    assert looks <= set(TOLD)
    assert set(TOLD) <= set(timeline.SENTENCES)
    assert timeline._accesses == set(readers.SENTENCES)


def test_each_reading_says_what_its_reader_was_to_the_file_on_that_day(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock, code: str
) -> None:
    """Whoever follows it, the focal point, who stands in while somebody is away: by what held then
    and not today."""
    client_as("caseworker").get(f"/c/{code}")
    with sqlite_app.app_context(), unit_of_work():
        tomorrow = queries.today() + timedelta(days=1)
        away = user_named("caseworker")
        stand_in = user_named("colleague_caseworker").id
        delegate(away, stand_in, tomorrow, tomorrow, actor_named("caseworker"))
    clock.advance(timedelta(days=1))
    client_as("colleague_caseworker").get(f"/c/{code}")
    clock.advance(timedelta(days=2))
    page = client_as("caseworker").get(f"/c/{code}/access").text
    lines = [unescape(re.sub(r"<[^>]+>", " ", one)) for one in page.split("<li>")[1:]]

    def why(who: str) -> set[str]:
        told = (one for one in lines if f"Essai {who} " in one and "a consulté" in one)
        return {one.split("Pourquoi\xa0: ")[1].split(" · ")[0].split("  ")[0] for one in told}

    assert why("Caseworker") == {"suit ce dossier"}
    assert why("Focal Point") == {"point focal"}
    assert why("Colleague Caseworker") == {"remplace la personne qui suit ce dossier"}
    paper = text_of(client_as("caseworker").http.get(f"/c/{code}/access/report").get_data())
    said = " ".join(paper.split())
    assert "Cette personne remplace celle qui suit votre dossier." in said
    assert "Votre nom a été affiché par Association Essai" in said


def test_many_readings_push_no_earlier_one_out_of_sight(
    client_as: Browser, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "PAGE", 3)
    reader = client_as("focal_point")
    for _again in range(4):
        reader.get(f"/c/{code}")
    first = reader.get(f"/c/{code}/access").text
    assert "a affiché l’identité" not in first
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    assert "a affiché l’identité" in reader.get(unescape(older.group(1))).text
    reader.get(f"/c/{code}/access?before=nonsense")
    reader.get(f"/c/{code}/access?before={10**30}")


def test_a_report_that_is_cut_says_so(
    client_as: Browser, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker = client_as("caseworker").http
    whole = text_of(worker.get(f"/c/{code}/access/report?language=fr").get_data())
    monkeypatch.setattr(person_report, "MOST", 1)
    cut = text_of(worker.get(f"/c/{code}/access/report?language=fr").get_data())
    assert "plus anciennes" not in whole
    assert "plus anciennes" in cut


def test_who_opens_a_case_follows_it_until_it_is_given_to_somebody(
    sqlite_app: Flask, client_as: Browser
) -> None:
    desk = Desk(sqlite_app)
    code = desk.open(by="caseworker")
    client_as("caseworker").get(f"/c/{code}")
    assert "suit ce dossier" in client_as("caseworker").get(f"/c/{code}/access").text
