"""What accounts do at every request: say who is asking, how they are named, and that they came.

The session is written to at most once a minute, after the answer is ready, so that reading pages
stays reading.
"""

from typing import Any

from flask import Response, g, url_for
from sqlalchemy.exc import OperationalError

from casework.accounts import service
from casework.accounts.domain.sessions import is_due
from casework.accounts.queries.sessions import LiveSession, live_session
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.logs import write as write_line
from casework.logs.catalogue import SessionUseNotWritten
from casework.policy import Actor
from casework.web.account import AccountDesk, SignedIn
from casework.web.languages import current_language
from casework.web.session import browser_token, hand_over


def present_session() -> LiveSession | None:
    """The session of this browser, if it can still be used: looked up once a request, so that a
    change of role acts on the next one."""
    if "live_session" not in g:
        token = browser_token()
        g.live_session = None  # where the keys are away, the page that says so asks again
        g.live_session = live_session(token) if token else None
    found: LiveSession | None = g.live_session
    return found


def forget_session() -> None:
    """The session of this request has ended: nobody is asking any more."""
    g.live_session = None
    g.actor = None
    g.pop("_login_user", None)  # what Flask-Login remembers for the length of a request


def begin_session(token: str) -> None:
    """From now on in this request the browser is whoever this token stands for."""
    hand_over(token)
    for name in ("live_session", "actor", "signed_in", "_login_user"):
        g.pop(name, None)


def language_of_actor() -> str | None:
    """The language that the person asking chose, if any."""
    found = present_session()
    return found.language if found else None


def describe(actor: Actor) -> SignedIn:
    """How the bar names the person asking."""
    found = present_session()
    if found is None:  # the actor was given otherwise: nothing to name
        return SignedIn(name="")
    return SignedIn(
        name=found.display_name,
        organisation=found.organisation_in(current_language()),
        profile_href=url_for("own.me"),
        sign_out_href=url_for("accounts.sign_out"),
        theme=found.theme,
    )


def show_sign_in() -> Any:
    """The sign-in form, as the home page of somebody signed out."""
    from casework.accounts.views.access import sign_in_form

    return sign_in_form()


def end_session(answer: Response) -> Response:
    """End the session of this browser, if it has one, and give it another token."""
    found, token = present_session(), browser_token()
    if found and token:
        with unit_of_work():
            service.sign_out(token, found.actor)
        forget_session()
    hand_over()
    return answer


def remember_language(actor: Actor, language: str) -> None:
    """Keep a signed-in person's choice of language."""
    with unit_of_work():
        service.set_language(actor, language)


def note_use(answer: Response) -> Response:
    """After a request: write down that the session was used, once a minute. A store that cannot be
    written to does not stop anybody from reading."""
    found: LiveSession | None = g.get("live_session")
    if found is None or not is_due(found.last_seen_at, clock.now()):
        return answer
    try:
        with unit_of_work():
            service.touch(found.id)
    except OperationalError:
        db.session.rollback()
        write_line(SessionUseNotWritten())
    return answer


DESK = AccountDesk(describe, show_sign_in, end_session, remember_language)
