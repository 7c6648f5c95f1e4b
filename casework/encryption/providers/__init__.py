"""Where keys live: a file sealed by a passphrase, or the environment (weaker).

A provider answers wrap, unwrap and derive; the keys themselves need not leave it, so a remote
key service fits behind the same protocol.
"""

from typing import Protocol

from casework.encryption.providers.material import Root

__all__ = ["KeyProvider", "Root"]


class KeyProvider(Protocol):
    """Holds versioned key-encryption keys (KEKs) and the independent roots."""

    @property
    def current_kek_id(self) -> str:
        """The KEK that wraps from now on."""

    def kek_ids(self) -> frozenset[str]:
        """Every KEK that can still unwrap."""

    def wrap(self, key: bytes, place: bytes) -> bytes:
        """The key sealed under the current KEK, bound to its place."""

    def unwrap(self, kek_id: str, wrapped: bytes, place: bytes) -> bytes:
        """The key again. The KEK is named, never tried in turn; unknown or altered is refused."""

    def derive(self, root: Root, purpose: str) -> bytes:
        """32 bytes of HKDF-SHA256 (RFC 5869) of a root for one purpose."""
