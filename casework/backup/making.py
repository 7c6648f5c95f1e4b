"""Making a backup: one instant of the database, sealed as it is read, in two files."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import Connection

from casework.audit import record
from casework.audit.catalogue import BackupMade
from casework.backup.erasures import write_register
from casework.backup.folder import UNFINISHED, Label, digest_of, file_name, write_label
from casework.backup.models import MADE, BackupNote
from casework.backup.parts import KEYS, RECORDS, columns_of, tables_of
from casework.backup.refusals import NoPlaceToWrite, NoRecipients, RecipientUnknown
from casework.backup.snapshot import log_of, rows_of, snapshot
from casework.backup.wire import FORMAT, Audit, Count, End, Head, framed, signed
from casework.db import db, migrating, unit_of_work
from casework.encryption import age, current_keyring
from casework.kernel import clock
from casework.kernel.ids import new_id
from config import Backups


@dataclass(frozen=True)
class Made:
    """A backup that was just written."""

    backup: UUID
    records: Path
    keys: Path
    audit: Audit
    rows: int
    size: int


def make_backup() -> Made:
    """Write both files, or leave nothing behind; note it in the database and in the log."""
    settings = current_app.extensions["settings"]
    backups: Backups = settings.backups
    current_keyring()
    places = (
        (RECORDS, backups.folder, _recipients(backups.recipients)),
        (KEYS, backups.key_folder, _recipients(backups.key_recipients)),
    )
    backup, files, rows = new_id(), [], 0
    db.session.rollback()
    with snapshot() as connection:
        audit, at = log_of(connection), clock.now()
        schema = list(migrating.current_revisions())
        for part, folder, recipients in places:
            columns = columns_of(part)
            head = Head(FORMAT, part, backup, at, schema, settings.mode, columns)
            part_of = _Part(connection, head, audit)
            files.append(_written(folder, part_of, recipients))
            rows += part_of.total
    made = Made(backup, files[0], files[1], audit, rows, sum(file.stat().st_size for file in files))
    _note(made, head)
    _write_register(backups.key_folder)
    return made


def _write_register(folder: Path) -> None:
    try:
        write_register(folder)
    except OSError as problem:
        raise NoPlaceToWrite(folder=folder, why=os.strerror(problem.errno or 0)) from None


def _recipients(text: str) -> list[Any]:
    if not text.strip():
        raise NoRecipients()
    try:
        return age.recipients_of(text)
    except age.NotARecipient:
        raise RecipientUnknown() from None


class _Part:
    """One part as the frames of its file."""

    def __init__(self, connection: Connection, head: Head, audit: Audit) -> None:
        self.head, self.audit = head, audit
        self._connection = connection
        self.total = 0

    def frames(self) -> Iterator[bytes]:
        """Head, rows, end."""
        yield framed(self.head)
        counts: dict[str, Count] = {}
        for table in tables_of(self.head.part):
            for rows in rows_of(self._connection, table, counts):
                yield framed(rows)
        self.total = sum(count.rows for count in counts.values())
        yield framed(signed(self.head, End(counts, self.audit)))


def _written(folder: Path, part: _Part, recipients: list[Any]) -> Path:
    """The file and its label, both on the disk; neither when anything goes wrong."""
    file = folder / file_name(part.head)
    unfinished = file.with_suffix(UNFINISHED)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        age.seal_to(unfinished, part.frames(), recipients)
        write_label(file, _label(part, unfinished))
        unfinished.replace(file)
        _sync(folder)
    except OSError as problem:
        why = os.strerror(problem.errno) if problem.errno else type(problem).__name__
        raise NoPlaceToWrite(folder=folder, why=why) from None
    finally:
        unfinished.unlink(missing_ok=True)
    return file


def _label(part: _Part, file: Path) -> Label:
    head = part.head
    return Label(
        part=head.part,
        backup=str(head.backup),
        made_at=head.made_at.isoformat(),
        schema=", ".join(head.schema),
        mode=head.mode,
        size=file.stat().st_size,
        sha256=digest_of(file),
        audit_checkpoint=part.audit.checkpoint,
        audit_root=part.audit.root,
    )


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def _note(made: Made, head: Head) -> None:
    with unit_of_work() as session:
        session.add(
            BackupNote(
                kind=MADE,
                backup=made.backup,
                snapshot_at=head.made_at,
                at=clock.now(),
                size=made.size,
            )
        )
        record(BackupMade(digest=digest_of(made.records)), None)
