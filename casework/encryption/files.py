"""Files: sealed in pieces, under a key of their own that comes from their owner's data key.

    key of the file = HKDF-SHA256(data key, "file/v1|owner|file id")          RFC 5869
    content         = length, the bytes, zeros up to the Padmé length
    piece n         = AES-256-GCM, nonce = n in 11 bytes and 1 for the last piece, else 0

This is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015): a piece that is
missing, doubled, moved or taken from another file does not open, and neither does a file that was
cut off. A file id is sealed once, so the counter never comes twice under one key. Whoever destroys
the data key of the owner destroys the file.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import Session

from casework.encryption.data_keys import data_key
from casework.encryption.envelope import uuid_text
from casework.encryption.padding import padme
from casework.encryption.refusals import SealBroken

PIECE: Final = 64 * 1024
_LENGTH: Final = 8


class FileCipher:
    """The key of one file at work. `place` names the file and its owner, and is authenticated."""

    __slots__ = ("_aead", "_place")

    def __init__(self, key: bytes, place: bytes) -> None:
        self._aead = AESGCM(key)
        self._place = place

    def seal(self, content: bytes) -> Iterator[bytes]:
        """The sealed pieces, in order; one at least."""
        length = len(content).to_bytes(_LENGTH, "big")
        padded = (length + content).ljust(padme(_LENGTH + len(content)), b"\0")
        pieces = range(0, len(padded), PIECE)
        for number, start in enumerate(pieces):
            nonce = _nonce(number, last=start + PIECE >= len(padded))
            yield self._aead.encrypt(nonce, padded[start : start + PIECE], self._place)

    def open(self, pieces: Iterable[bytes]) -> bytes:
        """The content of a whole file; SealBroken when any piece is not what was sealed."""
        sealed = list(pieces)
        last = len(sealed) - 1
        padded = b"".join(
            self._open(piece, number, last=number == last) for number, piece in enumerate(sealed)
        )
        end = _LENGTH + int.from_bytes(padded[:_LENGTH], "big")
        if not sealed or end > len(padded) or padded[end:].strip(b"\0"):
            raise SealBroken()
        return padded[_LENGTH:end]

    def _open(self, piece: bytes, number: int, *, last: bool) -> bytes:
        try:
            return self._aead.decrypt(_nonce(number, last=last), piece, self._place)
        except (InvalidTag, ValueError):
            raise SealBroken() from None

    def __repr__(self) -> str:
        return "<FileCipher>"


def file_cipher(
    owner_kind: str, owner_id: UUID, file_id: UUID, *, session: Session | None = None
) -> FileCipher:
    """The cipher of one file of an owner; DataKeyMissing when the owner was erased."""
    place = b"file/v1|%b|%b|%b" % (owner_kind.encode(), uuid_text(owner_id), uuid_text(file_id))
    owner = data_key(owner_kind, owner_id, session=session)
    return FileCipher(owner.derive(place), place)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if last else b"\0")
