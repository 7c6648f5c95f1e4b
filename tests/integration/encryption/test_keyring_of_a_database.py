from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from casework import encryption
from casework.db import Base, db, install_engines, unit_of_work
from casework.encryption import (
    SealBroken,
    check_database,
    create_data_key,
    create_keyring,
    data_key,
    destroy_data_key,
    keyring_path,
)
from casework.encryption.keyring import EXTENSION, use_keyring
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


def test_first_start_binds_the_database_and_a_start_with_another_keyring_is_refused(
    app: Flask, tmp_path: Path
) -> None:
    create_keyring(keyring_path(tmp_path), None)
    check_database()
    check_database()
    assert db.session.query(KeyringCheck).count() == 5
    with use_keyring(new_keyring()), pytest.raises(KeyringOfAnotherDatabase):
        check_database()


def test_first_start_with_a_foreign_keyring_is_refused_when_keys_are_there(
    app: Flask, tmp_path: Path
) -> None:
    create_keyring(keyring_path(tmp_path), None)
    with unit_of_work():
        create_data_key("case", uuid4())
    with use_keyring(new_keyring()), pytest.raises(KeyringOfAnotherDatabase):
        check_database()
    assert db.session.query(KeyringCheck).count() == 0


def test_app_opens_its_keyring_only_when_it_is_needed(tmp_path: Path) -> None:
    app = make_app(tmp_path / "nowhere")
    assert EXTENSION in app.extensions
    assert not (tmp_path / "nowhere").exists()


def test_reading_request_can_open_but_not_make_or_destroy_keys(app: Flask, tmp_path: Path) -> None:
    from sqlalchemy.exc import OperationalError

    create_keyring(keyring_path(tmp_path), None)
    owner = uuid4()
    with unit_of_work():
        create_data_key("case", owner)
        blob = data_key("case", owner).seal(b"content", b"place")
    assert data_key("case", owner).open(blob, b"place") == b"content"
    for act in (create_data_key, destroy_data_key):
        with pytest.raises(OperationalError):
            act("case", uuid4() if act is create_data_key else owner)
        db.session.rollback()


def test_erased_bytes_are_gone_from_the_database_file(app: Flask, tmp_path: Path) -> None:
    create_keyring(keyring_path(tmp_path), None)
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


def test_wrapped_key_copied_to_another_owner_is_refused(app: Flask, tmp_path: Path) -> None:
    create_keyring(keyring_path(tmp_path), None)
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
