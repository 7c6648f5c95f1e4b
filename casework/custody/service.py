"""What is done with the keys, one function per intention; each leaves its line in the trace.

Adding, taking over, moving and destroying are steps of their own, and each may be stopped at any
point: the next run goes on where the last one ended, and every record stays readable meanwhile.
"""

from collections import Counter
from collections.abc import Callable

from flask import current_app
from sqlalchemy import inspect

from casework.audit import record
from casework.audit.catalogue import KeyringChanged, KeysMoved
from casework.audit.models import AuditEvent
from casework.custody import queries
from casework.custody.domain import KeyLine, State, key_code
from casework.db import db, unit_of_work
from casework.encryption import (
    Root,
    change_keyring,
    current_keyring,
    data_keys_by_kek,
    rewrap_data_keys,
    settle_match_key,
)
from casework.encryption.keyring import forget_keyring
from casework.encryption.matching import persons_by_version
from casework.encryption.opening import KeyringSettings, vault_access
from casework.encryption.providers import changes
from casework.encryption.providers.vault import add_version
from casework.encryption.refusals import KeyInUse, KeyStillNeeded, KeyUnknown
from casework.kernel import clock
from casework.matching.service import recompute_old_tokens

Progress = Callable[[int, int], None]


def add_key(settings: KeyringSettings, *, match: bool = False) -> str:
    """A new key that is known and not used yet; returns its id."""
    change_keyring(settings, changes.with_waiting_match if match else changes.with_waiting_kek)
    newest = _newest(match=match)
    write_down(KeyringChanged(what="added", key=key_code(newest)))
    return newest


def take_over(settings: KeyringSettings, *, match: bool = False) -> str:
    """The newest key is used from now on; returns its id. Makes one when none waits, unless an
    earlier rotation is not finished yet: that one is gone on with."""
    if not _waits(match=match):
        if _unfinished(match=match):
            return _current(match=match)
        if settings.keyring_provider == "vault":
            return _renewed_there(settings, match=match)
        add_key(settings, match=match)
    change_keyring(settings, changes.with_newest_match if match else changes.with_newest_kek)
    current = _current(match=match)
    write_down(KeyringChanged(what="rotated", key=key_code(current)))
    return current


def _renewed_there(settings: KeyringSettings, *, match: bool) -> str:
    """A new version in the key service, which is in use there at once."""
    add_version(vault_access(settings), match=match)
    forget_keyring(current_app)
    current = _current(match=match)
    write_down(KeyringChanged(what="rotated", key=key_code(current)))
    return current


def move_data_keys(progress: Progress | None = None, *, batch: int = 1000) -> int:
    """Rewrap what hangs on older KEKs, a batch in a transaction; says how many."""
    former = current_keyring().former_kek_ids()
    counts = data_keys_by_kek()
    db.session.rollback()
    left, done = sum(counts.get(kek_id, 0) for kek_id in former), 0
    while True:
        with unit_of_work():
            moved = rewrap_data_keys(batch=batch)
            _moved(moved)
        if not moved:
            break
        done += moved.total()
        if progress:
            progress(done, max(left, done))
    _note_emptied()
    return done


def move_match_tokens(progress: Progress | None = None) -> int:
    """Make tokens of older versions anew, 200 persons in a transaction; says how many persons."""
    counts = persons_by_version(db.session)
    db.session.rollback()
    current = current_keyring().root_versions(Root.MATCH)[0]
    left, done = sum(count for version, count in counts.items() if version < current), 0
    while True:
        with unit_of_work():
            moved = recompute_old_tokens()
            _moved(Counter({f"{changes.MATCH_KEY}{name}": n for name, n in moved.items()}))
        if not moved:
            break
        done += moved.total()
        if progress:
            progress(done, max(left, done))
    with unit_of_work() as session:
        settle_match_key(session)
    _note_emptied()
    return done


def finish_rotation() -> int:
    """What a stopped rotation left, and keys that were made while one went on."""
    return move_data_keys() + move_match_tokens()


def destroy_key(settings: KeyringSettings, key_id: str) -> None:
    """Destroy an old key for ever. Refused while something hangs on it, and until the last backup
    that needs it is gone; the refusal states the day."""
    line = queries.line_of(key_id)
    db.session.rollback()
    if line is None or line.state is State.MISSING:
        raise KeyUnknown(key=key_id)
    if line.state is not State.FORMER:
        raise KeyInUse(key=key_id)
    _refuse_while_needed(line)
    change_keyring(settings, _without(key_id))
    write_down(KeyringChanged(what="destroyed", key=key_code(key_id)))


def write_down(event: KeyringChanged) -> None:
    """Into the trace; a new installation whose database is not made yet has none."""
    there = inspect(db.session.connection()).has_table(AuditEvent.__tablename__)
    db.session.rollback()
    if there:
        with unit_of_work():
            record(event, None)


def _refuse_while_needed(line: KeyLine) -> None:
    if line.holds:
        raise KeyStillNeeded(key=line.id, holds=line.holds)
    if line.destroy_from is None:
        raise KeyStillNeeded(key=line.id, first="flask keys rotate")
    if clock.now().date() < line.destroy_from:
        raise KeyStillNeeded(key=line.id, until=line.destroy_from.isoformat())


def _without(key_id: str) -> Callable[[changes.Material], changes.Material]:
    if key_id.startswith(changes.MATCH_KEY):
        version = int(key_id.removeprefix(changes.MATCH_KEY))
        return lambda material: changes.without_match(material, version)
    return lambda material: changes.without_kek(material, key_id)


def _moved(counts: Counter[str]) -> None:
    for key_id, count in counts.items():
        record(KeysMoved(key=key_code(key_id), count=count), None)


def _note_emptied() -> None:
    """Write down of each old key that nothing hangs on it, once."""
    found = queries.standing()
    db.session.rollback()
    for line in (*found.keks, *found.match_keys):
        if line.state is State.FORMER and not line.holds and line.emptied is None:
            write_down(KeyringChanged(what="emptied", key=key_code(line.id)))


def _newest(*, match: bool) -> str:
    keyring = current_keyring()
    if match:
        return f"{changes.MATCH_KEY}{max(keyring.root_versions(Root.MATCH))}"
    return keyring.newest_kek_id()


def _current(*, match: bool) -> str:
    keyring = current_keyring()
    if match:
        return f"{changes.MATCH_KEY}{keyring.root_versions(Root.MATCH)[0]}"
    return keyring.current_kek_id


def _waits(*, match: bool) -> bool:
    return _newest(match=match) != _current(match=match)


def _unfinished(*, match: bool) -> bool:
    found = queries.standing()
    db.session.rollback()
    lines = found.match_keys if match else found.keks
    return any(line.state is State.FORMER and line.holds for line in lines)
