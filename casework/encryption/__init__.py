"""Sealing: everything about a person is stored encrypted, and opened only on purpose.

The only package that imports `cryptography`. docs/encryption.md explains the design.
"""

from flask import Flask

from casework.encryption.cli import keys
from casework.encryption.data_keys import (
    create_data_key,
    data_key,
    destroy_data_key,
    preload_data_keys,
)
from casework.encryption.envelope import Cipher
from casework.encryption.keyring import (
    Keyring,
    create_keyring,
    current_keyring,
    open_keyring,
    provide_keyring,
    use_keyring,
)
from casework.encryption.padding import padme
from casework.encryption.providers import Root
from casework.encryption.providers.file import keyring_path
from casework.encryption.records import RecordSeal
from casework.encryption.refusals import DataKeyMissing, KeyringRefused, SealBroken
from casework.encryption.rotation import rewrap_data_keys
from casework.encryption.sealed import LOCK, Sealed, SealedField
from casework.encryption.verification import check_database

__all__ = [
    "LOCK",
    "Cipher",
    "DataKeyMissing",
    "Keyring",
    "KeyringRefused",
    "RecordSeal",
    "Root",
    "SealBroken",
    "Sealed",
    "SealedField",
    "check_database",
    "create_data_key",
    "create_keyring",
    "current_keyring",
    "data_key",
    "destroy_data_key",
    "init_app",
    "keyring_path",
    "open_keyring",
    "padme",
    "preload_data_keys",
    "provide_keyring",
    "rewrap_data_keys",
    "use_keyring",
]


def init_app(app: Flask) -> None:
    """Give the app its keyring, opened when first needed, and the `keys` commands."""
    provide_keyring(app, lambda: open_keyring(app.extensions["settings"]))
    app.cli.add_command(keys)
