"""How the keys stand: read from the keyring, the database and the trace; never a key."""

from collections.abc import Mapping
from datetime import datetime

from flask import current_app

from casework.audit.chain import KEYS
from casework.audit.queries import Written, events_of
from casework.custody.domain import Escrow, KeyLine, Standing, State, destroy_from, key_code
from casework.db import db
from casework.encryption import Keyring, Root, current_keyring, data_keys_by_kek
from casework.encryption.escrow import copy_path, keys_in_copy
from casework.encryption.matching import persons_by_version
from casework.encryption.providers.changes import MATCH_KEY

MOST_EVENTS = 2000


def standing() -> Standing:
    """The state of every key and of the escrow."""
    settings = current_app.extensions["settings"]
    keyring, days = current_keyring(), settings.backups_kept_days
    emptied = _emptied()
    return Standing(
        keks=tuple(_keks(keyring, emptied, days)),
        match_keys=tuple(_match_keys(keyring, emptied, days)),
        escrow=_escrow(keyring),
        backups_kept_days=days,
        provider=_provider(settings),
    )


def line_of(key_id: str) -> KeyLine | None:
    """One key; None when the keyring has none of that name."""
    found = standing()
    return {line.id: line for line in (*found.keks, *found.match_keys)}.get(key_id)


def _keks(keyring: Keyring, emptied: Mapping[str, datetime], days: int) -> list[KeyLine]:
    counts = data_keys_by_kek()
    former = keyring.former_kek_ids()
    current = keyring.current_kek_id
    waiting = sorted(keyring.kek_ids() - {*former, current})
    missing = sorted(set(counts) - keyring.kek_ids())
    named = [
        *((kek_id, State.CURRENT) for kek_id in (current,)),
        *((kek_id, State.WAITING) for kek_id in waiting),
        *((kek_id, State.FORMER) for kek_id in reversed(former)),
        *((kek_id, State.MISSING) for kek_id in missing),
    ]
    return [
        _line(kek_id, state, counts.get(kek_id, 0), keyring.kek_made(kek_id), emptied, days)
        for kek_id, state in named
    ]


def _match_keys(keyring: Keyring, emptied: Mapping[str, datetime], days: int) -> list[KeyLine]:
    counts = persons_by_version(db.session)
    current, *others = keyring.root_versions(Root.MATCH)
    lines = []
    for version in sorted({current, *others, *counts}, reverse=True):
        state = State.CURRENT if version == current else State.FORMER
        if version > current:
            state = State.WAITING
        if version not in (current, *others):
            state = State.MISSING
        key_id = f"{MATCH_KEY}{version}"
        lines.append(_line(key_id, state, counts.get(version, 0), None, emptied, days))
    return lines


def _line(
    key_id: str,
    state: State,
    holds: int,
    made: datetime | None,
    emptied: Mapping[str, datetime],
    days: int,
) -> KeyLine:
    since = emptied.get(key_code(key_id)) if state is State.FORMER and not holds else None
    return KeyLine(key_id, state, holds, made, since, destroy_from(since, holds, days))


def _emptied() -> dict[str, datetime]:
    """Since when nothing hangs on a key: the last time that something was moved away from it, or
    that somebody saw it empty."""
    found: dict[str, datetime] = {}
    for event in _events("KeysMoved", "KeyringChanged"):
        moved = event.kind == "KeysMoved" or event.code("what") == "emptied"
        if moved and (key := event.code("key")):
            found[key] = max(found.get(key, event.at), event.at)
    return found


def _escrow(keyring: Keyring) -> Escrow:
    last: dict[str, datetime] = {}
    for event in _events("KeyringChanged"):
        last.setdefault(event.code("what"), event.at)
    held = keys_in_copy(copy_path(current_app.extensions["settings"].home))
    return Escrow(
        made=last.get("escrowed"),
        rehearsed=last.get("rehearsed"),
        complete=bool(held) and keyring.kek_ids() <= held,
    )


def _events(*kinds: str) -> list[Written]:
    return events_of(KEYS.kind, KEYS.id, kinds=kinds, limit=MOST_EVENTS)


def _provider(settings: object) -> str:
    name: str = getattr(settings, "keyring_provider", "file")
    if name == "file" and not getattr(settings, "keyring_passphrase", None):
        return "open_file"
    return name
