"""An attacker who can write to the database alters, cuts, moves and swaps sealed values."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from casework.encryption import (
    DataKeyMissing,
    SealBroken,
    create_data_key,
    destroy_data_key,
    use_keyring,
)
from casework.encryption.data_keys import DataKey, data_key
from casework.encryption.refusals import KeyringOfAnotherDatabase
from casework.encryption.verification import bind_keyring, verify_keyring
from tests.sealing import ZORA, World, new_keyring, sealed_world


@pytest.fixture
def world() -> Iterator[World]:
    with sealed_world() as made:
        yield made


def reveals_nothing(sealed: object) -> bool:
    with pytest.raises(SealBroken) as refusal:
        sealed.reveal()  # type: ignore[attr-defined]
    return not any(word in f"{refusal.value}{refusal.value.codes}" for word in ("Zora", "0600"))


def test_blob_does_not_open_in_another_row_of_the_same_case(world: World) -> None:
    victim = world.dossier()
    other = world.dossier(victim.case_id, names=None)
    other.names_blob = victim.names_blob
    assert reveals_nothing(other.names)


def test_blob_does_not_open_in_another_table(world: World) -> None:
    victim = world.dossier()
    witness = world.witness(victim.case_id)
    witness.id = victim.id
    witness.names_blob = victim.names_blob
    assert reveals_nothing(witness.names)


def test_blob_does_not_open_in_another_column(world: World) -> None:
    victim = world.dossier()
    victim.other_blob = victim.names_blob
    assert reveals_nothing(victim.other)


def test_blob_does_not_open_in_another_case(world: World) -> None:
    victim = world.dossier()
    victim.case_id = world.case()
    assert reveals_nothing(victim.names)


def test_two_blobs_exchanged_open_on_neither_side(world: World) -> None:
    one, two = world.dossier(), world.dossier()
    one.names_blob, two.names_blob = two.names_blob, one.names_blob
    assert reveals_nothing(one.names)
    assert reveals_nothing(two.names)


def test_blob_does_not_open_with_one_bit_flipped_at_any_byte(world: World) -> None:
    row = world.dossier()
    blob = bytes(row.names_blob or b"")
    for position in range(len(blob)):
        for bit in (0x01, 0x80):
            altered = bytearray(blob)
            altered[position] ^= bit
            row.names_blob = bytes(altered)
            assert reveals_nothing(row.names), position
    row.names_blob = blob
    assert row.names is not None and row.names.reveal() == ZORA


def test_blob_does_not_open_truncated_at_any_length_or_lengthened(world: World) -> None:
    row = world.dossier()
    blob = bytes(row.names_blob or b"")
    for length in range(len(blob)):
        row.names_blob = blob[:length]
        assert reveals_nothing(row.names), length
    row.names_blob = blob + b"\0"
    assert reveals_nothing(row.names)


def test_attempt_to_open_leaves_the_row_as_it_was(world: World) -> None:
    row = world.dossier()
    blob = bytes(row.names_blob or b"")
    altered = blob[:-1] + bytes([blob[-1] ^ 1])
    row.names_blob = altered
    world.session.commit()
    assert reveals_nothing(row.names)
    assert not world.session.dirty
    assert row.names_blob == altered


def test_blob_does_not_open_with_another_keyring(world: World) -> None:
    row = world.dossier()
    world.session.commit()
    with use_keyring(new_keyring()):
        assert reveals_nothing(row.names)


def test_wrapped_key_of_another_owner_is_refused(world: World) -> None:
    victim, thief = world.case(), world.case()
    keys = {key.owner_id: key for key in world.session.scalars(select(DataKey))}
    stolen = keys[victim].wrapped
    world.session.execute(update(DataKey).where(DataKey.owner_id == thief).values(wrapped=stolen))
    world.session.commit()
    with pytest.raises(SealBroken):
        data_key("case", thief, session=world.session)


def test_wrapped_key_is_refused_for_another_kind_of_owner(world: World) -> None:
    owner = world.case()
    world.session.execute(update(DataKey).values(owner_kind="screening"))
    world.session.commit()
    with pytest.raises(SealBroken):
        data_key("screening", owner, session=world.session)


def test_wrapped_key_is_refused_under_the_name_of_another_kek(world: World) -> None:
    owner = world.case()
    world.session.execute(update(DataKey).values(kek_id="kek-000000000000"))
    world.session.commit()
    with pytest.raises(SealBroken):
        data_key("case", owner, session=world.session)


def test_start_with_the_keyring_of_another_installation_is_refused(world: World) -> None:
    world.dossier()
    bind_keyring(world.session)
    world.session.commit()
    with use_keyring(new_keyring()), pytest.raises(KeyringOfAnotherDatabase):
        verify_keyring(world.session)
    assert verify_keyring(world.session)


def test_erased_case_does_not_open_even_with_its_old_blob_put_back(world: World) -> None:
    row = world.dossier()
    blob = row.names_blob
    assert row.case_id is not None
    destroy_data_key("case", row.case_id, session=world.session)
    world.session.commit()
    sealed = row.names
    assert sealed is not None
    with pytest.raises(DataKeyMissing):
        sealed.reveal()
    create_data_key("case", row.case_id, session=world.session)
    row.names_blob = blob
    assert reveals_nothing(row.names)
