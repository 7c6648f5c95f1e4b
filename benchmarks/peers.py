"""What a Python team would have chosen instead, each with its usual use: one value a field."""

import os
from collections.abc import Callable, Sequence
from typing import Any

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import String

Encrypt = Callable[[str], Any]
Decrypt = Callable[[Any], str]


class Peer:
    """Encrypts and decrypts one text."""

    def __init__(self, encrypt: Encrypt, decrypt: Decrypt) -> None:
        self.encrypt, self.decrypt = encrypt, decrypt

    def sealed(self, rows: Sequence[Sequence[str]]) -> list[list[Any]]:
        """Every field of every row."""
        return [[self.encrypt(text) for text in row] for row in rows]

    def opening(self, rows: Sequence[Sequence[str]]) -> Callable[[], object]:
        """Opening a page of rows."""
        page, decrypt = self.sealed(rows), self.decrypt
        return lambda: [[decrypt(one) for one in row] for row in page]

    def sealing(self, row: Sequence[str]) -> Callable[[], object]:
        """Encrypting one row."""
        return lambda: [self.encrypt(text) for text in row]


def aes_gcm() -> Peer:
    """AES-256-GCM by hand, bound to no place."""
    aead = AESGCM(AESGCM.generate_key(256))

    def encrypt(text: str) -> bytes:
        nonce = os.urandom(12)
        return nonce + aead.encrypt(nonce, text.encode(), None)

    return Peer(encrypt, lambda sealed: aead.decrypt(sealed[:12], sealed[12:], None).decode())


def fernet() -> Peer:
    """Fernet (AES-128-CBC and HMAC, base64), which most tutorials show."""
    box = Fernet(Fernet.generate_key())
    return Peer(lambda text: box.encrypt(text.encode()), lambda token: box.decrypt(token).decode())


def sqlalchemy_utils() -> Peer | None:
    """The encrypted column type of SQLAlchemy-Utils with its AES-GCM engine; None when it is not
    installed (`make bench` installs it)."""
    try:
        from sqlalchemy_utils.types.encrypted.encrypted_type import (
            AesGcmEngine,
            StringEncryptedType,
        )
    except ImportError:
        return None
    column = StringEncryptedType(String, "a key of this benchmark only", AesGcmEngine)
    return Peer(
        lambda text: column.process_bind_param(text, None),
        lambda stored: column.process_result_value(stored, None),
    )
