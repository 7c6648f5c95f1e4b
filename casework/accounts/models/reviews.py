"""The quarterly look at who holds which rights."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, relationship

from casework.accounts.models.people import Organisation, User
from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource


class AccessReview(Base):
    """One organisation in one quarter (such as `2026Q4`), until an administrator closes it."""

    __tablename__ = "access_review"
    __table_args__ = (UniqueConstraint("organisation_id", "quarter"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    organisation_id: Mapped[UUID] = internal(Uuid, ForeignKey("organisation.id"))
    quarter: Mapped[str] = internal(String(6))
    opened_at: Mapped[datetime] = internal(UtcDateTime)
    due_at: Mapped[datetime] = internal(UtcDateTime)
    closed_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    closed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)

    organisation: Mapped[Organisation] = relationship(viewonly=True)
    lines: Mapped[list["AccessReviewLine"]] = relationship(
        cascade="all, delete-orphan", order_by="AccessReviewLine.id"
    )

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        return Resource(kind="access_review", organisation_id=self.organisation_id)


class AccessReviewLine(Base):
    """One account in a review: kept, or to be withdrawn when the review is closed."""

    __tablename__ = "access_review_line"
    __table_args__ = (UniqueConstraint("review_id", "user_id"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    review_id: Mapped[UUID] = internal(Uuid, ForeignKey("access_review.id"), index=True)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    kept: Mapped[bool | None] = internal(nullable=True)
    decided_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    decided_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)

    user: Mapped[User] = relationship(viewonly=True, foreign_keys=[user_id])
