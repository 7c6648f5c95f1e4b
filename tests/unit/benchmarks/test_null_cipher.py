"""The null cipher is for measuring: Sanad does not know it, and neither opens what the other
wrote."""

import re
from pathlib import Path
from uuid import UUID

import pytest

from benchmarks.null_cipher import NullKeyring
from casework.encryption import RecordSeal, SealBroken
from tests.sealing import ZORA, Names, new_keyring

ROOT = Path(__file__).resolve().parents[3]
CASE = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")
ROW = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")
KNOWING = re.compile("benchmark|null_?(cipher|keyring)", re.IGNORECASE)
SEAL = RecordSeal("person", "pii_blob", Names)


def test_nothing_of_sanad_knows_the_null_cipher() -> None:
    served = [*(ROOT / "casework").rglob("*.py"), ROOT / "wsgi.py", ROOT / "config.py"]
    knowing = [file.name for file in served if KNOWING.search(file.read_text("utf-8"))]
    assert len(served) > 100
    assert knowing == []


def test_null_keyring_reads_what_it_wrote() -> None:
    keyring = NullKeyring(new_keyring())
    wrapped, cipher = keyring.new_data_key("case", CASE)
    blob = SEAL.seal(cipher, ROW, ZORA)
    assert b"Ouaziz-Lamine" in blob
    again = keyring.unwrap("case", CASE, keyring.current_kek_id, wrapped)
    assert SEAL.open(again, ROW, blob) == ZORA


def test_real_keyring_cannot_read_what_the_null_cipher_wrote() -> None:
    real = new_keyring()
    wrapped, null = NullKeyring(real).new_data_key("case", CASE)
    with pytest.raises(SealBroken):
        SEAL.open(real.new_data_key("case", CASE)[1], ROW, SEAL.seal(null, ROW, ZORA))
    with pytest.raises(SealBroken):
        real.unwrap("case", CASE, real.current_kek_id, wrapped)


def test_null_cipher_cannot_read_what_the_real_keyring_wrote() -> None:
    real = new_keyring()
    null = NullKeyring(real).new_data_key("case", CASE)[1]
    with pytest.raises(SealBroken):
        SEAL.open(null, ROW, SEAL.seal(real.new_data_key("case", CASE)[1], ROW, ZORA))
