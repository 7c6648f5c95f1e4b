"""Working notes: what was done, with whom, what was agreed, by when. Added, never changed.

A note that was wrong is corrected by a new one, which strikes it and says why; the old one stays
readable. Boxes are short: empty ones invite to fill them with more than is needed.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from casework.kernel.refusals import Refusal

NOTE_KINDS = ("contact", "visit", "meeting", "call", "accompaniment", "decision", "other")
CONTACTS = ("contact", "visit", "meeting", "call", "accompaniment")
FOLLOW_UP_TASK = "follow_up"
FARTHEST = timedelta(days=366)


class FollowUpOutOfRange(Refusal):
    """What was agreed is followed up today or within a year."""

    field = "follow_up"


class CorrectionUnexplained(Refusal):
    """A note that strikes another one says why."""

    field = "correction"


class CorrectedAlready(Refusal):
    """A note is corrected once; what is wrong in the correction is corrected there."""

    status = 409


@dataclass(frozen=True)
class NoteText:
    """A working note: what was done, with whom, what was agreed, until when; `correction` says why
    it strikes an earlier one. Sealed."""

    kind: str
    text: str
    with_whom: str = ""
    next_step: str = ""
    follow_up: date | None = None
    correction: str = ""


@dataclass(frozen=True)
class KeptNote:
    """A note as the timeline shows it. `struck_by` is the note that corrects it, if any."""

    id: UUID
    note: NoteText
    struck_by: NoteText | None = None


def check(note: NoteText, today: date, *, corrects: bool) -> None:
    """Refuse a follow-up that lies before today or too far off, a correction without a reason."""
    if note.follow_up is not None and not today <= note.follow_up <= today + FARTHEST:
        raise FollowUpOutOfRange()
    if corrects and not note.correction:
        raise CorrectionUnexplained()


def follow_up_task(note_id: UUID) -> str:
    """The kind of the deadline that a note opens: one for each note."""
    return f"{FOLLOW_UP_TASK}.{note_id.hex[:20]}"
