"""A `KeyProvider` over secrets held in this process's memory: what the file and the environment
give."""

from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.encryption.envelope import KEY_BYTES, Envelope
from casework.encryption.providers.material import Material, Root
from casework.encryption.refusals import SealBroken

ONLY = (1,)


class MaterialProvider:
    """The keys of one keyring at work."""

    def __init__(self, material: Material) -> None:
        self._current = material.current
        self._keks = {kek_id: Envelope(kek) for kek_id, kek in material.keks.items()}
        self._made = {name: datetime.fromisoformat(at) for name, at in material.made.items()}
        self._roots = {(root, 1): key for root, key in material.roots.items()}
        del self._roots[Root.MATCH, 1]
        self._roots |= {(Root.MATCH, version): key for version, key in material.match_keys.items()}
        self._match_versions = tuple(material.match_keys)
        self._derived: dict[tuple[Root, str, int], bytes] = {}

    @property
    def current_kek_id(self) -> str:
        return self._current

    def kek_ids(self) -> frozenset[str]:
        return frozenset(self._keks)

    def former_kek_ids(self) -> tuple[str, ...]:
        ordered = tuple(self._keks)
        return ordered[: ordered.index(self._current)]

    def newest_kek_id(self) -> str:
        return list(self._keks)[-1]

    def kek_made(self, kek_id: str) -> datetime | None:
        return self._made.get(kek_id)

    def wrap(self, key: bytes, place: bytes) -> bytes:
        return self._keks[self._current].seal(key, place)

    def unwrap(self, kek_id: str, wrapped: bytes, place: bytes) -> bytes:
        if kek_id not in self._keks:
            raise SealBroken(kek=kek_id)
        return self._keks[kek_id].open(wrapped, place)

    def root_versions(self, root: Root) -> tuple[int, ...]:
        return self._match_versions if root is Root.MATCH else ONLY

    def derive(self, root: Root, purpose: str, version: int | None = None) -> bytes:
        """Purposes are few and fixed, so each is derived once."""
        version = version or self.root_versions(root)[0]
        if (root, purpose, version) not in self._derived:
            hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
            self._derived[root, purpose, version] = hkdf.derive(self._roots[root, version])
        return self._derived[root, purpose, version]

    def __repr__(self) -> str:
        return "<MaterialProvider>"
