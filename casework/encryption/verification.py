"""Does this keyring belong to this database? Asked at every start, before anything is served.

The database keeps one check value for each root (it says nothing about the root) and names the KEK
of every data key. A keyring of another installation, one put together from two, and one without a
KEK that is still needed are refused. A database that has no check values yet takes them from the
keyring that opens its data keys.
"""

from typing import cast

from sqlalchemy import String, Table, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session

from casework.db import Base, db, internal, unit_of_work
from casework.encryption.data_keys import DataKey
from casework.encryption.keyring import Keyring, current_keyring
from casework.encryption.providers import Root
from casework.encryption.refusals import KeyringOfAnotherDatabase, SealBroken
from casework.encryption.rotation import data_keys_by_kek


class KeyringCheck(Base):
    """The check value of one root, written once."""

    __tablename__ = "keyring_check"

    root: Mapped[str] = internal(String(20), primary_key=True)
    fingerprint: Mapped[str] = internal(String(16))


_checks = cast(Table, KeyringCheck.__table__)
_keys = cast(Table, DataKey.__table__)


def check_database() -> None:
    """Refuse a keyring that is not this database's; bind a database that has none yet.

    A database without tables is new: there is nothing to check yet.
    """
    if not inspect(db.session.connection()).has_table(KeyringCheck.__tablename__):
        return
    if verify_keyring(db.session):
        return
    try:
        with unit_of_work() as session:
            bind_keyring(session)
    except IntegrityError:  # another process was first: its keyring must be ours
        verify_keyring(db.session)


def verify_keyring(session: Session) -> bool:
    """Refuse a keyring that is not this database's. False when the database is bound to none."""
    keyring = current_keyring()
    for kek_id in data_keys_by_kek(session=session):
        _open_one(session, keyring, kek_id)
    known = {row.root: row.fingerprint for row in session.connection().execute(select(_checks))}
    if known and not _fits(keyring, known):
        raise KeyringOfAnotherDatabase()
    return bool(known)


def settle_match_key(session: Session) -> None:
    """Bind the database to the match root in use, once no token of an older version is left."""
    fingerprint = current_keyring().fingerprint(Root.MATCH)
    here = update(_checks).where(_checks.c.root == Root.MATCH.value)
    session.connection().execute(here.values(fingerprint=fingerprint))


def _fits(keyring: Keyring, known: dict[str, str]) -> bool:
    """Every root is one of ours; of the match root any version, while tokens are made anew."""
    ours = {root.value: keyring.fingerprints(root) for root in Root}
    return known.keys() == ours.keys() and all(known[root] in ours[root] for root in ours)


def bind_keyring(session: Session) -> None:
    """Write the check values of the keyring in use. Does nothing when it is bound already."""
    if not verify_keyring(session):
        checks = _fingerprints(current_keyring()).items()
        values = [{"root": root, "fingerprint": fingerprint} for root, fingerprint in checks]
        session.connection().execute(insert(_checks), values)


def _fingerprints(keyring: Keyring) -> dict[str, str]:
    return {root.value: keyring.fingerprint(root) for root in Root}


def opens_a_record(session: Session, kek_id: str) -> bool:
    """Open one data key of this KEK, as proof that the keyring holds the same one; false when none
    hangs on it, `SealBroken` when it does not open."""
    one = select(_keys).where(_keys.c.kek_id == kek_id).limit(1)
    row = session.connection().execute(one).first()
    if row is not None:
        current_keyring().unwrap(row.owner_kind, row.owner_id, row.kek_id, row.wrapped)
    return row is not None


def _open_one(session: Session, keyring: Keyring, kek_id: str) -> None:
    if kek_id not in keyring.kek_ids():
        raise KeyringOfAnotherDatabase(kek=kek_id)
    try:
        opens_a_record(session, kek_id)
    except SealBroken:
        raise KeyringOfAnotherDatabase(kek=kek_id) from None
