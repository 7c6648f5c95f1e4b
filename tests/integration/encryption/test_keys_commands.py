from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from casework import encryption
from casework.db import Base, db, install_engines, unit_of_work
from casework.encryption import (
    SealBroken,
    check_database,
    create_data_key,
    current_keyring,
    data_key,
    destroy_data_key,
    keyring_path,
)
from casework.encryption.keyring import EXTENSION, provide_keyring, use_keyring
from casework.encryption.refusals import KeyringOfAnotherDatabase
from casework.encryption.verification import KeyringCheck
from config import Settings
from tests.sealing import new_keyring


def make_app(home: Path, **told: object) -> Flask:
    """An app of storage and sealing alone."""
    settings = Settings(home=home, **told)  # type: ignore[arg-type]
    app = Flask("keys")
    app.extensions["settings"] = settings
    install_engines(app, settings.database)
    encryption.init_app(app)
    return app


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = make_app(tmp_path)
    with app.app_context():
        with unit_of_work() as session:
            tables = [Base.metadata.tables[name] for name in ("data_key", "keyring_check")]
            Base.metadata.create_all(session.connection(), tables=tables)
        yield app


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def restarted(app: Flask) -> None:
    """The next start reads the keyring file again."""
    provide_keyring(app, lambda: encryption.open_keyring(app.extensions["settings"]))


def test_create_makes_a_keyring_once(app: Flask, run: FlaskCliRunner, tmp_path: Path) -> None:
    first = run.invoke(args=["keys", "create"])
    assert first.exit_code == 0
    assert "UNPROTECTED (demo)" in first.output
    before = keyring_path(tmp_path).read_bytes()
    second = run.invoke(args=["keys", "create"])
    assert second.exit_code == 2
    assert "never overwritten" in second.stderr
    assert keyring_path(tmp_path).read_bytes() == before


def test_create_in_production_needs_a_passphrase(tmp_path: Path) -> None:
    refused = (
        make_app(tmp_path, mode="production").test_cli_runner().invoke(args=["keys", "create"])
    )
    assert refused.exit_code == 2
    assert not keyring_path(tmp_path).exists()


def test_create_for_the_environment_prints_a_keyring_that_opens(tmp_path: Path) -> None:
    app = make_app(tmp_path, keyring_provider="env")
    text = app.test_cli_runner().invoke(args=["keys", "create"]).output.strip()
    with make_app(tmp_path, keyring_provider="env", keyring_env=text).app_context():
        assert current_keyring().kek_ids()


def test_commands_without_a_keyring_say_so_in_one_line(run: FlaskCliRunner) -> None:
    for command in (["status"], ["renew"], ["retire", "kek-x"]):
        refused = run.invoke(args=["keys", *command])
        assert refused.exit_code == 2
        assert "Traceback" not in refused.output + refused.stderr
    assert "flask keys create" in run.invoke(args=["keys", "status"]).stderr


def test_status_shows_ids_and_counts_and_no_key(
    app: Flask, run: FlaskCliRunner, tmp_path: Path
) -> None:
    run.invoke(args=["keys", "create"])
    with unit_of_work():
        for _ in range(3):
            create_data_key("case", uuid4())
    shown = run.invoke(args=["keys", "status"]).output
    assert shown == f"{current_keyring().current_kek_id}  data keys: 3 current\n"


def test_renewed_rewrapped_and_retired_keyring_still_opens_everything(
    app: Flask, run: FlaskCliRunner
) -> None:
    run.invoke(args=["keys", "create"])
    owner = uuid4()
    with unit_of_work():
        create_data_key("case", owner)
        blob = data_key("case", owner).seal(b"content", b"place")
    old = current_keyring().current_kek_id
    assert run.invoke(args=["keys", "renew"]).exit_code == 0
    assert run.invoke(args=["keys", "retire", old]).exit_code == 2
    restarted(app)
    assert run.invoke(args=["keys", "rewrap"]).output == "rewrapped: 1\n"
    assert run.invoke(args=["keys", "rewrap"]).output == "rewrapped: 0\n"
    assert run.invoke(args=["keys", "retire", old]).exit_code == 0
    restarted(app)
    db.session.rollback()
    assert current_keyring().kek_ids() == {current_keyring().current_kek_id} != {old}
    assert data_key("case", owner).open(blob, b"place") == b"content"


def test_first_start_binds_the_database_and_a_start_with_another_keyring_is_refused(
    app: Flask, run: FlaskCliRunner
) -> None:
    run.invoke(args=["keys", "create"])
    check_database()
    check_database()
    assert db.session.query(KeyringCheck).count() == 5
    with use_keyring(new_keyring()), pytest.raises(KeyringOfAnotherDatabase):
        check_database()


def test_first_start_with_a_foreign_keyring_is_refused_when_keys_are_there(
    app: Flask, run: FlaskCliRunner
) -> None:
    run.invoke(args=["keys", "create"])
    with unit_of_work():
        create_data_key("case", uuid4())
    with use_keyring(new_keyring()), pytest.raises(KeyringOfAnotherDatabase):
        check_database()
    assert db.session.query(KeyringCheck).count() == 0


def test_app_opens_its_keyring_only_when_it_is_needed(tmp_path: Path) -> None:
    app = make_app(tmp_path / "nowhere")
    assert EXTENSION in app.extensions
    assert not (tmp_path / "nowhere").exists()


def test_reading_request_can_open_but_not_make_or_destroy_keys(
    app: Flask, run: FlaskCliRunner
) -> None:
    from sqlalchemy.exc import OperationalError

    run.invoke(args=["keys", "create"])
    owner = uuid4()
    with unit_of_work():
        create_data_key("case", owner)
        blob = data_key("case", owner).seal(b"content", b"place")
    assert data_key("case", owner).open(blob, b"place") == b"content"
    for act in (create_data_key, destroy_data_key):
        with pytest.raises(OperationalError):
            act("case", uuid4() if act is create_data_key else owner)
        db.session.rollback()


def test_erased_bytes_are_gone_from_the_database_file(
    app: Flask, run: FlaskCliRunner, tmp_path: Path
) -> None:
    run.invoke(args=["keys", "create"])
    owner = uuid4()
    with unit_of_work() as session:
        create_data_key("case", owner)
        wrapped = session.connection().exec_driver_sql("SELECT wrapped FROM data_key").scalar_one()
    with unit_of_work():
        destroy_data_key("case", owner)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    left = [path.name for path in tmp_path.glob("sanad.sqlite*") if wrapped in path.read_bytes()]
    assert left == []


def test_wrapped_key_copied_to_another_owner_is_refused(app: Flask, run: FlaskCliRunner) -> None:
    run.invoke(args=["keys", "create"])
    one, two = uuid4(), uuid4()
    with unit_of_work() as session:
        create_data_key("case", one)
        create_data_key("case", two)
        session.connection().exec_driver_sql(
            "UPDATE data_key SET wrapped = (SELECT wrapped FROM data_key LIMIT 1)"
        )
    opened = []
    for owner in (one, two):
        try:
            data_key("case", owner)
            opened.append(owner)
        except SealBroken:
            db.session.rollback()
    assert len(opened) == 1
