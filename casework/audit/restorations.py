"""When this database was restored, as the trace itself says: the one place that nobody without the
keys can write to. A row of a table would be believed from anybody who can insert one.

Versions of before wrote that row alone. It is believed until the accounts are sealed, once, by a
person who was shown it, while a folder of copies of that moment is there; then the trace says it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Select, func, select

from casework.audit.chain import SYSTEM, Entry, Stream, said
from casework.audit.keys import link
from casework.audit.models import AuditEvent
from casework.db import db
from casework.db.installation import Restoration
from casework.kernel.clock import AS_SAID

RESTORED, SEALED = "DatabaseRestored", "AccountsSealed"
MOMENT = "%Y%m%dT%H%M%SZ"
PREFIX = "restored-"


def last_restored(place: Path) -> datetime | None:
    """The moment of the last restore: of the newest event that carries the link that our keys make,
    else the one that is told to the trace when accounts are sealed."""
    return untold_restore(place) or _told_restore()


def untold_restore(place: Path) -> datetime | None:
    """The moment of a restore that an older version noted in a row alone. Only while accounts are
    not sealed, and while the second place has its folder: whoever writes rows makes no folder."""
    if db.session.scalar(_of_system(SEALED).limit(1)) is not None:
        return None
    noted = db.session.scalar(select(func.max(Restoration.restored_at)))
    if noted is None or not folder_of(place, noted).is_dir():
        return None
    told = _told_restore()
    return noted if told is None or told < noted else None


def _told_restore() -> datetime | None:
    ours = (row for row in db.session.scalars(_of_system(RESTORED)) if _is_ours(row))
    return next((_moment(row) for row in ours), None)


def _moment(row: AuditEvent) -> datetime:
    """When that restore was: when the event was written, unless it says another moment."""
    told = said(row.body).get("restored_at")
    return datetime.strptime(str(told), AS_SAID).replace(tzinfo=UTC) if told else row.at


def _of_system(kind: str) -> Select[AuditEvent]:
    row = AuditEvent
    wanted = select(row).where(row.stream_kind == "system", row.stream_id == SYSTEM)
    return wanted.where(row.kind == kind).order_by(row.seq.desc())


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
