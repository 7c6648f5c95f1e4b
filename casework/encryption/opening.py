"""From the settings to an open keyring, and the changes of its file.

`open_keyring` refuses a missing, locked, damaged or mixed keyring at start.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from casework.encryption import escrow
from casework.encryption.keyring import Keyring
from casework.encryption.providers import environment, file
from casework.encryption.providers.changes import (
    new_material,
    with_new_kek,
    with_newest_match,
    with_waiting_match,
)
from casework.encryption.providers.file import keyring_path
from casework.encryption.providers.material import Material
from casework.encryption.providers.memory import MaterialProvider
from casework.encryption.providers.vault import REREAD_SECONDS, VaultAccess, VaultProvider
from casework.encryption.refusals import (
    KeyringMissing,
    KeyringNotInFile,
    KeyringUnprotected,
    ProviderUnknown,
)

Change = Callable[[Material], Material]


class KeyringSettings(Protocol):
    """The settings a keyring is opened from."""

    @property
    def mode(self) -> str: ...
    @property
    def home(self) -> Path: ...
    @property
    def keyring_provider(self) -> str: ...
    @property
    def keyring_passphrase(self) -> str | None: ...
    @property
    def keyring_env(self) -> str | None: ...
    @property
    def vault_url(self) -> str: ...
    @property
    def vault_token(self) -> str | None: ...
    @property
    def vault_mount(self) -> str: ...
    @property
    def vault_key(self) -> str: ...
    @property
    def vault_certificate(self) -> str: ...


def create_keyring(path: Path, passphrase: str | None) -> Keyring:
    """Make a keyring file; refuses to overwrite one and a passphrase of under 15 characters."""
    material = new_material()
    file.write_new(path, material, passphrase)
    return Keyring(MaterialProvider(material))


def new_keyring_text() -> str:
    """A new keyring as the text of SANAD_KEYRING, for the `env` provider."""
    return environment.write(new_material())


def next_keyring_text(settings: KeyringSettings, *, match: bool = False) -> str:
    """The keyring of SANAD_KEYRING with one more key, which is used from the next start on."""
    material = environment.read(settings.keyring_env)
    if match:
        return environment.write(with_newest_match(with_waiting_match(material)))
    return environment.write(with_new_kek(material))


def open_keyring(settings: KeyringSettings) -> Keyring:
    """The keyring the settings name; refused when it is missing, locked, damaged or unprotected."""
    if settings.keyring_provider == "vault":
        return Keyring(VaultProvider(vault_access(settings)))
    return Keyring(MaterialProvider(read_material(settings)))


def read_material(settings: KeyringSettings) -> Material:
    """The secrets themselves, for a change, for the escrow, and for `open_keyring`."""
    match settings.keyring_provider:
        case "env":
            return environment.read(settings.keyring_env)
        case "file":
            return _read_file(settings)
        case "vault":
            raise KeyringNotInFile()
        case _:
            raise ProviderUnknown()


def vault_access(settings: KeyringSettings) -> VaultAccess:
    """How the key service of the settings is reached."""
    if not settings.vault_url or not settings.vault_token:
        raise KeyringMissing()
    return VaultAccess(
        settings.vault_url,
        settings.vault_token,
        settings.vault_mount,
        settings.vault_key,
        settings.vault_certificate,
    )


def keyring_mark(settings: KeyringSettings) -> object:
    """Differs when the keyring file was replaced, and each minute for a key service, whose keys are
    renewed there; None where nothing can change."""
    if settings.keyring_provider == "vault":
        return int(time.monotonic() // REREAD_SECONDS)
    if settings.keyring_provider != "file":
        return None
    try:
        found = keyring_path(settings.home).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def change_keyring(settings: KeyringSettings, change: Change) -> Material:
    """Change the keyring file, whole or not at all; one command at a time. The sealed copy of the
    escrow is written first, so that custodians never hold less than the file does."""
    if settings.keyring_provider != "file":
        raise KeyringNotInFile()
    path = keyring_path(settings.home)
    with _alone(path):
        material = change(_read_file(settings))
        if material.escrow:
            escrow.write_copy(escrow.copy_path(settings.home), material)
        file.rewrite(path, material, settings.keyring_passphrase)
    return material


def _read_file(settings: KeyringSettings) -> Material:
    path = keyring_path(settings.home)
    if settings.mode != "demo" and not file.is_protected(path):
        raise KeyringUnprotected()
    return file.read(path, settings.keyring_passphrase)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Nobody else changes the file meanwhile: two renewals at once would lose a key."""
    if not path.parent.is_dir():
        yield
        return
    handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
