"""Tasks, the directory, holidays and questionnaires."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    AccountEvent,
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
class TaskMade(Event):
    """Somebody set themselves a task."""

    task_id: UUID
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class TaskSnoozed(Event):
    """A task was put off, for a reason of the list."""

    task_id: UUID
    reason: Code
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class TaskDone(Event):
    """Somebody said what became of a task they had set themselves."""

    task_id: UUID
    outcome: Literal["done", "partly", "not_needed"]
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class CalendarFeedChanged(AccountEvent):
    """The secret address under which a calendar reads deadlines was made or ended."""

    what: Literal["opened", "closed"]


@event
class SavedListChanged(AccountEvent):
    """Somebody kept, renamed or dropped a list of cases of their own; never its name."""

    what: Literal["kept", "changed", "dropped"]


@event
class ContactChanged(Event):
    """A published number of the directory was corrected, confirmed or withdrawn."""

    contact_id: UUID
    what: Literal["added", "changed", "verified", "withdrawn", "reported"]


@event
class DirectoryEntryChanged(Event):
    """What is said of an organisation's services was changed, found right or reported as wrong."""

    organisation_id: UUID
    what: Literal["changed", "verified", "reported"]


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
