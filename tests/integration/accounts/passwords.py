"""Passwords for the cast, and signing in with them."""

from flask import Flask

from casework.accounts import seals, service
from casework.accounts.hashing import hashing
from casework.accounts.models import Password, User
from casework.db import db, unit_of_work
from casework.kernel import clock
from tests.client import Page, SanadClient
from tests.factories import user_named

PASSWORD = "hibou parasol citron"
HOME = "196.200.1.1"
ELSEWHERE = "105.66.2.2"


def give_password(app: Flask, persona: str, password: str = PASSWORD) -> None:
    """As if the persona had enrolled."""
    with app.app_context(), unit_of_work():
        user = user_named(persona)
        sealed = seals.seal_hash(user.id, hashing().hash(password))
        user.password = Password(user_id=user.id, sealed_hash=sealed, chosen_at=clock.now())


def sign_in(app: Flask, name: str, password: str = PASSWORD, source: str = HOME) -> str:
    """The service itself, from one source."""
    with app.app_context():
        return service.sign_in(name, password, source, "firefox/linux").token


def browser_at(app: Flask, source: str = HOME) -> SanadClient:
    """A signed-out browser of a source."""
    browser = SanadClient(app)
    browser.http.environ_base["REMOTE_ADDR"] = source
    return browser


def come_in(browser: SanadClient, name: str, password: str = PASSWORD, status: int = 303) -> Page:
    """Fill the sign-in form and send it."""
    return browser.submit("/login", {"username": name, "password": password}, status)


def cookie(browser: SanadClient) -> str | None:
    """The token that the browser holds."""
    held = browser.http.get_cookie("sanad")
    return held.value if held else None


def persona(app: Flask, key: str) -> User:
    """The account of a persona, detached from the session that read it."""
    with app.app_context():
        user = user_named(key)
        db.session.expunge_all()
        return user
