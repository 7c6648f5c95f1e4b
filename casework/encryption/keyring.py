"""The keyring: KEKs that wrap data keys, and roots for everything that is not a record.

    KEK ring -> one random data key per owner -> sealed records
    roots    -> HKDF for one purpose -> match tokens, audit, facts, files, sessions

`open_keyring` refuses a missing, locked, damaged or mixed keyring at start; the check against the
database is in `verification.py`. A keyring is reached through `current_keyring()`: the one bound
by `use_keyring`, else the one the app was given.
"""

import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final, Protocol
from uuid import UUID

from flask import Flask, current_app, has_app_context

from casework.encryption.envelope import KEY_BYTES, Cipher, Envelope, uuid_text
from casework.encryption.providers import KeyProvider, Root, environment, file
from casework.encryption.providers.file import keyring_path
from casework.encryption.providers.material import (
    Material,
    MaterialProvider,
    new_material,
    with_new_kek,
    without_kek,
)
from casework.encryption.refusals import (
    KeyringNotInFile,
    KeyringNotOpened,
    KeyringUnprotected,
    ProviderUnknown,
)

EXTENSION: Final = "sanad-keyring"


class KeyringSettings(Protocol):
    """The settings a keyring is opened from."""

    @property
    def mode(self) -> str: ...
    @property
    def home(self) -> Path: ...
    @property
    def keyring_provider(self) -> str: ...
    @property
    def keyring_passphrase(self) -> str | None: ...
    @property
    def keyring_env(self) -> str | None: ...


class Keyring:
    """What the rest of Sanad asks of its keys. Shows ids only, never key material."""

    def __init__(self, provider: KeyProvider) -> None:
        self._provider = provider

    @property
    def current_kek_id(self) -> str:
        return self._provider.current_kek_id

    def kek_ids(self) -> frozenset[str]:
        return self._provider.kek_ids()

    def new_data_key(self, owner_kind: str, owner_id: UUID) -> tuple[bytes, Cipher]:
        """A random key for one owner: wrapped for the database, and ready for use."""
        key = secrets.token_bytes(KEY_BYTES)
        place = wrap_place(owner_kind, owner_id, self.current_kek_id)
        return self._provider.wrap(key, place), self.make_cipher(key)

    def unwrap(self, owner_kind: str, owner_id: UUID, kek_id: str, wrapped: bytes) -> Cipher:
        """The owner's key, ready for use. A key wrapped for another owner is refused."""
        place = wrap_place(owner_kind, owner_id, kek_id)
        return self.make_cipher(self._provider.unwrap(kek_id, wrapped, place))

    def rewrap(self, owner_kind: str, owner_id: UUID, kek_id: str, wrapped: bytes) -> bytes:
        """The same key wrapped under the current KEK."""
        key = self._provider.unwrap(kek_id, wrapped, wrap_place(owner_kind, owner_id, kek_id))
        return self._provider.wrap(key, wrap_place(owner_kind, owner_id, self.current_kek_id))

    def cipher(self, root: Root, purpose: str) -> Cipher:
        """A cipher of a root, for what has no owner (a fact, a stored file's index)."""
        return self.make_cipher(self._provider.derive(root, purpose))

    def derive(self, root: Root, purpose: str) -> bytes:
        """32 bytes of a root for one purpose (RFC 5869)."""
        return self._provider.derive(root, purpose)

    def mac(self, root: Root, purpose: str, content: bytes) -> bytes:
        """HMAC-SHA256 of the content under the root's key for this purpose."""
        return hmac.digest(self._provider.derive(root, purpose), content, sha256)

    def fingerprint(self, root: Root) -> str:
        """A check value of a root: the same in two keyrings only when the root is the same."""
        return self._provider.derive(root, "fingerprint/v1")[:8].hex()

    def make_cipher(self, key: bytes) -> Cipher:
        """The one place where a key becomes a cipher."""
        return Envelope(key)

    def __repr__(self) -> str:
        return f"<Keyring {self.current_kek_id}>"


def wrap_place(owner_kind: str, owner_id: UUID, kek_id: str) -> bytes:
    """What a wrapped key is bound to."""
    return b"dek|%b|%b|%b" % (owner_kind.encode(), uuid_text(owner_id), kek_id.encode())


def create_keyring(path: Path, passphrase: str | None) -> Keyring:
    """Make a keyring file; refuses to overwrite one and a passphrase of under 15 characters."""
    material = new_material()
    file.write_new(path, material, passphrase)
    return Keyring(MaterialProvider(material))


def new_keyring_text() -> str:
    """A new keyring as the text of SANAD_KEYRING, for the `env` provider."""
    return environment.write(new_material())


def renew_keyring(settings: KeyringSettings) -> str:
    """Add a KEK to the keyring file and make it current; returns its id."""
    material = with_new_kek(_read_file(settings))
    file.rewrite(keyring_path(settings.home), material, settings.keyring_passphrase)
    return material.current


def retire_kek(settings: KeyringSettings, kek_id: str) -> None:
    """Take an old KEK out of the keyring file, for ever. The current one is refused."""
    material = without_kek(_read_file(settings), kek_id)
    file.rewrite(keyring_path(settings.home), material, settings.keyring_passphrase)


def open_keyring(settings: KeyringSettings) -> Keyring:
    """The keyring the settings name; refused when it is missing, locked, damaged or unprotected."""
    match settings.keyring_provider:
        case "env":
            return Keyring(MaterialProvider(environment.read(settings.keyring_env)))
        case "file":
            return Keyring(MaterialProvider(_read_file(settings)))
        case _:
            raise ProviderUnknown()


def _read_file(settings: KeyringSettings) -> Material:
    if settings.keyring_provider != "file":
        raise KeyringNotInFile()
    path = keyring_path(settings.home)
    if settings.mode != "demo" and not file.is_protected(path):
        raise KeyringUnprotected()
    return file.read(path, settings.keyring_passphrase)


_bound: ContextVar[Keyring | None] = ContextVar("keyring", default=None)


@contextmanager
def use_keyring(keyring: Keyring) -> Iterator[Keyring]:
    """This keyring, in this context (tests, commands, loaders)."""
    token = _bound.set(keyring)
    try:
        yield keyring
    finally:
        _bound.reset(token)


class _AppKeyring:
    """Opens once, when first needed: commands without keys run without a keyring."""

    def __init__(self, opener: Callable[[], Keyring]) -> None:
        self._opener = opener
        self._keyring: Keyring | None = None
        self._lock = Lock()

    def get(self) -> Keyring:
        with self._lock:
            if self._keyring is None:
                self._keyring = self._opener()
            return self._keyring


def provide_keyring(app: Flask, opener: Callable[[], Keyring]) -> None:
    """Give the app its keyring, opened at the first need (or by the start of serving)."""
    app.extensions[EXTENSION] = _AppKeyring(opener)


def current_keyring() -> Keyring:
    """The keyring in use here; a clear refusal when there is none."""
    if keyring := _bound.get():
        return keyring
    if has_app_context() and EXTENSION in current_app.extensions:
        provided: _AppKeyring = current_app.extensions[EXTENSION]
        return provided.get()
    raise KeyringNotOpened()
