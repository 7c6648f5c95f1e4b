"""The secrets of a keyring as one JSON document.

The roots are random and independent entries: losing one, or replacing one, says nothing about the
others, and none is derived from a KEK. Each KEK has a canary, a known text sealed under it, so
that an entry altered or taken from another keyring is noticed before anything is written.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeVar

import msgspec

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
    """Every secret of one keyring. Never printed; written only by the file provider.

    The KEKs stand in the order in which they were made: those before `current` only unwrap, those
    after it are known and do not wrap yet. `roots` holds the match root in use; `other_match` its
    other versions by number. `escrow` is the public half of the key that custodians share.
    """

    current: str
    keks: Mapping[str, bytes]
    roots: Mapping[Root, bytes]
    canaries: Mapping[str, bytes]
    made: Mapping[str, str] = field(default_factory=dict)
    match_version: int = 1
    other_match: Mapping[str, bytes] = field(default_factory=dict)
    escrow: bytes | None = None

    def __repr__(self) -> str:
        return "<Material>"

    @property
    def match_keys(self) -> dict[int, bytes]:
        """Every version of the match root, the one in use first."""
        others = {int(version): key for version, key in self.other_match.items()}
        return {self.match_version: self.roots[Root.MATCH], **dict(sorted(others.items()))}


def to_json(material: Material) -> bytes:
    """The document, secrets in base64. Only for sealing or for the environment."""
    return msgspec.json.encode(
        {
            "current": material.current,
            "keks": _encoded(material.keks),
            "roots": _encoded(material.roots),
            "canaries": _encoded(material.canaries),
            "made": dict(material.made),
            "match_version": material.match_version,
            "other_match": _encoded(material.other_match),
            "escrow": b64encode(material.escrow).decode() if material.escrow else "",
        }
    )


@dataclass(frozen=True)
class _Document:
    current: str
    keks: dict[str, str]
    roots: dict[Root, str]
    canaries: dict[str, str]
    made: dict[str, str] = field(default_factory=dict)
    match_version: int = 1
    other_match: dict[str, str] = field(default_factory=dict)
    escrow: str = ""


def from_json(document: bytes) -> Material:
    """The keyring of a document; refused when incomplete, of wrong sizes, or its canary is dead."""
    try:
        read = msgspec.json.decode(document, type=_Document)
        material = Material(
            read.current,
            _decoded(read.keks),
            _decoded(read.roots),
            _decoded(read.canaries),
            read.made,
            read.match_version,
            _decoded(read.other_match),
            b64decode(read.escrow, validate=True) or None,
        )
        _check(material)
    except (msgspec.MsgspecError, ValueError):
        raise KeyringDamaged() from None
    return material


def _check(material: Material) -> None:
    keys = [*material.keks.values(), *material.roots.values(), *material.other_match.values()]
    complete = (
        material.current in material.keks
        and set(material.roots) == set(Root)
        and set(material.canaries) == set(material.keks)
        and all(len(key) == KEY_BYTES for key in keys)
        and len(set(keys)) == len(keys)
        and _dates_and_versions_fit(material)
    )
    if not complete:
        raise KeyringDamaged()
    for kek_id, kek in material.keks.items():
        _open_canary(kek_id, kek, material.canaries[kek_id])


def _dates_and_versions_fit(material: Material) -> bool:
    versions = {material.match_version, *map(int, material.other_match)}
    for moment in material.made.values():
        datetime.fromisoformat(moment)
    return (
        len(versions) == len(material.other_match) + 1
        and min(versions) > 0
        and set(material.made) <= set(material.keks)
        and len(material.escrow or bytes(KEY_BYTES)) == KEY_BYTES
    )


def canary_of(kek_id: str, kek: bytes) -> bytes:
    """The known text, sealed under the KEK."""
    return Envelope(kek).seal(CANARY, _canary_place(kek_id))


def _open_canary(kek_id: str, kek: bytes, canary: bytes) -> None:
    try:
        known = Envelope(kek).open(canary, _canary_place(kek_id))
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
