"""A request that does not end takes its process with it, and the server begins another one.

Every process answers one request at a time: one that hangs for ever, in a parser or in a call to
the outside, would be one process less until somebody looks. Nothing is lost with it: what was not
committed is undone, and a form that is sent again is carried out once. Runs in a server alone.
"""

import os
import threading
import time
from collections.abc import Callable

from flask import Flask, request

from casework.logs import write as write_line
from casework.logs.catalogue import RequestHung

LONGEST = 90.0
EVERY = 1.0


class Watchdog:
    """Looks once a second at how long the requests of this process have run."""

    def __init__(self, longest: float = LONGEST, end: Callable[[int], None] = os._exit) -> None:
        self._longest = longest
        self._end = end
        self._running: dict[int, tuple[float, str | None]] = {}
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """A request began in this thread. The first one starts the watch: a server may have made
        its processes after the program was read."""
        self._running[threading.get_ident()] = time.monotonic(), request.endpoint
        if self._thread is None:
            self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
            self._thread.start()

    def done(self, _problem: BaseException | None = None) -> None:
        """It ended."""
        self._running.pop(threading.get_ident(), None)

    def look(self) -> None:
        """End the process when a request of it has run too long."""
        at = time.monotonic()
        for began, endpoint in list(self._running.values()):
            if at - began > self._longest:
                write_line(RequestHung(endpoint))
                self._end(1)

    def _watch(self) -> None:
        while True:
            time.sleep(min(EVERY, self._longest / 4))
            self.look()


def init_app(app: Flask, watchdog: Watchdog | None = None) -> None:
    """Watch the requests of this process."""
    found = watchdog or Watchdog()
    app.before_request_funcs.setdefault(None, []).insert(0, found.begin)
    app.teardown_request(found.done)
