"""Emergency accesses as they are stored. The reason lies sealed under the key of the case."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.workflow.models import Tracked


class UrgentAccess(Tracked, Base):
    """Somebody who is not assigned reads one file for 30 minutes, while `seal` fits; `state` is
    that of its review."""

    __tablename__ = "urgent_access"
    __table_args__ = (
        Index("ix_urgent_access_open", "case_id", "user_id", "ends_at"),
        Index("ix_urgent_access_list", "region", "opened_at", "id"),
        Index("ix_urgent_access_user", "user_id", "opened_at"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    case_id: Mapped[UUID] = internal(Uuid, ForeignKey("case.id"))
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    region: Mapped[str] = internal(String(5))
    reason: Mapped[str] = internal(String(20))
    opened_at: Mapped[datetime] = internal(UtcDateTime)
    ends_at: Mapped[datetime] = internal(UtcDateTime)
    seal: Mapped[bytes | None] = internal(LargeBinary(32), nullable=True)

    priority = None

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="urgent_access", region=self.region, owner_id=self.user_id)


class PersonRequest(Base):
    """What somebody asked about what is kept of them: no name, and no way to a file but the code
    they gave. `ground`: why it was refused, in whole or in part."""

    __tablename__ = "person_request"
    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_person_request_list", "answered_at", "answer_by"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    number: Mapped[int] = internal()
    kind: Mapped[str] = internal(String(12))
    way: Mapped[str] = internal(String(16))
    code: Mapped[str] = internal(String(12), default="")
    received_on: Mapped[date] = internal(Date)
    answer_by: Mapped[date] = internal(Date)
    registered_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    registered_at: Mapped[datetime] = internal(UtcDateTime)
    answer: Mapped[str | None] = internal(String(12), nullable=True)
    ground: Mapped[str | None] = internal(String(20), nullable=True)
    answered_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    answered_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)

    def resource(self) -> Resource:
        """The register is kept by one office for all."""
        return Resource(kind="person_request")
