"""Every event that Sanad writes down, on one page.

Fields are ids, codes, counts and digests (see `fields`); a value of another kind is refused when
the event is made. An event belongs to the stream of its case, else of its screening, else of the
account it names, else of the person who acts. Renaming a class or a field changes the format: what
is already chained keeps the name under which it was written.
"""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    AccountEvent,
    CaseEvent,
    Event,
    ReferralEvent,
    ScreeningEvent,
    event,
    leaves,
)
from casework.audit.fields import Code, Digest


# ── Accounts ─────────────────────────────────────────────────────────────────────────────────────
@event
class SignedIn(AccountEvent):
    """A session began."""


@event
class SignInRefused(Event):
    """Somebody failed to sign in. Without `user_id` when no such account exists."""

    reason: Literal["unknown", "password", "throttled", "disabled", "second_factor"]
    user_id: UUID | None = None


@event
class SignedOut(AccountEvent):
    """A session was ended by the person, or by its limits."""

    reason: Literal["person", "idle", "absolute"] = "person"


@event
class AccountInvited(AccountEvent):
    role: Code
    organisation_id: UUID | None = None


@event
class AccountEnrolled(AccountEvent):
    """The enrolment link was used: the account has a password of its own."""


@event
class AccountChanged(AccountEvent):
    """One property of an account; role, organisation and regions act on the next request."""

    what: Literal[
        "role",
        "organisation",
        "regions",
        "national",
        "duty",
        "language",
        "name",
        "email",
        "link",
        "restored",
    ]


@event
class AccountDisabled(AccountEvent):
    """A leaver or a lost account; its sessions end at once."""


@event
class PasswordChanged(AccountEvent):
    way: Literal["person", "reset"] = "person"


@event
class SessionRevoked(AccountEvent):
    """`count` sessions of the account were ended from elsewhere."""

    count: int = 1


@event
class OrganisationChanged(Event):
    organisation_id: UUID
    what: Literal["created", "name", "kind", "regions", "services", "contact", "closed", "reopened"]


# ── Screening ────────────────────────────────────────────────────────────────────────────────────
@event
class ScreeningStarted(ScreeningEvent):
    instrument: Code


@event
class ScreeningSaved(ScreeningEvent):
    section: Code


@event
class ScreeningSent(ScreeningEvent):
    """Sent with the digest of the sealed answers. Nothing of the finding but how soon to act."""

    priority: Code
    digest: Digest | None = None


@event
class ScreeningRead(ScreeningEvent):
    part: Literal["answers", "finding", "draft", "list", "threshold", "versions"] = "answers"


@event
class ScreeningDeleted(ScreeningEvent):
    """A draft thrown away by its author; its data key is destroyed."""


@event
class BandConfirmed(ScreeningEvent):
    """A focal point stands behind the outcome."""


@event
class BandChangeRequested(ScreeningEvent):
    """Somebody asks for another band; lowering waits for a second focal point."""

    direction: Literal["raise", "lower"]


@event
class BandChangeDecided(ScreeningEvent):
    answer: Literal["approved", "refused"]


@event
class ViewNoted(ScreeningEvent):
    """Whoever screened noted another view of the band. It changes nothing."""


@event
class ScreeningCorrected(ScreeningEvent):
    """A new version of the answers; both are kept, sealed."""

    effect: Literal["stands", "raised", "lowering_asked", "added"]


@event
class CorrectionRead(ScreeningEvent):
    """A focal point read what was added after a case was opened."""


@event
class SeenAgain(ScreeningEvent):
    """Somebody who was watched was screened again; the new screening goes on."""


@event
class ScreeningTriaged(ScreeningEvent):
    priority: Code
    case_id: UUID | None = None


# ── Visits and labour records ────────────────────────────────────────────────────────────────────
@event
class VisitStarted(Event):
    visit_id: UUID


@event
class VisitChanged(Event):
    """A part of a visit was written, or it was closed or opened again."""

    visit_id: UUID
    what: Literal["facts", "employer", "close", "reopen", "labour"]


@event
class VisitRead(Event):
    visit_id: UUID
    part: Literal["whole", "skeleton"]


@event
class EmployerRead(Event):
    """The compartment of an employer was opened."""

    employer_id: UUID


@event
class LabourRecordOpened(Event):
    """For the labour inspectorate, without anybody's identity. It names nothing it came from."""

    labour_id: UUID
    basis: Literal["inspection", "legal_duty"]


@event
class LabourStepTaken(Event):
    labour_id: UUID
    action: Code
    source: Code
    target: Code


@event
class LabourRecordChanged(Event):
    labour_id: UUID
    what: Literal["observations", "employer", "complainant", "complainant_removed"]


@event
class LabourRecordRead(Event):
    labour_id: UUID
    part: Literal["record", "paper", "complainant"]
    reason: Code | None = None


# ── Cases ────────────────────────────────────────────────────────────────────────────────────────
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


# ── The same person met twice ────────────────────────────────────────────────────────────────────
@event
class PersonSearched(Event):
    """Somebody looked whether a person is known already. Neither what was typed nor the outcome."""

    reason: Code
    case_id: UUID | None = None


@event
class EarlierRecordAsked(Event):
    """Somebody was told that an earlier record may exist, and asked the focal point."""

    case_id: UUID | None = None


@event
class MatchStepTaken(CaseEvent):
    """Two files that may be one person's were linked, merged, separated, or proposed for it."""

    match_id: UUID
    action: Code
    source: Code
    target: Code


@event
class MatchReviewed(CaseEvent):
    """A focal point read in what two files agree; written into the streams of both."""

    match_id: UUID


@event
class ComparisonAsked(CaseEvent):
    """A caseworker of this case is asked to compare two identities."""

    match_id: UUID


@event
class ComparisonAnswered(CaseEvent):
    match_id: UUID


@event
class TokensRecomputed(Event):
    """The match tokens of everybody were made anew, after the list of spellings changed."""

    count: int


# ── Referrals ────────────────────────────────────────────────────────────────────────────────────
@event
class ReferralSent(ReferralEvent):
    service: Code
    recipient_id: UUID
    digest: Digest | None = None


@event
class ReferralReceived(ReferralEvent):
    """It stands in the recipient's inbox. The deadline still counts from sending."""


@event
class ReferralRead(ReferralEvent):
    stage: Literal["A", "B"]


@event
class ReferralAnswered(ReferralEvent):
    answer: Code
    reason: Code | None = None


@event
class ReferralExpired(ReferralEvent):
    """No answer before the deadline; what was shared is withdrawn."""


@event
class ReferralEscalated(ReferralEvent):
    level: int


@event
class ReferralCancelled(ReferralEvent):
    reason: Code


# ── Work ─────────────────────────────────────────────────────────────────────────────────────────
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


# ── Statistics, exports, the system ──────────────────────────────────────────────────────────────
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


CATALOGUE = leaves()
