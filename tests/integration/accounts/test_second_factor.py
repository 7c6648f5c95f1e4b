"""The second factor: set up, asked, used once, replaced, reset by two."""

import re
from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from casework.accounts.queries.factors import codes_left, confirmed_factors
from casework.kernel.clock import SteppedClock
from tests.client import SanadClient
from tests.factories import user_named
from tests.integration.accounts.passwords import (
    PASSWORD,
    browser_at,
    come_in,
    cookie,
    give_password,
)
from tests.integration.accounts.proofs import (
    ask,
    code_now,
    codes_on,
    give_app,
    give_passkey,
    second_step,
)

Browser = Callable[..., SanadClient]


def half_way(app: Flask, persona: str) -> SanadClient:
    browser = browser_at(app)
    assert come_in(browser, persona).location == "/login/second"
    return browser


def test_a_person_sets_up_an_app_gets_codes_and_comes_in_with_both(
    app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    browser = client_as("caseworker")
    setting_up = browser.submit("/me/second-factor", {}, containing="idempotency_key").location
    page = browser.get(setting_up)
    assert "<svg" in page.text
    key = re.search(r'id="app-key"[^>]*><code>([A-Z2-7 ]+)<', page.text)
    assert key is not None
    typed_key = key[1].replace(" ", "")
    shown = browser.submit(setting_up, {"code": code_now(typed_key)}, 200)
    assert len(codes_on(shown)) == 8
    assert codes_on(browser.get("/me/second-factor")) == []
    give_password(app, "caseworker")
    clock.advance(timedelta(seconds=60))
    entering = half_way(app, "caseworker")
    entering.get("/me", 303)
    second_step(entering, code_now(typed_key))
    entering.get("/me")


def test_a_wrong_first_code_keeps_the_same_picture_and_counts_for_nothing(
    sqlite_app: Flask, client_as: Browser
) -> None:
    browser = client_as("caseworker")
    path = browser.submit("/me/second-factor", {}, containing="idempotency_key").location
    before = re.search(r'id="app-key"[^>]*><code>([A-Z2-7 ]+)<', browser.get(path).text)
    page = browser.submit(path, {"code": "000000"}, 422)
    assert before is not None
    assert before[1] in page.text
    assert 'id="code-error"' in page.text
    with sqlite_app.app_context():
        assert confirmed_factors(user_named("caseworker").id) == []


def test_a_code_typed_with_spaces_or_arabic_digits_is_the_same_code(
    sqlite_app: Flask, clock: SteppedClock
) -> None:
    give_password(sqlite_app, "caseworker")
    give_app(sqlite_app, "caseworker")
    code = code_now()
    second_step(half_way(sqlite_app, "caseworker"), f" {code[:3]} {code[3:]} ")
    clock.advance(timedelta(seconds=60))
    arabic = code_now().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    second_step(half_way(sqlite_app, "caseworker"), arabic)


def test_a_code_on_paper_opens_once(app: Flask) -> None:
    give_password(app, "caseworker")
    codes = give_app(app, "caseworker")
    second_step(half_way(app, "caseworker"), codes[2].lower().replace("-", " "))
    again = half_way(app, "caseworker")
    second_step(again, codes[2], 422)
    second_step(again, codes[5])
    with app.app_context():
        assert codes_left(user_named("caseworker").id) == 6


def test_new_codes_on_paper_end_the_earlier_ones(sqlite_app: Flask, client_as: Browser) -> None:
    give_password(sqlite_app, "caseworker")
    old = give_app(sqlite_app, "caseworker")
    browser = client_as("caseworker")
    form = next(
        form for form in browser.get("/me/second-factor").forms() if form.action.endswith("/codes")
    )
    new = codes_on(browser.post(form.action, form.fields, 200))
    second_step(half_way(sqlite_app, "caseworker"), old[0], 422)
    second_step(half_way(sqlite_app, "caseworker"), new[0])


def test_where_a_role_needs_a_second_factor_nothing_opens_before_it_is_there(
    strict: Flask, client_as: Browser
) -> None:
    browser = client_as("caseworker")
    for path in ("/", "/c", "/t"):
        assert browser.get(path, 303).location == "/me/second-factor"
    browser.post("/c/MA-26-7KQ4-M/notes", {"csrf_token": csrf(browser)}, 303)
    assert "Une étape avant de commencer" in browser.get("/me/second-factor").text
    give_app(strict, "caseworker")
    browser.get("/c")


def test_the_last_second_factor_stays_where_the_role_needs_one(
    strict: Flask, client_as: Browser
) -> None:
    give_app(strict, "caseworker")
    browser = client_as("caseworker")
    first = re.search(
        r"/me/second-factor/[0-9a-f-]{36}/remove", browser.get("/me/second-factor").text
    )
    assert first is not None
    page = browser.submit(first[0], {}, 422, containing="idempotency_key")
    assert "Votre rôle demande un second facteur" in page.text
    give_passkey_too(browser)
    browser.submit(first[0], {}, containing="idempotency_key")


def give_passkey_too(browser: SanadClient) -> None:
    from tests.integration.accounts.authenticator import Authenticator

    page = "/me/second-factor/passkey"
    made = Authenticator().make(ask(browser, f"{page}/options", page))
    browser.submit(page, {"passkey": made})


def csrf(browser: SanadClient) -> str:
    return browser.get("/me").form("language").fields["csrf_token"][0]


def test_a_person_comes_in_with_a_passkey(app: Flask, client_as: Browser) -> None:
    give_password(app, "caseworker")
    key = give_passkey(client_as("caseworker"))
    entering = half_way(app, "caseworker")
    before = cookie(entering)
    signed = key.sign(ask(entering, "/login/second/passkey", "/login/second"))
    entering.submit("/login/second", {"passkey": signed})
    assert cookie(entering) != before
    entering.get("/me")


def test_adding_a_factor_ends_the_other_sessions(sqlite_app: Flask, client_as: Browser) -> None:
    here, elsewhere = client_as("caseworker"), client_as("caseworker")
    give_passkey(here)
    here.get("/me")
    elsewhere.get("/me", 303)


def test_two_administrators_take_a_lost_factor_off_and_one_alone_cannot(
    app: Flask, client_as: Browser
) -> None:
    from tests.integration.accounts.second_administrator import second_administrator

    give_password(app, "caseworker")
    give_app(app, "caseworker")
    first, other = client_as("administrator"), second_administrator(app)
    with app.app_context():
        path = f"/a/users/{user_named('caseworker').id}/factors"
    first.submit(path, {}, containing="idempotency_key")
    first.submit(path, {}, 422, containing="idempotency_key")
    assert not [form for form in first.get("/a/second").forms() if "/confirm" in form.action]
    asked = next(form for form in other.get("/a/second").forms() if "/confirm" in form.action)
    token = first.get("/a/second").form("csrf_token").fields["csrf_token"]
    first.post(asked.action, {"csrf_token": token}, 403)
    other.post(asked.action, asked.fields)
    with app.app_context():
        user = user_named("caseworker")
        assert confirmed_factors(user.id) == []
        assert user.password is None
    come_in(browser_at(app), "caseworker", PASSWORD, 422)


def test_a_link_for_a_forgotten_password_leaves_the_second_factor_in_place(
    sqlite_app: Flask, client_as: Browser
) -> None:
    give_app(sqlite_app, "caseworker")
    administrator = client_as("administrator")
    with sqlite_app.app_context():
        path = f"/a/users/{user_named('caseworker').id}"
    form = next(one for one in administrator.get(path).forms() if one.action.endswith("/link"))
    shown = administrator.post(form.action, form.fields, 200)
    link = shown.text.split('value="http://localhost')[1].split('"')[0]
    newcomer = browser_at(sqlite_app)
    newcomer.submit(link, {"password": PASSWORD, "again": PASSWORD})
    half_way(sqlite_app, "caseworker").get("/me", 303)


def test_a_new_administrator_comes_in_only_after_a_second_one_said_yes(
    sqlite_app: Flask, client_as: Browser
) -> None:
    from tests.integration.accounts.second_administrator import second_administrator

    first, other = client_as("administrator"), second_administrator(sqlite_app)
    with sqlite_app.app_context():
        house = str(user_named("administrator").organisation_id)
    typed = {
        "username": "n.nouveau",
        "display_name": "N. Nouveau",
        "organisation": house,
        "role": "administrator",
    }
    path = first.submit("/a/users/new", typed).location.partition("?")[0]
    form = next(one for one in first.get(path).forms() if one.action.endswith("/link"))
    first.post(form.action, form.fields, 422)
    asked = next(form for form in other.get("/a/second").forms() if "/confirm" in form.action)
    other.post(asked.action, asked.fields)
    form = next(one for one in first.get(path).forms() if one.action.endswith("/link"))
    first.post(form.action, form.fields, 200)


def test_the_sign_in_before_this_one_is_told_and_can_be_disputed(
    sqlite_app: Flask, clock: SteppedClock
) -> None:
    give_password(sqlite_app, "caseworker")
    elsewhere = browser_at(sqlite_app)
    come_in(elsewhere, "caseworker")
    clock.advance(timedelta(minutes=5))
    come_in(browser_at(sqlite_app), "caseworker", "wrong", 422)
    browser = browser_at(sqlite_app)
    page = browser.get(come_in(browser, "caseworker").location)
    assert "Votre connexion précédente" in page.text
    assert "1 essai manqué depuis" in page.text
    form = next(one for one in browser.get("/me").forms() if one.action == "/me/not-me")
    assert browser.post(form.action, form.fields).location == "/me/password?done=not_me"
    elsewhere.get("/me", 303)
    browser.get("/me")
