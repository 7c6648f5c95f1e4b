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
    search: Code | None = None


@event
class CaseAssigned(CaseEvent):
    """A case was given to somebody, and perhaps to somebody beside them."""

    assignee_id: UUID
    organisation_id: UUID | None = None
    backup_id: UUID | None = None


@event
class CaseStepTaken(CaseEvent):
    """One transition of the pathway."""

    action: Code
    source: Code
    target: Code


@event
class CaseFoundChanged(CaseEvent):
    """The case lies with somebody to whom the trace never gave it, or what lets somebody look into
    it was not written by Sanad: then it is refused."""

    what: Literal["assignment", "identity", "urgent_access", "referral", "conference"] = (
        "assignment"
    )


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
class ConflictDeclared(CaseEvent):
    """Somebody of staff has nothing to do with the case from now on."""

    user_id: UUID


@event
class ConflictEnded(CaseEvent):
    user_id: UUID


@event
class GateOverridden(CaseEvent):
    """A gate of the pathway was passed on a person's responsibility."""

    gate: Code
    reason: Code


@event
class DeletionAsked(CaseEvent):
    """A body that had been told something was asked to delete it."""

    organisation_id: UUID


@event
class DeletionAnswered(CaseEvent):
    """It says that it did, or that a duty of its own keeps it from that."""

    answer: Literal["deleted", "returned", "kept_by_duty"]
    how: Literal["inbox", "by_hand"]


@event
class RecoveryRuleChanged(Event):
    """The length of a recovery period was set, from a day on."""

    day: Code
    days: int


@event
class CardsOpened(Event):
    """The small sealed cards of one page of a list (age band, languages) were opened."""

    count: int
    page: Code = "cases"


@event
class LetterPrinted(CaseEvent):
    """A paper about the case was printed: which letter, which copy, for what reason."""

    letter: Code
    number: int
    reason: Code


@event
class LetterTaken(CaseEvent):
    """The file of a printed copy was taken."""

    letter: Code
    number: int


@event
class CaseTransferStep(CaseEvent):
    """A case was proposed to another organisation, taken over by it, or not."""

    transfer_id: UUID
    action: Code
    to_id: UUID
    reason: Code | None = None


@event
class TransferRead(CaseEvent):
    """Somebody of the organisation that was asked read the proposal."""

    transfer_id: UUID


@event
class UrgentAccessOpened(CaseEvent):
    """Somebody who is not assigned opened the file for 30 minutes, and said why."""

    access_id: UUID
    reason: Code


@event
class OwnFileAsked(CaseEvent):
    """Somebody asked for the file of a person whom they know, and was not let in: a conflict of
    interest was declared."""


@event
class RestrictedFileOpened(CaseEvent):
    """Whoever had a case that is only kept opened it again for 30 minutes, and said why."""

    reason: Code


@event
class UrgentAccessReviewed(CaseEvent):
    access_id: UUID
    answer: Code


@event
class PersonReportMade(CaseEvent):
    """The person's own report of who read the file was printed."""

    language: Code


@event
class PersonCopyMade(CaseEvent):
    """The person was given what is kept about them, on paper or as a file."""

    language: Code
    form: Code
    reason: Code
