"""Fixed, foreign, replayed and forged requests."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from casework import create_app
from casework.web.session import new_token
from config import Settings
from tests.client import SanadClient
from tests.integration.accounts.passwords import (
    PASSWORD,
    browser_at,
    come_in,
    cookie,
    give_password,
)

Browser = Callable[..., SanadClient]


def form_of(browser: SanadClient) -> dict[str, list[str]]:
    return browser.get("/me").form("language").fields


def send(browser: SanadClient, fields: object, **headers: str) -> TestResponse:
    return browser.http.post("/me", data=fields, headers=headers)


def test_a_token_planted_before_signing_in_opens_nothing_after(app: Flask) -> None:
    give_password(app, "caseworker")
    planted = new_token()
    victim, attacker = browser_at(app), SanadClient(app, planted)
    victim.http.set_cookie("sanad", planted)
    come_in(victim, "caseworker")
    assert cookie(victim) != planted
    victim.get("/me")
    attacker.get("/me", 303)


def test_the_form_secret_of_a_planted_token_is_worth_nothing_after_signing_in(
    sqlite_app: Flask,
) -> None:
    give_password(sqlite_app, "caseworker")
    browser = browser_at(sqlite_app)
    before = browser.get("/login").form("password").fields["csrf_token"]
    come_in(browser, "caseworker")
    browser.post("/me", {**form_of(browser), "csrf_token": before}, 400)


def test_a_stranger_signed_out_gets_a_token_only_with_a_form(sqlite_app: Flask) -> None:
    browser = browser_at(sqlite_app)
    browser.http.get("/static/sanad.css")
    assert cookie(browser) is None
    browser.get("/login")
    first = cookie(browser)
    browser.get("/login")
    assert first is not None
    assert cookie(browser) == first


@pytest.mark.parametrize("forged", [None, "", "x", "0" * 64])
def test_a_form_without_its_own_secret_changes_nothing(
    sqlite_app: Flask, client_as: Browser, forged: str | None
) -> None:
    browser = client_as("caseworker")
    fields: dict[str, object] = {**form_of(browser), "language": "ar", "csrf_token": forged}
    if forged is None:
        del fields["csrf_token"]
    sent = send(browser, fields, **{"Sec-Fetch-Site": "same-origin"})
    assert sent.status_code == 400
    assert 'lang="fr"' in browser.get("/me").text


def test_the_form_secret_of_another_person_is_refused(
    sqlite_app: Flask, client_as: Browser
) -> None:
    browser, attacker = client_as("caseworker"), client_as("analyst")
    stolen = form_of(attacker)["csrf_token"]
    browser.post("/me", {**form_of(browser), "csrf_token": stolen}, 400)


def test_signing_in_without_the_form_secret_is_refused(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "caseworker")
    browser = browser_at(sqlite_app)
    browser.post("/login", {"username": "caseworker", "password": PASSWORD}, 400)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "https://localhost"},
        {},
    ],
)
def test_another_site_cannot_change_anything_even_with_cookie_and_secret(
    sqlite_app: Flask, client_as: Browser, headers: dict[str, str]
) -> None:
    browser = client_as("caseworker")
    fields = {**form_of(browser), "language": "ar", "theme": "dark"}
    assert send(browser, fields, **headers).status_code == 403
    assert 'lang="fr"' in browser.get("/me").text


@pytest.mark.parametrize("headers", [{"Origin": "http://localhost"}, {"Origin": "null"}])
def test_a_browser_without_fetch_metadata_can_still_work(
    sqlite_app: Flask, client_as: Browser, headers: dict[str, str]
) -> None:
    browser = client_as("caseworker")
    fields = {**form_of(browser), "language": "ar", "theme": "dark"}
    assert send(browser, fields, **headers).status_code == 303


def test_a_link_from_another_site_is_opened_once_more_from_here(sqlite_app: Flask) -> None:
    browser = browser_at(sqlite_app)
    arrival = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    sent = browser.http.get("/me?next=//evil.example", headers=arrival)
    assert sent.status_code == 200
    assert '<meta http-equiv="refresh" content="0">' in sent.text
    assert "evil" not in sent.text
    assert "Set-Cookie" not in sent.headers  # the session that the browser kept back is not lost


def test_a_cookie_over_https_cannot_be_read_or_set_by_others(tmp_path: object) -> None:
    settings = Settings(
        base_url="https://sanad.example", secret_key="k" * 40, home=tmp_path, testing=True
    )
    app = create_app(settings)
    sent = app.test_client().get("/login", base_url="https://sanad.example")
    (line,) = sent.headers.get_all("Set-Cookie")
    name, _equals, rest = line.partition("=")
    assert name == "__Host-sanad"
    attributes = {part.strip() for part in rest.split(";")[1:]}
    assert attributes == {"Secure", "HttpOnly", "Path=/", "SameSite=Strict"}


def test_nothing_can_be_written_into_the_session(sqlite_app: Flask) -> None:
    from flask import session

    with sqlite_app.test_request_context("/"), pytest.raises(TypeError):
        session["role"] = "administrator"


def test_an_identifier_in_the_address_does_not_open_somebody_elses_account(
    sqlite_app: Flask, client_as: Browser
) -> None:
    for persona in ("caseworker", "focal_point", "dpo", "analyst"):
        browser = client_as(persona)
        browser.get("/a/users", 403)
        browser.get("/a/users/00000000-0000-0000-0000-000000000000", 403)
    client_as("administrator").get("/a/users/00000000-0000-0000-0000-000000000000", 404)
    client_as("administrator").get("/a/users/not-an-id", 404)


def test_a_user_name_in_the_bar_is_text_and_never_markup(
    sqlite_app: Flask, client_as: Browser
) -> None:
    administrator = client_as("administrator")
    (path, *_rest) = re.findall(r"/a/users/[0-9a-f-]{36}", administrator.get("/a/users").text)
    administrator.submit(path, {"display_name": "<img src=x onerror=alert(1)>"})
    for shown in (administrator.get(path), administrator.get("/a/users")):
        assert "<img" not in shown.text
        assert "&lt;img" in shown.text
