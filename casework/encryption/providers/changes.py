"""How a keyring changes: keys are added, take over, and are destroyed. Each gives a new `Material`.

Adding and taking over are two steps, so that every node can know a key before anything is under it.
"""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, TypeVar

from casework.encryption.envelope import KEY_BYTES
from casework.encryption.providers.material import Material, Root, canary_of
from casework.encryption.refusals import KeyInUse, KeyUnknown
from casework.kernel.clock import now

Name = TypeVar("Name")

MATCH_KEY: Final = "match-"


def new_material() -> Material:
    """A first KEK and all roots, at random."""
    roots = {root: secrets.token_bytes(KEY_BYTES) for root in Root}
    return with_new_kek(Material("", {}, roots, {}))


def with_waiting_kek(material: Material) -> Material:
    """One more KEK, which is known and does not wrap yet."""
    kek_id, kek = f"kek-{secrets.token_hex(6)}", secrets.token_bytes(KEY_BYTES)
    return replace(
        material,
        keks={**material.keks, kek_id: kek},
        canaries={**material.canaries, kek_id: canary_of(kek_id, kek)},
        made={**material.made, kek_id: now().replace(microsecond=0).isoformat()},
    )


def with_newest_kek(material: Material) -> Material:
    """The newest KEK wraps from now on. Older ones still unwrap."""
    return replace(material, current=list(material.keks)[-1])


def with_new_kek(material: Material) -> Material:
    """One more KEK, which wraps from now on."""
    return with_newest_kek(with_waiting_kek(material))


def without_kek(material: Material, kek_id: str) -> Material:
    """Without an old KEK: whatever it still wraps is unreadable for ever."""
    if kek_id not in material.keks:
        raise KeyUnknown(key=kek_id)
    if kek_id == material.current:
        raise KeyInUse(key=kek_id)
    return replace(
        material,
        keks=_without(material.keks, kek_id),
        canaries=_without(material.canaries, kek_id),
        made=_without(material.made, kek_id),
    )


def with_waiting_match(material: Material) -> Material:
    """One more version of the match root, searched under and not written with yet."""
    version = max(material.match_keys) + 1
    key = secrets.token_bytes(KEY_BYTES)
    return replace(material, other_match={**material.other_match, str(version): key})


def with_newest_match(material: Material) -> Material:
    """New tokens are made under the newest version; searches go on under all."""
    keys = material.match_keys
    newest = max(keys)
    others = {str(version): key for version, key in keys.items() if version != newest}
    roots = {**material.roots, Root.MATCH: keys[newest]}
    return replace(material, roots=roots, match_version=newest, other_match=others)


def without_match(material: Material, version: int) -> Material:
    """Without an old version of the match root: tokens under it find nobody any more."""
    if version == material.match_version:
        raise KeyInUse(key=f"{MATCH_KEY}{version}")
    if str(version) not in material.other_match:
        raise KeyUnknown(key=f"{MATCH_KEY}{version}")
    return replace(material, other_match=_without(material.other_match, str(version)))


def with_escrow(material: Material, public: bytes) -> Material:
    """Sealed to new custodians from now on."""
    return replace(material, escrow=public)


def _without(named: Mapping[str, Name], gone: str) -> dict[str, Name]:
    return {name: value for name, value in named.items() if name != gone}
