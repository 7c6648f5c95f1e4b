"""A session that ends while somebody writes takes nothing of what they typed."""

from datetime import timedelta

import pytest
from flask import Flask

from casework.accounts.domain.sessions import IDLE
from casework.accounts.service import end_old_sessions
from casework.db import unit_of_work
from tests.client import SanadClient
from tests.integration.accounts.passwords import PASSWORD, cookie, give_password
from tests.integration.accounts.proofs import code_now, give_app
from tests.integration.cases.conftest import Desk

LATER = IDLE + timedelta(minutes=1)
NOTE = "Elle demande à voir un médecin demain."


def writing(app: Flask, client_as) -> tuple[SanadClient, str, dict]:
    """Somebody in the middle of a note of their case."""
    desk = Desk(app)
    code = desk.assigned()
    desk.consent(code)
    give_password(app, "caseworker")
    worker = client_as("caseworker")
    form = worker.get(f"/c/{code}/notes").form("text")
    return worker, f"/c/{code}/notes", form.filled({"kind": "visit", "text": NOTE})


def timeline_of(worker: SanadClient, path: str) -> str:
    return worker.get(path.replace("/notes", "/timeline")).text


@pytest.mark.parametrize("ended", [False, True])
def test_a_form_sent_after_the_session_ended_is_carried_out_once_signed_in_again(
    app: Flask, client_as, clock, ended
):
    worker, path, typed = writing(app, client_as)
    clock.advance(LATER)
    if ended:
        with app.app_context(), unit_of_work():
            end_old_sessions()
    before = cookie(worker)
    asked = worker.post(path, typed, 403)
    assert NOTE in asked.text
    wrong = worker.post(path, asked.form("proof_password").filled({"proof_password": "no"}), 422)
    form = wrong.form("proof_password")
    worker.post(path, form.filled({"proof_password": PASSWORD}))
    assert cookie(worker) != before
    assert timeline_of(worker, path).count(NOTE) == 1


def test_the_second_factor_is_asked_too_and_the_note_waits_for_it(
    sqlite_app: Flask, client_as, clock
):
    worker, path, typed = writing(sqlite_app, client_as)
    give_app(sqlite_app, "caseworker")
    clock.advance(LATER)
    first = worker.post(path, typed, 403).form("proof_password")
    second = worker.post(path, first.filled({"proof_password": PASSWORD}), 403)
    assert PASSWORD not in second.text
    worker.get(path, 303)
    wrong = worker.post(path, second.form("proof_code").filled({"proof_code": "000000"}), 422)
    worker.post(path, wrong.form("proof_code").filled({"proof_code": code_now()}))
    assert timeline_of(worker, path).count(NOTE) == 1


def test_whoever_has_to_wait_after_many_wrong_passwords_still_has_what_they_typed(
    sqlite_app: Flask, client_as, clock
):
    worker, path, typed = writing(sqlite_app, client_as)
    clock.advance(LATER)
    form = worker.post(path, typed, 403).form("proof_password")
    for _try in range(5):
        form = worker.post(path, form.filled({"proof_password": "no"}), 422).form("proof_password")
    assert NOTE in worker.post(path, form.filled({"proof_password": "no"}), 429).text


def test_only_the_account_that_wrote_can_send_it_on(sqlite_app: Flask, client_as, clock):
    """A password of somebody else is wrong here, whatever name is sent along; and whoever signed in
    meanwhile in this browser does not send it by going back to the page."""
    worker, path, typed = writing(sqlite_app, client_as)
    other = "parapluie tabouret lune"
    give_password(sqlite_app, "colleague_caseworker", other)
    clock.advance(LATER)
    form = worker.post(path, typed, 403).form("proof_password")
    stolen = {"proof_password": other, "username": "colleague_caseworker"}
    worker.post(path, form.filled(stolen), 422)
    worker.submit("/login", {"username": "colleague_caseworker", "password": other})
    worker.post(path, typed, 400)


def test_what_nobody_can_sign_in_around_is_shown_to_be_copied(sqlite_app: Flask, client_as, clock):
    """The account has no password here (a ministry signs it in)."""
    desk = Desk(sqlite_app)
    path = f"/c/{desk.assigned()}/notes"
    worker = client_as("caseworker")
    typed = worker.get(path).form("text").filled({"kind": "visit", "text": NOTE})
    clock.advance(LATER)
    page = worker.post(path, typed, 403)
    assert [NOTE] in page.form("copied").fields.values()


def test_passwords_come_back_on_no_page_and_a_bare_button_just_leads_to_the_sign_in(
    sqlite_app: Flask, client_as, clock
):
    worker, _path, typed = writing(sqlite_app, client_as)
    clock.advance(LATER)
    secret = {"csrf_token": typed["csrf_token"]}
    new = {**secret, "current": PASSWORD, "password": "x" * 20, "again": "x" * 20}
    assert worker.post("/me/password", new).location.startswith("/login")
    assert worker.post("/logout", secret).location.startswith("/login")


def test_every_page_says_two_minutes_before_that_the_session_ends(sqlite_app: Flask, client_as):
    assert "dans deux minutes" in client_as("caseworker").get("/c").text
    assert "dans deux minutes" not in SanadClient(sqlite_app).get("/help").text
