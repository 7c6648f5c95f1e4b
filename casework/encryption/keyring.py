"""The keyring: KEKs that wrap data keys, and roots for everything that is not a record.

    KEK ring -> one random data key per owner -> sealed records
    roots    -> HKDF for one purpose -> match tokens, audit, facts, files, sessions

How one is opened and changed is in `opening.py`, the check against the database in
`verification.py`. A keyring is reached through `current_keyring()`: the one bound
by `use_keyring`, else the one the app was given.
"""

import hmac
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Final
from uuid import UUID

from flask import Flask, current_app, has_app_context

from casework.encryption.envelope import KEY_BYTES, Cipher, Envelope, uuid_text
from casework.encryption.providers import KeyProvider, Root
from casework.encryption.refusals import KeyringNotOpened, KeyringRefused
from casework.logs import write as write_line
from casework.logs.catalogue import KeyringNotTaken

EXTENSION: Final = "sanad-keyring"


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

    def former_kek_ids(self) -> tuple[str, ...]:
        """The KEKs before the current one."""
        return self._provider.former_kek_ids()

    def newest_kek_id(self) -> str:
        """The KEK that takes over next; the current one when none waits."""
        return self._provider.newest_kek_id()

    def kek_made(self, kek_id: str) -> datetime | None:
        """When a KEK was made, where that is known."""
        return self._provider.kek_made(kek_id)

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

    def root_versions(self, root: Root) -> tuple[int, ...]:
        """The versions of a root that are known, the one in use first."""
        return self._provider.root_versions(root)

    def derive(self, root: Root, purpose: str, version: int | None = None) -> bytes:
        """32 bytes of a root for one purpose; of the version in use unless another is named."""
        return self._provider.derive(root, purpose, version)

    def mac(self, root: Root, purpose: str, content: bytes) -> bytes:
        """HMAC-SHA256 of the content under the root's key for this purpose."""
        return hmac.digest(self._provider.derive(root, purpose), content, sha256)

    def fingerprint(self, root: Root, version: int | None = None) -> str:
        """A check value of a root: the same in two keyrings only when the root is the same."""
        return self._provider.derive(root, "fingerprint/v1", version)[:8].hex()

    def fingerprints(self, root: Root) -> set[str]:
        """The check values of every version of a root."""
        return {self.fingerprint(root, version) for version in self.root_versions(root)}

    def follows(self, earlier: "Keyring") -> bool:
        """Whether this is the same keyring, changed since: nothing of the other is lost with it."""
        same_roots = all(self.fingerprints(root) & earlier.fingerprints(root) for root in Root)
        return same_roots and earlier.current_kek_id in self.kek_ids()

    def make_cipher(self, key: bytes) -> Cipher:
        """The one place where a key becomes a cipher."""
        return Envelope(key)

    def __repr__(self) -> str:
        return f"<Keyring {self.current_kek_id}>"


def wrap_place(owner_kind: str, owner_id: UUID, kek_id: str) -> bytes:
    """What a wrapped key is bound to."""
    return b"dek|%b|%b|%b" % (owner_kind.encode(), uuid_text(owner_id), kek_id.encode())


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
    """Opens when first needed: commands without keys run without a keyring. Opens again when
    `mark` says that it was changed, so that a rotation needs no restart. What cannot be opened
    then, or is another keyring, is not taken: the one in memory goes on, and the log says so."""

    def __init__(self, opener: Callable[[], Keyring], mark: Callable[[], object]) -> None:
        self._opener = opener
        self._mark = mark
        self._keyring: Keyring | None = None
        self._seen: object = None
        self._lock = Lock()

    def get(self) -> Keyring:
        with self._lock:
            mark = self._mark()
            if self._keyring is None:
                self._keyring = self._opener()
            elif mark != self._seen:
                self._keyring = self._changed(self._keyring)
            self._seen = mark
            return self._keyring

    def forget(self) -> None:
        """Open it anew at the next need."""
        with self._lock:
            self._seen = object()

    def _changed(self, in_use: Keyring) -> Keyring:
        try:
            fresh = self._opener()
        except KeyringRefused as refusal:
            write_line(KeyringNotTaken("refused", refusal))
            return in_use
        if not fresh.follows(in_use):
            write_line(KeyringNotTaken("another"))
            return in_use
        return fresh


def _unmarked() -> object:
    return None


def provide_keyring(
    app: Flask, opener: Callable[[], Keyring], mark: Callable[[], object] = _unmarked
) -> None:
    """Give the app its keyring, opened at the first need (or by the start of serving), and again
    when what `mark` returns has changed."""
    app.extensions[EXTENSION] = _AppKeyring(opener, mark)


def forget_keyring(app: Flask) -> None:
    """What was changed elsewhere is read with the next need."""
    provided: _AppKeyring = app.extensions[EXTENSION]
    provided.forget()


def current_keyring() -> Keyring:
    """The keyring in use here; a clear refusal when there is none."""
    if keyring := _bound.get():
        return keyring
    if has_app_context() and EXTENSION in current_app.extensions:
        provided: _AppKeyring = current_app.extensions[EXTENSION]
        return provided.get()
    raise KeyringNotOpened()
