"""How many requests somebody may make in a minute, so that nobody is slow at others' cost.

Counted for each account, and for each address as long as nobody is signed in there: an office
behind one address does not share one allowance. Reading and writing are counted apart, and so is
the work that cannot wait (a screening, a visit), whose allowance nothing else can use up. Sign-in
has a stricter limit of its own (`accounts`); leaving a page in a hurry has none.

Whoever asks too often is told how long to wait, and a form that was sent comes back with all that
was typed, to be sent again. Several nodes count together in Redis; when it is away, or there is
none, each process counts alone: the database is never asked, and no answer depends on it.
"""

import math
import time
from typing import Any

from flask import Flask, Response, current_app, make_response, render_template, request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from casework.accounts.domain.throttling import source_of
from casework.accounts.tokens import keyed
from casework.logs import write as write_line
from casework.logs.catalogue import LimitsUnavailable, RequestsLimited
from casework.policy import Permission
from casework.web import figures, kept
from casework.web.guard import READING, STAMP, current_actor

EXTENSION = "sanad-limits"
WRITES_SHARE = 5
AWAY_FOR = 30.0
FREE = frozenset(
    {
        "assets.static_file",
        "home.hide",
        "home.hidden",
        "accounts.sign_in",
        "accounts.sign_out",
        "health.healthz",
        "health.readyz",
        "health.metrics",
    }
)
CANNOT_WAIT = frozenset(
    {
        Permission.SCREENING_START,
        Permission.SCREENING_WRITE,
        Permission.VISIT_START,
        Permission.VISIT_WORK,
    }
)
NOT_KEPT = frozenset({"csrf_token", *kept.PROOF, *kept.SECRET})


class Limits:
    """The allowances of one process, in Redis where several nodes share one."""

    def __init__(self, per_minute: int, url: str) -> None:
        self.reads = RateLimitItemPerMinute(per_minute)
        self.writes = RateLimitItemPerMinute(max(1, per_minute // WRITES_SHARE))
        self._own = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._shared = SlidingWindowCounterRateLimiter(_open(url)) if url else None
        self._away_until = 0.0

    def wait(self, item: RateLimitItem, *who: str) -> int:
        """Takes one of the allowance; 0 when there was one, else the seconds until there is."""
        if self._shared is not None and time.monotonic() >= self._away_until:
            try:
                return _take(self._shared, item, who)
            except Exception as problem:  # each kind of store fails in its own way
                self._away_until = time.monotonic() + AWAY_FOR
                write_line(LimitsUnavailable(problem))
        return _take(self._own, item, who)


def _open(url: str) -> Any:
    return storage_from_string(url, socket_timeout=0.5, socket_connect_timeout=0.5)


def _take(counter: SlidingWindowCounterRateLimiter, item: RateLimitItem, who: Any) -> int:
    if counter.hit(item, *who):
        return 0
    left = counter.get_window_stats(item, *who).reset_time - time.time()
    return max(1, min(60, math.ceil(left)))


def refuse_too_many() -> Response | None:
    """Before each request, once it is known to come from a form of ours."""
    found: Limits | None = current_app.extensions.get(EXTENSION)
    if found is None or request.endpoint in FREE:
        return None
    actor = current_actor()
    reading = request.method in READING
    by = "account" if actor else "address"
    item = found.reads if reading else found.writes
    kind = "read" if reading else "write"
    if actor is not None and _cannot_wait():
        item, kind = found.reads, "urgent"
    who = str(actor.user_id) if actor else source_of(request.remote_addr)
    seconds = found.wait(item, kind, by, keyed("limits", who).hex())
    return told_to_wait(seconds, by) if seconds else None


def _cannot_wait() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    stamp = getattr(view, STAMP, None)
    return stamp is not None and stamp.permission in CANNOT_WAIT


def told_to_wait(seconds: int, by: Any) -> Response:
    """429, with what was typed around a button that sends it again."""
    figures.LIMITED.labels(by).inc()
    write_line(RequestsLimited(by))
    page = render_template(
        "errors/limited.html",
        seconds=seconds,
        kept=_kept(),
        files=bool(request.files),
        action=request.full_path if request.query_string else request.path,
    )
    answer = make_response(page, 429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _kept() -> list[tuple[str, str]] | None:
    """What was typed, by somebody signed in; None when there is nothing to send again. That it
    came from a form of ours was looked at before."""
    if request.method in READING or current_actor() is None:
        return None
    return kept.typed(but=NOT_KEPT)


def init_app(app: Flask) -> None:
    """Nothing is opened before the first request."""
    settings = app.extensions["settings"]
    if settings.requests_per_minute:
        app.extensions[EXTENSION] = Limits(settings.requests_per_minute, settings.limits_url)
    app.before_request(refuse_too_many)
