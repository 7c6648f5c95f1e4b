"""Keys that never leave HashiCorp Vault or OpenBao: its transit engine wraps, unwraps and derives.

    transit/keys/NAME          aes256-gcm96: the KEKs, one for each version
    transit/keys/NAME-ROOT     one for each root; HMAC-SHA256 of a purpose is what it derives

A wrapped key carries its version, and where it belongs is authenticated (`associated_data`). What
was unwrapped is kept in memory for five minutes, 2,000 keys at most, so that a list is one page and
not fifty calls.
"""

import time
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from casework.encryption.envelope import KEY_BYTES
from casework.encryption.providers.material import Root
from casework.encryption.refusals import (
    KeyringExists,
    KeyringMissing,
    KeyServiceRefuses,
    KeyServiceUnreachable,
    SealBroken,
)

Answer = TypeVar("Answer")

PATIENCE: Final = 5
KEPT_SECONDS: Final = 300
KEPT_KEYS: Final = 2000
REREAD_SECONDS: Final = 60


@dataclass(frozen=True, repr=False)
class VaultAccess:
    """Where the key service is, and what lets us in."""

    url: str
    token: str
    mount: str = "transit"
    name: str = "sanad"
    certificate: str = ""

    def transit(self) -> Any:
        """The transit engine of the service."""
        import hvac

        verify = self.certificate or True
        client = hvac.Client(url=self.url, token=self.token, verify=verify, timeout=PATIENCE)
        return client.secrets.transit

    def root_name(self, root: Root) -> str:
        """What the key of a root is called there."""
        return f"{self.name}-{root.value}"


def create_keys(access: VaultAccess) -> None:
    """Make the keys in the service; refused when there are some of this name already."""
    transit = access.transit()
    try:
        _asked(lambda: transit.read_key(name=access.name, mount_point=access.mount))
    except KeyringMissing:
        for name in (access.name, *map(access.root_name, Root)):
            _create(transit, access.mount, name)
    else:
        raise KeyringExists()


def _create(transit: Any, mount: str, name: str) -> None:
    _asked(lambda: transit.create_key(name=name, key_type="aes256-gcm96", mount_point=mount))


def add_version(access: VaultAccess, *, match: bool = False) -> None:
    """A new version of the KEK, or of the match root, in the service."""
    name = access.root_name(Root.MATCH) if match else access.name
    _asked(lambda: access.transit().rotate_key(name=name, mount_point=access.mount))


class VaultProvider:
    """A `KeyProvider` whose keys stay in the service."""

    def __init__(self, access: VaultAccess) -> None:
        self._access = access
        self._transit = access.transit()
        self._keks = self._versions(access.name)
        for root in Root:
            if root is not Root.MATCH:
                self._versions(access.root_name(root))
        self._match = tuple(reversed(self._versions(access.root_name(Root.MATCH))))
        self._derived: dict[tuple[Root, str, int], bytes] = {}
        self._opened: OrderedDict[tuple[bytes, bytes], tuple[float, bytes]] = OrderedDict()

    @property
    def current_kek_id(self) -> str:
        return self._kek_id(max(self._keks))

    def kek_ids(self) -> frozenset[str]:
        return frozenset(map(self._kek_id, self._keks))

    def former_kek_ids(self) -> tuple[str, ...]:
        return tuple(map(self._kek_id, sorted(self._keks)[:-1]))

    def newest_kek_id(self) -> str:
        return self.current_kek_id

    def kek_made(self, kek_id: str) -> datetime | None:
        return {self._kek_id(version): made for version, made in self._keks.items()}.get(kek_id)

    def wrap(self, key: bytes, place: bytes) -> bytes:
        answer = _asked(
            lambda: self._transit.encrypt_data(
                name=self._access.name,
                plaintext=b64encode(key).decode(),
                associated_data=b64encode(place).decode(),
                key_version=max(self._keks),
                mount_point=self._access.mount,
            )
        )
        with _understood():
            return bytes(answer["data"]["ciphertext"].encode("ascii"))

    def unwrap(self, kek_id: str, wrapped: bytes, place: bytes) -> bytes:
        if kek_id not in self.kek_ids() or not self._is_of(kek_id, wrapped):
            raise SealBroken(kek=kek_id)
        kept = self._opened.get((wrapped, place))
        if kept and time.monotonic() - kept[0] < KEPT_SECONDS:
            return kept[1]
        key = self._unwrapped(wrapped, place)
        self._opened[wrapped, place] = time.monotonic(), key
        while len(self._opened) > KEPT_KEYS:
            self._opened.popitem(last=False)
        return key

    def root_versions(self, root: Root) -> tuple[int, ...]:
        return self._match if root is Root.MATCH else (1,)

    def derive(self, root: Root, purpose: str, version: int | None = None) -> bytes:
        """HMAC-SHA256 of the purpose under the root's key; each is asked for once."""
        version = version or self.root_versions(root)[0]
        if (root, purpose, version) not in self._derived:
            self._derived[root, purpose, version] = self._hmac(root, purpose, version)
        return self._derived[root, purpose, version]

    def _hmac(self, root: Root, purpose: str, version: int) -> bytes:
        answer = _asked(
            lambda: self._transit.generate_hmac(
                name=self._access.root_name(root),
                hash_input=b64encode(purpose.encode()).decode(),
                key_version=version,
                algorithm="sha2-256",
                mount_point=self._access.mount,
            )
        )
        with _understood():
            derived = b64decode(answer["data"]["hmac"].rpartition(":")[2])
        if len(derived) != KEY_BYTES:
            raise KeyServiceRefuses()
        return derived

    def _unwrapped(self, wrapped: bytes, place: bytes) -> bytes:
        answer = _asked(
            lambda: self._transit.decrypt_data(
                name=self._access.name,
                ciphertext=wrapped.decode("ascii", "replace"),
                associated_data=b64encode(place).decode(),
                mount_point=self._access.mount,
            ),
            broken=True,
        )
        with _understood():
            return b64decode(answer["data"]["plaintext"])

    def _versions(self, name: str) -> dict[int, datetime | None]:
        read = lambda: self._transit.read_key(name=name, mount_point=self._access.mount)  # noqa: E731
        answer = _asked(read)
        with _understood():
            found = answer["data"]
            least = int(found.get("min_decryption_version") or 1)
            made = {int(version): _moment(at) for version, at in found["keys"].items()}
        kept = {version: made[version] for version in sorted(made) if version >= least}
        if not kept:
            raise KeyServiceRefuses()
        return kept

    def _kek_id(self, version: int) -> str:
        return f"{self._access.name}-v{version}"

    def _is_of(self, kek_id: str, wrapped: bytes) -> bool:
        version = kek_id.rpartition("-v")[2]
        return wrapped.startswith(f"vault:v{version}:".encode())

    def __repr__(self) -> str:
        return "<VaultProvider>"


def _moment(at: Any) -> datetime | None:
    if isinstance(at, dict):  # keys with a public half
        at = at.get("creation_time")
    if isinstance(at, int):
        return datetime.fromtimestamp(at, UTC)
    return datetime.fromisoformat(at) if isinstance(at, str) else None


@contextmanager
def _understood() -> Iterator[None]:
    """What the service answers has the shape that its documentation gives; anything else, as from a
    proxy in between or a wrong address, is refused without its words."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError):
        raise KeyServiceRefuses() from None


def _asked(ask: Callable[[], Answer], *, broken: bool = False) -> Answer:
    """Ask the service; what it answers besides is one of ours, without its words, which may quote
    what was asked. `broken`: a request it finds wrong means that the value does not open."""
    from hvac import exceptions
    from requests import RequestException

    try:
        return ask()
    except exceptions.InvalidPath:
        raise KeyringMissing() from None
    except exceptions.InvalidRequest:
        raise (SealBroken() if broken else KeyServiceRefuses()) from None
    except (exceptions.Forbidden, exceptions.Unauthorized):
        raise KeyServiceRefuses() from None
    except (exceptions.VaultError, RequestException, OSError):
        raise KeyServiceUnreachable() from None
