"""Statistics, exports, keys and the system itself."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    Event,
    event,
)
from casework.audit.fields import Code, Digest


@event
class StatisticsFrozen(Event):
    period: Code
    digest: Digest


@event
class StatisticsRead(Event):
    table: Code
    period: Code


@event
class ExportMade(Event):
    report: Code
    count: int = 0


@event
class SubmissionsImported(Event):
    """Forms filled in with another tool became screenings: `count` new ones of one file."""

    instrument: Code
    count: int
    known: int = 0
    refused: int = 0


@event
class JournalRead(Event):
    """Somebody read this log; in the stream of the person whose acts were looked at, if of one."""

    count: int
    user_id: UUID | None = None


@event
class AccessRefused(Event):
    """Somebody asked for what their role or assignment does not give."""

    permission: Code
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class KeyringChanged(Event):
    what: Literal["created", "rotated", "rewrapped", "retired"]
    count: int = 0


@event
class DemoLoaded(Event):
    screenings: int
    cases: int
