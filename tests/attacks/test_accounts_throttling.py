"""Guessing is slow, and cannot be used to keep anybody else out."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework.accounts.domain.refusals import SignInFailed, TryLater
from casework.accounts.domain.throttling import FREE_AT_ALL_NAMES, FREE_AT_ONE_NAME, PRESSURE
from casework.accounts.models import SignInTally
from casework.db import db
from casework.kernel.clock import SteppedClock
from casework.kernel.refusals import Refusal
from tests.client import SanadClient
from tests.integration.accounts.passwords import (
    ELSEWHERE,
    HOME,
    PASSWORD,
    browser_at,
    come_in,
    give_password,
    sign_in,
)


def guess(app: Flask, name: str, source: str, times: int = 1) -> Counter[str]:
    """How each of some wrong guesses was answered."""
    answers: Counter[str] = Counter()
    for number in range(times):
        try:
            sign_in(app, name, f"wrong {number}", source)
        except Refusal as refusal:
            answers[type(refusal).__name__] += 1
    return answers


def test_an_attacker_has_five_tries_and_then_waits_longer_each_time(
    app: Flask, clock: SteppedClock
) -> None:
    give_password(app, "caseworker")
    assert guess(app, "caseworker", ELSEWHERE, 7) == {"SignInFailed": 5, "TryLater": 2}
    clock.advance(timedelta(seconds=2))
    assert guess(app, "caseworker", ELSEWHERE, 2) == {"SignInFailed": 1, "TryLater": 1}
    clock.advance(timedelta(seconds=2))
    assert guess(app, "caseworker", ELSEWHERE) == {"TryLater": 1}


def test_an_attacker_gets_fewer_than_two_hundred_guesses_a_day_from_one_source(
    sqlite_app: Flask, clock: SteppedClock
) -> None:
    give_password(sqlite_app, "caseworker")
    tried = 0
    for _minute in range(24 * 12):
        tried += guess(sqlite_app, "caseworker", ELSEWHERE, 2)["SignInFailed"]
        clock.advance(timedelta(minutes=5))
    assert 50 < tried < 200


def test_the_right_password_of_an_attacker_who_must_wait_is_not_even_looked_at(
    sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_password(sqlite_app, "caseworker")
    guess(sqlite_app, "caseworker", ELSEWHERE, FREE_AT_ONE_NAME)
    monkeypatch.delitem(sqlite_app.extensions, "accounts.hashing")
    with pytest.raises(TryLater):
        sign_in(sqlite_app, "caseworker", PASSWORD, ELSEWHERE)


def test_an_attacker_cannot_lock_the_owner_out_from_another_place(app: Flask) -> None:
    give_password(app, "caseworker")
    guess(app, "caseworker", ELSEWHERE, 50)
    assert sign_in(app, "caseworker", source=HOME)


def test_an_attacker_behind_the_owners_address_cannot_lock_the_owner_out(app: Flask) -> None:
    give_password(app, "caseworker")
    sign_in(app, "caseworker", source=HOME)  # the owner has come in from here before
    for number in range(FREE_AT_ALL_NAMES + 20):
        guess(app, f"stranger{number}", HOME)
    assert guess(app, "stranger", HOME) == {"TryLater": 1}
    assert sign_in(app, "caseworker", source=HOME)


def test_an_attacker_with_many_addresses_cannot_lock_the_owner_out_of_a_new_place(
    sqlite_app: Flask,
) -> None:
    give_password(sqlite_app, "caseworker")
    for number in range(PRESSURE + 10):
        guess(sqlite_app, "caseworker", f"105.66.{number}.1")
    assert guess(sqlite_app, "caseworker", "105.67.1.1", 2) == {"SignInFailed": 1, "TryLater": 1}
    assert sign_in(sqlite_app, "caseworker", source="41.140.9.9")


def test_an_open_session_goes_on_while_its_account_is_attacked(
    sqlite_app: Flask, client_as: Callable[..., SanadClient]
) -> None:
    give_password(sqlite_app, "caseworker")
    browser = client_as("caseworker")
    guess(sqlite_app, "caseworker", "127.0.0.1", 50)
    browser.get("/me")


def test_trying_many_names_from_one_place_is_slowed_down(sqlite_app: Flask) -> None:
    answers: Counter[str] = Counter()
    for number in range(FREE_AT_ALL_NAMES + 10):
        answers += guess(sqlite_app, f"name{number}", ELSEWHERE)
    assert answers == {"SignInFailed": FREE_AT_ALL_NAMES, "TryLater": 10}


def test_an_attacker_with_an_account_cannot_wash_the_source_clean(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "analyst")
    for number in range(FREE_AT_ALL_NAMES - 1):
        guess(sqlite_app, f"name{number}", ELSEWHERE)
    sign_in(sqlite_app, "analyst", source=ELSEWHERE)
    guess(sqlite_app, "one.more", ELSEWHERE)
    assert guess(sqlite_app, "another", ELSEWHERE) == {"TryLater": 1}


def test_many_tries_at_the_same_moment_gain_nothing(app: Flask) -> None:
    give_password(app, "caseworker")

    def attempt(number: int) -> str:
        try:
            return str(bool(sign_in(app, "caseworker", f"wrong {number}", ELSEWHERE)))
        except Refusal as refusal:
            return type(refusal).__name__

    with ThreadPoolExecutor(8) as threads:
        runs = [threads.submit(copy_context().run, attempt, number) for number in range(24)]
        answers = Counter(run.result() for run in runs)
    assert answers == {"SignInFailed": FREE_AT_ONE_NAME, "TryLater": 24 - FREE_AT_ONE_NAME}


def test_an_unknown_name_is_slowed_down_like_a_known_one(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "caseworker")
    known = guess(sqlite_app, "caseworker", ELSEWHERE, 8)
    assert guess(sqlite_app, "nobody.here", "105.66.2.3", 8) == known


def test_a_wait_is_told_on_the_page_and_not_as_a_failure_of_the_password(
    sqlite_app: Flask,
) -> None:
    give_password(sqlite_app, "caseworker")
    browser = browser_at(sqlite_app, ELSEWHERE)
    for _try in range(FREE_AT_ONE_NAME):
        come_in(browser, "caseworker", "wrong", status=422)
    page = come_in(browser, "caseworker", PASSWORD, status=429)
    assert "Trop d’essais" in page.text


def test_capitals_and_spaces_do_not_make_new_tries(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "caseworker")
    names = ("caseworker", "CASEWORKER", " caseworker ", "CaseWorker", "caseworkeR", "Caseworker")
    answers = Counter[str]()
    for name in names:
        answers += guess(sqlite_app, name, ELSEWHERE)
    assert answers == {"SignInFailed": 5, "TryLater": 1}


def test_counting_tries_keeps_neither_names_nor_addresses_and_forgets_strangers(
    sqlite_app: Flask, clock: SteppedClock
) -> None:
    give_password(sqlite_app, "caseworker")
    for number in range(20):
        guess(sqlite_app, f"canary.name{number}", f"105.66.{number}.9")
    raw = b"".join(
        path.read_bytes()
        for path in sqlite_app.extensions["settings"].home.glob("sanad.sqlite*")
        if path.is_file()
    )
    assert b"canary.name" not in raw
    assert b"105.66" not in raw
    clock.advance(timedelta(days=2))
    sign_in(sqlite_app, "caseworker")
    with sqlite_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(SignInTally)) == 3


def test_a_failed_sign_in_says_nothing_but_that_it_failed() -> None:
    assert SignInFailed().codes == {}
