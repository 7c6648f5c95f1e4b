import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from casework.accounts.domain.refusals import LinkNotValid, SignInFailed
from casework.accounts.models import Enrolment
from casework.accounts.service import check_link, disable_user, enrol, enrolment_link
from casework.db import db, unit_of_work
from casework.kernel.clock import SteppedClock
from tests.client import SanadClient
from tests.factories import actor_named, user_named
from tests.integration.accounts.passwords import (
    PASSWORD,
    browser_at,
    come_in,
    cookie,
    give_password,
    sign_in,
)
from tests.integration.accounts.proofs import code_now, codes_on, give_app, second_step

HOME = "/?done=enrolled"
Browser = Callable[..., SanadClient]


def link_for(app: Flask, persona: str) -> str:
    with app.app_context(), unit_of_work():
        return enrolment_link(user_named(persona), actor_named("administrator"))


def test_a_person_chooses_a_password_with_the_link_and_comes_in(app: Flask) -> None:
    path = f"/enrol/{link_for(app, 'caseworker')}"
    browser = browser_at(app)
    assert "caseworker" in browser.get(path).text
    before = cookie(browser)
    browser.get(path)
    page = browser.submit(path, {"password": PASSWORD, "again": PASSWORD})
    assert page.location == "/?done=enrolled"
    assert cookie(browser) != before
    browser.get("/c")
    assert come_in(browser_at(app), "caseworker").location == "/?done=came_in"


def test_a_person_walks_from_the_link_to_the_home_page_and_nothing_opens_before_its_end(
    strict: Flask, clock: SteppedClock
) -> None:
    path, browser = f"/enrol/{link_for(strict, 'caseworker')}", browser_at(strict)
    assert 'aria-current="step">Mot de passe' in browser.get(path).text
    assert browser.submit(path, {"password": PASSWORD, "again": PASSWORD}).location == HOME
    for path in ("/c", "/me/letters", "/me/absence", "/t/calendar"):
        assert browser.get(path, 303).location == "/me/second-factor"
    browser.get("/me")
    browser = browser_at(strict)  # the page was closed: the password is enough to go on
    come_in(browser, "caseworker")
    app = browser.submit("/me/second-factor", {}, containing="idempotency_key").location
    assert browser.get("/c", 303).location == "/me/second-factor"
    key = re.search(r'id="app-key"[^>]*><code>([A-Z2-7 ]+)<', browser.get(app).text)
    assert key is not None
    typed_key = key[1].replace(" ", "")
    assert len(codes_on(browser.submit(app, {"code": code_now(typed_key)}, 200))) == 8
    assert browser.get("/c", 303).location == "/me/second-factor/codes"
    clock.advance(timedelta(seconds=60))
    browser = browser_at(strict)  # closed again, with the codes on it
    come_in(browser, "caseworker")
    second_step(browser, code_now(typed_key))
    assert browser.get("/", 303).location == "/me/second-factor/codes"
    page = browser.submit("/me/second-factor/codes", {}, 200, containing="idempotency_key")
    assert len(codes_on(page)) == 8
    kept = page.form("idempotency_key")
    assert kept.action == "/me/second-factor/codes/kept"
    for _twice in range(2):
        assert browser.post(kept.action, kept.fields).location in ("/", "/me/second-factor")
    browser.get("/c")
    assert browser.get("/me/second-factor/codes", 303).location == "/me/second-factor"


def test_a_link_for_a_forgotten_password_leads_to_the_second_factor_and_not_past_it(
    sqlite_app: Flask,
) -> None:
    give_app(sqlite_app, "caseworker")
    path, browser = f"/enrol/{link_for(sqlite_app, 'caseworker')}", browser_at(sqlite_app)
    page = browser.submit(path, {"password": PASSWORD, "again": PASSWORD})
    assert page.location == "/login/second"
    browser.get("/c", 303)
    second_step(browser, code_now())
    browser.get("/c")


def test_a_link_cannot_be_used_twice(app: Flask) -> None:
    token = link_for(app, "caseworker")
    with app.app_context(), unit_of_work():
        enrol(token, PASSWORD)
    browser_at(app).get(f"/enrol/{token}", 404)
    with app.app_context(), pytest.raises(LinkNotValid), unit_of_work():
        enrol(token, "another parasol citron")
    sign_in(app, "caseworker")


def test_a_link_sent_by_a_form_that_was_opened_before_it_was_used_is_refused(
    sqlite_app: Flask,
) -> None:
    path = f"/enrol/{link_for(sqlite_app, 'caseworker')}"
    first, second = browser_at(sqlite_app), browser_at(sqlite_app)
    form = second.get(path).form("password")
    first.submit(path, {"password": PASSWORD, "again": PASSWORD})
    late = {"password": "voleur parasol citron", "again": "voleur parasol citron"}
    second.post(path, form.filled(late), 404)
    with pytest.raises(SignInFailed):
        sign_in(sqlite_app, "caseworker", "voleur parasol citron")


def test_a_link_is_dead_after_seventy_two_hours(app: Flask, clock: SteppedClock) -> None:
    token = link_for(app, "caseworker")
    clock.advance(timedelta(hours=72) - timedelta(seconds=1))
    with app.app_context():
        check_link(token)
    clock.advance(timedelta(seconds=1))
    with app.app_context(), pytest.raises(LinkNotValid):
        check_link(token)


def test_a_new_link_ends_the_one_before(app: Flask) -> None:
    old, new = link_for(app, "caseworker"), link_for(app, "caseworker")
    with app.app_context():
        check_link(new)
        with pytest.raises(LinkNotValid):
            check_link(old)


def test_closing_an_account_ends_its_link(app: Flask) -> None:
    token = link_for(app, "caseworker")
    with app.app_context(), unit_of_work():
        disable_user(user_named("caseworker"), actor_named("administrator"))
    with app.app_context(), pytest.raises(LinkNotValid):
        check_link(token)
    with app.app_context(), pytest.raises(LinkNotValid), unit_of_work():
        enrolment_link(user_named("caseworker"), actor_named("administrator"))


def test_a_link_for_a_forgotten_password_ends_open_sessions(
    sqlite_app: Flask, client_as: Browser
) -> None:
    give_password(sqlite_app, "caseworker", "ancien parasol citron")
    browser = client_as("caseworker")
    token = link_for(sqlite_app, "caseworker")
    browser.get("/me")  # making the link changes nothing yet
    with sqlite_app.app_context(), unit_of_work():
        enrol(token, PASSWORD)
    browser.get("/me", 303)
    with pytest.raises(SignInFailed):
        sign_in(sqlite_app, "caseworker", "ancien parasol citron")


def test_only_the_hash_of_a_link_is_kept(sqlite_app: Flask) -> None:
    token = link_for(sqlite_app, "caseworker")
    with sqlite_app.app_context():
        row = db.session.scalars(select(Enrolment)).one()
    assert token.encode() not in row.token_hash
    assert len(row.token_hash) == 32


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("", "", "Remplissez"),
        ("court", "court", "12"),
        ("motdepasse2026", "motdepasse2026", "devine"),
        ("caseworker-essai", "caseworker-essai", "votre nom"),
        (PASSWORD, "autre chose ici", "diffèrent"),
        ("x" * 1_000_000, "x" * 1_000_000, "200"),
    ],
)
def test_a_password_that_cannot_be_taken_is_explained_and_the_link_stays_good(
    sqlite_app: Flask, password: str, again: str, told: str
) -> None:
    token = link_for(sqlite_app, "caseworker")
    page = browser_at(sqlite_app).submit(
        f"/enrol/{token}", {"password": password, "again": again}, 422
    )
    assert told in page.text
    if password:
        assert password not in page.text
    with sqlite_app.app_context():
        check_link(token)


@pytest.mark.parametrize("token", ["x", "a" * 43, "%00", "../../etc/passwd", "م" * 20])
def test_a_link_that_was_never_made_is_a_page_that_does_not_exist(
    sqlite_app: Flask, token: str
) -> None:
    browser_at(sqlite_app).get(f"/enrol/{token}", 404)


def test_a_person_changes_the_password_and_other_sessions_end(
    app: Flask, client_as: Browser
) -> None:
    give_password(app, "caseworker")
    other, here = client_as("caseworker"), client_as("caseworker")
    new = "mouette panier gris"
    page = here.submit("/me/password", {"current": PASSWORD, "password": new, "again": new})
    assert page.location == "/me?done=password"
    here.get("/me")
    other.get("/me", 303)
    sign_in(app, "caseworker", new)
    with pytest.raises(SignInFailed):
        sign_in(app, "caseworker", PASSWORD)


def test_a_password_cannot_be_changed_without_the_present_one(
    sqlite_app: Flask, client_as: Browser
) -> None:
    give_password(sqlite_app, "caseworker")
    typed = {"current": "not this", "password": "mouette panier gris"}
    typed["again"] = typed["password"]
    page = client_as("caseworker").submit("/me/password", typed, 422)
    assert "mot de passe actuel" in page.text
    sign_in(sqlite_app, "caseworker")


def test_the_present_password_cannot_be_chosen_again(sqlite_app: Flask, client_as: Browser) -> None:
    give_password(sqlite_app, "caseworker")
    typed = {"current": PASSWORD, "password": PASSWORD, "again": PASSWORD}
    client_as("caseworker").submit("/me/password", typed, 422)


def test_guessing_the_present_password_in_a_stolen_session_is_slowed_down(
    sqlite_app: Flask, client_as: Browser
) -> None:
    give_password(sqlite_app, "caseworker")
    thief = client_as("caseworker")
    typed = {"password": "mouette panier gris", "again": "mouette panier gris"}
    for number in range(5):
        thief.submit("/me/password", {"current": f"guess {number}", **typed}, 422)
    page = thief.submit("/me/password", {"current": PASSWORD, **typed}, 422)
    assert "Trop d’essais" in page.text
