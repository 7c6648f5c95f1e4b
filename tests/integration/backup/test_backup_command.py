"""What an operator types, and what the worker does by itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.backup import jobs
from casework.backup.folder import backups_in
from casework.backup.models import BackupNote
from casework.backup.queries import last_made, last_rehearsed
from casework.db import db
from tests.integration.backup.conftest import people


def run(vault, *line, code=0):
    answer = vault.app.test_cli_runner().invoke(args=["backup", *map(str, line)])
    assert answer.exit_code == code, answer.output
    return answer.output


def files(vault):
    backups = vault.app.extensions["settings"].backups
    return [
        [str(file) for _at, file in backups_in(folder)]
        for folder in (backups.folder, backups.key_folder)
    ]


def test_an_operator_makes_looks_through_and_tries_out_a_backup(vault):
    people(vault.app)
    assert "checkpoint" in run(vault, "create")
    (records,), (keys,) = files(vault)
    assert "Not opened" in run(vault, "verify", records)
    assert "whole" in run(vault, "verify", records, keys, "--identity", vault.identity_file)
    said = run(vault, "rehearse", records, keys, "--identity", vault.identity_file)
    assert "The log is whole" in said
    assert "each table compared" in said
    with vault.app.app_context():
        assert last_rehearsed().backup == last_made().backup
    home = vault.app.extensions["settings"].home
    assert list(home.glob("rehearsal-*")) == []


@pytest.mark.parametrize("line", [
    ("verify", "nowhere.age"),
    ("verify", "nowhere.age", "--identity", "nowhere"),
    ("restore", "nowhere.age", "nowhere.age", "--identity", "nowhere"),
    ("identity", "no/such/folder/file"),
])  # fmt: skip
def test_what_is_not_there_is_said_in_one_line(quick_vault, line):
    said = run(quick_vault, *line, code=2)
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1


def test_a_file_that_is_no_backup_is_refused_in_words(quick_vault):
    empty = quick_vault.folder / "x.age"
    empty.write_bytes(b"")
    said = run(quick_vault, "verify", empty, "--identity", quick_vault.identity_file, code=2)
    assert "does not open" in said


def test_an_identity_is_never_overwritten(quick_vault):
    file = quick_vault.folder / "mine"
    assert run(quick_vault, "identity", file).startswith("age1")
    assert file.stat().st_mode & 0o077 == 0
    run(quick_vault, "identity", file, code=2)


def test_the_worker_makes_one_a_day_and_deletes_keys_before_records(quick_vault, clock):
    kept = quick_vault.app.extensions["settings"]
    changed = replace(kept, backups=replace(kept.backups, keep_key_days=2), backups_kept_days=4)
    quick_vault.app.extensions["settings"] = changed
    with quick_vault.app.app_context():
        assert jobs.make_when_due()
        clock.advance(timedelta(hours=23))
        assert not jobs.make_when_due()
        for _day in range(6):
            clock.advance(timedelta(hours=24))
            assert jobs.make_when_due()
        assert db.session.query(BackupNote).count() == 7
    records, keys = files(quick_vault)
    assert (len(records), len(keys)) == (5, 3)


def test_without_recipients_nothing_is_made_and_the_operator_is_told(sqlite_app):
    said = sqlite_app.test_cli_runner().invoke(args=["backup", "create"])
    assert said.exit_code == 2
    assert "SANAD_BACKUP_RECIPIENTS" in said.output
    with sqlite_app.app_context():
        assert not jobs.make_when_due()
