"""How far the set-up of an installation is, and what it is called."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, public
from casework.policy import Resource


class Setup(Base):
    """The one row of an installation that is, or was, set up by its first administrator.

    `code_hash` is what is kept of the code on the console; it goes with its use. `user_id` is whom
    the pages belong to. No row: set up by hand before there was such a page, or a demonstration.
    """

    __tablename__ = "setup"

    id: Mapped[int] = internal(primary_key=True)
    begun_at: Mapped[datetime] = internal(UtcDateTime)
    code_hash: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)
    user_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    name: Mapped[str | None] = public(String(60), nullable=True)
    name_ar: Mapped[str | None] = public(String(60), nullable=True)
    language: Mapped[str | None] = internal(String(2), nullable=True)
    finished_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    version: Mapped[int] = internal(default=1)

    def name_in(self, language: str) -> str | None:
        """The name for a reader of this language."""
        return self.name_ar if language == "ar" else self.name

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="setup", owner_id=self.user_id)


class SetupConfirmation(Base):
    """A task that a person says is done, where no program can see it."""

    __tablename__ = "setup_confirmation"

    task: Mapped[str] = internal(String(20), primary_key=True)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    at: Mapped[datetime] = internal(UtcDateTime)
