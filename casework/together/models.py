"""Conferences, invitations and links as they are stored: routing in clear, what is said sealed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField, padme
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.together.domain.conference import Minutes, Prepared, Window
from casework.together.domain.links import Linked
from casework.workflow.models import Tracked


class Conference(Tracked, Base):
    """One conference on one case. Between `opens_at` and `closes_at` those invited may look, while
    `seal` fits."""

    __tablename__ = "conference"
    __table_args__ = (Index("ix_conference_case", "case_id", "begins_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(12), unique=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    priority: Mapped[str] = internal(String(2))
    convened_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    begins_at: Mapped[datetime] = internal(UtcDateTime)
    opens_at: Mapped[datetime] = internal(UtcDateTime)
    closes_at: Mapped[datetime] = internal(UtcDateTime)
    anonymised: Mapped[bool] = internal()
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)
    prepared_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    minutes_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    prepared = SealedField(
        "prepared_blob",
        Prepared,
        owner_kind="case",
        owner_id="case_id",
        padded_length=padme,
        version=3,
        upgrades={1: lambda plain: plain, 2: lambda plain: plain},
    )
    minutes = SealedField(
        "minutes_blob", Minutes, owner_kind="case", owner_id="case_id", padded_length=padme
    )

    @property
    def window(self) -> Window:
        """When those invited may look."""
        return Window(self.opens_at, self.closes_at)

    def resource(self) -> Resource:
        """For nobody: the case, or an invitation, decides."""
        return Resource(kind="conference")


class Invitation(Base):
    """An organisation, or one of its people, that may look while the conference is open, and `seal`
    fits."""

    __tablename__ = "conference_invitation"
    __table_args__ = (
        UniqueConstraint("conference_id", "organisation_id"),
        Index("ix_conference_invitation_whom", "organisation_id", "ended_at"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    conference_id: Mapped[UUID] = internal(Uuid, ForeignKey("conference.id"))
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    user_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    invited_at: Mapped[datetime] = internal(UtcDateTime)
    ended_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)


class CaseLink(Tracked, Base):
    """Two cases that somebody says belong together. `other_case_id` is known once a focal point
    confirmed it; `code_shown` whether both teams may read the other's code."""

    __tablename__ = "case_link"
    __table_args__ = (UniqueConstraint("case_id", "other_code"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    other_code: Mapped[str] = internal(String(12))
    other_case_id: Mapped[UUID | None] = internal(
        Uuid, ForeignKey("case.id"), nullable=True, index=True
    )
    priority: Mapped[str] = internal(String(2))
    code_shown: Mapped[bool] = internal(default=False)
    proposed_at: Mapped[datetime] = internal(UtcDateTime)
    proposed_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    linked_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    linked = SealedField("linked_blob", Linked, owner_kind="case", owner_id="case_id")

    def resource(self) -> Resource:
        """For nobody: the case decides."""
        return Resource(kind="case_link")
