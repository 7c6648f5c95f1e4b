"""Bringing the schema to the newest revision, in one transaction: old or new, never between."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app
from flask_alembic import Alembic

from casework.db import installation
from casework.db.base import Base
from casework.db.engines import db, rebuilding, writing
from casework.db.unit_of_work import unit_of_work
from casework.kernel.commands import as_run_here

alembic = Alembic(run_mkdir=False, command_name="", metadatas=Base.metadata)

_seeds: list[Callable[[], object]] = []


class ReferencesLost(Exception):
    """A migration left rows that refer to nothing; names their tables."""


class SchemaOutOfDate(Exception):
    """The database is not at the newest revision."""


def init_app(app: Flask) -> None:
    """Tell Alembic where the revisions are."""
    app.config["ALEMBIC"] = {"script_location": "../migrations"}
    app.config["ALEMBIC_CONTEXT"] = {"transactional_ddl": True, "transaction_per_migration": False}
    alembic.init_app(app)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def register_seed(seed: Callable[[], object]) -> None:
    """Rows every database begins with (numbers to call, holidays): `seed` adds them to its empty
    table in the unit that ends an upgrade, and leaves a filled one alone."""
    if seed not in _seeds:
        _seeds.append(seed)


def upgrade() -> None:
    """Make or bring up the schema, stamp a new database with its mode, fill its empty tables."""
    settings = current_app.extensions["settings"]
    make_schema()
    with unit_of_work():
        installation.stamp(settings.mode)
        for seed in _seeds:
            seed()


def make_schema() -> None:
    """Make or bring up the tables alone, and put nothing into them."""
    home = current_app.extensions["settings"].home
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _rebuilt():
        alembic.upgrade()


def downgrade(target: str) -> None:
    """Back to an earlier revision."""
    with _rebuilt():
        alembic.downgrade(target)


@contextmanager
def _rebuilt() -> Iterator[None]:
    """A migration may rebuild tables; what refers to what is looked through at its end."""
    with writing(), rebuilding():
        yield
        alembic._get_cache().clear()
    db.session.close()
    db.engine.dispose()  # later connections check every reference again
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if lost:
            raise ReferencesLost(str(sorted({row[0] for row in lost})))


def current_revisions() -> tuple[str, ...]:
    """The revision the database is at; empty when it has none."""
    with db.engine.connect() as connection:
        from alembic.runtime.migration import MigrationContext

        return MigrationContext.configure(connection).get_current_heads()


def newest_revisions() -> tuple[Any, ...]:
    """The revision this code expects."""
    return tuple(alembic.script_directory.get_heads())


def check_schema() -> None:
    """Refuse a database that is not at the newest revision."""
    if set(current_revisions()) != set(newest_revisions()):
        raise SchemaOutOfDate(as_run_here("run: flask database upgrade"))
