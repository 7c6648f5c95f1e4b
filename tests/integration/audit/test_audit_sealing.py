import json
from pathlib import Path

from click.testing import Result
from flask import Flask

from casework import create_app
from casework.audit.copies import copies_folder, copy_checkpoints, last_copied, read_copies
from casework.audit.sealing import last_checkpoint, seal_checkpoint
from casework.audit.verification import verify
from casework.db import db
from casework.encryption import create_keyring, keyring_path
from config import Settings
from tests.tampering import CASES, EACH, seal, write_events


def run(app: Flask, *words: str) -> Result:
    return app.test_cli_runner().invoke(args=["audit", *words])


def newest() -> int:
    found = last_checkpoint()
    number = found.number if found else 0
    db.session.rollback()
    return number


def test_a_checkpoint_covers_every_stream_that_moved_and_only_those(app: Flask) -> None:
    with app.app_context():
        seal()
        before = newest()
        write_events()
        sealed = seal_checkpoint()
        assert sealed is not None
        assert sealed.seal.number == before + 1
        assert {head.stream.id for head in sealed.heads} == set(CASES)
        assert {head.seq for head in sealed.heads} == {EACH}
        assert seal_checkpoint() is None


def test_each_checkpoint_names_the_one_before_and_counts_all_events(app: Flask) -> None:
    with app.app_context():
        write_events()
        first = seal_checkpoint()
        write_events(2)
        second = seal_checkpoint()
        assert first is not None
        assert second is not None
        assert second.seal.previous == first.seal.digest()
        assert second.seal.events == first.seal.events + 2 * len(CASES)


def test_a_whole_log_is_whole_and_everything_is_counted(app: Flask) -> None:
    with app.app_context():
        write_events()
        seal()
        write_events(1)
        report = verify(copies_folder())
        assert report.whole
        assert report.events >= len(CASES) * (EACH + 1)
        assert report.checkpoints == report.copies >= 1


def test_the_second_place_gets_what_a_crash_kept_from_it(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        write_events()
        seal()
        write_events(1)
        seal_checkpoint()
        folder = copies_folder()
        (path,) = folder.glob("*.jsonl")
        path.write_bytes(path.read_bytes() + b'{"number":')  # a line cut by the crash
        assert last_copied(folder) == newest() - 1
        copy_checkpoints(folder)
        db.session.rollback()
        assert [copy and copy.seal.number for copy in read_copies(folder)] == list(
            range(1, newest() + 1)
        )
        assert verify(folder).whole


def test_a_copy_holds_ids_and_links_and_nothing_else(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        write_events()
        seal()
        for line in next(copies_folder().glob("*.jsonl")).read_text().splitlines():
            assert set(json.loads(line)) == {
                "number", "at", "previous", "root", "streams", "events", "signature", "heads",
            }  # fmt: skip


def test_the_command_says_what_is_missing_where_nothing_is_made_yet(tmp_path: Path) -> None:
    empty = create_app(Settings(home=tmp_path, testing=True))
    result = run(empty, "verify")
    assert result.exit_code == 2
    assert "There is no keyring" in result.output
    create_keyring(keyring_path(tmp_path), None)
    result = run(empty, "verify")
    assert result.exit_code == 2
    assert "The database cannot be read" in result.output
    assert "Traceback" not in result.output


def test_the_command_says_that_the_log_is_whole(app: Flask) -> None:
    with app.app_context():
        write_events()
    sealed = run(app, "seal")
    assert sealed.exit_code == 0, sealed.output
    verified = run(app, "verify")
    assert verified.exit_code == 0, verified.output
    assert "The log is whole" in verified.output
    assert f"{len(CASES) + 1} streams" in verified.output  # and that of the system
