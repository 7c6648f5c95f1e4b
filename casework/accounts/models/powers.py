"""What somebody was given the power to do, until a second person has looked at it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Uuid
from sqlalchemy.orm import Mapped, relationship

from casework.accounts.models.people import User
from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource


class NewPower(Base):
    """An account was made, got another role or other places, or was opened again. `answer` is what
    whoever watches over accounts said of it (`right`, `stopped`); none before somebody looked."""

    __tablename__ = "new_power"
    __table_args__ = (Index("ix_new_power_given", "given_at", "id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), index=True)
    what: Mapped[str] = internal(String(8))
    given_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    given_at: Mapped[datetime] = internal(UtcDateTime)
    answer: Mapped[str | None] = internal(String(7), nullable=True)
    answered_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    answered_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)

    user: Mapped[User] = relationship(viewonly=True, foreign_keys=[user_id])

    def resource(self) -> Resource:
        """Its query finds what the actor watches over, and nothing else."""
        return Resource(kind="new_power", owner_id=self.user_id)
