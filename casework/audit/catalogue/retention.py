"""Keeping and erasing. The events of a case or a screening stand in its own stream, which stays
whole when the record is gone."""

from typing import Literal
from uuid import UUID

from casework.audit.events import Event, event
from casework.audit.fields import Code


@event
class ErasureStepTaken(Event):
    """A step of an erasure: noticed, asked for, kept, confirmed, void."""

    erasure_id: UUID
    step: Code
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class RecordErased(Event):
    """The keys of a record were destroyed and its rows deleted; its facts lead nowhere."""

    erasure_id: UUID
    kind: Code
    keys: int
    rows: int
    facts: int
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class ErasureRepeated(Event):
    """A restored backup had brought an erased record back: it was erased again before anybody could
    sign in."""

    erasure_id: UUID
    kind: Code
    keys: int
    rows: int
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class LegalHoldChanged(Event):
    """A record must not be erased, for longer, or not any more."""

    hold_id: UUID
    what: Literal["placed", "extended", "lifted"]
    reason: Code
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class RetentionRead(Event):
    """Somebody looked a record up by its code, to see how long it is kept."""

    kind: Code
    case_id: UUID | None = None
    screening_id: UUID | None = None


@event
class CertificatePrinted(Event):
    """A certificate of erasure was printed."""

    erasure_id: UUID
    language: Code


@event
class PersonRequestChanged(Event):
    """A person's request was written down, or answered."""

    request_id: UUID
    what: Literal["registered", "answered"]
    kind: Code
