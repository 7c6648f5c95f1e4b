"""Keys, sealed rows and match tokens on SQLite and on PostgreSQL alike."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from casework.db import db, unit_of_work
from casework.encryption import (
    DataKeyMissing,
    check_database,
    create_data_key,
    data_key,
    destroy_data_key,
    keyring_path,
    preload_data_keys,
    rewrap_data_keys,
    use_keyring,
)
from casework.encryption.keyring import Keyring
from casework.encryption.matching import (
    BirthDate,
    Particulars,
    candidates,
    forget_tokens,
    record_tokens,
    search_tokens,
)
from casework.encryption.providers import file
from casework.encryption.providers.changes import with_new_kek
from casework.encryption.providers.memory import MaterialProvider
from casework.encryption.refusals import DataKeyExists, KeyringOfAnotherDatabase
from casework.workflow.models import Reason, StepTaken
from tests.sealing import new_keyring

AWA = Particulars("Awa", "Traoré", BirthDate(2001, 2, 3), "F", "ML")
WHY = Reason("She asked to be left in peace.")


@pytest.fixture
def here(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app
        db.session.rollback()


def step_with_reason() -> UUID:
    """A row with a sealed value, under the key of a new case."""
    owner = uuid4()
    with unit_of_work() as session:
        create_data_key("case", owner)
        step = StepTaken(
            owner_kind="case",
            owner_id=owner,
            seq=1,
            action="close",
            source="S16",
            target="S17",
            at=datetime(2026, 11, 16, 9, tzinfo=UTC),
            key_kind="case",
            key_owner_id=owner,
        )
        session.add(step)
        step.reason = WHY
    return owner


def reasons(owner: UUID) -> list[Reason]:
    """What stands sealed for the owner, read as plain columns and bound."""
    columns = (StepTaken.id, StepTaken.key_owner_id, StepTaken.reason_blob)
    rows = db.session.execute(select(*columns).where(StepTaken.owner_id == owner)).all()
    preload_data_keys("case", {row.key_owner_id for row in rows})
    sealed = [
        StepTaken.reason.bind(
            row_id=row.id, owner_id=row.key_owner_id, blob=row.reason_blob, owner_kind="case"
        )
        for row in rows
    ]
    return [value.reveal() for value in sealed if value]


def test_sealed_value_comes_back_from_a_row_and_from_a_list_query(here: Flask) -> None:
    owner = step_with_reason()
    row = db.session.scalars(select(StepTaken).where(StepTaken.owner_id == owner)).one()
    assert row.reason is not None
    assert row.reason.reveal() == WHY
    assert reasons(owner) == [WHY]


def test_data_key_of_a_unit_that_failed_is_not_there(here: Flask) -> None:
    owner = uuid4()
    with pytest.raises(ZeroDivisionError), unit_of_work():
        create_data_key("case", owner)
        _ = 1 / 0
    with pytest.raises(DataKeyMissing):
        data_key("case", owner)


def test_destroyed_key_leaves_nothing_to_read(here: Flask) -> None:
    owner, other = step_with_reason(), step_with_reason()
    with unit_of_work():
        destroy_data_key("case", owner)
    with pytest.raises(DataKeyMissing):
        reasons(owner)
    assert reasons(other) == [WHY]


def test_rotation_leaves_every_record_readable_under_the_new_keyring(here: Flask) -> None:
    owners = [step_with_reason() for _ in range(5)]
    material = file.read(keyring_path(here.extensions["settings"].home), None)
    with use_keyring(Keyring(MaterialProvider(with_new_kek(material)))):
        done = 1
        while done:
            with unit_of_work():
                done = rewrap_data_keys(batch=2)
            assert [reasons(owner) for owner in owners] == [[WHY]] * 5


def test_start_with_another_keyring_is_refused(here: Flask) -> None:
    step_with_reason()
    check_database()
    with use_keyring(new_keyring()), pytest.raises(KeyringOfAnotherDatabase):
        check_database()


def test_same_person_is_found_by_tokens_until_forgotten(here: Flask) -> None:
    awa, stranger = uuid4(), uuid4()
    with unit_of_work() as session:
        record_tokens(session, awa, AWA)
        record_tokens(session, stranger, replace(AWA, given="Binta", birth=BirthDate(1977, 5, 9)))
    arabic = search_tokens(replace(AWA, given="أوا", family="تراوري"))
    assert candidates(db.session, arabic) == [awa]
    with unit_of_work() as session:
        forget_tokens(session, awa)
    assert candidates(db.session, arabic) == []


def test_a_second_key_of_an_owner_is_refused_and_the_first_one_stays(app) -> None:
    owner = uuid4()
    with app.app_context():
        with unit_of_work():
            create_data_key("case", owner)
            sealed = data_key("case", owner).seal(b"words", b"place")
        with pytest.raises(DataKeyExists), unit_of_work():
            create_data_key("case", owner)
        assert data_key("case", owner).open(sealed, b"place") == b"words"
        db.session.close()
