"""Custodians are given shares, rehearse, and one day open the keys where they were lost."""

import logging
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from flask import Flask

from casework.custody import queries
from casework.encryption import check_database, current_keyring, init_app, keyring_path
from casework.encryption.escrow import copy_path
from tests.integration.custody.conftest import Run, empty_home
from tests.integration.custody.test_keys_commands import opens, sealed_owner


def shares_in(folder: Path) -> list[str]:
    found = sorted(folder.glob("share-*.txt"))
    assert [file.stat().st_mode & 0o777 for file in found] == [0o600] * 3
    return [str(file) for file in found]


@pytest.fixture
def given(keys: Run, tmp_path: Path) -> list[str]:
    keys("create")
    assert keys("escrow", "--to", str(tmp_path / "paper")).exit_code == 0
    return shares_in(tmp_path / "paper")


def test_shares_are_never_shown_where_a_log_may_listen(
    small: Flask, keys: Run, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    keys("create")
    refused = keys("escrow")
    assert refused.exit_code == 2 and "--to" in refused.stderr
    assert not copy_path(small.extensions["settings"].home).exists()
    caplog.set_level(logging.DEBUG)
    shown = keys("escrow", "--to", str(tmp_path / "paper")).output
    words = Path(shares_in(tmp_path / "paper")[0]).read_text().split("BEGIN -----")[1].split()
    told = " ".join(word for word in f"{shown} {caplog.text}".split() if word.isalpha())
    spoken = [word for word in words if word.isalpha()]
    pairs = {f"{one} {after}" for one, after in pairwise(spoken)}
    assert len(pairs) > 10, "one word of a share may be said by chance, two in a row are not"
    assert not any(pair in told for pair in pairs)


def test_rehearsal_proves_the_shares_changes_nothing_and_is_dated(
    small: Flask, keys: Run, given: list[str]
) -> None:
    sealed_owner()
    keys("rotate")
    check_database()
    before = queries.standing().escrow
    assert (before.rehearsed, before.complete) == (None, True)
    assert before.is_due(small.extensions["test-clock"].now())
    folder = keyring_path(small.extensions["settings"].home).parent
    files = {path: path.read_bytes() for path in folder.iterdir()}
    done = keys("recover", "--rehearse", "--share", given[0], "--share", given[2])
    assert done.exit_code == 0 and "with 2 KEKs. Nothing was changed." in done.output
    assert files == {path: path.read_bytes() for path in folder.iterdir()}
    after = queries.standing().escrow
    assert after.rehearsed is not None
    assert not after.is_due(small.extensions["test-clock"].now())
    assert after.is_due(small.extensions["test-clock"].now() + timedelta(days=93))
    assert "last rehearsal 2026-11-16" in keys("status").output


def test_rehearsal_with_one_share_or_a_wrong_word_is_refused_and_not_dated(
    keys: Run, given: list[str]
) -> None:
    assert keys("recover", "--rehearse", "--share", given[0]).exit_code == 2
    words = Path(given[1]).read_text().replace("1 ", "1 zero", 1)
    assert keys("recover", "--rehearse", typed=f"{words}\n").exit_code != 0
    assert queries.standing().escrow.rehearsed is None


def test_keyring_that_was_lost_is_written_anew_from_two_typed_shares(
    small: Flask, keys: Run, given: list[str]
) -> None:
    owner, blob = sealed_owner()
    check_database()
    path = keyring_path(small.extensions["settings"].home)
    typed = "".join(
        Path(share).read_text().split("BEGIN -----")[1].split("-----")[0].replace("\n", " ") + "\n"
        for share in given[1:]
    )
    assert keys("recover", typed=typed).exit_code == 2, "there is one: never overwritten"
    path.unlink()
    init_app(small)
    done = keys("recover", typed=typed)
    assert done.exit_code == 0, done.stderr
    init_app(small)
    assert opens(owner, blob)
    assert "recovered" in str(queries.events_of("keys", queries.KEYS.id, kinds=("KeyringChanged",)))


def test_recovery_beside_the_database_of_another_country_is_refused(
    small: Flask, keys: Run, given: list[str], tmp_path: Path
) -> None:
    copy = copy_path(small.extensions["settings"].home)
    there = empty_home(tmp_path / "there")
    runner = there.test_cli_runner()
    with there.app_context():
        runner.invoke(args=["keys", "create"])
        check_database()
        keyring_path(there.extensions["settings"].home).unlink()
        asked = ["keys", "recover", "--copy", str(copy), "--share", given[0], "--share", given[1]]
        refused = runner.invoke(args=asked)
        assert refused.exit_code == 2
        assert "does not belong to this database" in refused.stderr
        assert not keyring_path(there.extensions["settings"].home).exists()
    assert current_keyring().kek_ids()
