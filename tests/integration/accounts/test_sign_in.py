from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from casework.accounts.domain.refusals import SignInFailed
from casework.accounts.hashing import Hashing
from casework.accounts.models import Password, UserSession
from casework.accounts.seals import hash_in
from casework.accounts.service import disable_user, restore_user
from casework.audit.models import AuditEvent
from casework.db import db, unit_of_work
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.accounts.passwords import (
    HOME,
    PASSWORD,
    browser_at,
    come_in,
    cookie,
    give_password,
    sign_in,
)


def kinds(app: Flask) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(AuditEvent.kind)))


def test_a_person_with_a_password_comes_in_and_finds_the_work_of_the_day(app: Flask) -> None:
    give_password(app, "caseworker")
    browser = browser_at(app)
    assert come_in(browser, " CaseWorker ").location == "/?done=came_in"
    assert "Essai Caseworker" in browser.get("/").text
    assert "SignedIn" in kinds(app)


def test_the_home_page_without_a_session_is_the_sign_in_form(sqlite_app: Flask) -> None:
    page = browser_at(sqlite_app).get("/")
    assert page.form("password").action == "/login"


def test_a_person_is_led_back_to_the_page_that_was_asked_for(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "administrator")
    browser = browser_at(sqlite_app)
    asked = browser.get("/a/users", 303)
    assert asked.location == "/login?next=/a/users"
    typed = {"username": "administrator", "password": PASSWORD}
    assert browser.submit(asked.location, typed).location == "/a/users"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/no/such/page"]
)
def test_nobody_is_led_to_another_site_after_signing_in(sqlite_app: Flask, elsewhere: str) -> None:
    give_password(sqlite_app, "caseworker")
    browser = browser_at(sqlite_app)
    form = browser.get("/login").form("password")
    typed = form.filled({"username": "caseworker", "password": PASSWORD})
    sent = browser.http.post(
        "/login", query_string={"next": elsewhere}, data=typed, headers=browser._headers()
    )
    assert sent.status_code == 303
    assert sent.headers["Location"] == "/?done=came_in"


def test_wrong_unknown_disabled_and_not_enrolled_read_alike(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "caseworker")
    give_password(sqlite_app, "analyst")
    with sqlite_app.app_context(), unit_of_work():
        disable_user(user_named("analyst"), actor_named("administrator"))
    texts = set()
    for name in ("caseworker", "nobody.here", "analyst", "shelter"):
        password = PASSWORD if name == "analyst" else "not the password"
        page = come_in(browser_at(sqlite_app), name, password, status=422)
        start, end = page.text.index('class="errors"'), page.text.index("<form method")
        texts.add(page.text[start:end])
    assert len(texts) == 1


def test_a_failed_sign_in_keeps_the_name_and_never_the_password(sqlite_app: Flask) -> None:
    page = come_in(browser_at(sqlite_app), "caseworker", "canary-password-7", status=422)
    assert 'value="caseworker"' in page.text
    assert "canary-password-7" not in page.text


@pytest.mark.parametrize(
    ("name", "password", "reason"),
    [
        ("caseworker", "wrong", "password"),
        ("nobody.here", "wrong", "unknown"),
        ("analyst", PASSWORD, "disabled"),
    ],
)
def test_each_failure_is_written_down_with_its_true_reason(
    app: Flask, name: str, password: str, reason: str
) -> None:
    give_password(app, "caseworker")
    give_password(app, "analyst")
    with app.app_context(), unit_of_work():
        disable_user(user_named("analyst"), actor_named("administrator"))
    with pytest.raises(SignInFailed):
        sign_in(app, name, password)
    with app.app_context():
        found = select(AuditEvent.body).where(AuditEvent.kind == "SignInRefused")
        (body,) = db.session.scalars(found)
    assert f'"{reason}"'.encode() in body
    assert b"caseworker" not in body


def test_nobody_of_a_closed_organisation_can_sign_in(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "shelter")
    with sqlite_app.app_context(), unit_of_work():
        organisation_named("shelter_house").active = False
    with pytest.raises(SignInFailed):
        sign_in(sqlite_app, "shelter")


def test_a_restored_account_has_lost_its_old_password(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "shelter")
    with sqlite_app.app_context(), unit_of_work():
        disable_user(user_named("shelter"), actor_named("administrator"))
        restore_user(user_named("shelter"), actor_named("administrator"))
    with pytest.raises(SignInFailed):
        sign_in(sqlite_app, "shelter")


def test_signing_in_keeps_only_hashes_of_token_and_address(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "caseworker")
    token = sign_in(sqlite_app, "caseworker", source=HOME)
    raw = b"".join(
        path.read_bytes()
        for path in sqlite_app.extensions["settings"].home.glob("sanad.sqlite*")
        if path.is_file()
    )
    assert token.encode() not in raw
    assert HOME.encode() not in raw


def test_a_hash_of_an_older_cost_is_renewed_when_its_owner_signs_in(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "caseworker")
    cheap = sqlite_app.extensions["accounts.hashing"]
    sqlite_app.extensions["accounts.hashing"] = Hashing(cheap.time_cost + 1, cheap.memory_kib)
    try:
        sign_in(sqlite_app, "caseworker")
        with sqlite_app.app_context():
            (kept,) = db.session.scalars(select(Password))
            assert f"t={cheap.time_cost + 1}" in (hash_in(kept) or "")
        sign_in(sqlite_app, "caseworker")
    finally:
        sqlite_app.extensions["accounts.hashing"] = cheap


def test_a_password_chosen_while_the_old_hash_is_renewed_stays(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_password(sqlite_app, "caseworker")
    cheap = sqlite_app.extensions["accounts.hashing"]

    class Meanwhile(Hashing):
        def hash(self, password: str) -> str:
            give_password(sqlite_app, "caseworker", "tout autre phrase choisie")
            return super().hash(password)

    monkeypatch.setitem(
        sqlite_app.extensions,
        "accounts.hashing",
        Meanwhile(cheap.time_cost + 1, cheap.memory_kib),
    )
    chosen = Hashing(cheap.time_cost, cheap.memory_kib)
    monkeypatch.setattr("tests.integration.accounts.passwords.hashing", lambda: chosen)
    sign_in(sqlite_app, "caseworker")
    monkeypatch.setitem(sqlite_app.extensions, "accounts.hashing", cheap)
    sign_in(sqlite_app, "caseworker", "tout autre phrase choisie")


def test_somebody_signed_in_is_not_shown_the_form_again(
    sqlite_app: Flask, client_as: Callable[..., SanadClient]
) -> None:
    assert client_as("caseworker").get("/login", 303).location == "/"


def test_signing_in_again_ends_the_session_that_the_browser_had(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "caseworker")
    browser = browser_at(sqlite_app)
    form = browser.get("/login").form("password")
    come_in(browser, "caseworker")
    first = cookie(browser)
    # a second form, opened before: its CSRF token belongs to the old cookie
    again = form.filled({"username": "caseworker", "password": PASSWORD})
    assert browser.post("/login", again, 400).status == 400
    csrf = browser.get("/me").form("language").fields["csrf_token"]
    browser.post("/login", {**again, "csrf_token": csrf})
    assert cookie(browser) != first
    with sqlite_app.app_context():
        ended = db.session.scalars(select(UserSession.ended_at)).all()
    assert sorted(at is None for at in ended) == [False, True]
