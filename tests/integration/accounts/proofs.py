"""Setting up second factors for the cast, and giving their proofs."""

import html
import re

import pyotp
from flask import Flask

from casework.accounts.domain.second_factor import FactorSecret
from casework.accounts.service.factors import keep_codes, keep_factor, make_codes, seal_factors
from casework.db import unit_of_work
from casework.kernel import clock
from tests.client import Page, SanadClient
from tests.factories import actor_named
from tests.integration.accounts.authenticator import Authenticator
from tests.integration.accounts.passwords import HOME, browser_at, come_in

KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def half_way(app: Flask, persona: str = "caseworker", source: str = HOME) -> SanadClient:
    """A browser that gave its password and not yet its second factor."""
    browser = browser_at(app, source)
    come_in(browser, persona)
    return browser


def give_app(app: Flask, persona: str, key: str = KEY) -> list[str]:
    """As if the persona had set up an app; gives the codes on paper."""
    with app.app_context(), unit_of_work():
        actor = actor_named(persona)
        factor = keep_factor(actor, "totp", "firefox/android", FactorSecret(key=key))
        factor.confirmed_at = factor.used_at = clock.now()
        seal_factors(actor.user_id)
        codes = make_codes(actor)
        keep_codes(actor)
        return codes


def code_now(key: str = KEY, steps: int = 0) -> str:
    """What the app shows now, or so many steps of 30 seconds later."""
    return pyotp.TOTP(key).generate_otp(int(clock.now().timestamp()) // 30 + steps)


def second_step(browser: SanadClient, code: str, status: int = 303) -> Page:
    """Type a code on the page after the password."""
    return browser.submit("/login/second", {"code": code}, status)


def ask(browser: SanadClient, path: str, page: str) -> str:
    """What the script of a page fetches before it asks the passkey."""
    form = browser.get(page).form("csrf_token")
    sent = browser.http.post(
        path, data={"csrf_token": form.fields["csrf_token"]}, headers=browser._headers()
    )
    assert sent.status_code == 200, sent.status_code
    return sent.get_data(as_text=True)


def give_passkey(browser: SanadClient) -> Authenticator:
    """Set one up in a browser that is signed in."""
    key, page = Authenticator(), "/me/second-factor/passkey"
    made = key.make(ask(browser, f"{page}/options", page))
    browser.submit(page, {"passkey": made}, 200)
    return key


def codes_on(page: Page) -> list[str]:
    """The codes on paper that a page shows."""
    return [
        html.unescape(one) for one in re.findall(r"\b[1-8]-[0-9A-Z]{5}-[0-9A-Z]{5}\b", page.text)
    ]
