"""When backups were made and tried out, for the page that says how old they are."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, String, Uuid
from sqlalchemy.orm import Mapped

from casework.db import Base, UtcDateTime, internal
from casework.kernel.ids import new_id

MADE, REHEARSED = "made", "rehearsed"


class BackupNote(Base):
    """A backup was made, or restored for trial and found whole. `backup` names which one."""

    __tablename__ = "backup_note"
    __table_args__ = (CheckConstraint("kind in ('made', 'rehearsed')", name="kind_known"),)

    id: Mapped[UUID] = internal(Uuid, primary_key=True, default=new_id)
    kind: Mapped[str] = internal(String(12))
    backup: Mapped[UUID] = internal(Uuid)
    snapshot_at: Mapped[datetime] = internal(UtcDateTime)
    at: Mapped[datetime] = internal(UtcDateTime, index=True)
    size: Mapped[int] = internal(BigInteger)
