"""One random data key per owner: a case, a screening, an employer, a shelter's address, a user.

Stored wrapped under a KEK and bound to its owner (`dek|kind|owner|kek_id`). Opened keys live no
longer than the database transaction that read them. Destroying a data key makes everything sealed
under it unreadable for ever: that is how a case is erased.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, cast
from uuid import UUID

from sqlalchemy import LargeBinary, String, Table, Uuid, bindparam, delete, event, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, SessionTransaction

from casework.db import Base, db, internal
from casework.encryption.envelope import Cipher
from casework.encryption.keyring import current_keyring
from casework.encryption.refusals import DataKeyExists, DataKeyMissing

_OPENED: Final = "opened data keys"
_PRELOAD_BATCH: Final = 500

Owner = tuple[str, UUID]


class DataKey(Base):
    """A wrapped data key. No moment of creation: it would tell when a case was opened."""

    __tablename__ = "data_key"

    owner_kind: Mapped[str] = internal(String(20), primary_key=True)
    owner_id: Mapped[UUID] = internal(Uuid, primary_key=True)
    kek_id: Mapped[str] = internal(String(40), index=True)
    wrapped: Mapped[bytes] = internal(LargeBinary)


_keys = cast(Table, DataKey.__table__)

# Prepared once: every page that shows something sealed asks for keys.
_WANTED = select(_keys.c.owner_id, _keys.c.kek_id, _keys.c.wrapped).where(
    _keys.c.owner_kind == bindparam("kind"), _keys.c.owner_id.in_(bindparam("ids", expanding=True))
)
_ADD = {
    "sqlite": sqlite.insert(_keys).on_conflict_do_nothing().returning(_keys.c.owner_id),
    "postgresql": postgresql.insert(_keys).on_conflict_do_nothing().returning(_keys.c.owner_id),
}


def create_data_key(owner_kind: str, owner_id: UUID, *, session: Session | None = None) -> None:
    """Give the owner a data key, in the current transaction. A second one is refused."""
    session = session or db.session
    opened = _opened(session)
    keyring, connection = current_keyring(), session.connection()
    wrapped, cipher = keyring.new_data_key(owner_kind, owner_id)
    row = {
        "owner_kind": owner_kind,
        "owner_id": owner_id,
        "kek_id": keyring.current_kek_id,
        "wrapped": wrapped,
    }
    if connection.execute(_ADD[connection.dialect.name], row).first() is None:
        raise DataKeyExists(owner_kind=owner_kind)
    opened[owner_kind, owner_id] = cipher


def preload_data_keys(
    owner_kind: str, owner_ids: Iterable[UUID], *, session: Session | None = None
) -> None:
    """Open the keys of many owners with one query per 500, for a list page."""
    session = session or db.session
    opened = _opened(session)
    wanted = iter({owner_id for owner_id in owner_ids if (owner_kind, owner_id) not in opened})
    for batch in _batches(wanted, _PRELOAD_BATCH):
        _open(session, owner_kind, batch)


def data_key(owner_kind: str, owner_id: UUID, *, session: Session | None = None) -> Cipher:
    """The owner's key, ready for use; refused when there is none (never made, or erased)."""
    session = session or db.session
    opened = _opened(session)
    if (owner_kind, owner_id) not in opened:
        _open(session, owner_kind, [owner_id])
    try:
        return opened[owner_kind, owner_id]
    except KeyError:
        raise DataKeyMissing(owner_kind=owner_kind) from None


def destroy_data_key(owner_kind: str, owner_id: UUID, *, session: Session | None = None) -> None:
    """Destroy the owner's key and with it, for ever, everything sealed under it."""
    session = session or db.session
    session.connection().execute(
        delete(_keys).where(_keys.c.owner_kind == owner_kind, _keys.c.owner_id == owner_id)
    )
    _opened(session).pop((owner_kind, owner_id), None)


def owners_among(ids: Iterable[UUID], *, session: Session | None = None) -> set[UUID]:
    """Those of some ids that have a data key, of whatever kind."""
    session = session or db.session
    found: set[UUID] = set()
    for batch in _batches(iter(set(ids)), _PRELOAD_BATCH):
        wanted = select(_keys.c.owner_id).where(_keys.c.owner_id.in_(batch))
        found.update(session.connection().scalars(wanted))
    return found


def destroy_data_keys(owner_ids: Iterable[UUID], *, session: Session | None = None) -> int:
    """Destroy every key of these owners, of whatever kind: ids are unique across kinds. Says how
    many there were."""
    session = session or db.session
    session.info.pop(_OPENED, None)
    destroyed = 0
    for batch in _batches(iter(set(owner_ids)), _PRELOAD_BATCH):
        gone = session.connection().execute(delete(_keys).where(_keys.c.owner_id.in_(batch)))
        destroyed += gone.rowcount
    return destroyed


def _opened(session: Session) -> dict[Owner, Cipher]:
    keys: dict[Owner, Cipher] = session.info.setdefault(_OPENED, {})
    return keys


def _open(session: Session, owner_kind: str, owner_ids: list[UUID]) -> None:
    rows = _rows(session, owner_kind, owner_ids)
    # the keyring is asked for after the rows: while keys are renewed it knows all that they name
    opened, keyring = _opened(session), current_keyring()
    for owner_id, kek_id, wrapped in rows:
        opened[owner_kind, owner_id] = keyring.unwrap(owner_kind, owner_id, kek_id, wrapped)


def _rows(session: Session, owner_kind: str, ids: list[UUID]) -> Sequence[tuple[UUID, str, bytes]]:
    # On the connection, not the session: asking for a key must not flush a half-built row.
    return session.connection().execute(_WANTED, {"kind": owner_kind, "ids": ids}).all()


def _batches(ids: Iterator[UUID], size: int) -> Iterator[list[UUID]]:
    while batch := list(islice(ids, size)):
        yield batch


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, transaction: SessionTransaction) -> None:
    """Opened keys end with their transaction, so that one rolled back never seals anything."""
    if transaction.parent is None or transaction.nested:
        session.info.pop(_OPENED, None)
