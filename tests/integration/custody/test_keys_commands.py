"""The keyring over the years, by the commands of whoever keeps it."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask

from casework.custody import queries
from casework.db import db, unit_of_work
from casework.encryption import (
    check_database,
    create_data_key,
    create_keyring,
    current_keyring,
    data_key,
    keyring_path,
)
from casework.encryption.refusals import KeyringOfAnotherDatabase
from tests.integration.custody.conftest import Run, empty_home


def sealed_owner() -> tuple[UUID, bytes]:
    """An owner with a data key, and something sealed under it."""
    owner = uuid4()
    with unit_of_work():
        create_data_key("case", owner)
        return owner, data_key("case", owner).seal(b"content", b"place")


def opens(owner: UUID, blob: bytes) -> bool:
    db.session.rollback()
    return data_key("case", owner).open(blob, b"place") == b"content"


def test_create_makes_a_keyring_once(small: Flask, keys: Run) -> None:
    first = keys("create")
    assert first.exit_code == 0
    assert "UNPROTECTED (demo)" in first.output
    before = keyring_path(small.extensions["settings"].home).read_bytes()
    second = keys("create")
    assert second.exit_code == 2
    assert "never overwritten" in second.stderr
    assert keyring_path(small.extensions["settings"].home).read_bytes() == before


def test_create_in_production_needs_a_passphrase(tmp_path: Path) -> None:
    refused = (
        empty_home(tmp_path, mode="production").test_cli_runner().invoke(args=["keys", "create"])
    )
    assert refused.exit_code == 2
    assert not keyring_path(tmp_path).exists()


def test_create_for_the_environment_prints_a_keyring_that_opens(tmp_path: Path) -> None:
    app = empty_home(tmp_path, keyring_provider="env")
    text = app.test_cli_runner().invoke(args=["keys", "create"]).output.strip()
    with empty_home(tmp_path, keyring_provider="env", keyring_env=text).app_context():
        assert current_keyring().kek_ids()


def test_commands_without_a_keyring_say_so_in_one_line(keys: Run) -> None:
    for command in (["status"], ["rotate"], ["destroy", "kek-x"], ["new"]):
        refused = keys(*command)
        assert refused.exit_code == 2
        assert "Traceback" not in refused.output + refused.stderr
    assert "flask --app wsgi keys create" in keys("status").stderr


def test_status_shows_ids_counts_and_age_and_no_key(keys: Run) -> None:
    keys("create")
    for _ in range(3):
        sealed_owner()
    shown = keys("status").output.splitlines()
    kek = current_keyring().current_kek_id
    assert shown[0].startswith(f"{kek}  data keys: 3 current, since ")
    assert shown[1:] == [
        "match-1  persons: 0 current",
        "escrow: NONE. Make one with: flask --app wsgi keys escrow",
    ]


def test_rotation_moves_everything_without_a_restart_and_the_old_key_goes_on_its_day(
    small: Flask, keys: Run
) -> None:
    keys("create")
    owner, blob = sealed_owner()
    old = current_keyring().current_kek_id
    assert "moved: 1" in keys("rotate").output
    new = current_keyring().current_kek_id
    assert new != old
    assert opens(owner, blob)
    early = keys("destroy", old)
    assert early.exit_code == 2
    assert "Nothing was destroyed. (key:" in early.stderr
    assert "until: 2027-02-15" in early.stderr  # 90 days of backups after 16 November
    small.extensions["test-clock"].advance(timedelta(days=91))
    assert keys("destroy", old).exit_code == 0
    assert current_keyring().kek_ids() == {new}
    assert opens(owner, blob)
    check_database()


def test_key_that_still_holds_something_is_not_destroyed(small: Flask, keys: Run) -> None:
    keys("create")
    sealed_owner()
    assert keys("new").exit_code == 0
    waiting = current_keyring().newest_kek_id()
    assert waiting != (current := current_keyring().current_kek_id)
    assert keys("destroy", current).exit_code == 2
    assert keys("destroy", waiting).exit_code == 2
    assert keys("destroy", "kek-unknown").exit_code == 2
    assert current_keyring().kek_ids() == {waiting, current}


def test_second_rotate_goes_on_with_one_that_was_stopped(keys: Run, monkeypatch) -> None:
    keys("create")
    for _ in range(5):
        sealed_owner()
    from casework.custody import service

    with monkeypatch.context() as broken:
        broken.setattr(service, "move_data_keys", lambda *a, **k: 0)  # stopped before the first
        keys("rotate")
    taken = current_keyring().current_kek_id
    assert [line.holds for line in queries.standing().keks] == [0, 5]
    assert "moved: 5" in keys("rotate", "--batch", "2").output
    assert current_keyring().current_kek_id == taken
    assert [line.holds for line in queries.standing().keks] == [5, 0]


def test_key_made_under_the_old_one_meanwhile_is_moved_by_the_worker(keys: Run) -> None:
    keys("create")
    from casework.custody.service import finish_rotation
    from casework.encryption import open_keyring, use_keyring

    slow = open_keyring(queries.current_app.extensions["settings"])
    keys("rotate")
    with use_keyring(slow):  # a process that read the keyring before
        owner, blob = sealed_owner()
    assert queries.standing().left == 1
    assert finish_rotation() == 1
    assert queries.standing().left == 0
    assert opens(owner, blob)


def test_keyring_replaced_by_that_of_another_country_is_not_taken(
    small: Flask, keys: Run, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    keys("create")
    owner, blob = sealed_owner()
    check_database()
    path = keyring_path(small.extensions["settings"].home)
    ours = path.read_bytes()
    create_keyring(tmp_path / "elsewhere.json", None)
    foreign = (tmp_path / "elsewhere.json").read_bytes()
    for content in (foreign, ours[:40], b""):
        path.write_bytes(content)
        assert opens(owner, blob), "what runs goes on with the keys it has"
    assert caplog.text.count("keyring_not_taken") == 3
    path.write_bytes(foreign)
    from casework.encryption import open_keyring, use_keyring

    next_start = open_keyring(small.extensions["settings"])
    with use_keyring(next_start), pytest.raises(KeyringOfAnotherDatabase):
        check_database()
    path.write_bytes(ours)
    assert opens(owner, blob)
