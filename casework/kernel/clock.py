"""One clock for the whole of Sanad, so that tests and the demo loader can move it.

Times are aware and in UTC everywhere; they are shown in Africa/Casablanca by the web layer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

MOROCCO = ZoneInfo("Africa/Casablanca")
AS_SAID = "UTC-%Y-%m-%d-%H%M%S"
"""A moment of UTC as an event of the trace says it."""


class Clock(Protocol):
    """Anything that tells the present moment."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


class SteppedClock:
    """A clock that moves only when told: for tests and for the demo loader."""

    def __init__(self, start: datetime) -> None:
        self._at = _utc(start)

    def now(self) -> datetime:
        """The moment this clock was last set or advanced to."""
        return self._at

    def advance(self, by: timedelta) -> None:
        """Move forward. A step back is refused: history is never rewritten."""
        if by < timedelta(0):
            raise ValueError("a clock does not go back")
        self._at += by

    def set(self, moment: datetime) -> None:
        """Move to a given later moment; a moment in the clock's past is refused."""
        self.advance(_utc(moment) - self._at)


_current: ContextVar[Clock | None] = ContextVar("clock", default=None)
_system = SystemClock()


def now() -> datetime:
    """The present moment by the clock in use, aware, in UTC."""
    return (_current.get() or _system).now()


@contextmanager
def use(clock: Clock) -> Iterator[Clock]:
    """Let `now()` answer from another clock inside the block."""
    token = _current.set(clock)
    try:
        yield clock
    finally:
        _current.reset(token)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is refused")
    return moment.astimezone(UTC)
