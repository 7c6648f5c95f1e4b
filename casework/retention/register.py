"""The register of erasures: what was erased, outside of the database, so that an older copy of the
database does not bring anybody back.

One sealed file beside the backups of keys. It names codes, ids, days and the two people, as the
certificates do; nothing of what was erased. It is written anew at every erasure and every backup,
and never forgets what it held: what the database does not know stays in it.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec
from flask import current_app
from sqlalchemy import select

from casework.backup.erasures import FILE_NAME
from casework.db import after_commit, db
from casework.encryption import Cipher, KeyringRefused, Root, SealBroken, current_keyring
from casework.kernel import clock
from casework.kernel.files import write_whole
from casework.logs import write as write_line
from casework.logs.catalogue import ErasuresNotWritten
from casework.retention.domain.track import State
from casework.retention.models import Erasure

PLACE: Final = b"register of erasures/v1"
BEHIND: Final = "an erasure is to be registered"


class Entry(msgspec.Struct, frozen=True):
    """One erasure, with the ids of all that had a key of its own, by table."""

    kind: str
    record: UUID
    code: str
    region: str | None
    origin: str
    schedule: str
    ended_on: date
    due_on: date
    from_day: date
    noticed_at: datetime
    erased_at: datetime
    asked_by: UUID | None
    confirmed_by: UUID | None
    keys: int
    rows: int
    facts: int
    owners: dict[str, list[UUID]]


class Register(msgspec.Struct, frozen=True):
    """All of them, complete up to a moment."""

    as_of: datetime
    entries: list[Entry]


def write(file: Path) -> int:
    """Bring the register up to this moment; says how many erasures it names. A file that another
    keyring sealed, or that is damaged, is left alone and `SealBroken` raised."""
    known = {one.record: one for one in read(file).entries} if file.exists() else {}
    known |= {one.record: one for one in _in_database()}
    entries = sorted(known.values(), key=lambda one: (one.erased_at, one.record))
    content = msgspec.msgpack.encode(Register(clock.now(), entries))
    write_whole(file, _cipher().seal(content, PLACE))
    return len(entries)


def read(file: Path) -> Register:
    """What the register says. `SealBroken` when it is damaged or not ours."""
    content = _cipher().open(file.read_bytes(), PLACE)
    try:
        return msgspec.msgpack.decode(content, type=Register)
    except (msgspec.MsgspecError, ValueError):  # a text that is no UTF-8 is a ValueError
        raise SealBroken() from None


def soon() -> None:
    """An erasure is being carried out: the register follows once it is committed."""
    db.session.info[BEHIND] = True


@after_commit
def follow() -> None:
    """Write the register after an erasure. Where it cannot be written the erasure stands, the log
    says so, and the next hour tries again."""
    if db.session.info.pop(BEHIND, False):
        keep_up()


def keep_up() -> bool:
    """Bring the register beside the backups up to this moment; says whether it could be."""
    folder: Path = current_app.extensions["settings"].backups.key_folder
    try:
        write(folder / FILE_NAME)
    except (OSError, SealBroken, KeyringRefused) as problem:
        write_line(ErasuresNotWritten(problem))
        return False
    return True


def owners_text(owners: Mapping[str, Collection[UUID]]) -> str:
    """The ids by table as they stand in the database."""
    return msgspec.json.encode(owners).decode()


def _in_database() -> list[Entry]:
    rows = db.session.scalars(select(Erasure).where(Erasure.state == State.ERASED)).all()
    db.session.rollback()
    return [_entry(row) for row in rows if row.erased_at]


def _entry(row: Erasure) -> Entry:
    assert row.erased_at is not None  # noqa: S101 - only those that were carried out
    return Entry(
        kind=row.record_kind,
        record=row.record_id,
        code=row.code,
        region=row.region,
        origin=row.origin,
        schedule=row.schedule,
        ended_on=row.ended_on,
        due_on=row.due_on,
        from_day=row.from_day,
        noticed_at=row.noticed_at,
        erased_at=row.erased_at,
        asked_by=row.asked_by_id,
        confirmed_by=row.confirmed_by_id,
        keys=row.keys_destroyed,
        rows=row.rows_deleted,
        facts=row.facts_detached,
        owners=msgspec.json.decode(row.owners, type=dict[str, list[UUID]]),
    )


def _cipher() -> Cipher:
    keyring = current_keyring()
    return keyring.make_cipher(keyring.derive(Root.AUDIT, "erasures/v1"))
