"""What a sealed value and a wrapped key are bound to, to the byte: docs/encryption.md says so, and
rows written yesterday depend on it."""

import secrets
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from casework.encryption.envelope import Envelope, uuid_text
from casework.encryption.keyring import wrap_place
from casework.encryption.records import RecordSeal
from tests.sealing import ZORA, Names

ROW = UUID("0f8fad5b-d9cb-469f-a165-70867728950e")


def test_sealed_value_opens_under_table_column_row_and_version() -> None:
    key = secrets.token_bytes(32)
    blob = RecordSeal("person", "pii_blob", Names).seal(Envelope(key), ROW, ZORA)
    place = b"person|pii_blob|0f8fad5b-d9cb-469f-a165-70867728950e|1"
    padded = AESGCM(key).decrypt(blob[1:13], blob[13:], place)
    assert b"Ouaziz-Lamine" in padded


def test_wrapped_key_is_bound_to_owner_and_kek() -> None:
    bound = wrap_place("case", ROW, "kek-3f9a1c2b7d40")
    assert bound == b"dek|case|0f8fad5b-d9cb-469f-a165-70867728950e|kek-3f9a1c2b7d40"


def test_uuid_text_is_the_canonical_one() -> None:
    assert uuid_text(ROW) == str(ROW).encode()
