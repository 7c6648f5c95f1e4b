"""Tasks with a deadline, and the days that deadlines leave out."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal, public, special
from casework.encryption import SealedField
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.tasks.domain import Level, OwnWords, is_own

OPEN = text("done_at IS NULL")


class Task(Base):
    """Something somebody has to do for a screening, a case or a referral, by a moment.

    Who: the assignee; without one, the organisation; without either, the focal points of the
    region; once it is late, who stands in as well. It is done when the act that it asks for is
    done, never by being looked at. What somebody set for themselves has a verb, a few sealed words,
    or both, under the key of the case it is about or one of its own.
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
        Index("ix_task_backup_id_due_at", "backup_id", "due_at"),
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
    backup_id: Mapped[UUID | None] = internal(ForeignKey("user.id"))
    fired_at: Mapped[datetime | None] = internal(UtcDateTime)
    snoozed_until: Mapped[datetime | None] = internal(UtcDateTime)
    made_by_id: Mapped[UUID | None] = internal(ForeignKey("user.id"))
    verb: Mapped[str | None] = internal(String(12))
    outcome: Mapped[str | None] = internal(String(12))
    key_kind: Mapped[str | None] = internal(String(20))
    key_owner_id: Mapped[UUID | None] = internal(Uuid)
    words_blob: Mapped[bytes | None] = special(LargeBinary)
    result_blob: Mapped[bytes | None] = special(LargeBinary)
    words = SealedField(
        "words_blob", OwnWords, owner_kind_column="key_kind", owner_id="key_owner_id"
    )
    result = SealedField(
        "result_blob", OwnWords, owner_kind_column="key_kind", owner_id="key_owner_id"
    )

    @property
    def own(self) -> bool:
        """Whether somebody set it; a rule made it otherwise."""
        return is_own(self.kind)

    def resource(self) -> Resource:
        """Whose it is, for the policy: its people; without any, the organisation; without either,
        or once it was escalated, the focal points of the region."""
        people = {one for one in (self.assignee_id, self.backup_id, self.escalated_to) if one}
        shared = self.organisation_id if self.assignee_id is None else None
        regional = (self.assignee_id or shared) is None or self.level >= Level.FOCAL_POINTS
        return Resource(
            kind="task",
            region=self.region if regional else None,
            organisation_id=shared,
            assignee_ids=frozenset(people),
        )


class TaskSnooze(Base):
    """A task was put off, by whom, to when, why. `moved`: its deadline moved with it, which only a
    deadline that somebody set does. Rows are added, never changed."""

    __tablename__ = "task_snooze"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    task_id: Mapped[UUID] = internal(Uuid, ForeignKey("task.id"), index=True)
    at: Mapped[datetime] = internal(UtcDateTime)
    by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    was_due_at: Mapped[datetime] = internal(UtcDateTime)
    until: Mapped[datetime] = internal(UtcDateTime)
    moved: Mapped[bool] = internal()
    reason: Mapped[str] = internal(String(12))


class CalendarFeed(Base):
    """A secret address under which somebody's calendar reads that something is due. Only the hash
    of the secret is kept, sealed to its account; a new address ends the one before."""

    __tablename__ = "calendar_feed"

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    user_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"), unique=True)
    token_hash: Mapped[bytes] = internal(LargeBinary(32), unique=True)
    made_at: Mapped[datetime] = internal(UtcDateTime)
    seal: Mapped[bytes] = internal(LargeBinary(32))


class Holiday(Base):
    """A day off in Morocco. Moon-dated ones are approximate until somebody confirms them."""

    __tablename__ = "holiday"

    day: Mapped[date] = public(Date, primary_key=True)
    name: Mapped[str] = public(String(80))
    approximate: Mapped[bool] = public(default=False)

    def resource(self) -> Resource:
        """It is everybody's."""
        return Resource(kind="holiday")
