"""A keyring that enciphers nothing: what the same pages cost without any sealing.

It lives here only. No setting, flag or import of Sanad leads to it, and its values are marked so
that the real keyring refuses them, as it refuses the real ones.
"""

from datetime import datetime
from hashlib import sha256
from typing import Final

from casework.encryption import Cipher, Keyring, Root, SealBroken

MARK: Final = b"\x00"


class NullCipher:
    """The plaintext behind a mark. Everything else (padding, serialising) stays as it is."""

    def seal(self, plaintext: bytes, place: bytes) -> bytes:
        return MARK + plaintext

    def open(self, sealed: bytes, place: bytes) -> bytes:
        if sealed[:1] != MARK:
            raise SealBroken()
        return sealed[1:]

    def derive(self, purpose: bytes) -> bytes:
        return sha256(purpose).digest()


class NullKeyring(Keyring):
    """Neither values nor data keys are enciphered; the roots (trace, match tokens) stay real."""

    def __init__(self, real: Keyring) -> None:
        super().__init__(_Unwrapping(real))

    def make_cipher(self, key: bytes) -> Cipher:
        return NullCipher()


class _Unwrapping:
    """A provider that wraps keys in nothing."""

    def __init__(self, real: Keyring) -> None:
        self._real = real

    @property
    def current_kek_id(self) -> str:
        return self._real.current_kek_id

    def kek_ids(self) -> frozenset[str]:
        return self._real.kek_ids()

    def wrap(self, key: bytes, place: bytes) -> bytes:
        return key

    def unwrap(self, kek_id: str, wrapped: bytes, place: bytes) -> bytes:
        return wrapped

    def former_kek_ids(self) -> tuple[str, ...]:
        return self._real.former_kek_ids()

    def newest_kek_id(self) -> str:
        return self._real.newest_kek_id()

    def kek_made(self, kek_id: str) -> datetime | None:
        return self._real.kek_made(kek_id)

    def root_versions(self, root: Root) -> tuple[int, ...]:
        return self._real.root_versions(root)

    def derive(self, root: Root, purpose: str, version: int | None = None) -> bytes:
        return self._real.derive(root, purpose, version)
