"""The case file, who is in it and what was agreed."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    CaseEvent,
    Event,
    event,
)
from casework.audit.fields import Code, Digest


@event
class CaseOpened(CaseEvent):
    region: Code
    screening_id: UUID | None = None


@event
class CaseAssigned(CaseEvent):
    assignee_id: UUID
    organisation_id: UUID | None = None


@event
class CaseStepTaken(CaseEvent):
    """One transition of the pathway."""

    action: Code
    source: Code
    target: Code


@event
class CaseRead(CaseEvent):
    part: Code = "summary"


@event
class IdentityRecorded(CaseEvent):
    digest: Digest | None = None


@event
class IdentityRevealed(CaseEvent):
    """Somebody opened sealed fields, and said why."""

    field_group: Code
    reason: Code


@event
class ConsentRecorded(CaseEvent):
    """One answer of the person: one purpose, perhaps one recipient."""

    purpose: Code
    answer: Literal["given", "refused", "later"] = "given"
    recipient_id: UUID | None = None
    digest: Digest | None = None


@event
class ConsentWithdrawn(CaseEvent):
    purpose: Code
    recipient_id: UUID | None = None


@event
class LegalDutyRecorded(CaseEvent):
    """A report that the law asks for (Penal Code 448-7), whatever the person agreed to."""

    basis: Code
    digest: Digest | None = None


@event
class RiskAssessed(CaseEvent):
    """A new risk assessment. The level itself lies in the sealed assessment."""

    digest: Digest | None = None


@event
class CaseFileChanged(CaseEvent):
    """One part of the file was written: the card, the safe contact, a milestone, a status."""

    part: Code
    digest: Digest | None = None


@event
class NoteWritten(CaseEvent):
    note_id: UUID
    digest: Digest | None = None


@event
class GateOverridden(CaseEvent):
    """A gate of the pathway was passed on a person's responsibility."""

    gate: Code
    reason: Code


@event
class CardsOpened(Event):
    """The small sealed cards of one page of a list (age band, languages) were opened."""

    count: int
    page: Code = "cases"
