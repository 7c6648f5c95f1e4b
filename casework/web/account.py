"""What the pages of everybody need from accounts, which is a higher package and registers it here:
how the signed-in person is named in the bar, where they sign in, and how a session ends."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, g

from casework.policy import Actor
from casework.web.guard import current_actor


@dataclass(frozen=True)
class SignedIn:
    """What the bar shows: name and organisation as given, and two addresses (local, or None).
    `theme` is "" (as it comes) or "dark"."""

    name: str
    organisation: str = ""
    profile_href: str | None = None
    sign_out_href: str | None = None
    theme: str = ""


@dataclass(frozen=True)
class AccountDesk:
    """What accounts does for the pages of everybody.

    `describe` names the actor. `sign_in` shows the sign-in form (the home page of somebody signed
    out). `end_session` ends the session, if any, and returns the answer with its cookie removed;
    `remember_language` keeps a signed-in person's choice: each in a unit of work of its own.
    """

    describe: Callable[[Actor], SignedIn]
    sign_in: Callable[[], Any]
    end_session: Callable[[Response], Response]
    remember_language: Callable[[Actor, str], None]


_desk: list[AccountDesk] = []


def register_account_desk(desk: AccountDesk) -> None:
    """Accounts introduce themselves."""
    _desk[:] = [desk]


def account_desk() -> AccountDesk | None:
    """The desk, or None in an application without accounts."""
    return _desk[0] if _desk else None


def signed_in() -> SignedIn | None:
    """The person of this request, as the bar names them; None when nobody is signed in."""
    if "signed_in" not in g:
        actor, desk = current_actor(), account_desk()
        g.signed_in = desk.describe(actor) if actor and desk else None
    found: SignedIn | None = g.signed_in
    return found


def _theme() -> str:
    account = signed_in()
    return account.theme if account else ""


def init_app(app: Flask) -> None:
    """What layouts ask: who is signed in, their theme, and whether this is a demonstration."""
    settings = app.extensions["settings"]
    app.jinja_env.globals.update(
        signed_in=signed_in, theme=_theme, demo_mode=lambda: bool(settings.demo)
    )
