"""Escrow: three custodians hold parts of one key, any two of whom open a copy of the keyring.

    key of the escrow  = X25519; its 32 secret bytes exist only as shares (SLIP-0039, 2 of 3)
    escrow.json        = the keyring document, sealed to its public half (HPKE, RFC 9180)

The public half stands inside the keyring, sealed with it, so that every change of the keyring
renews the copy without the custodians, and nobody can put another half in its place. A share is 33
words; three of them are a check (RS1024), and the shares of one key know each other.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Final

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from casework.encryption.envelope import KEY_BYTES
from casework.encryption.providers import file
from casework.encryption.providers.material import Material, from_json, to_json
from casework.encryption.refusals import (
    EscrowDamaged,
    EscrowMissing,
    ShareNotReadable,
    SharesDoNotOpen,
    SharesTooFew,
)

FORMAT: Final = "sanad-escrow/1"
SHARES: Final = 3
NEEDED: Final = 2
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


@dataclass(frozen=True)
class _Copy:
    format: str
    public: str
    sealed: str
    keys: list[str] = field(default_factory=list)


def copy_path(home: Path) -> Path:
    """Where the sealed copy lies. It may go with every backup: it opens with two shares only."""
    return home / "keyring" / "escrow.json"


def new_shares() -> tuple[bytes, tuple[str, ...]]:
    """A new key of the escrow: its public half, and the shares. Proven before they are given out:
    every two of them open it."""
    from shamir_mnemonic import combine_mnemonics, generate_mnemonics

    secret = secrets.token_bytes(KEY_BYTES)
    [shares] = generate_mnemonics(1, [(NEEDED, SHARES)], secret)
    for some in combinations(shares, NEEDED):
        if combine_mnemonics(some) != secret:
            raise SharesDoNotOpen()
    return _public_of(secret), tuple(shares)


def share_sign(public: bytes) -> str:
    """What stands on every share of one key and on its copy, to tell them from older ones."""
    return sha256(b"escrow sign|" + public).hexdigest()[:8].upper()


def write_copy(path: Path, material: Material) -> None:
    """Seal the keyring to its custodians, in the place of the copy before."""
    public = material.escrow
    if public is None:
        raise EscrowMissing()
    keys = sorted(material.keks)
    sealed = _SUITE.encrypt(
        to_json(material), X25519PublicKey.from_public_bytes(public), _place(keys)
    )
    copy = _Copy(FORMAT, b64encode(public).decode(), b64encode(sealed).decode(), keys)
    file.replace(path, msgspec.json.format(msgspec.json.encode(copy), indent=2) + b"\n")


def keys_in_copy(path: Path) -> frozenset[str]:
    """The KEKs that the copy holds, by id; empty when there is no copy."""
    try:
        return frozenset(_read(path).keys)
    except EscrowMissing:
        return frozenset()


def open_copy(path: Path, shares: Sequence[str]) -> Material:
    """The keyring in the copy; refused with the number of the share that is not right. No message
    ever holds a word of a share."""
    copy = _read(path)
    secret = _combined(shares)
    if b64encode(_public_of(secret)).decode() != copy.public:
        raise SharesDoNotOpen()
    try:
        document = _SUITE.decrypt(
            b64decode(copy.sealed, validate=True),
            X25519PrivateKey.from_private_bytes(secret),
            _place(copy.keys),
        )
    except (InvalidTag, ValueError):
        raise EscrowDamaged() from None
    return from_json(document)


def check_share(share: str, number: int) -> None:
    """Refuse a share with a wrong, missing or exchanged word, before the next one is asked for."""
    from shamir_mnemonic import MnemonicError, Share

    try:
        read = Share.from_mnemonic(share)
    except (MnemonicError, ValueError, KeyError):
        raise ShareNotReadable(share=number) from None
    if (read.member_threshold, read.group_count, len(read.value)) != (NEEDED, 1, KEY_BYTES):
        raise ShareNotReadable(share=number)


def _combined(shares: Sequence[str]) -> bytes:
    from shamir_mnemonic import MnemonicError, combine_mnemonics

    cleaned = [" ".join(share.lower().split()) for share in shares]
    for number, share in enumerate(cleaned, 1):
        check_share(share, number)
    if len(set(cleaned)) < NEEDED:
        raise SharesTooFew(needed=NEEDED)
    # Two are enough, and the library wants no more; a third that is given must fit as well.
    secrets_found: set[bytes] = set()
    try:
        for some in combinations(dict.fromkeys(cleaned), NEEDED):
            secrets_found.add(combine_mnemonics(some))
    except MnemonicError:
        raise SharesDoNotOpen() from None
    if len(secrets_found) != 1:
        raise SharesDoNotOpen()
    return secrets_found.pop()


def _read(path: Path) -> _Copy:
    try:
        copy = msgspec.json.decode(path.read_bytes(), type=_Copy)
    except FileNotFoundError:
        raise EscrowMissing() from None
    except msgspec.MsgspecError:
        raise EscrowDamaged() from None
    if copy.format != FORMAT:
        raise EscrowDamaged()
    return copy


def _public_of(secret: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _place(keys: Sequence[str]) -> bytes:
    return f"{FORMAT}|{','.join(keys)}".encode()
