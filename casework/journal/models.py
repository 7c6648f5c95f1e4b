"""What the watch over the trace keeps: which files are watched, and which alarms were told."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id


class WatchedFile(Base):
    """A file whose every opening gives alarm: a decoy, or one that somebody may be curious about.

    Only a keyed digest of its id: whoever reads the database does not learn which files to avoid.
    """

    __tablename__ = "watched_file"

    digest: Mapped[bytes] = internal(LargeBinary(32), primary_key=True)
    marked_on: Mapped[date] = internal(Date)


class AlarmTold(Base):
    """One kind of alarm about one account on one day: it is told once."""

    __tablename__ = "alarm_told"
    __table_args__ = (Index("ix_alarm_told_day", "day", "kind"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    kind: Mapped[str] = internal(String(20))
    user_id: Mapped[UUID | None] = internal(Uuid, ForeignKey("user.id"), nullable=True)
    day: Mapped[date] = internal(Date)
    told_at: Mapped[datetime] = internal(UtcDateTime)
