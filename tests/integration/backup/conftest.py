"""A workplace with backups switched on, and empty machines to restore on."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from casework import create_app
from casework.backup.erasures import FILE_NAME
from casework.backup.making import Made, make_backup
from casework.backup.restoring import Restored, restore
from casework.db import db
from casework.encryption import age, keyring_path
from config import Backups
from tests.engines import PostgresqlStore
from tests.integration.accounts.passwords import give_password
from tests.integration.cases.conftest import Desk


@dataclass
class Vault:
    """Where backups lie, and who opens them."""

    app: Flask
    folder: Path
    identities: list[Any]
    identity_file: Path

    def make(self) -> Made:
        """A backup of this moment."""
        with self.app.app_context():
            made = make_backup()
            db.session.close()
            return made

    def empty(self, name: str, url: str = "", **changed: Any) -> Flask:
        """Another machine: the keyring, and nothing else."""
        settings = self.app.extensions["settings"]
        home = self.folder / name
        keyring_path(home).parent.mkdir(parents=True, mode=0o700)
        shutil.copy(keyring_path(settings.home), keyring_path(home))
        return create_app(replace(settings, home=home, database_url=url, **changed))

    def restore_on(self, app: Flask, records: Path, keys: Path) -> Restored:
        """Restore there."""
        with app.app_context():
            found = restore(records, keys, self.identities, keys.with_name(FILE_NAME))
            db.session.close()
            return found


@pytest.fixture
def vault(app: Flask, tmp_path: Path) -> Iterator[Vault]:
    """Backups on each store in turn."""
    yield from _vault(app, tmp_path)


@pytest.fixture
def quick_vault(sqlite_app: Flask, tmp_path: Path) -> Iterator[Vault]:
    """Backups on SQLite, for what does not depend on the store."""
    yield from _vault(sqlite_app, tmp_path)


def _vault(app: Flask, folder: Path) -> Iterator[Vault]:
    secret, recipient = age.new_identity()
    file = folder / "identity"
    file.write_text(f"# recipient: {recipient}\n{secret}\n")
    kept = app.extensions["settings"]
    backups = Backups(
        folder=folder / "records",
        key_folder=folder / "keys",
        recipients=recipient,
        key_recipients=recipient,
    )
    app.extensions["settings"] = replace(kept, backups=backups)
    yield Vault(app, folder, age.identities_in(file), file)
    app.extensions["settings"] = kept


@pytest.fixture
def another(request: pytest.FixtureRequest, vault: Vault) -> Callable[..., Flask]:
    """An empty machine with a store of the same kind."""

    def made(name: str, **changed: Any) -> Flask:
        with vault.app.app_context():
            on_postgresql = db.engine.dialect.name == "postgresql"
        url = ""
        if on_postgresql:
            url = PostgresqlStore(request.getfixturevalue("postgresql"), f"sanad_{name}").url
        return vault.empty(name, url, **changed)

    return made


def people(app: Flask, count: int = 1) -> list[str]:
    """Cases with an identity, and somebody who can sign in; gives the codes."""
    desk = Desk(app)
    codes = []
    for _one in range(count):
        codes.append(code := desk.assigned())
        desk.consent(code)
        desk.identity(code)
    give_password(app, "caseworker")
    return codes
