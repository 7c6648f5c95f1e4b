"""One sealed value: version, nonce, ciphertext, tag. AES-256-GCM (NIST SP 800-38D).

    0x01 | nonce, 12 bytes | ciphertext | tag, 16 bytes

The nonce comes from the operating system, 96 bits at random, so one key may seal at most 2^32
values (SP 800-38D, 8.3); a case's key seals a few hundred. The additional authenticated text says
where the value belongs, so that a value moved elsewhere does not open. Every failure raises
`SealBroken`; nothing is ever returned empty instead.
"""

import os
from typing import Final, Protocol
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.encryption.refusals import SealBroken

VERSION: Final = b"\x01"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
OVERHEAD: Final = len(VERSION) + NONCE_BYTES + TAG_BYTES


class Cipher(Protocol):
    """What a sealed field needs of a key: seal bytes for a place, open them from that place."""

    def seal(self, plaintext: bytes, place: bytes) -> bytes: ...

    def open(self, sealed: bytes, place: bytes) -> bytes: ...

    def derive(self, purpose: bytes) -> bytes: ...


class Envelope:
    """A 256-bit key at work, for values, and for the keys of files that are derived from it."""

    __slots__ = ("_aead", "_key")

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a key has 32 bytes")
        self._aead = AESGCM(key)
        self._key = key

    def seal(self, plaintext: bytes, place: bytes) -> bytes:
        nonce = os.urandom(NONCE_BYTES)
        return VERSION + nonce + self._aead.encrypt(nonce, plaintext, place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        if len(sealed) < OVERHEAD or sealed[:1] != VERSION:
            raise SealBroken()
        try:
            return self._aead.decrypt(sealed[1:13], sealed[13:], place)
        except InvalidTag:
            raise SealBroken() from None

    def derive(self, purpose: bytes) -> bytes:
        """32 bytes of the key for one purpose (HKDF-SHA256, RFC 5869)."""
        hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose)
        return hkdf.derive(self._key)

    def __repr__(self) -> str:
        return "<Envelope>"


_canonical = msgspec.json.Encoder().encode


def uuid_text(id: UUID) -> bytes:
    """The canonical text of a UUID, 36 signs: `str` without its cost, paid twice for each row."""
    return _canonical(id)[1:-1]
