"""Tasks with a deadline, and the days that deadlines leave out."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Uuid, text
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, public
from casework.kernel.ids import new_id
from casework.policy import Resource

OPEN = text("done_at IS NULL")


class Task(Base):
    """Something somebody has to do for a screening, a case or a referral, by a moment.

    Who: the assignee; without one, the organisation; without either, the focal points of the
    region. It is done when the act that it asks for is done, never by being looked at.
    """

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("level between 0 and 3", name="level"),
        Index(
            "uq_task_open",
            "owner_kind",
            "owner_id",
            "kind",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
        Index("ix_task_assignee_id_due_at", "assignee_id", "due_at"),
        Index("ix_task_organisation_id_due_at", "organisation_id", "due_at"),
        Index("ix_task_region_due_at", "region", "due_at"),
        Index("ix_task_open_due_at", "due_at", sqlite_where=OPEN, postgresql_where=OPEN),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    owner_kind: Mapped[str] = internal(String(20))
    owner_id: Mapped[UUID] = internal(Uuid)
    kind: Mapped[str] = internal(String(40))
    priority: Mapped[str | None] = internal(String(12))
    region: Mapped[str | None] = internal(String(5))
    assignee_id: Mapped[UUID | None] = internal(ForeignKey("user.id"))
    organisation_id: Mapped[UUID | None] = internal(ForeignKey("organisation.id"))
    opened_at: Mapped[datetime] = internal(UtcDateTime)
    due_at: Mapped[datetime] = internal(UtcDateTime)
    done_at: Mapped[datetime | None] = internal(UtcDateTime)
    level: Mapped[int] = internal(default=0)
    escalated_to: Mapped[UUID | None] = internal(ForeignKey("user.id"))

    def resource(self) -> Resource:
        """Whose it is, for the policy."""
        return Resource(
            kind="task",
            region=self.region,
            organisation_id=self.organisation_id,
            assignee_ids=frozenset({self.assignee_id} if self.assignee_id else ()),
        )


class Holiday(Base):
    """A day off in Morocco. Moon-dated ones are approximate until somebody confirms them."""

    __tablename__ = "holiday"

    day: Mapped[date] = public(Date, primary_key=True)
    name: Mapped[str] = public(String(80))
    approximate: Mapped[bool] = public(default=False)

    def resource(self) -> Resource:
        """It is everybody's."""
        return Resource(kind="holiday")
