"""Messages to the people who have to act, written in the transaction of the act."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id

UNSENT = text("sent_at IS NULL")


class OutboxMessage(Base):
    """Somebody, or some organisation, has something to deal with. Says neither what nor whom."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint(
            "recipient_user_id IS NOT NULL OR recipient_organisation_id IS NOT NULL",
            name="somebody",
        ),
        Index(
            "ix_outbox_message_unsent",
            "created_at",
            sqlite_where=UNSENT,
            postgresql_where=UNSENT,
        ),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    topic: Mapped[str] = internal(String(40))
    subject_id: Mapped[UUID] = internal(Uuid)
    recipient_user_id: Mapped[UUID | None] = internal(ForeignKey("user.id"))
    recipient_organisation_id: Mapped[UUID | None] = internal(ForeignKey("organisation.id"))
    created_at: Mapped[datetime] = internal(UtcDateTime)
    try_after: Mapped[datetime] = internal(UtcDateTime)
    attempts: Mapped[int] = internal(default=0)
    sent_at: Mapped[datetime | None] = internal(UtcDateTime)
    way: Mapped[str | None] = internal(String(8))
