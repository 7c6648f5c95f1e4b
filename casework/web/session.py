"""The browser's side of a session: one random token in one cookie, and nothing else.

Flask's session is never stored and cannot be written. It only exposes the CSRF secret of the
browser, an HMAC of its cookie, so that forms are protected for somebody signed out as well as in.
What a token stands for lies on the server (`accounts`). A new token is given at sign-in and at
sign-out, so one planted beforehand is worth nothing (OWASP ASVS 5.0, 7.2.4 and 3.3.1 to 3.3.4).
"""

import hashlib
import hmac
import re
import secrets
from typing import Any, NoReturn, cast

from flask import Flask, Request, Response, g, session
from flask.sessions import SessionInterface, SessionMixin

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
CSRF = "csrf_token"


class BrowserSession(dict[str, str], SessionMixin):
    """The token of the cookie and the CSRF secret made from it. Holds nothing else."""

    def __init__(self, token: str, secret: str, sent: bool) -> None:
        super().__init__({CSRF: _csrf(secret, token)})
        self.token = token
        self.sent = sent
        self.known = sent
        self.used = False
        self._secret = secret

    @property
    def handed_over(self) -> bool:
        """Whether another token than the one sent goes out with this answer."""
        return self.known and not self.sent

    def hand_over(self, token: str) -> None:
        """Give the browser another token with this answer."""
        self.token, self.sent, self.known, self.used = token, False, True, True
        super().__setitem__(CSRF, _csrf(self._secret, token))
        g.pop(CSRF, None)  # Flask-WTF keeps the one it made for this request

    def __getitem__(self, key: str) -> str:
        self.used = True
        return super().__getitem__(key)

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("nothing is kept in the session")

    __setitem__ = __delitem__ = setdefault = update = pop = popitem = clear = _refuse


class BrowserSessions(SessionInterface):
    """Reads the cookie, and sets it when a page used a token that the browser does not have."""

    def __init__(self, secure: bool) -> None:
        self.secure = secure
        self.cookie = "__Host-sanad" if secure else "sanad"

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        """The session of this request; a missing or malformed cookie makes a new one."""
        sent = request.cookies.get(self.cookie, "")
        known = _TOKEN.fullmatch(sent) is not None
        return BrowserSession(sent if known else new_token(), app.config["SECRET_KEY"], known)

    def save_session(self, app: Flask, session: Any, response: Response) -> None:
        """Hand over the token, once. The cookie ends with the browser; the server is quicker."""
        if session.used:
            response.vary.add("Cookie")
        if session.used and not session.sent:
            response.set_cookie(
                self.cookie,
                session.token,
                httponly=True,
                samesite="Strict",
                secure=self.secure,
                path="/",
            )


def new_token() -> str:
    """256 random bits, as 43 characters."""
    return secrets.token_urlsafe(32)


def browser_token() -> str | None:
    """The token that the browser sent with this request, or was given by it; None without one."""
    mine = _of_this_request()
    return mine.token if mine.known else None


def hand_over(token: str | None = None) -> None:
    """Another token for this browser, from this answer on: that of a session, or of nobody."""
    _of_this_request().hand_over(token or new_token())


def handed_over() -> bool:
    """Whether the browser came with a token and gets another with this answer."""
    return _of_this_request().handed_over


def _of_this_request() -> BrowserSession:
    return cast(BrowserSession, session)


def _csrf(secret: str, token: str) -> str:
    return hmac.new(secret.encode(), b"csrf|" + token.encode(), hashlib.sha256).hexdigest()


def init_app(app: Flask) -> None:
    """Use it. Over plain http (a demonstration on this machine) the cookie cannot be Secure, and
    browsers then refuse the __Host- prefix."""
    secure = app.extensions["settings"].https
    app.config["SESSION_COOKIE_SECURE"] = secure
    app.session_interface = BrowserSessions(secure)
