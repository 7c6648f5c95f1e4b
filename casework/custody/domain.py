"""What state a key is in, and from which day an old one may be destroyed. Pure.

An old key is destroyed only when nothing hangs on it any more, and when the longest-kept backup
made while something still did has been thrown away: the day it was emptied plus the days that
backups are kept. That day is stated, and it is the delay after which an erasure reaches backups.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

RENEW_AFTER = timedelta(days=31)
HUNDRED = 100
REHEARSE_AFTER = timedelta(days=92)


class State(StrEnum):
    """What a key does."""

    CURRENT = "current"
    WAITING = "waiting"
    FORMER = "former"
    MISSING = "missing"


class Outcome(StrEnum):
    """How the trial of a key came out. Idle: nothing hangs on it that could be tried."""

    OPENED = "opened"
    IDLE = "idle"
    MISSING = "missing"
    WRONG = "wrong"
    UNREACHED = "unreached"


@dataclass(frozen=True)
class KeyLine:
    """One key: what hangs on it, since when it is there, since when nothing hangs on it."""

    id: str
    state: State
    holds: int
    made: datetime | None = None
    emptied: datetime | None = None
    destroy_from: date | None = None

    @property
    def renew_before(self) -> datetime | None:
        """Until when the key in use is to be renewed; none for the others."""
        return self.made + RENEW_AFTER if self.made and self.state is State.CURRENT else None

    def is_old(self, now: datetime) -> bool:
        """Whether the key in use is due to be renewed."""
        return self.renew_before is not None and now > self.renew_before

    @property
    def about(self) -> int:
        """What hangs on it, to the nearest hundred: an administrator reads no case, and the exact
        number would say each day how many files were opened."""
        return (self.holds + HUNDRED // 2) // HUNDRED * HUNDRED


@dataclass(frozen=True)
class Escrow:
    """Since when custodians hold shares, when they last proved that they open, and whether the
    copy that they open holds every key."""

    made: datetime | None = None
    rehearsed: datetime | None = None
    complete: bool = False

    def is_due(self, now: datetime) -> bool:
        """Whether a rehearsal is due: every quarter, and after new shares at once."""
        last = self.rehearsed
        fresh = last is not None and self.made is not None and last >= self.made
        return not fresh or last is None or now - last > REHEARSE_AFTER


@dataclass(frozen=True)
class Standing:
    """Everything that the page and `flask keys status` say."""

    keks: tuple[KeyLine, ...]
    match_keys: tuple[KeyLine, ...]
    escrow: Escrow
    backups_kept_days: int
    provider: str

    @property
    def left(self) -> int:
        """What still waits to be moved to the keys in use."""
        lines = (*self.keks, *self.match_keys)
        return sum(line.holds for line in lines if line.state is State.FORMER)

    @property
    def moved(self) -> int:
        """How many of a hundred have moved to the keys in use."""
        return 100 * (self.all - self.left) // self.all if self.all else 100

    @property
    def all(self) -> int:
        """Everything that hangs on a key."""
        return sum(line.holds for line in (*self.keks, *self.match_keys))


def destroy_from(emptied: datetime | None, holds: int, kept_days: int) -> date | None:
    """The day from which an old key may be destroyed; None while it is still needed."""
    if holds or emptied is None:
        return None
    return emptied.date() + timedelta(days=kept_days + 1)


def key_code(key_id: str) -> str:
    """A key's id as the trace writes it."""
    return key_id.replace("-", ".")
