"""The secrets of a keyring as one JSON document, and a provider that holds them in memory.

The roots are random and independent entries: losing one, or replacing one, says nothing about the
others, and none is derived from a KEK. Each KEK has a canary, a known text sealed under it, so
that an entry altered or taken from another keyring is noticed before anything is written.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, TypeVar

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casework.encryption.envelope import KEY_BYTES, Envelope
from casework.encryption.refusals import KeyringDamaged, SealBroken

Name = TypeVar("Name", bound=str)

CANARY: Final = b"Sanad opens what it sealed."


class Root(StrEnum):
    """The independent secrets beside the KEKs, one for each use."""

    MATCH = "match"
    AUDIT = "audit"
    FACTS = "facts"
    FILES = "files"
    SESSIONS = "sessions"


@dataclass(frozen=True, repr=False)
class Material:
    """Every secret of one keyring. Never printed; written only by the file provider."""

    current: str
    keks: Mapping[str, bytes]
    roots: Mapping[Root, bytes]
    canaries: Mapping[str, bytes]

    def __repr__(self) -> str:
        return "<Material>"


def new_material() -> Material:
    """A first KEK and all roots, at random."""
    empty = Material("", {}, {root: secrets.token_bytes(KEY_BYTES) for root in Root}, {})
    return with_new_kek(empty)


def with_new_kek(material: Material) -> Material:
    """The same keyring with one more KEK, which wraps from now on. Older ones still unwrap."""
    kek_id, kek = f"kek-{secrets.token_hex(6)}", secrets.token_bytes(KEY_BYTES)
    canary = Envelope(kek).seal(CANARY, _canary_place(kek_id))
    return replace(
        material,
        current=kek_id,
        keks={**material.keks, kek_id: kek},
        canaries={**material.canaries, kek_id: canary},
    )


def without_kek(material: Material, kek_id: str) -> Material:
    """The same keyring without an old KEK: whatever it still wraps is unreadable for ever."""
    if kek_id == material.current or kek_id not in material.keks:
        raise KeyringDamaged(kek=kek_id)
    return replace(
        material,
        keks={name: kek for name, kek in material.keks.items() if name != kek_id},
        canaries={name: text for name, text in material.canaries.items() if name != kek_id},
    )


def to_json(material: Material) -> bytes:
    """The document, secrets in base64. Only for sealing or for the environment."""
    return msgspec.json.encode(
        {
            "current": material.current,
            "keks": _encoded(material.keks),
            "roots": _encoded(material.roots),
            "canaries": _encoded(material.canaries),
        }
    )


@dataclass(frozen=True)
class _Document:
    current: str
    keks: dict[str, str]
    roots: dict[Root, str]
    canaries: dict[str, str]


def from_json(document: bytes) -> Material:
    """The keyring of a document; refused when incomplete, of wrong sizes, or its canary is dead."""
    try:
        read = msgspec.json.decode(document, type=_Document)
        material = Material(
            read.current, _decoded(read.keks), _decoded(read.roots), _decoded(read.canaries)
        )
    except (msgspec.MsgspecError, ValueError):
        raise KeyringDamaged() from None
    _check(material)
    return material


def _check(material: Material) -> None:
    keys = [*material.keks.values(), *material.roots.values()]
    complete = (
        material.current in material.keks
        and set(material.roots) == set(Root)
        and set(material.canaries) == set(material.keks)
        and all(len(key) == KEY_BYTES for key in keys)
        and len(set(keys)) == len(keys)
    )
    if not complete:
        raise KeyringDamaged()
    for kek_id, kek in material.keks.items():
        try:
            known = Envelope(kek).open(material.canaries[kek_id], _canary_place(kek_id))
        except SealBroken:
            raise KeyringDamaged(kek=kek_id) from None
        if known != CANARY:
            raise KeyringDamaged(kek=kek_id)


def _canary_place(kek_id: str) -> bytes:
    return f"canary|{kek_id}".encode()


def _encoded(secret: Mapping[Name, bytes]) -> dict[Name, str]:
    return {name: b64encode(value).decode() for name, value in secret.items()}


def _decoded(text: Mapping[Name, str]) -> dict[Name, bytes]:
    return {name: b64decode(value, validate=True) for name, value in text.items()}


class MaterialProvider:
    """A `KeyProvider` over secrets held in this process's memory."""

    def __init__(self, material: Material) -> None:
        self._current = material.current
        self._keks = {kek_id: Envelope(kek) for kek_id, kek in material.keks.items()}
        self._roots = dict(material.roots)
        self._derived: dict[tuple[Root, str], bytes] = {}

    @property
    def current_kek_id(self) -> str:
        return self._current

    def kek_ids(self) -> frozenset[str]:
        return frozenset(self._keks)

    def wrap(self, key: bytes, place: bytes) -> bytes:
        return self._keks[self._current].seal(key, place)

    def unwrap(self, kek_id: str, wrapped: bytes, place: bytes) -> bytes:
        if kek_id not in self._keks:
            raise SealBroken(kek=kek_id)
        return self._keks[kek_id].open(wrapped, place)

    def derive(self, root: Root, purpose: str) -> bytes:
        """Purposes are few and fixed, so each is derived once."""
        if (root, purpose) not in self._derived:
            hkdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose.encode())
            self._derived[root, purpose] = hkdf.derive(self._roots[root])
        return self._derived[root, purpose]

    def __repr__(self) -> str:
        return "<MaterialProvider>"
