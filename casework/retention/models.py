"""Erasures and legal holds as they are stored: codes, days and who; never what a record held.

Neither refers to the record by a foreign key: they stay when it is gone.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id
from casework.policy import Resource
from casework.workflow.models import Tracked


class Erasure(Tracked, Base):
    """One record on its way out. `from_day` is the first day on which it may be erased, its notice
    included; `origin`: its period ran out, or the person asked. Once it is done the row is its
    certificate: how many keys were destroyed, rows deleted, facts left without a way back; `owners`
    are the ids of what had a key, by table, so that the same can be erased in an old backup."""

    __tablename__ = "erasure"
    __table_args__ = (
        UniqueConstraint("record_kind", "record_id"),
        Index("ix_erasure_list", "region", "state", "from_day"),
        Index("ix_erasure_code", "code"),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    record_kind: Mapped[str] = internal(String(12))
    record_id: Mapped[UUID] = internal(Uuid)
    code: Mapped[str] = internal(String(12))
    region: Mapped[str | None] = internal(String(5), nullable=True)
    origin: Mapped[str] = internal(String(8))
    schedule: Mapped[str] = internal(String(20))
    ended_on: Mapped[date] = internal(Date)
    due_on: Mapped[date] = internal(Date)
    from_day: Mapped[date] = internal(Date)
    noticed_at: Mapped[datetime] = internal(UtcDateTime)
    asked_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    asked_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    confirmed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    erased_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    keys_destroyed: Mapped[int] = internal(default=0)
    rows_deleted: Mapped[int] = internal(default=0)
    facts_detached: Mapped[int] = internal(default=0)
    owners: Mapped[str] = internal(Text, default="{}", server_default="{}")

    priority = None  # an erasure is never an emergency

    def resource(self) -> Resource:
        """Where it lies. While the record is there, the record itself decides."""
        return Resource(kind="erasure", region=self.region)


class LegalHold(Base):
    """Why a record must not be erased although it is due, and until when; it blocks until somebody
    has lifted it. Past `until` it is to be reviewed."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        Index("ix_legal_hold_record", "record_id", "lifted_at"),
        Index("ix_legal_hold_list", "lifted_at", "until"),
        Index(
            "uq_legal_hold_standing",
            "record_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    record_kind: Mapped[str] = internal(String(12))
    record_id: Mapped[UUID] = internal(Uuid)
    code: Mapped[str] = internal(String(12))
    region: Mapped[str | None] = internal(String(5), nullable=True)
    reason: Mapped[str] = internal(String(20))
    until: Mapped[date] = internal(Date)
    placed_by_id: Mapped[UUID] = internal(Uuid, ForeignKey("user.id"))
    placed_at: Mapped[datetime] = internal(UtcDateTime)
    reviewed_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    reviewed_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
    lifted_by_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    lifted_at: Mapped[datetime | None] = internal(UtcDateTime, nullable=True)
