"""Attacks on the proof that is asked again: a stolen session, a form carried past the question."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from casework.accounts.domain.second_factor import FRESH_FOR
from casework.accounts.models import UserSession
from casework.accounts.seals import seal_session
from casework.db import db, unit_of_work
from casework.kernel.clock import SteppedClock
from casework.web.guard import STAMP
from tests.client import Page, SanadClient
from tests.factories import user_named
from tests.integration.accounts.passwords import (
    PASSWORD,
    cookie,
    give_password,
)
from tests.integration.accounts.proofs import (
    ask,
    code_now,
    give_app,
    give_passkey,
    half_way,
    second_step,
)
from tests.integration.cases.conftest import AMINATA
from tests.integration.documents.conftest import kept_document
from tests.integration.referrals.conftest import Office

Browser = Callable[..., SanadClient]
LATE = FRESH_FOR + timedelta(seconds=1)


# the proof that is asked again


def with_identity(app: Flask) -> str:
    office = Office(app)
    code = office.assigned()
    office.consent(code)
    office.identity(code)
    return code


def reveal(browser: SanadClient, code: str, status: int) -> Page:
    form = browser.get(f"/c/{code}/identity").form("reason")
    return browser.post(f"/c/{code}/identity", form.filled({"reason": "planned_call"}), status)


def test_what_was_typed_is_kept_when_the_store_is_busy_right_after_the_proof(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = with_identity(sqlite_app)
    give_password(sqlite_app, "caseworker")
    browser = client_as("caseworker")
    form = browser.get(f"/c/{code}/identity").form("reason")
    clock.advance(LATE)
    typed = form.filled({"reason": "other", "words": "Rendez-vous avancé à demain"})
    asked = browser.post(f"/c/{code}/identity", typed, 403).form("proof_password")

    def busy(*_args: object, **_how: object) -> None:
        raise OperationalError("lock", {}, Exception("busy"))

    with monkeypatch.context() as patched:
        patched.setattr("casework.cases.views.identity.reveal_identity", busy)
        held = browser.post(asked.action, asked.filled({"proof_password": PASSWORD}), 503)
    again = held.form("reason")
    assert "Rendez-vous avancé à demain" in held.text
    assert PASSWORD not in held.text
    assert browser.post(again.action, again.fields).location
    assert AMINATA.spoken_name in browser.get(f"/c/{code}/identity").text


def test_an_identity_asks_again_after_fifteen_minutes_and_keeps_what_was_typed(
    app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    code = with_identity(app)
    give_password(app, "caseworker")
    browser = client_as("caseworker")
    form = browser.get(f"/c/{code}/identity").form("reason")
    clock.advance(LATE)
    typed = form.filled({"reason": "other", "words": "Rendez-vous avancé à demain"})
    asked = browser.post(f"/c/{code}/identity", typed, 403)
    assert "Rendez-vous avancé à demain" in asked.text
    kept = asked.form("proof_password")
    wrong = browser.post(kept.action, kept.filled({"proof_password": "wrong"}), 422)
    kept = wrong.form("proof_password")
    before = cookie(browser)
    assert browser.post(kept.action, kept.filled({"proof_password": PASSWORD})).location
    assert cookie(browser) != before
    assert AMINATA.spoken_name in browser.get(f"/c/{code}/identity").text
    SanadClient(app, before).get("/me", 303)


def test_every_file_about_somebody_asks_again_and_then_comes_beside_its_page(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    """A document, a copy of a letter, the report for the person: whatever leaves as a file."""
    code = Office(sqlite_app).assigned()
    give_password(sqlite_app, "caseworker")
    kept_document(sqlite_app, code)
    browser = client_as("caseworker")
    documents = browser.get(f"/c/{code}/documents").text
    (path,) = set(re.findall(rf'href="(/c/{code}/documents/[^"/]+/file)"', documents))
    browser.get(path)
    clock.advance(LATE)
    for file in (path, f"/c/{code}/access/report?language=ar"):
        asked = browser.get(file, 303).location
        assert asked.startswith("/me/again?next=")
    browser.get(f"/c/{code}/documents")
    asked = browser.get(path, 303).location
    page = browser.submit(asked, {"proof_password": PASSWORD}, 200)
    assert page.response.headers["Refresh"] == f"1;url={path}"
    assert f'href="/c/{code}/documents"' in page.text
    assert browser.get(path).response.headers["Content-Disposition"].startswith("attachment")


def test_the_page_that_a_file_is_taken_from_can_be_reached(sqlite_app: Flask) -> None:
    rules = {rule.endpoint: rule for rule in sqlite_app.url_map.iter_rules()}
    stamped = {
        name: stamp.file_of
        for name, view in sqlite_app.view_functions.items()
        if (stamp := getattr(view, STAMP)).file_of
    }
    assert {"letters.take", "statistics_exports.fetch", "referrals.packet_file"} <= set(stamped)
    for name, page in stamped.items():
        assert getattr(sqlite_app.view_functions[name], STAMP).fresh
        assert rules[page].arguments <= rules[name].arguments


def test_an_account_with_a_second_factor_cannot_go_on_with_the_password(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    code = with_identity(sqlite_app)
    give_password(sqlite_app, "caseworker")
    give_app(sqlite_app, "caseworker")
    browser = client_as("caseworker")
    clock.advance(LATE)
    onward = browser.get(f"/c/{code}/identity", 303).location
    assert onward.startswith("/me/again?next=")
    form = browser.get(onward).form("proof_code")
    browser.post(form.action, form.filled({"proof_password": PASSWORD, "proof_code": ""}), 422)
    assert browser.get(f"/c/{code}/identity", 303).location == onward
    form = browser.get(onward).form("proof_code")
    page = browser.post(form.action, form.filled({"proof_code": code_now()}))
    assert page.location == f"/c/{code}/identity"
    reveal(browser, code, 303)


def test_a_code_used_to_sign_in_does_not_prove_it_again(
    sqlite_app: Flask, clock: SteppedClock
) -> None:
    give_password(sqlite_app, "administrator")
    give_app(sqlite_app, "administrator")
    browser = half_way(sqlite_app, "administrator")
    code = code_now()
    second_step(browser, code)
    with sqlite_app.app_context(), unit_of_work():
        for session in db.session.scalars(select(UserSession)):
            session.strong_at = None
            seal_session(session)
    form = browser.get("/me/again").form("proof_code")
    browser.post(form.action, form.filled({"proof_code": code}), 422)


def test_a_stolen_session_reaches_no_account_after_fifteen_minutes(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    browser = client_as("administrator")
    token = browser.get("/a/orgs/new").form("name").fields["csrf_token"][0]
    with sqlite_app.app_context():
        user_id = user_named("caseworker").id
    clock.advance(LATE)
    for path in (f"/a/users/{user_id}/link", f"/a/users/{user_id}/close", "/a/users/new"):
        page = browser.post(path, {"csrf_token": token, "proof_password": "guess"}, 422)
        assert "enrol" not in page.text
    with sqlite_app.app_context():
        assert user_named("caseworker").active


@pytest.mark.parametrize("path", ["/me/letters", "/me/absence", "/t/calendar"])
def test_a_stolen_session_turns_no_mail_no_files_and_no_calendar_its_way_after_fifteen_minutes(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock, path: str
) -> None:
    browser = client_as("caseworker")
    fields = browser.get(path).forms()[-1].fields
    clock.advance(LATE)
    assert browser.get(path, 303).location.startswith("/me/again?next=")
    asked = browser.post(path, fields, 403)
    assert asked.form("proof_password").action == path


def test_guessing_the_proof_is_slowed_down(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    give_password(sqlite_app, "administrator")
    browser = client_as("administrator")
    clock.advance(LATE)
    form = browser.get("/me/again").form("proof_password")
    answers = Counter(
        browser.http.post(
            form.action,
            data=form.filled({"proof_password": f"guess {number}"}),
            headers=browser._headers(),
        ).status_code
        for number in range(8)
    )
    assert answers == {422: 5, 429: 3}


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/login\\x"])
def test_the_proof_leads_to_a_page_of_ours(
    sqlite_app: Flask, client_as: Browser, onward: str
) -> None:
    give_password(sqlite_app, "caseworker")
    browser = client_as("caseworker")
    sent = browser.http.get("/me/again", query_string={"next": onward})
    form = Page(sent).form("proof_password")
    assert form.action == "/me/again?next=/"
    sent = browser.http.post(
        "/me/again",
        query_string={"next": onward},
        data=form.filled({"proof_password": PASSWORD}),
        headers=browser._headers(),
    )
    assert sent.headers["Location"] == "/"


def test_a_passkey_proves_it_again_once(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    browser = client_as("caseworker")
    key = give_passkey(browser)
    clock.advance(LATE)
    answer = key.sign(ask(browser, "/me/again/passkey", "/me/again"))
    form = browser.get("/me/again").form("proof_passkey")
    browser.post(form.action, form.filled({"proof_passkey": answer}))
    clock.advance(LATE)
    form = browser.get("/me/again").form("proof_passkey")
    browser.post(form.action, form.filled({"proof_passkey": answer}), 422)
