"""Sanad as it is served, as many days ahead of the machine's clock as a file says. A server of the
journeys imports this in place of `wsgi`."""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from casework.kernel import clock
from wsgi import app as served


class AheadClock:
    """The machine's clock, moved by whole days."""

    def __init__(self, file: Path) -> None:
        self._file, self._machine = file, clock.SystemClock()

    def now(self) -> datetime:
        """The present moment of the house."""
        return self._machine.now() + timedelta(days=int(self._file.read_text()))


_ahead = AheadClock(Path(os.environ["DAYS_AHEAD_FILE"]))


def app(environ: Any, start_response: Any) -> Any:
    """Every request by the clock of the house."""
    with clock.use(_ahead):
        return served(environ, start_response)
