"""Trying a backup out: restored into a home of its own beside the database in use, and dropped.

The installation in use is not touched, save for the note that it was done. What is tried is what
would be restored on another machine: an empty database, the two files, the keyring.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from casework.audit import record
from casework.audit.catalogue import BackupRehearsed
from casework.backup.folder import digest_of
from casework.backup.leftovers import held_folder, sweep
from casework.backup.models import REHEARSED, BackupNote
from casework.backup.restoring import Restored, restore
from casework.db import db, install_engines, migrating, unit_of_work
from casework.encryption import current_keyring, use_keyring
from casework.kernel import clock


def rehearse(records: Path, keys: Path, identities: list[Any], erasures: Path | None) -> Restored:
    """Restore into an empty place, compare, and note in the database in use that it was done."""
    keyring = current_keyring()
    above: Path = current_app.extensions["settings"].home
    sweep(above)
    with held_folder(above) as home, use_keyring(keyring):
        app = _app_in(home)
        with app.app_context():
            found = restore(records, keys, identities, erasures)
            db.session.close()
            db.engine.dispose()
    if not found.first_fault:
        _note(found, records, keys)
    return found


def _app_in(home: Path) -> Flask:
    """As much of an application as a database needs: an engine, migrations, settings."""
    settings = current_app.extensions["settings"]
    app = Flask("casework", static_folder=None)
    app.extensions["settings"] = replace(settings, home=home, database_url="")
    install_engines(app, app.extensions["settings"].database)
    migrating.init_app(app)
    return app


def _note(found: Restored, records: Path, keys: Path) -> None:
    migrating.check_schema()
    with unit_of_work() as session:
        session.add(
            BackupNote(
                kind=REHEARSED,
                backup=found.head.backup,
                snapshot_at=found.head.made_at,
                at=clock.now(),
                size=records.stat().st_size + keys.stat().st_size,
            )
        )
        event = BackupRehearsed(
            digest=digest_of(records), rows=found.rows, opened=found.opened.records
        )
        record(event, None)
