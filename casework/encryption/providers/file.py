"""The keyring file: one JSON envelope, readable by its owner alone.

With a passphrase the secrets are sealed under Argon2id (RFC 9106) of it. Without one, in demo mode
only, nothing but the file's permissions protects them, and the file says so itself.
"""

import os
import stat
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import msgspec
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from casework.encryption.envelope import KEY_BYTES, Envelope
from casework.encryption.providers.material import Material, from_json, to_json
from casework.encryption.refusals import (
    KeyringDamaged,
    KeyringExists,
    KeyringLocked,
    KeyringMissing,
    KeyringReadableByOthers,
    PassphraseTooShort,
    SealBroken,
)

FORMAT: Final = "sanad-keyring/1"
SHORTEST_PASSPHRASE: Final = 15
SALT_BYTES: Final = 16
PROTECTED: Final = "argon2id"
UNPROTECTED: Final = "file permissions only, for demonstration"


@dataclass(frozen=True)
class _Header:
    """Authenticated with the secrets: a weaker setting written in afterwards does not open."""

    format: str
    protection: str
    salt: str = ""
    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True)
class _File:
    header: _Header
    body: str


def keyring_path(home: Path) -> Path:
    """Where the keyring lives under SANAD_HOME."""
    return home / "keyring" / "keyring.json"


def write_new(path: Path, material: Material, passphrase: str | None) -> None:
    """Make the keyring file, mode 0600, or refuse because there is one already."""
    content = _sealed_file(material, passphrase)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        _write(path, content)
    except FileExistsError:
        raise KeyringExists() from None
    _sync_folder(path.parent)


def rewrite(path: Path, material: Material, passphrase: str | None) -> None:
    """Put a renewed keyring in the place of the old one, whole or not at all."""
    replace(path, _sealed_file(material, passphrase))


def replace(path: Path, content: bytes) -> None:
    """A file for its owner alone, in the place of one that may be there; whole or not at all."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    _write(fresh, content)
    fresh.replace(path)
    _sync_folder(path.parent)


def read(path: Path, passphrase: str | None) -> Material:
    """The secrets of a keyring file; refused when missing, locked, damaged or open to others."""
    return from_json(_opened(_read_file(path), passphrase))


def is_protected(path: Path) -> bool:
    """Whether a passphrase seals the file."""
    return _read_file(path).header.protection == PROTECTED


def _read_file(path: Path) -> _File:
    try:
        mode = path.stat().st_mode
        content = path.read_bytes()
    except FileNotFoundError:
        raise KeyringMissing() from None
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeyringReadableByOthers()
    try:
        file = msgspec.json.decode(content, type=_File)
    except msgspec.MsgspecError:
        raise KeyringDamaged() from None
    if file.header.format != FORMAT or file.header.protection not in (PROTECTED, UNPROTECTED):
        raise KeyringDamaged()
    return file


def _sealed_file(material: Material, passphrase: str | None) -> bytes:
    if passphrase is None:
        header = _Header(FORMAT, UNPROTECTED)
        body = to_json(material)
    else:
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise PassphraseTooShort(at_least=SHORTEST_PASSPHRASE)
        header = _Header(FORMAT, PROTECTED, b64encode(os.urandom(SALT_BYTES)).decode())
        body = _cipher(header, passphrase).seal(to_json(material), _place(header))
    file = _File(header, b64encode(body).decode())
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def _opened(file: _File, passphrase: str | None) -> bytes:
    try:
        body = b64decode(file.body, validate=True)
        if file.header.protection == UNPROTECTED:
            return body
        if not passphrase:
            raise KeyringLocked()
        return _cipher(file.header, passphrase).open(body, _place(file.header))
    except SealBroken:
        raise KeyringLocked() from None
    except ValueError:
        raise KeyringDamaged() from None


def _cipher(header: _Header, passphrase: str) -> Envelope:
    if not (65536 <= header.memory_kib <= 2**21 and 1 <= header.passes <= 16):
        raise KeyringDamaged()
    derivation = Argon2id(
        salt=b64decode(header.salt, validate=True),
        length=KEY_BYTES,
        iterations=header.passes,
        lanes=header.lanes,
        memory_cost=header.memory_kib,
    )
    return Envelope(derivation.derive(passphrase.encode()))


def _place(header: _Header) -> bytes:
    return b"keyring|" + msgspec.json.encode(asdict(header), order="sorted")


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
