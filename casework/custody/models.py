"""What two administrators decide about the keys, as it is stored."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped

from casework.custody.domain import Outcome
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


class KeyCanary(Base):
    """A few bytes sealed under one key, and how the last try to open them came out. `wrapped`: the
    random key in between, for a key of the files; nothing is sealed under an older one for which no
    canary was made while it was in use."""

    __tablename__ = "key_canary"

    key: Mapped[str] = internal(String(40), primary_key=True)
    id: Mapped[UUID] = internal(Uuid)
    wrapped: Mapped[bytes | None] = internal(LargeBinary, nullable=True)
    sealed: Mapped[bytes | None] = internal(LargeBinary, nullable=True)
    tried_at: Mapped[datetime] = internal(UtcDateTime)
    outcome: Mapped[str] = internal(String(10))

    @property
    def is_shut(self) -> bool:
        """Whether what hangs on this key cannot be opened."""
        return self.outcome not in (Outcome.OPENED, Outcome.IDLE)
