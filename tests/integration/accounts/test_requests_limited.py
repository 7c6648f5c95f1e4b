"""Somebody who asks too often waits, loses nothing, and keeps nobody else out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine

from casework.accounts.limits import EXTENSION, Limits
from tests.client import SanadClient
from tests.integration.accounts.passwords import ELSEWHERE, HOME, browser_at, come_in, give_password

MOST = 20
WRITES = MOST // 5


@pytest.fixture
def limited(sqlite_app):
    """The app as in production, with a small allowance."""
    with time_machine.travel(datetime(2026, 11, 16, 9, 0, 10, tzinfo=UTC), tick=False):
        sqlite_app.extensions[EXTENSION] = Limits(MOST, "")
        yield sqlite_app
    sqlite_app.extensions.pop(EXTENSION)


def _use_up(browser, path="/me", times=MOST):
    for _ in range(times):
        browser.http.get(path)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_who_reads_too_much_is_told_how_long_to_wait_in_their_language(
    limited, client_as, language
):
    browser = client_as("caseworker", language)
    _use_up(browser)
    page = browser.get("/me", 429)
    assert 1 <= int(page.response.headers["Retry-After"]) <= 60
    words = {"fr": "Un instant", "ar": "لحظة", "en": "A moment"}[language]
    assert words in page.text
    assert f'lang="{language}"' in page.text


def test_one_account_uses_up_nobody_elses_allowance_at_the_same_address(limited, client_as):
    greedy, colleague = client_as("caseworker"), client_as("owner_inspector")
    _use_up(greedy)
    greedy.get("/me", 429)
    colleague.get("/me")
    client_as("signed_out").get("/help")


def test_two_sessions_of_an_account_share_its_allowance(limited, client_as):
    _use_up(client_as("caseworker"))
    client_as("caseworker").get("/me", 429)


def test_a_stranger_is_limited_by_address_and_others_come_in_meanwhile(limited):
    give_password(limited, "caseworker")
    stranger = browser_at(limited, ELSEWHERE)
    _use_up(stranger, "/help")
    stranger.get("/help", 429)
    browser_at(limited, HOME).get("/help")
    come_in(browser_at(limited, ELSEWHERE), "caseworker")  # the same address: signing in goes on


def test_a_form_sent_too_soon_comes_back_with_all_that_was_typed(limited, client_as):
    browser = client_as("caseworker")
    form = browser.get("/me").form("theme")
    typed = form.filled({"theme": "dark", "note": ["سطر أول", 'two "lines" <b>']})
    for _ in range(WRITES):
        browser.http.post("/me", data=typed, headers={"Sec-Fetch-Site": "same-origin"})
    answer = browser.http.post("/me", data=typed, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 429
    told = answer.get_data(as_text=True)
    for kept in ("سطر أول", "two &#34;lines&#34; &lt;b&gt;", 'name="idempotency_key"'):
        assert kept in told, kept
    assert 'action="/me"' in told


def test_nothing_keeps_an_inspector_from_saving_a_screening(limited, client_as, sqlite_app):
    inspector = client_as("owner_inspector")
    form = inspector.get("/s/new").form()
    for _ in range(MOST):
        inspector.http.get("/me")
        _ = inspector.http.post("/me", data={}, headers={"Sec-Fetch-Site": "same-origin"})
    inspector.get("/me", 429)
    sent = inspector.http.post(
        "/s/new", data=form.filled({}), headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert sent.status_code != 429
    inspector.get("/s/new")


def test_saving_beyond_even_its_own_allowance_keeps_what_was_typed(limited, client_as):
    inspector = client_as("owner_inspector")
    form = inspector.get("/s/new").form().filled({"words": "كلام الشاهدة"})
    statuses = [
        inspector.http.post("/s/new", data=form, headers={"Sec-Fetch-Site": "same-origin"})
        for _ in range(MOST)
    ]
    assert statuses[-1].status_code == 429
    assert "كلام الشاهدة" in statuses[-1].get_data(as_text=True)
    assert all(one.status_code != 429 for one in statuses[:WRITES])


def test_leaving_in_a_hurry_and_signing_out_have_no_limit(limited, client_as):
    browser = client_as("caseworker")
    form = browser.get("/me").form("theme").filled({})
    _use_up(browser)
    for _ in range(MOST):
        browser.http.post("/me", data={}, headers={"Sec-Fetch-Site": "same-origin"})
    secret = {"csrf_token": form["csrf_token"]}
    done = browser.http.post("/hide", data=secret, headers={"Sec-Fetch-Site": "same-origin"})
    assert done.status_code == 303


def test_a_form_from_elsewhere_is_not_shown_back(limited, client_as):
    browser = client_as("caseworker")
    for _ in range(MOST):
        answer = browser.http.post(
            "/me", data={"note": "planted"}, headers={"Sec-Fetch-Site": "cross-site"}
        )
    assert answer.status_code == 403
    assert "planted" not in answer.get_data(as_text=True)


def test_production_has_limits_and_refuses_to_go_without(sqlite_app):
    settings = replace(sqlite_app.extensions["settings"], mode="production", requests_per_minute=0)
    assert any("SANAD_REQUESTS_PER_MINUTE" in fault for fault in settings.faults())
    assert SanadClient(sqlite_app).http.get("/help").status_code == 200
