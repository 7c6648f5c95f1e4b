"""Where keys live: a file sealed by a passphrase, the environment (weaker), or HashiCorp Vault.

A provider answers wrap, unwrap and derive; the keys themselves need not leave it.
"""

from datetime import datetime
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

    def former_kek_ids(self) -> tuple[str, ...]:
        """The KEKs older than the current one: what they wrap is to be wrapped anew."""

    def newest_kek_id(self) -> str:
        """The KEK made last, which may wait to take over."""

    def kek_made(self, kek_id: str) -> datetime | None:
        """When a KEK was made, where that is known."""

    def wrap(self, key: bytes, place: bytes) -> bytes:
        """The key sealed under the current KEK, bound to its place."""

    def unwrap(self, kek_id: str, wrapped: bytes, place: bytes) -> bytes:
        """The key again. The KEK is named, never tried in turn; unknown or altered is refused."""

    def root_versions(self, root: Root) -> tuple[int, ...]:
        """The versions of a root that are known, the one in use first. Only the match root has
        more than one."""

    def derive(self, root: Root, purpose: str, version: int | None = None) -> bytes:
        """32 bytes of a root for one purpose; of the version in use unless another is named."""
