"""Tasks, the directory, holidays and questionnaires."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    Event,
    event,
)
from casework.audit.fields import Code, Digest


@event
class TaskEscalated(Event):
    """Nobody acted in time: the task was handed on to the next step of the duty roster."""

    task_id: UUID
    level: Literal["duty", "focal_points", "national"]
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class TaskReassigned(Event):
    task_id: UUID
    assignee_id: UUID
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class ContactChanged(Event):
    """A published number of the directory was corrected, confirmed or withdrawn."""

    contact_id: UUID
    what: Literal["added", "changed", "verified", "withdrawn", "reported"]


@event
class HolidayChanged(Event):
    """A day of the holiday table that deadlines count with."""

    day: Code
    what: Literal["added", "confirmed", "withdrawn"]


@event
class InstrumentChanged(Event):
    """A version of a questionnaire moved on: its number, and the digest of its content then."""

    instrument: Code
    number: int
    what: Literal[
        "drafted",
        "edited",
        "proposed",
        "sent_back",
        "published",
        "withdrawn",
        "discarded",
        "example_saved",
        "example_removed",
    ]
    digest: Digest | None = None
