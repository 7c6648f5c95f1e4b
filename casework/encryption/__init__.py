"""Sealing: everything about a person is stored encrypted, and opened only on purpose.

The only package that imports `cryptography`. docs/encryption.md explains the design.
"""

from flask import Flask

from casework.encryption.data_keys import (
    create_data_key,
    data_key,
    destroy_data_key,
    destroy_data_keys,
    owners_among,
    preload_data_keys,
)
from casework.encryption.envelope import Cipher
from casework.encryption.files import FileCipher, file_cipher
from casework.encryption.keyring import (
    Keyring,
    current_keyring,
    provide_keyring,
    use_keyring,
)
from casework.encryption.opening import (
    change_keyring,
    create_keyring,
    keyring_mark,
    open_keyring,
)
from casework.encryption.padding import padme
from casework.encryption.providers import Root
from casework.encryption.providers.file import keyring_path
from casework.encryption.records import RecordSeal
from casework.encryption.refusals import DataKeyMissing, KeyringRefused, SealBroken
from casework.encryption.rotation import data_keys_by_kek, rewrap_data_keys
from casework.encryption.sealed import LOCK, Sealed, SealedField
from casework.encryption.verification import check_database, settle_match_key

__all__ = [
    "LOCK",
    "Cipher",
    "DataKeyMissing",
    "FileCipher",
    "Keyring",
    "KeyringRefused",
    "RecordSeal",
    "Root",
    "SealBroken",
    "Sealed",
    "SealedField",
    "change_keyring",
    "check_database",
    "create_data_key",
    "create_keyring",
    "current_keyring",
    "data_key",
    "data_keys_by_kek",
    "destroy_data_key",
    "destroy_data_keys",
    "file_cipher",
    "init_app",
    "keyring_path",
    "open_keyring",
    "owners_among",
    "padme",
    "preload_data_keys",
    "provide_keyring",
    "rewrap_data_keys",
    "settle_match_key",
    "use_keyring",
]


def init_app(app: Flask) -> None:
    """Give the app its keyring: opened when first needed, and again when its file was replaced."""
    settings = app.extensions["settings"]
    provide_keyring(app, lambda: open_keyring(settings), lambda: keyring_mark(settings))
