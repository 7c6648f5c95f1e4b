"""The escrow: shares for three custodians, and the keyring opened again by two of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import inspect

from casework.audit.catalogue import KeyringChanged
from casework.custody.service import write_down
from casework.db import db
from casework.encryption import (
    Keyring,
    change_keyring,
    current_keyring,
    keyring_path,
    use_keyring,
)
from casework.encryption import escrow as sealing
from casework.encryption.opening import KeyringSettings
from casework.encryption.providers import file
from casework.encryption.providers.changes import with_escrow
from casework.encryption.providers.material import Material
from casework.encryption.providers.memory import MaterialProvider
from casework.encryption.refusals import EscrowDamaged, KeyringExists, KeyringRefused
from casework.encryption.verification import KeyringCheck, verify_keyring


@dataclass(frozen=True, repr=False)
class Shares:
    """What is handed out, once; `sign` stands on each."""

    sign: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Proven:
    """What two shares have just opened: the keys in it, and which of ours are not."""

    keys: int
    missing: tuple[str, ...] = ()


def make_shares(settings: KeyringSettings) -> Shares:
    """New shares and a copy sealed to them. Shares made before open nothing new from now on."""
    public, words = sealing.new_shares()
    change_keyring(settings, lambda material: with_escrow(material, public))
    write_down(KeyringChanged(what="escrowed", count=len(words)))
    return Shares(sealing.share_sign(public), words)


def rehearse(copy: Path, shares: Sequence[str]) -> Proven:
    """Prove that the shares open the copy, that it fits the database, and that it holds every key
    of the keyring in use. Writes nothing but the line in the trace."""
    recovered = _opened(copy, shares)
    with use_keyring(recovered):
        _check_database()
    proven = Proven(len(recovered.kek_ids()), _missing(recovered))
    write_down(KeyringChanged(what="rehearsed", count=len(shares)))
    return proven


def recover(settings: KeyringSettings, copy: Path, shares: Sequence[str]) -> Keyring:
    """Write the keyring anew from the copy, under the passphrase of the settings. Never over a
    keyring that is there, and never beside a database of others."""
    path = keyring_path(settings.home)
    if path.exists():
        raise KeyringExists()
    material = sealing.open_copy(copy, shares)
    keyring = Keyring(MaterialProvider(material))
    with use_keyring(keyring):
        _check_database()
    _write(path, material, settings)
    with use_keyring(keyring):
        write_down(KeyringChanged(what="recovered", count=len(shares)))
    return keyring


def _write(path: Path, material: Material, settings: KeyringSettings) -> None:
    file.write_new(path, material, settings.keyring_passphrase)
    sealing.write_copy(sealing.copy_path(settings.home), material)


def _opened(copy: Path, shares: Sequence[str]) -> Keyring:
    return Keyring(MaterialProvider(sealing.open_copy(copy, shares)))


def _missing(recovered: Keyring) -> tuple[str, ...]:
    """Keys of the keyring in use that the copy lacks; none where there is no keyring here."""
    try:
        ours = current_keyring()
    except KeyringRefused:
        return ()
    if not recovered.follows(ours) and not ours.follows(recovered):
        raise EscrowDamaged()
    return tuple(sorted(ours.kek_ids() - recovered.kek_ids()))


def _check_database() -> None:
    """Refuse a keyring that is not this database's; one that is not made yet has no say."""
    if inspect(db.session.connection()).has_table(KeyringCheck.__tablename__):
        verify_keyring(db.session)
    db.session.rollback()
