from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import event, select

from casework.encryption import (
    DataKeyMissing,
    Root,
    create_data_key,
    data_key,
    destroy_data_key,
    preload_data_keys,
    use_keyring,
)
from casework.encryption.data_keys import DataKey
from casework.encryption.keyring import Keyring
from casework.encryption.providers.changes import new_material, with_new_kek, without_kek
from casework.encryption.providers.memory import MaterialProvider
from casework.encryption.refusals import (
    DataKeyExists,
    KeyringOfAnotherDatabase,
    SealNotReady,
)
from casework.encryption.rotation import data_keys_by_kek, rewrap_data_keys
from casework.encryption.verification import bind_keyring, verify_keyring
from tests.sealing import ZORA, Dossier, World, new_keyring, sealed_world


@pytest.fixture
def world() -> Iterator[World]:
    with sealed_world() as made:
        yield made


def statements(world: World) -> list[str]:
    seen: list[str] = []
    event.listen(
        world.session.get_bind(),
        "before_cursor_execute",
        lambda connection, cursor, statement, *rest: seen.append(statement),
    )
    return seen


def test_second_data_key_for_an_owner_is_refused(world: World) -> None:
    owner = world.case()
    for _ in ("in the same transaction", "in the next"):
        with pytest.raises(DataKeyExists):
            create_data_key("case", owner, session=world.session)
        world.session.commit()


def test_owner_without_a_key_is_a_clear_refusal(world: World) -> None:
    with pytest.raises(DataKeyMissing) as refused:
        data_key("case", uuid4(), session=world.session)
    assert refused.value.codes == {"owner_kind": "case"}


def test_key_rolled_back_seals_nothing(world: World) -> None:
    owner = world.case()
    world.session.rollback()
    with pytest.raises(DataKeyMissing):
        data_key("case", owner, session=world.session)


def test_key_rolled_back_to_a_savepoint_seals_nothing(world: World) -> None:
    savepoint = world.session.begin_nested()
    owner = world.case()
    savepoint.rollback()
    with pytest.raises(DataKeyMissing):
        data_key("case", owner, session=world.session)


def test_opened_keys_end_with_their_transaction_and_survive_a_flush(world: World) -> None:
    row = world.dossier()
    seen = statements(world)
    world.session.flush()
    assert row.names is not None and row.names.reveal() == ZORA
    assert not [line for line in seen if "data_key" in line]
    world.session.commit()
    assert not world.session.info
    assert row.names.reveal() == ZORA
    assert len([line for line in seen if "FROM data_key" in line]) == 1


def test_keys_of_a_page_are_opened_with_one_query(world: World) -> None:
    rows = [world.dossier() for _ in range(50)]
    world.session.commit()
    owners = [row.case_id for row in rows if row.case_id]
    seen = statements(world)
    preload_data_keys("case", owners, session=world.session)
    assert [row.names.reveal() for row in rows if row.names] == [ZORA] * 50
    assert len([line for line in seen if "FROM data_key" in line]) == 1


def test_preload_of_unknown_owners_does_nothing(world: World) -> None:
    preload_data_keys("case", [uuid4()], session=world.session)
    preload_data_keys("case", [], session=world.session)


def test_destroyed_key_opens_nothing_any_more(world: World) -> None:
    row, other = world.dossier(), world.dossier()
    assert row.case_id and row.names and other.names
    destroy_data_key("case", row.case_id, session=world.session)
    with pytest.raises(DataKeyMissing):
        row.names.reveal()
    assert other.names.reveal() == ZORA


def test_asking_for_a_key_does_not_flush_a_half_built_row(world: World) -> None:
    owner = world.case()
    row = Dossier(id=uuid4(), case_id=owner)
    world.session.add(row)
    row.names = ZORA
    assert row in world.session.new


@pytest.mark.parametrize("missing", ["id", "case_id"])
def test_value_cannot_be_sealed_when_the_row_has_no_id_or_owner(world: World, missing: str) -> None:
    row = Dossier(id=uuid4(), case_id=world.case())
    world.session.add(row)
    setattr(row, missing, None)
    with world.session.no_autoflush, pytest.raises(SealNotReady):
        row.names = ZORA


def test_setting_nothing_clears_the_column(world: World) -> None:
    row = world.dossier()
    row.names = None
    assert row.names_blob is None
    assert row.names is None


def test_rotation_rewraps_in_batches_and_every_row_stays_readable(world: World) -> None:
    rows = [world.dossier() for _ in range(25)]
    blobs = [row.names_blob for row in rows]
    world.session.commit()
    renewed = with_new_kek(world.material)
    with use_keyring(Keyring(MaterialProvider(renewed))) as keyring:
        batches = []
        while done := rewrap_data_keys(batch=10, session=world.session):
            batches.append(done.total())
            world.session.commit()
            assert [row.names.reveal() for row in rows if row.names] == [ZORA] * 25
        assert batches == [10, 10, 5]
        assert data_keys_by_kek(session=world.session) == {keyring.current_kek_id: 25}
    only_new = without_kek(renewed, world.material.current)
    with use_keyring(Keyring(MaterialProvider(only_new))):
        world.session.rollback()
        assert rows[0].names is not None and rows[0].names.reveal() == ZORA
    assert [row.names_blob for row in rows] == blobs


def test_rotation_stopped_in_a_batch_leaves_every_row_readable(world: World) -> None:
    rows = [world.dossier() for _ in range(6)]
    world.session.commit()
    with use_keyring(Keyring(MaterialProvider(with_new_kek(world.material)))):
        rewrap_data_keys(batch=3, session=world.session)
        world.session.commit()
        rewrap_data_keys(batch=3, session=world.session)
        world.session.rollback()  # killed here
        assert sorted(data_keys_by_kek(session=world.session).values()) == [3, 3]
        assert [row.names.reveal() for row in rows if row.names] == [ZORA] * 6
        assert rewrap_data_keys(session=world.session).total() == 3


def test_rotation_does_not_bring_back_a_destroyed_key(world: World) -> None:
    row = world.dossier()
    assert row.case_id
    destroy_data_key("case", row.case_id, session=world.session)
    with use_keyring(Keyring(MaterialProvider(with_new_kek(world.material)))):
        assert not rewrap_data_keys(session=world.session)
    assert world.session.scalars(select(DataKey)).all() == []


def test_rotation_with_a_foreign_keyring_changes_nothing(world: World) -> None:
    world.dossier()
    world.session.commit()
    other = with_new_kek(new_material())
    with use_keyring(Keyring(MaterialProvider(other))):
        rewrap_data_keys(session=world.session)
    world.session.rollback()
    assert list(data_keys_by_kek(session=world.session)) == [world.keyring.current_kek_id]


def test_new_database_is_bound_to_its_first_keyring(world: World) -> None:
    assert not verify_keyring(world.session)
    bind_keyring(world.session)
    bind_keyring(world.session)
    assert verify_keyring(world.session)
    with use_keyring(new_keyring()), pytest.raises(KeyringOfAnotherDatabase):
        verify_keyring(world.session)


def test_keyring_with_a_root_from_elsewhere_is_refused(world: World) -> None:
    bind_keyring(world.session)
    for root in Root:
        roots = {**world.material.roots, root: bytes(range(32))}
        mixed = Keyring(MaterialProvider(replace(world.material, roots=roots)))
        with use_keyring(mixed), pytest.raises(KeyringOfAnotherDatabase):
            verify_keyring(world.session)


def test_keyring_without_a_kek_in_use_is_refused(world: World) -> None:
    world.dossier()
    bind_keyring(world.session)
    cut = without_kek(with_new_kek(world.material), world.material.current)
    keyring = Keyring(MaterialProvider(cut))
    with use_keyring(keyring), pytest.raises(KeyringOfAnotherDatabase) as refused:
        verify_keyring(world.session)
    assert refused.value.codes == {"kek": world.material.current}
