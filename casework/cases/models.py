"""The case file as it is stored: routing in clear, everything about the person sealed under the
key of the case. A case seen in the database alone is a code, a state, a region and some dates.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
    bindparam,
    select,
)
from sqlalchemy.orm import Mapped, declared_attr, object_session
from sqlalchemy.schema import SchemaItem

from casework.cases.domain import records
from casework.cases.domain.card import CaseCard
from casework.cases.domain.closure import ContactAttempt, FollowUp
from casework.cases.domain.consent import Circumstance, Said
from casework.cases.domain.identity import Alias, Identity, SafeContact
from casework.cases.domain.notes import NoteText
from casework.cases.domain.pathway import CLOSED
from casework.cases.domain.risk import Risks
from casework.cases.domain.summary import CaseSummary
from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField, padme
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.retention.schedules import is_restricted
from casework.workflow.models import Tracked

GREW_ONCE: Any = {"version": 2, "upgrades": {1: lambda plain: plain}}
"""For values whose second version has parts that the first did not; each has a usual value."""

GREW_TWICE: Any = {"version": 3, "upgrades": {1: lambda plain: plain, 2: lambda plain: plain}}
"""The same, for those that grew once more."""


class InOrder:
    """Mixed into the records of a case: their order is `seq`, never the time."""

    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    seq: Mapped[int] = internal()

    @declared_attr.directive
    def __table_args__(cls) -> tuple[SchemaItem, ...]:  # noqa: N805 - called with the class
        return (UniqueConstraint("case_id", "seq"),)


class Case(Tracked, Base):
    """One person's file. `proposed_by_id` is set while somebody's proposal to close waits;
    `merged_into_id` while another file of the same person leads and this one only keeps;
    once it is closed, `closed_on` and `keep_until`: the day from which it may be erased."""

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_region_list", "region", "priority", "opened_at", "id"),
        Index("ix_case_assignee_list", "assignee_id", "priority", "opened_at", "id"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    code: Mapped[str] = internal(String(12), unique=True)
    region: Mapped[str] = internal(String(5))
    priority: Mapped[str] = internal(String(2))
    opened_at: Mapped[datetime] = internal(UtcDateTime)
    organisation_id: Mapped[UUID | None] = internal(
        Uuid, ForeignKey("organisation.id"), nullable=True
    )
    assignee_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    backup_id: Mapped[UUID | None] = internal(
        Uuid, ForeignKey("user.id"), nullable=True, index=True
    )
    proposed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    merged_into_id: Mapped[UUID | None] = internal(
        Uuid, ForeignKey("case.id"), nullable=True, index=True
    )
    merged_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    closed_on: Mapped[date | None] = internal(Date, nullable=True)
    keep_until: Mapped[date | None] = internal(Date, nullable=True, index=True)
    conflicts: Mapped[int] = internal(default=0, server_default="0")

    card_blob: Mapped[bytes] = special(LargeBinary)
    closure_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    summary_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    card = SealedField("card_blob", CaseCard, owner_kind="case", owner_id="id")
    summary = SealedField("summary_blob", CaseSummary, owner_kind="case", owner_id="id")
    closure = SealedField(
        "closure_blob",
        records.Closure,
        owner_kind="case",
        owner_id="id",
        version=2,
        upgrades={1: lambda plain: plain},
    )

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(
            kind="case",
            region=self.region,
            organisation_id=self.organisation_id,
            assignee_ids=frozenset(one for one in (self.assignee_id, self.backup_id) if one),
            conflicted_ids=self.conflicted_ids() if self.conflicts else frozenset(),
            restricted=self.restricted,
            opened_by=self.opened_by() if self.restricted else frozenset(),
        )

    @property
    def restricted(self) -> bool:
        """Closed so long ago that it is only kept."""
        closed = self.closed_on if self.state == CLOSED else None
        return closed is not None and is_restricted(closed)

    def opened_by(self) -> frozenset[UUID]:
        """Those who opened it all the same, while that lasts."""
        session = object_session(self)
        if session is None:
            return frozenset()
        return frozenset(session.scalars(_OPENED, {"of_case": self.id, "at": clock.now()}))

    def conflicted_ids(self) -> frozenset[UUID]:
        """Those of staff with a conflict of interest that stands."""
        session = object_session(self)
        if session is None:
            return frozenset()
        return frozenset(session.scalars(_CONFLICTED, {"of_case": self.id}))


class ConflictOfInterest(Base):
    """Somebody of staff who must have nothing to do with a case, while `ended_at` is empty."""

    __tablename__ = "conflict_of_interest"
    __table_args__ = (Index("ix_conflict_of_interest_user", "user_id", "case_id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"), index=True)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    declared_at: Mapped[datetime] = internal(UtcDateTime)
    declared_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    ended_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    ended_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    words_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    words = SealedField("words_blob", records.Words, owner_kind="case", owner_id="case_id")


class RestrictedOpening(Base):
    """Whoever had a case opened it again after it was restricted: why, and until when."""

    __tablename__ = "restricted_opening"
    __table_args__ = (Index("ix_restricted_opening_open", "case_id", "ends_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    reason: Mapped[str] = internal(String(20))
    opened_at: Mapped[datetime] = internal(UtcDateTime)
    ends_at: Mapped[datetime] = internal(UtcDateTime)


_OPENED = select(RestrictedOpening.user_id).where(
    RestrictedOpening.case_id == bindparam("of_case"),
    RestrictedOpening.ends_at > bindparam("at", type_=UtcDateTime()),
)
_CONFLICTED = select(ConflictOfInterest.user_id).where(
    ConflictOfInterest.case_id == bindparam("of_case"), ConflictOfInterest.ended_at.is_(None)
)


class Person(Base):
    """Who the case is about. The alias is sealed apart: it may be read without the identity."""

    __tablename__ = "person"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"), unique=True)
    identity_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    alias_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    contact_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    identity = SealedField("identity_blob", Identity, owner_kind="case", owner_id="case_id")
    alias = SealedField("alias_blob", Alias, owner_kind="case", owner_id="case_id")
    contact = SealedField("contact_blob", SafeContact, owner_kind="case", owner_id="case_id")


class RevealGrant(Base):
    """For a few minutes, one person may see one identity: while `seal` fits."""

    __tablename__ = "reveal_grant"
    __table_args__ = (
        Index("ix_reveal_grant_open", "case_id", "user_id", "expires_at"),
        Index("ix_reveal_grant_day", "user_id", "given_at"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    given_at: Mapped[datetime] = internal(UtcDateTime)
    expires_at: Mapped[datetime] = internal(UtcDateTime)
    extended: Mapped[bool] = internal(default=False)
    reason: Mapped[str] = internal(String(30))
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)
    words_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    words = SealedField("words_blob", records.Words, owner_kind="case", owner_id="case_id")


class Consent(InOrder, Base):
    """A line of the ledger: added, never changed. The newest line of a question is in force."""

    __tablename__ = "consent"
    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        Index("ix_consent_ending", "answer", "valid_until"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    purpose: Mapped[str] = internal(String(2))
    recipient_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("organisation.id"), nullable=True)
    answer: Mapped[str] = internal(String(10))
    valid_until: Mapped[date | None] = internal(Date, nullable=True)
    said_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    circumstance_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    circumstance = SealedField(
        "circumstance_blob", Circumstance, owner_kind="case", owner_id="case_id", **GREW_ONCE
    )

    @property
    def said(self) -> Said:
        """The line as the rules read it."""
        return Said(self.purpose, self.answer, self.recipient_id, self.valid_until)


class LegalDutyRecord(InOrder, Base):
    """A report that the law asked for (`reported`), or the finding that none is due; who of the
    prosecution confirmed that it arrived."""

    __tablename__ = "legal_duty_record"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    reported: Mapped[bool] = internal()
    received_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    received_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    duty_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    duty = SealedField(
        "duty_blob", records.LegalDuty, owner_kind="case", owner_id="case_id", **GREW_TWICE
    )


class RiskAssessment(InOrder, Base):
    """One assessment; the newest counts until it ends."""

    __tablename__ = "risk_assessment"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    made_at: Mapped[datetime] = internal(UtcDateTime)
    made_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    valid_until: Mapped[datetime] = internal(UtcDateTime)
    risks_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    risks = SealedField("risks_blob", Risks, owner_kind="case", owner_id="case_id")


class MilestoneRecord(InOrder, Base):
    """A fact of the pathway recorded by hand; the newest of a kind counts."""

    __tablename__ = "milestone"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    kind: Mapped[str] = internal(String(20))
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    milestone_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    milestone = SealedField(
        "milestone_blob", records.Milestone, owner_kind="case", owner_id="case_id"
    )


class VictimStatusRecord(InOrder, Base):
    """What a body decided on the person's status; the newest stands, the others stay."""

    __tablename__ = "victim_status"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    status_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    status = SealedField(
        "status_blob", records.VictimStatus, owner_kind="case", owner_id="case_id", **GREW_ONCE
    )


class Note(InOrder, Base):
    """A working note; `corrects_id` is the note that it strikes."""

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("case_id", "seq"), UniqueConstraint("corrects_id"))

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    written_at: Mapped[datetime] = internal(UtcDateTime)
    written_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    corrects_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("note.id"), nullable=True)
    note_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    note = SealedField(
        "note_blob", NoteText, owner_kind="case", owner_id="case_id", padded_length=padme
    )


class ClosureRecord(InOrder, Base):
    """Each time the case was closed, with what was settled then. Reopening leaves it."""

    __tablename__ = "closure"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    closed_at: Mapped[datetime] = internal(UtcDateTime)
    proposed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    approved_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    closure_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    closure = SealedField("closure_blob", records.Closure, owner_kind="case", owner_id="case_id")


class ContactAttemptRecord(InOrder, Base):
    """An attempt to reach the person."""

    __tablename__ = "contact_attempt"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    attempt_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    attempt = SealedField("attempt_blob", ContactAttempt, owner_kind="case", owner_id="case_id")


class FollowUpRecord(InOrder, Base):
    """What came of a follow-up, one, three, six or twelve months after the case closed."""

    __tablename__ = "follow_up"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    months: Mapped[int] = internal()
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    follow_up_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    follow_up = SealedField("follow_up_blob", FollowUp, owner_kind="case", owner_id="case_id")
