"""The case file as it is stored: routing in clear, everything about the person sealed under the
key of the case. A case seen in the database alone is a code, a state, a region and some dates.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, declared_attr
from sqlalchemy.schema import SchemaItem

from casework.cases.domain import records
from casework.cases.domain.card import CaseCard
from casework.cases.domain.consent import Circumstance, Said
from casework.cases.domain.identity import Alias, Identity, SafeContact
from casework.cases.domain.risk import Risks
from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField, padme
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.workflow.models import Tracked


class InOrder:
    """Mixed into the records of a case: their order is `seq`, never the time."""

    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    seq: Mapped[int] = internal()

    @declared_attr.directive
    def __table_args__(cls) -> tuple[SchemaItem, ...]:  # noqa: N805 - called with the class
        return (UniqueConstraint("case_id", "seq"),)


class Case(Tracked, Base):
    """One person's file. `proposed_by_id` is set while somebody's proposal to close waits;
    `merged_into_id` while another file of the same person leads and this one only keeps."""

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

    card_blob: Mapped[bytes] = special(LargeBinary)
    closure_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    card = SealedField("card_blob", CaseCard, owner_kind="case", owner_id="id")
    closure = SealedField("closure_blob", records.Closure, owner_kind="case", owner_id="id")

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(
            kind="case",
            region=self.region,
            organisation_id=self.organisation_id,
            assignee_ids=frozenset(one for one in (self.assignee_id, self.backup_id) if one),
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
    """For a few minutes, one person may see one identity."""

    __tablename__ = "reveal_grant"
    __table_args__ = (Index("ix_reveal_grant_open", "case_id", "user_id", "expires_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    given_at: Mapped[datetime] = internal(UtcDateTime)
    expires_at: Mapped[datetime] = internal(UtcDateTime)
    extended: Mapped[bool] = internal(default=False)
    reason: Mapped[str] = internal(String(30))
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
        "circumstance_blob", Circumstance, owner_kind="case", owner_id="case_id"
    )

    @property
    def said(self) -> Said:
        """The line as the rules read it."""
        return Said(self.purpose, self.answer, self.recipient_id, self.valid_until)


class LegalDutyRecord(InOrder, Base):
    """A report that the law asked for (`reported`), or the finding that none is due."""

    __tablename__ = "legal_duty_record"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    reported: Mapped[bool] = internal()
    duty_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    duty = SealedField("duty_blob", records.LegalDuty, owner_kind="case", owner_id="case_id")


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
    status = SealedField("status_blob", records.VictimStatus, owner_kind="case", owner_id="case_id")


class Note(InOrder, Base):
    """A working note."""

    __tablename__ = "note"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    written_at: Mapped[datetime] = internal(UtcDateTime)
    written_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    note_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    note = SealedField(
        "note_blob", records.NoteText, owner_kind="case", owner_id="case_id", padded_length=padme
    )
