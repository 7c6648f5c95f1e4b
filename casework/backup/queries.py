"""How old backups are."""

from datetime import datetime

from sqlalchemy import select

from casework.backup.models import MADE, REHEARSED, BackupNote
from casework.db import db


def last_made() -> BackupNote | None:
    """The newest backup that was written."""
    return _last(MADE)


def last_rehearsed() -> BackupNote | None:
    """The newest trial of a restore that found everything whole."""
    return _last(REHEARSED)


def _last(kind: str) -> BackupNote | None:
    wanted = select(BackupNote).where(BackupNote.kind == kind).order_by(BackupNote.at.desc())
    return db.session.scalars(wanted.limit(1)).first()


def is_due(every_hours: int, at: datetime) -> bool:
    """Whether it is time for the next one."""
    last = last_made()
    return last is None or (at - last.at).total_seconds() >= every_hours * 3600
