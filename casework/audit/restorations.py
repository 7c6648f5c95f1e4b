"""When this database was restored, as the trace itself says: the one place that nobody without the
keys can write to. A row of a table would be believed from anybody who can insert one."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from casework.audit.chain import SYSTEM, Entry, Stream
from casework.audit.keys import link
from casework.audit.models import AuditEvent
from casework.db import db

RESTORED = "DatabaseRestored"
MOMENT = "%Y%m%dT%H%M%SZ"
PREFIX = "restored-"


def last_restored() -> datetime | None:
    """The moment of the last restore whose event carries the link that our keys make."""
    row = AuditEvent
    wanted = select(row).where(row.stream_kind == "system", row.stream_id == SYSTEM)
    wanted = wanted.where(row.kind == RESTORED).order_by(row.seq.desc())
    return next((found.at for found in db.session.scalars(wanted) if _is_ours(found)), None)


def folder_of(place: Path, restored: datetime | None) -> Path:
    """Where the copies lie that were made since a restore; the second place itself before any."""
    return place / f"{PREFIX}{restored:{MOMENT}}" if restored else place


def later_folders(place: Path, restored: datetime | None) -> Iterator[Path]:
    """Folders of restores that this database knows nothing of: it is older than they are."""
    known = folder_of(place, restored).name if restored else PREFIX
    for path in sorted(place.glob(f"{PREFIX}*")):
        if path.name > known:
            yield path


def _is_ours(row: AuditEvent) -> bool:
    stream = Stream(row.stream_kind, row.stream_id)
    entry = Entry(stream, row.seq, row.at, row.actor_id, row.kind, row.body, row.previous)
    return link(entry.message()) == row.hash
