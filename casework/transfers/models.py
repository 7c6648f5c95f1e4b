"""Transfers as they are stored: routing in clear, the note sealed under the key of the case."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.transfers.domain import HandOver, TransferState
from casework.workflow.models import Tracked


class CaseTransfer(Tracked, Base):
    """One proposal to pass one case to one organisation."""

    __tablename__ = "case_transfer"
    __table_args__ = (
        Index("ix_case_transfer_inbox", "to_organisation_id", "state", "due_at"),
        Index("ix_case_transfer_sent", "from_organisation_id", "proposed_at"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    reference: Mapped[str] = internal(String(12), unique=True)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"), index=True)
    region: Mapped[str] = internal(String(5))
    priority: Mapped[str] = internal(String(2))
    from_organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    from_user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    to_organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    taken_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    proposed_at: Mapped[datetime] = internal(UtcDateTime)
    due_at: Mapped[datetime] = internal(UtcDateTime)
    answered_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    answer_reason: Mapped[str | None] = internal(String(16), nullable=True)

    note_blob: Mapped[bytes | None] = special(LargeBinary, nullable=True)
    note = SealedField("note_blob", HandOver, owner_kind="case", owner_id="case_id")

    def resource(self) -> Resource:
        """For the side that is asked; the side that proposes is decided on the case."""
        return Resource(
            kind="transfer",
            region=self.region,
            organisation_id=self.from_organisation_id,
            owner_id=self.from_user_id,
            recipient_organisation_id=self.to_organisation_id,
            stage="A" if self.state == TransferState.PROPOSED else None,
        )
