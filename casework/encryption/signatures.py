"""Ed25519 signatures (RFC 8032), for what others must be able to check without our secrets."""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Signer:
    """A signing key made from a 32-byte secret, such as a derived root. Shows its public half."""

    __slots__ = ("_key",)

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @property
    def public(self) -> bytes:
        """The 32 bytes to hand to whoever checks."""
        return self._key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, message: bytes) -> bytes:
        """64 bytes; the same for the same message."""
        return self._key.sign(message)

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made this signature of this message."""
        return signed_by(self.public, message, signature)

    def __repr__(self) -> str:
        return "<Signer>"


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the key with this public half made this signature; no key is what is not 32 bytes."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
