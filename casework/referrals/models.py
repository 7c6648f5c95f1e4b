"""Referrals as they are stored: routing in clear, what was shared sealed under the case's key."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.referrals.domain.packet import LockedFile, Packet, Preparation
from casework.referrals.domain.questions import Said
from casework.referrals.domain.track import stage_of
from casework.workflow.models import Tracked


class Referral(Tracked, Base):
    """One request to one organisation to help one person with one service.

    Stages A and B are sealed apart, so that opening the one never opens the other. With a
    `colleague_id` it is for that person alone; else for everybody there who answers requests. The
    `receiver_id` is who was named at acceptance to receive the person. Its recipient sees it while
    `seal` fits.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("ix_referral_inbox", "recipient_organisation_id", "state", "due_at", "id"),
        Index("ix_referral_case", "case_id", "prepared_at"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(12), unique=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    service: Mapped[str] = internal(String(20))
    region: Mapped[str] = internal(String(8))
    priority: Mapped[str] = internal(String(12))
    sender_organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    sender_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    recipient_organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    recipient_kind: Mapped[str] = internal(String(12), default="other")
    colleague_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    consent_id: Mapped[UUID | None] = internal(Uuid, nullable=True)
    basis: Mapped[str | None] = internal(String(16), nullable=True)
    prepared_at: Mapped[datetime] = internal(UtcDateTime)
    receiver_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    sent_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    due_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    answered_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    answered_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    answer_reason: Mapped[str | None] = internal(String(24), nullable=True)
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)

    preparation_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    packet_a_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    packet_b_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)

    preparation = SealedField(
        "preparation_blob", Preparation, owner_kind="case", owner_id="case_id", version=1
    )
    packet_a = SealedField(
        "packet_a_blob", Packet, owner_kind="case", owner_id="case_id", version=1
    )
    packet_b = SealedField(
        "packet_b_blob", Packet, owner_kind="case", owner_id="case_id", version=1
    )

    def resource(self) -> Resource:
        """For the recipient's side; the sender's side is decided on the case."""
        return Resource(
            kind="referral",
            region=self.region,
            organisation_id=self.sender_organisation_id,
            owner_id=self.sender_id,
            recipient_organisation_id=self.recipient_organisation_id,
            assignee_ids=frozenset({self.colleague_id} if self.colleague_id else ()),
            stage=stage_of(self.state),
        )


class ReferralMessage(Base):
    """A question or an answer about one request; added, never changed. Both sides read it."""

    __tablename__ = "referral_message"
    __table_args__ = (UniqueConstraint("referral_id", "seq"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    referral_id: Mapped[UUID] = internal(Uuid, ForeignKey("referral.id"))
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    seq: Mapped[int] = internal()
    from_recipient: Mapped[bool] = internal()
    topic: Mapped[str | None] = internal(String(12), nullable=True)
    author_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    said_at: Mapped[datetime] = internal(UtcDateTime)
    said_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    said = SealedField("said_blob", Said, owner_kind="case", owner_id="case_id")

    @property
    def is_question(self) -> bool:
        """A question has a topic; an answer has none."""
        return self.topic is not None


class LockedPacket(Base):
    """The packet for an organisation without accounts: a PDF locked with a password that was shown
    once. It is gone when the request ends, or after seven days."""

    __tablename__ = "locked_packet"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    referral_id: Mapped[UUID] = internal(Uuid, ForeignKey("referral.id"), index=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    stage: Mapped[str] = internal(String(1))
    language: Mapped[str] = internal(String(2))
    number: Mapped[int] = internal()
    made_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    made_at: Mapped[datetime] = internal(UtcDateTime, index=True)
    file_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    file = SealedField("file_blob", LockedFile, owner_kind="case", owner_id="case_id")
