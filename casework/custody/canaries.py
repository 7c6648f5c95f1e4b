"""A sealed canary for each key: opened by the worker once a day, and by a button.

A start and a page open what they need; a key that nobody needed for months can be wrong in the
keyring for as long, and its records are found shut on the day they are asked for (ISO/IEC
27002:2022, 8.24, on the use of keys; 8.13, on trying what one relies on). A canary holds nothing:
a random key under each key in use of the files, a few bytes under each version of the others.

An older key of the files for which none was made yet is tried on one record that hangs on it: the
key itself stays closed in its keyring, and can wrap nothing any more.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from casework.audit import record
from casework.audit.catalogue import KeysTried
from casework.custody.domain import Outcome, key_code
from casework.custody.models import KeyCanary
from casework.db import db, unit_of_work
from casework.encryption import (
    Cipher,
    Keyring,
    KeyringRefused,
    Root,
    SealBroken,
    current_keyring,
    data_keys_by_kek,
)
from casework.encryption.matching import persons_by_version
from casework.encryption.providers.changes import MATCH_KEY
from casework.encryption.verification import opens_a_record
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.logs import write as write_line
from casework.logs.catalogue import KeyFoundShut
from casework.policy import Actor

EVERY = timedelta(hours=24)
OWNER, PURPOSE = "canary", "canary/v1"
CONTENT = b"opens"


def try_keys(actor: Actor | None) -> list[KeyCanary]:
    """Open the canary of every key, making those that are missing; writes down when and how it came
    out, and gives those that did not open."""
    keyring, holds = current_keyring(), data_keys_by_kek()
    known = {one.key: one for one in db.session.scalars(select(KeyCanary))}
    for gone in set(known) - set(_wanted(keyring, holds)):
        db.session.execute(delete(KeyCanary).where(KeyCanary.key == gone))
    tried = [known.get(key) or _make(keyring, key) for key in _wanted(keyring, holds)]
    for one in tried:
        one.outcome, one.tried_at = _outcome(keyring, one), clock.now()
    shut = [one for one in tried if one.is_shut]
    first = key_code(shut[0].key) if shut else None
    record(KeysTried(count=len(tried), failed=len(shut), key=first), actor)
    return shut


def try_when_due() -> int:
    """Once a day; says how many keys did not open."""
    last = max((one.tried_at for one in trials()), default=None)
    db.session.rollback()
    if last is not None and timedelta(0) <= clock.now() - last < EVERY:
        return 0
    with unit_of_work():
        shut = len(try_keys(None))
    if shut:
        write_line(KeyFoundShut(shut))
    return shut


def trials() -> Sequence[KeyCanary]:
    """How the last trial of each key came out."""
    return db.session.scalars(select(KeyCanary).order_by(KeyCanary.key)).all()


def _wanted(keyring: Keyring, holds: dict[str, int]) -> Iterator[str]:
    """The key in use and every older one that is known or still needed; a newer one of the files
    waits and has wrapped nothing. Every version of the others."""
    used = {keyring.current_kek_id, *keyring.former_kek_ids(), *holds}
    yield from sorted(used)
    for root in Root:
        if root is Root.MATCH:
            known = {*keyring.root_versions(root), *_match_versions()}
            yield from (f"{MATCH_KEY}{version}" for version in sorted(known))
        else:
            yield root.value


def _match_versions() -> set[int]:
    return set(persons_by_version(db.session))


def _make(keyring: Keyring, key: str) -> KeyCanary:
    made = KeyCanary(key=key, id=new_id(), wrapped=None, sealed=None)
    if key == keyring.current_kek_id:
        made.wrapped, cipher = keyring.new_data_key(OWNER, made.id)
        made.sealed = cipher.seal(CONTENT, _place(made))
    elif (found := _root_of(key)) and _is_known(keyring, *found):
        made.sealed = _of_root(keyring, *found).seal(CONTENT, _place(made))
    db.session.add(made)
    return made


def _outcome(keyring: Keyring, one: KeyCanary) -> Outcome:
    root = _root_of(one.key)
    try:
        return _of_files(keyring, one) if root is None else _of_others(keyring, one, *root)
    except SealBroken:
        return Outcome.WRONG
    except KeyringRefused:
        return Outcome.UNREACHED


def _of_files(keyring: Keyring, one: KeyCanary) -> Outcome:
    if one.key not in keyring.kek_ids():
        return Outcome.MISSING
    if one.wrapped is None or one.sealed is None:
        return Outcome.OPENED if opens_a_record(db.session, one.key) else Outcome.IDLE
    return _read(keyring.unwrap(OWNER, one.id, one.key, one.wrapped), one)


def _of_others(keyring: Keyring, one: KeyCanary, root: Root, version: int | None) -> Outcome:
    if one.sealed is None or not _is_known(keyring, root, version):
        return Outcome.MISSING
    return _read(_of_root(keyring, root, version), one)


def _read(cipher: Cipher, one: KeyCanary) -> Outcome:
    return (
        Outcome.OPENED if cipher.open(one.sealed or b"", _place(one)) == CONTENT else Outcome.WRONG
    )


def _of_root(keyring: Keyring, root: Root, version: int | None) -> Cipher:
    return keyring.make_cipher(keyring.derive(root, PURPOSE, version))


def _is_known(keyring: Keyring, root: Root, version: int | None) -> bool:
    return version is None or version in keyring.root_versions(root)


def _root_of(key: str) -> tuple[Root, int | None] | None:
    """The root of a key, and the version of the match root; None for a key of the files."""
    version = key.removeprefix(MATCH_KEY)
    if key.startswith(MATCH_KEY) and version.isdigit():
        return Root.MATCH, int(version)
    return (Root(key), None) if key in {root.value for root in Root} else None


def _place(one: KeyCanary) -> bytes:
    return f"{OWNER}|{one.key}|{one.id}".encode()
