"""Attacks on the second factor and on the proof that is asked again: replay, guessing, another
origin, another account, a stolen session, a form carried past the question."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from casework.accounts import service
from casework.accounts.domain.second_factor import FRESH_FOR, HALF_FOR
from casework.accounts.queries.factors import confirmed_factors
from casework.db import unit_of_work
from casework.journal.telling import tell_alarms
from casework.kernel.clock import SteppedClock
from casework.kernel.refusals import Refusal
from tests.client import SanadClient
from tests.conftest import browser_of
from tests.factories import actor_named, user_named
from tests.integration.accounts.authenticator import Authenticator
from tests.integration.accounts.passwords import (
    ELSEWHERE,
    PASSWORD,
    browser_at,
    come_in,
    cookie,
    give_password,
)
from tests.integration.accounts.proofs import (
    KEY,
    ask,
    code_now,
    give_app,
    give_passkey,
    half_way,
    second_step,
)

Browser = Callable[..., SanadClient]
LATE = FRESH_FOR + timedelta(seconds=1)


@pytest.fixture
def guarded(app: Flask) -> Flask:
    """`caseworker` has a password and an app."""
    give_password(app, "caseworker")
    give_app(app, "caseworker")
    return app


@pytest.fixture
def key(sqlite_app: Flask, client_as: Browser) -> Authenticator:
    """`caseworker` has a password and a passkey."""
    give_password(sqlite_app, "caseworker")
    return give_passkey(client_as("caseworker"))


def test_the_password_alone_opens_no_page_at_all(guarded: Flask) -> None:
    browser = half_way(guarded)
    for path in ("/me", "/c", "/t", "/me/second-factor", "/me/again"):
        assert browser.get(path, 303).location.startswith("/login")


def test_a_code_that_was_used_is_refused_even_in_its_own_thirty_seconds(guarded: Flask) -> None:
    code = code_now()
    second_step(half_way(guarded), code)
    page = second_step(half_way(guarded), code, 422)
    assert "déjà servi" in page.text


def test_a_code_older_than_the_last_one_used_is_refused(guarded: Flask) -> None:
    second_step(half_way(guarded), code_now())
    second_step(half_way(guarded), code_now(steps=-1), 422)


@pytest.mark.parametrize("steps", [-3, -2, 1, 2, 3])
def test_a_code_of_another_moment_is_refused(sqlite_app: Flask, steps: int) -> None:
    give_password(sqlite_app, "caseworker")
    give_app(sqlite_app, "caseworker")
    second_step(half_way(sqlite_app), code_now(steps=steps), 422)


def test_guessing_codes_is_slowed_down_and_does_not_keep_the_owner_out(guarded: Flask) -> None:
    second_step(half_way(guarded), code_now(steps=-1))  # the owner came in from here before
    answers = Counter[int]()
    for number in range(12):
        attacker = half_way(guarded, source=ELSEWHERE)  # the password again, whenever it is asked
        token = attacker.get("/login/second").form("code")
        sent = attacker.http.post(
            "/login/second",
            data=token.filled({"code": f"{number:06}"}),
            headers=attacker._headers(),
        )
        answers[sent.status_code] += 1
    assert answers == {422: 5, 429: 7}
    second_step(half_way(guarded), code_now())


def test_the_half_done_sign_in_of_one_browser_is_worth_nothing_in_another(guarded: Flask) -> None:
    half_way(guarded)
    stranger = browser_at(guarded)
    stranger.get("/login")
    assert stranger.get("/login/second", 303).location == "/login"


def test_a_half_done_sign_in_ends_after_ten_minutes(guarded: Flask, clock: SteppedClock) -> None:
    browser = half_way(guarded)
    form = browser.get("/login/second").form("code")
    clock.advance(HALF_FOR)
    page = browser.post("/login/second", form.filled({"code": code_now()}))
    assert page.location == "/login?done=sign_in_ended"


def test_a_half_done_sign_in_finishes_once(guarded: Flask) -> None:
    browser = half_way(guarded)
    token = cookie(browser)
    second_step(browser, code_now())
    copy = SanadClient(guarded, token)
    assert copy.get("/login/second", 303).location == "/login"
    copy.get("/me", 303)


def test_the_token_changes_at_each_step_so_a_planted_one_opens_nothing(guarded: Flask) -> None:
    browser = browser_at(guarded)
    browser.get("/login")
    tokens = [cookie(browser)]
    come_in(browser, "caseworker")
    tokens.append(cookie(browser))
    second_step(browser, code_now())
    tokens.append(cookie(browser))
    assert len(set(tokens)) == 3
    for token in tokens[:2]:
        SanadClient(guarded, token).get("/me", 303)


def test_the_code_of_one_account_does_not_open_another(sqlite_app: Flask) -> None:
    for persona, own in (("caseworker", KEY), ("shelter", KEY[::-1])):
        give_password(sqlite_app, persona)
        give_app(sqlite_app, persona, own)
    second_step(half_way(sqlite_app, "shelter"), code_now(KEY), 422)


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example/", "/\\evil"])
def test_neither_step_leads_to_another_site(sqlite_app: Flask, next_page: str) -> None:
    give_password(sqlite_app, "caseworker")
    give_app(sqlite_app, "caseworker")
    browser = browser_at(sqlite_app)
    form = browser.get("/login").form("password")
    typed = form.filled({"username": "caseworker", "password": PASSWORD})
    query = {"next": next_page}
    sent = browser.http.post("/login", data=typed, query_string=query, headers=browser._headers())
    assert sent.headers["Location"] == "/login/second"
    form = browser.get("/login/second").form("code")
    sent = browser.http.post(
        "/login/second",
        data=form.filled({"code": code_now()}),
        query_string=query,
        headers=browser._headers(),
    )
    assert sent.headers["Location"] == "/?done=came_in"


# passkeys


def signed(browser: SanadClient, key: Authenticator, **changed: str) -> str:
    return key.sign(ask(browser, "/login/second/passkey", "/login/second"), **changed)


@pytest.mark.parametrize(
    "changed",
    [
        {"origin": "https://sanad.evil.example"},
        {"origin": "http://localhost.evil.example"},
        {"name": "evil.example"},
    ],
)
def test_what_a_passkey_signed_for_another_site_is_refused(
    sqlite_app: Flask, key: Authenticator, changed: dict[str, str]
) -> None:
    browser = half_way(sqlite_app)
    browser.submit("/login/second", {"passkey": signed(browser, key, **changed)}, 422)


def test_what_a_passkey_signed_once_is_refused_the_second_time(
    sqlite_app: Flask, key: Authenticator
) -> None:
    browser = half_way(sqlite_app)
    answer = signed(browser, key)
    browser.submit("/login/second", {"passkey": answer})
    again = half_way(sqlite_app)
    again.submit("/login/second", {"passkey": answer}, 422)
    ask(again, "/login/second/passkey", "/login/second")
    again.submit("/login/second", {"passkey": answer}, 422)


def test_a_wrong_try_spends_the_challenge(sqlite_app: Flask, key: Authenticator) -> None:
    browser = half_way(sqlite_app)
    answer = signed(browser, key)
    browser.submit("/login/second", {"code": "000000"}, 422)
    browser.submit("/login/second", {"passkey": answer}, 422)


def test_a_passkey_of_somebody_else_is_refused(
    sqlite_app: Flask, key: Authenticator, client_as: Browser
) -> None:
    give_password(sqlite_app, "shelter")
    other = give_passkey(client_as("shelter"))
    browser = half_way(sqlite_app)
    browser.submit("/login/second", {"passkey": signed(browser, other)}, 422)


def test_a_copied_passkey_is_noticed_by_its_counter(sqlite_app: Flask, key: Authenticator) -> None:
    browser = half_way(sqlite_app)
    key.counter = 5
    browser.submit("/login/second", {"passkey": signed(browser, key)})
    browser = half_way(sqlite_app)
    key.counter = 3  # a copy that was used less often
    browser.submit("/login/second", {"passkey": signed(browser, key)}, 422)


def test_the_same_passkey_is_not_kept_for_two_accounts(
    sqlite_app: Flask, key: Authenticator, client_as: Browser
) -> None:
    page, browser = "/me/second-factor/passkey", client_as("shelter")
    browser.submit(page, {"passkey": key.make(ask(browser, f"{page}/options", page))}, 422)


@pytest.mark.parametrize(
    "answer",
    ["{", "[]", "null", '{"id": 1}', "x" * 30_000, "[" * 5_000, '{"id": "a", "response": {}}'],
)
def test_a_malformed_answer_of_a_passkey_is_refused_in_words(
    sqlite_app: Flask, key: Authenticator, answer: str
) -> None:
    browser = half_way(sqlite_app)
    ask(browser, "/login/second/passkey", "/login/second")
    page = browser.submit("/login/second", {"passkey": answer}, 422)
    assert "clé d’accès" in page.text


def test_factors_of_others_cannot_be_reached_by_their_identifiers(
    sqlite_app: Flask, client_as: Browser
) -> None:
    give_app(sqlite_app, "caseworker")
    with sqlite_app.app_context():
        (factor,) = confirmed_factors(user_named("caseworker").id)
        path = f"/me/second-factor/{factor.id}"
    for persona in ("shelter", "administrator", "colleague_caseworker"):
        client_as(persona).get(f"{path}/remove", 404)
        client_as(persona).get(path.replace("second-factor/", "second-factor/app/"), 404)


def test_secrets_codes_and_tokens_are_in_no_file_row_or_log_line(
    sqlite_app: Flask, clock: SteppedClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    give_password(sqlite_app, "caseworker")
    codes = give_app(sqlite_app, "caseworker")
    browser = half_way(sqlite_app)
    secrets = [
        KEY,
        KEY.lower(),
        str(cookie(browser)),
        *codes,
        *(c[2:].replace("-", "") for c in codes),
    ]
    second_step(browser, codes[0])
    secrets.append(str(cookie(browser)))
    clock.advance(LATE)
    form = browser.get("/me/again").form("proof_code")
    code = code_now()
    browser.post(form.action, form.filled({"proof_code": code}))
    secrets.append(str(cookie(browser)))
    home = sqlite_app.extensions["settings"].home
    raw = b"".join(one.read_bytes() for one in home.rglob("*") if one.is_file())
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert [one for one in secrets if one.encode() in raw] == []
    assert [one for one in [*secrets, code, PASSWORD] if one in logged] == []


def test_whoever_asked_cannot_be_the_second_person_by_any_way(sqlite_app: Flask) -> None:
    with sqlite_app.app_context(), unit_of_work():
        first, user = actor_named("administrator"), user_named("caseworker")
        act = service.ask_second_person(user, "factor_reset", first)
        with pytest.raises(Refusal):
            service.decide_second_person(act, True, first)
        with pytest.raises(Refusal):
            service.ask_second_person(user_named("administrator"), "factor_reset", first)
        about = actor_named("caseworker")
        with pytest.raises(Refusal):
            service.decide_second_person(act, False, about)


def test_options_for_a_passkey_name_no_person(sqlite_app: Flask, client_as: Browser) -> None:
    page = "/me/second-factor/passkey"
    asked = json.loads(ask(client_as("caseworker"), f"{page}/options", page))
    assert asked["user"]["name"] == "caseworker"
    assert asked["attestation"] == "none"
    assert "Essai" not in json.dumps(asked)


def test_five_wrong_codes_end_the_sign_in_that_waits(guarded: Flask, clock: SteppedClock) -> None:
    browser = half_way(guarded)
    for _number in range(4):
        second_step(browser, "000000", 422)
        clock.advance(timedelta(minutes=1))
    ended = second_step(browser, "000000", 409)
    assert "trop de codes étaient faux" in ended.text
    assert browser.get("/login/second", 303).location.startswith("/login")


def test_guessing_from_many_sources_ends_after_twenty_codes_and_the_owner_is_told(
    guarded: Flask, clock: SteppedClock
) -> None:
    second_step(half_way(guarded), code_now())  # from now on HOME is known to this account
    for number in range(20):
        second_step(half_way(guarded, source=f"41.140.{number}.1"), "000000", 422)
        clock.advance(timedelta(seconds=30))
    stranger = half_way(guarded, source="41.140.99.1")
    second_step(stranger, code_now(), 429)
    clock.advance(timedelta(hours=23))
    second_step(half_way(guarded, source="41.140.99.1"), code_now(), 429)
    owner = half_way(guarded)
    second_step(owner, code_now())  # nobody else's guesses keep the owner out
    with guarded.app_context():
        assert tell_alarms() >= 1
    home = owner.get("/")
    assert "Quelqu’un détient peut-être votre mot de passe" in home.text
    officer = browser_of(guarded, "dpo", "fr").get("/")
    assert "Second facteur tenté à plusieurs reprises" in officer.text
    clock.advance(timedelta(hours=2))
    second_step(half_way(guarded, source="41.140.99.1"), code_now())
