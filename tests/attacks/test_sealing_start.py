"""Somebody starts Sanad on a real database with keys that are not its own."""

import hashlib
from pathlib import Path

import pytest
from flask import Flask

from casework.db import db
from casework.encryption import keyring_path, open_keyring, provide_keyring, use_keyring
from casework.starting import bring_up, ready_to_serve
from tests.sealing import new_keyring


def content_of(app: Flask) -> str:
    """What the database file and its write-ahead log hold."""
    with app.app_context():
        path = Path(db.engine.url.database or "")
    files = sorted(path.parent.glob(f"{path.name}*"))
    stored = (file.read_bytes() for file in files if not file.name.endswith("-shm"))
    return hashlib.sha256(b"".join(stored)).hexdigest()


def test_start_with_the_right_keyring_is_not_refused(sqlite_app: Flask) -> None:
    ready_to_serve(sqlite_app)


@pytest.mark.parametrize("start", [bring_up, ready_to_serve])
def test_start_with_another_keyring_is_refused_in_one_sentence_before_any_write(
    sqlite_app: Flask, start: object
) -> None:
    before = content_of(sqlite_app)
    with use_keyring(new_keyring()), pytest.raises(SystemExit) as refused:
        start(sqlite_app)  # type: ignore[operator]
    assert str(refused.value).startswith("This keyring does not belong to this database.")
    assert content_of(sqlite_app) == before


def test_start_with_a_keyring_that_others_can_read_is_refused(sqlite_app: Flask) -> None:
    settings = sqlite_app.extensions["settings"]
    path = keyring_path(settings.home)
    path.chmod(0o644)
    provide_keyring(sqlite_app, lambda: open_keyring(settings))  # a new start reads the file again
    try:
        with pytest.raises(SystemExit, match="chmod 600"):
            ready_to_serve(sqlite_app)
    finally:
        path.chmod(0o600)
        provide_keyring(sqlite_app, lambda: open_keyring(settings))
