"""Where a request comes from.

What changes something must come from our own pages: browsers say so in `Sec-Fetch-Site` (W3C Fetch
Metadata), older ones in `Origin` (OWASP ASVS 5.0, 3.5.1 and 3.5.3). This stands before the CSRF
token and the SameSite cookie, not instead of them.

A page opened from a link on another site comes without our SameSite=Strict cookie, as if nobody
were signed in. It is answered by a page that opens it once more, this time from here.
"""

from flask import Flask, Response, request

from casework.kernel.refusals import Refusal
from casework.web.errors import explain
from casework.web.languages import _l
from casework.web.session import browser_token

READING = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})  # "none": the person's own doing, such as a reload
AGAIN = (
    '<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="refresh" content="0">'
    '<title>Sanad</title></head><body><p><a href="">Sanad</a></p></body></html>'
)


class ForeignOrigin(Refusal):
    """Another site, or no browser at all, tried to change something here."""

    status = 403


explain(
    ForeignOrigin,
    _l("This was not sent from a page of Sanad. Open the page here and send it again."),
)


def is_ours(site: str | None, origin: str | None, host_url: str) -> bool:
    """Whether a changing request comes from our own pages.

    Our pages carry `Referrer-Policy: no-referrer`, under which a browser that does not know
    Sec-Fetch-Site names its origin as "null" (Fetch standard, "append a request Origin header").
    That says nothing either way: the CSRF token and the SameSite cookie decide then.
    """
    if site is not None:
        return site in OURS
    if origin is None:
        return False
    return origin == "null" or origin.lower() == host_url.lower().rstrip("/")


def refuse_foreign() -> None:
    """Before each request: refuse a change that another site asks for."""
    headers = request.headers
    if request.method in READING:
        return
    if not is_ours(headers.get("Sec-Fetch-Site"), headers.get("Origin"), request.host_url):
        raise ForeignOrigin()


def open_again() -> Response | None:
    """Before each request: a link from elsewhere is opened once more with our cookie."""
    headers = request.headers
    arrived = (
        request.method == "GET"
        and headers.get("Sec-Fetch-Site") == "cross-site"
        and headers.get("Sec-Fetch-Mode") == "navigate"
        and browser_token() is None
    )
    return Response(AGAIN) if arrived else None


def init_app(app: Flask) -> None:
    """Check every request."""
    app.before_request(refuse_foreign)
    app.before_request(open_again)
