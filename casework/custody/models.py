"""What two administrators decide about the keys, as it is stored."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource


class RenewalAsked(Base):
    """One administrator asks for keys to be renewed (`what`: "files" or "match"), another confirms;
    then the worker does it. `done_at`: it was done; `failed`: it could not be, on this machine."""

    __tablename__ = "key_renewal"
    __table_args__ = (Index("ix_key_renewal_open", "done_at", "expires_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    what: Mapped[str] = internal(String(8))
    asked_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    asked_at: Mapped[datetime] = internal(UtcDateTime)
    expires_at: Mapped[datetime] = internal(UtcDateTime)
    decided_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    decided_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    confirmed: Mapped[bool] = internal(default=False)
    failed: Mapped[bool] = internal(default=False)
    done_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)

    def resource(self) -> Resource:
        """The keys are one office's for all."""
        return Resource(kind="key_renewal")
