"""Who stands in for whom while somebody is away."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, Uuid
from sqlalchemy.orm import Mapped, relationship

from casework.accounts.models.people import User
from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource


class Delegation(Base):
    """From one moment to another, a colleague of the same organisation and role sees and does what
    is assigned to somebody who is away. It ends by itself."""

    __tablename__ = "delegation"
    __table_args__ = (Index("ix_delegation_stand_in", "stand_in_id", "ends_at"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    absent_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), index=True)
    stand_in_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    starts_at: Mapped[datetime] = internal(UtcDateTime)
    ends_at: Mapped[datetime] = internal(UtcDateTime)
    made_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    made_at: Mapped[datetime] = internal(UtcDateTime)
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)

    absent: Mapped[User] = relationship(viewonly=True, foreign_keys=[absent_id])
    stand_in: Mapped[User] = relationship(viewonly=True, foreign_keys=[stand_in_id])

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="delegation", owner_id=self.absent_id)
