"""Erasing again, in a database that was just restored, what the register of erasures names."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.accounts.queries import user
from casework.audit import record
from casework.audit.catalogue import ErasureRepeated
from casework.db import Base, db
from casework.kernel.ids import new_id
from casework.retention import register, subjects
from casework.retention.domain.track import State
from casework.retention.erasing import Gone, erase_all
from casework.retention.models import Erasure
from casework.retention.register import Entry
from casework.retention.service import TRACK, erasure_of, stream
from casework.workflow.service import Step, note_start, take_step


class Register:
    """The register as backups and restores use it."""

    def write(self, file: Path) -> int:
        """Bring it up to this moment."""
        return register.write(file)

    def as_of(self, file: Path) -> datetime:
        """Up to when it is complete."""
        return register.read(file).as_of

    def repeat(self, file: Path) -> int:
        """Erase again; says how many records had come back."""
        return sum(_repeat(entry) for entry in register.read(file).entries)


def _repeat(entry: Entry) -> bool:
    """Erase what is there of one record, and put its certificate back. True when something was."""
    row = erasure_of(entry.record)
    if row is not None and row.state == State.ERASED and not _there(entry):
        return False
    gone = erase_all(_roots(entry))
    row = _certificate(row, entry)
    came_back = bool(gone.keys or gone.rows)
    if came_back:
        _tell(row, gone)
    return came_back


def _roots(entry: Entry) -> dict[str, Collection[UUID]]:
    """The record, what is one with it here, and every owner of a key that went with it."""
    roots: dict[str, set[UUID]] = {}
    for name, ids in entry.owners.items():
        if name in Base.metadata.tables:
            roots.setdefault(name, set()).update(ids)
    for name, found in subjects.sources()[entry.kind].roots(entry.record).items():
        roots.setdefault(name, set()).update(found)
    return dict(roots)


def _there(entry: Entry) -> bool:
    for name, ids in _roots(entry).items():
        table = Base.metadata.tables[name]
        wanted = select(table.c.id).where(table.c.id.in_(list(ids)[:500])).limit(1)
        if db.session.execute(wanted).first():
            return True
    return False


def _certificate(row: Erasure | None, entry: Entry) -> Erasure:
    if row is None:
        row = Erasure(
            id=new_id(),
            record_kind=entry.kind,
            record_id=entry.record,
            state=State.ERASED,
            version=1,
        )
        _fill(row, entry)
        db.session.add(row)
        db.session.flush()
        note_start(TRACK, row, "repeat", None)
    elif row.state != State.ERASED:
        take_step(TRACK, row, Step("repeat", None))
        _fill(row, entry)
    db.session.flush()
    return row


def _fill(row: Erasure, entry: Entry) -> None:
    row.code, row.region = entry.code, entry.region
    row.origin, row.schedule = entry.origin, entry.schedule
    row.ended_on, row.due_on, row.from_day = entry.ended_on, entry.due_on, entry.from_day
    row.noticed_at, row.erased_at = entry.noticed_at, entry.erased_at
    row.asked_by_id, row.confirmed_by_id = _known(entry.asked_by), _known(entry.confirmed_by)
    row.keys_destroyed, row.rows_deleted = entry.keys, entry.rows
    row.facts_detached = entry.facts
    row.owners = register.owners_text(entry.owners)


def _known(user_id: UUID | None) -> UUID | None:
    """An account made after the backup is not there."""
    return user_id if user_id and user(user_id) else None


def _tell(row: Erasure, gone: Gone) -> None:
    event: dict[str, Any] = {"erasure_id": row.id, "kind": row.record_kind, **stream(row)}
    record(ErasureRepeated(keys=gone.keys, rows=gone.rows, **event), None)
