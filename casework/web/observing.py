"""Each request is counted, timed and logged by its endpoint: never by its address or its sender."""

import time
from typing import Any, cast

from flask import Flask, Response, g, request

from casework.logs import allow
from casework.logs import write as write_line
from casework.logs.catalogue import Method, RequestAnswered
from casework.web import figures

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
UNNOTED = frozenset({"assets.static", "health.healthz", "health.readyz", "health.metrics"})


def begin() -> None:
    """When the request came."""
    g.began = time.monotonic()


def note(answer: Response) -> Response:
    """After each request. What machines ask every few seconds is counted and not logged."""
    seconds = time.monotonic() - g.get("began", time.monotonic())
    method = cast(Method, request.method if request.method in METHODS else "other")
    endpoint = request.endpoint
    figures.REQUESTS.labels(endpoint or "none", method, str(answer.status_code)).inc()
    figures.DURATION.observe(seconds)
    if endpoint not in UNNOTED:
        took = int(1000 * seconds)
        write_line(RequestAnswered(endpoint, method, answer.status_code, took))
    return answer


def init_app(app: Flask) -> None:
    """Before everything else, so that what is refused early is seen too."""
    app.before_request(begin)
    app.after_request(note)


def know_endpoints(app: Flask) -> None:
    """The names that a line may hold, once all are there."""
    names: Any = app.view_functions
    allow("endpoint", names)
