"""Rotation: data keys change their wrapping, records stay as they are.

A new KEK is added to the keyring, takes over, and the data keys under older ones are rewrapped in
batches. Each batch is its own unit of work: stopped anywhere, every record stays readable and the
next run goes on where the last one ended.
"""

from collections import Counter
from typing import Final, cast

from sqlalchemy import Row, Table, bindparam, func, select, update
from sqlalchemy.orm import Session

from casework.db import db
from casework.encryption.data_keys import DataKey
from casework.encryption.keyring import Keyring, current_keyring

BATCH: Final = 1000

_keys = cast(Table, DataKey.__table__)
_rewrapped = (
    update(_keys)
    .where(
        _keys.c.owner_kind == bindparam("kind"),
        _keys.c.owner_id == bindparam("id"),
        _keys.c.kek_id == bindparam("old_kek"),
    )
    .values(kek_id=bindparam("new_kek"), wrapped=bindparam("new_wrapped"))
)


def rewrap_data_keys(*, batch: int = BATCH, session: Session | None = None) -> Counter[str]:
    """Rewrap up to `batch` data keys of older KEKs under the current one; says how many of each,
    nothing when none is left to do.

    A key that was destroyed meanwhile stays destroyed: rows are changed, never added. What a KEK
    wraps that this keyring does not know yet is left alone.
    """
    connection = (session or db.session).connection()
    keyring = current_keyring()
    waiting = select(_keys).where(_keys.c.kek_id.in_(keyring.former_kek_ids())).limit(batch)
    rows = connection.execute(waiting.with_for_update(skip_locked=True)).all()
    if rows:
        connection.execute(_rewrapped, [_change(keyring, row) for row in rows])
    return Counter(row.kek_id for row in rows)


def _change(keyring: Keyring, row: Row[tuple[object, ...]]) -> dict[str, object]:
    return {
        "kind": row.owner_kind,
        "id": row.owner_id,
        "old_kek": row.kek_id,
        "new_kek": keyring.current_kek_id,
        "new_wrapped": keyring.rewrap(row.owner_kind, row.owner_id, row.kek_id, row.wrapped),
    }


def data_keys_by_kek(*, session: Session | None = None) -> dict[str, int]:
    """How many data keys each KEK wraps."""
    count = select(_keys.c.kek_id, func.count().label("wrapped_keys")).group_by(_keys.c.kek_id)
    rows = (session or db.session).connection().execute(count)
    return {row.kek_id: row.wrapped_keys for row in rows}
