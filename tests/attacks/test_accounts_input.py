"""Bad input on every form of accounts: a message beside the field, what was typed kept, nothing
half-written."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework.accounts.models import Organisation, User
from casework.db import db
from tests.client import SanadClient
from tests.factories import organisation_named, user_named
from tests.integration.accounts.passwords import browser_at

Browser = Callable[..., SanadClient]
MEGABYTE = "x" * 1_000_000
MARKUP = "<script>alert('1')</script>"
ARABIC = "جمعية «أمل» \u200f(الدار البيضاء)\u202e"
CONTROL = "Essai\x00\x07\x1b[31m"

INVITE = {"username", "display_name", "role", "organisation"}
ORGANISATION = {"name", "name_ar", "kind", "regions"}


def rows(app: Flask) -> tuple[int | None, int | None]:
    with app.app_context():
        return (
            db.session.scalar(select(func.count()).select_from(User)),
            db.session.scalar(select(func.count()).select_from(Organisation)),
        )


@pytest.mark.parametrize(
    ("path", "first", "needed"),
    [
        ("/a/users/new", "username", INVITE),
        ("/a/orgs/new", "name", ORGANISATION),
        (
            "/a/roster/new",
            "since_hour",
            {"region", "person", "since", "since_hour", "until", "until_hour"},
        ),
        ("/me/password", "current", {"current", "password", "again"}),
    ],
)
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_an_empty_form_says_beside_each_needed_field_what_is_missing(
    sqlite_app: Flask, client_as: Browser, path: str, first: str, needed: set[str], language: str
) -> None:
    before = rows(sqlite_app)
    page = client_as("administrator", language).submit(path, {}, 422, containing=first)
    for field in needed:
        assert f'id="{field}-error"' in page.text, field
    assert page.text.count('class="errors"') == 1
    assert rows(sqlite_app) == before


@pytest.mark.parametrize("text", [MEGABYTE, CONTROL])
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/a/users/new", "username"),
        ("/a/users/new", "display_name"),
        ("/a/orgs/new", "name"),
        ("/a/orgs/new", "name_ar"),
        ("/a/orgs/new", "hours"),
        ("/a/orgs/new", "public_phone"),
    ],
)
def test_a_text_too_long_or_with_control_characters_is_refused_beside_its_field(
    sqlite_app: Flask, client_as: Browser, path: str, field: str, text: str
) -> None:
    before = rows(sqlite_app)
    page = client_as("administrator").submit(path, {field: text}, 422)
    assert f'id="{field}-error"' in page.text
    assert rows(sqlite_app) == before


@pytest.mark.parametrize(
    ("path", "field", "choice"),
    [
        ("/a/users/new", "role", "king"),
        ("/a/users/new", "organisation", "00000000-0000-0000-0000-000000000000"),
        ("/a/users/new", "organisation", "' OR '1'='1"),
        ("/a/users/new", "regions", "MA-99"),
        ("/a/orgs/new", "kind", MARKUP),
        ("/a/orgs/new", "regions", "MA-00"),
        ("/a/orgs/new", "services", "EVERYTHING"),
        ("/a/roster/new", "region", "MA-99"),
        ("/a/roster/new", "person", "nobody"),
        ("/a/roster/new", "since_hour", "24"),
        ("/a/roster/new", "since_hour", "²"),
        ("/a/roster/new", "until_hour", "-1"),
        ("/me", "language", "tlh"),
        ("/me", "theme", MARKUP),
    ],
)
def test_a_choice_outside_the_list_is_refused_beside_its_field(
    sqlite_app: Flask, client_as: Browser, path: str, field: str, choice: str
) -> None:
    page = client_as("administrator").submit(path, {field: choice}, 422)
    assert f'id="{field}-error"' in page.text
    assert MARKUP not in page.text


@pytest.mark.parametrize("text", [MARKUP, ARABIC, "O’Brien & fils <مع>", "a\u202eb"])
def test_a_text_in_any_script_is_kept_as_text_and_loses_its_hidden_marks(
    sqlite_app: Flask, client_as: Browser, text: str
) -> None:
    administrator = client_as("administrator")
    with sqlite_app.app_context():
        path = f"/a/orgs/{organisation_named('clinic').id}"
        row_id = organisation_named("clinic").id
    administrator.submit(path, {"name_ar": text})
    with sqlite_app.app_context():
        kept = db.session.get_one(Organisation, row_id).name_ar
    assert kept == "".join(sign for sign in text if sign not in "\u200f\u202e").strip()
    assert "<script>" not in administrator.get(path).text
    assert "<script>" not in administrator.get("/a/orgs").text


@pytest.mark.parametrize(
    "name",
    ["", MEGABYTE, MARKUP, CONTROL, "' OR 1=1 --", "ａｄｍｉｎ", "مدير", "x" * 200, "../../x"],
)
def test_a_hostile_user_name_at_the_door_fails_like_any_other(sqlite_app: Flask, name: str) -> None:
    page = browser_at(sqlite_app).submit("/login", {"username": name, "password": "wrong"}, 422)
    assert MARKUP not in page.text


@pytest.mark.parametrize("version", ["", "x", "-1", "²", "9" * 30, "1; DROP TABLE user"])
def test_a_version_that_was_tampered_with_counts_as_stale(
    sqlite_app: Flask, client_as: Browser, version: str
) -> None:
    with sqlite_app.app_context():
        path = f"/a/users/{user_named('shelter').id}"
    typed = {"version": version, "display_name": "Autre"}
    client_as("administrator").submit(path, typed, 409)
    with sqlite_app.app_context():
        assert user_named("shelter").display_name == "Essai Shelter"


def test_fields_that_are_not_on_the_form_change_nothing(
    sqlite_app: Flask, client_as: Browser
) -> None:
    typed = {"language": "en", "theme": "dark", "role": "administrator", "national": "y"}
    client_as("provider").submit("/me", typed)
    with sqlite_app.app_context():
        user = user_named("provider")
        assert (user.role, user.national) == ("provider", False)


def test_a_list_of_accounts_asked_for_by_another_method_is_refused(client_as: Browser) -> None:
    administrator = client_as("administrator")
    for method in ("put", "delete", "patch"):
        sent = getattr(administrator.http, method)(
            "/a/users", headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert sent.status_code == 405
