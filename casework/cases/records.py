"""What is recorded of a case beside its pathway, one table for all kinds, each in its own shape.

The kind, the order, the last day and whether an answer is waited for are in clear, for deadlines
and work lists; all else is sealed under the key of the case. Rows are added, never changed: of a
thread (a period that was prolonged, a measure that was asked for and then granted) the newest row
counts and the earlier ones stay.
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
    false,
)
from sqlalchemy.orm import Mapped

from casework.cases.domain import children, priority, protection, safety
from casework.cases.domain.saved_lists import SavedFilters
from casework.cases.models import InOrder
from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import Sealed, SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource

OF_CASE: Any = {"owner_kind": "case", "owner_id": "case_id"}


class CaseRecord(InOrder, Base):
    """One record of a kind of `CONTENTS`. `thread_id` is the id of the first row of its thread."""

    __tablename__ = "case_record"
    __table_args__ = (
        UniqueConstraint("case_id", "seq"),
        Index("ix_case_record_ending", "kind", "ends_on"),
        Index("ix_case_record_thread", "thread_id"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    kind: Mapped[str] = internal(String(20))
    thread_id: Mapped[UUID] = internal(Uuid)
    recorded_at: Mapped[datetime] = internal(UtcDateTime)
    recorded_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    ends_on: Mapped[date | None] = internal(Date, nullable=True)
    waits: Mapped[bool] = internal(default=False, server_default=false())
    content_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)

    safety_plan = SealedField("content_blob", safety.SafetyPlan, **OF_CASE)
    priority = SealedField("content_blob", priority.PriorityChanged, **OF_CASE)
    guardian = SealedField("content_blob", children.Guardian, **OF_CASE)
    authority = SealedField("content_blob", children.AuthorityDecided, **OF_CASE)
    bia = SealedField("content_blob", children.InterestsAssessed, **OF_CASE)
    bid = SealedField("content_blob", children.InterestsDetermined, **OF_CASE)
    age = SealedField("content_blob", children.AgeAssessed, **OF_CASE)
    tracing = SealedField("content_blob", children.Tracing, **OF_CASE)
    family_assessment = SealedField("content_blob", children.FamilyAssessed, **OF_CASE)
    reception = SealedField("content_blob", children.ReceptionConfirmed, **OF_CASE)
    recovery = SealedField("content_blob", protection.Recovery, **OF_CASE)
    measure = SealedField("content_blob", protection.Measure, **OF_CASE)
    permit = SealedField("content_blob", protection.Permit, **OF_CASE)
    non_removal = SealedField("content_blob", protection.NonRemoval, **OF_CASE)

    @property
    def content(self) -> Sealed[object]:
        """The sealed value, in the shape of its kind."""
        sealed: Sealed[object] = getattr(self, self.kind)
        return sealed


CONTENTS: dict[type, str] = {
    safety.SafetyPlan: "safety_plan",
    priority.PriorityChanged: "priority",
    children.Guardian: "guardian",
    children.AuthorityDecided: "authority",
    children.InterestsAssessed: "bia",
    children.InterestsDetermined: "bid",
    children.AgeAssessed: "age",
    children.Tracing: "tracing",
    children.FamilyAssessed: "family_assessment",
    children.ReceptionConfirmed: "reception",
    protection.Recovery: "recovery",
    protection.Measure: "measure",
    protection.Permit: "permit",
    protection.NonRemoval: "non_removal",
}
"""The kind of each shape."""


class DeletionRequest(Base):
    """A body that was told something was asked to delete it: an agreement was taken back, or is
    over. What it answered is its word; nothing here says what had been shared."""

    __tablename__ = "deletion_request"
    __table_args__ = (
        Index("ix_deletion_request_case", "case_id"),
        Index("ix_deletion_request_open", "organisation_id", "answered_at"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(12), unique=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    shared_as: Mapped[str] = internal(String(12))
    asked_at: Mapped[datetime] = internal(UtcDateTime)
    answer: Mapped[str | None] = internal(String(12), nullable=True)
    answered_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    answered_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    by_hand: Mapped[bool] = internal(default=False)
    version: Mapped[int] = internal(default=1)

    def resource(self) -> Resource:
        """Whose answer is waited for."""
        return Resource(kind="deletion", organisation_id=self.organisation_id)


class RecoveryRuleSet(Base):
    """A length of the recovery period that an administrator set, in force from a day on."""

    __tablename__ = "recovery_rule"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    valid_from: Mapped[date] = internal(Date, unique=True)
    days: Mapped[int] = internal()
    basis: Mapped[str] = internal(String(200))
    source: Mapped[str] = internal(String(200))
    verified: Mapped[bool] = internal(default=False)
    set_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    set_at: Mapped[datetime] = internal(UtcDateTime)


class SavedList(Base):
    """A list of cases that somebody keeps for themselves. `opens_first`: they see it when they open
    the cases; one of each person's at most."""

    __tablename__ = "saved_list"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime] = internal(UtcDateTime)
    opens_first: Mapped[bool] = internal(default=False, server_default=false())
    content_blob: Mapped[bytes] = special(LargeBinary)
    content = SealedField("content_blob", SavedFilters, owner_kind="user", owner_id="user_id")

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="saved_list", owner_id=self.user_id)
