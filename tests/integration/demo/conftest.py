"""Fictional countries, each loaded once for all tests that look at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from casework import create_app
from casework.db import db
from casework.demo.loader import Size, load
from casework.encryption import create_keyring, keyring_path
from casework.kernel.clock import SteppedClock, use
from casework.starting import bring_up
from config import Settings
from tests.engines import PostgresqlStore

TODAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)  # a Monday morning
UNSEALED = "SELECT count(*) FROM audit_stream WHERE seq > sealed_seq"
SMALL, WHOLE = Size(60, 25, 7), Size(220, 120, 7)


def new_home(folder: Path, url: str = "") -> Flask:
    """An app on an empty database, with its schema."""
    folder.mkdir(parents=True)
    settings = Settings(
        home=folder,
        database_url=url,
        base_url="http://localhost",
        argon2_time_cost=1,
        argon2_memory_kib=64,
        testing=True,
    )
    create_keyring(keyring_path(folder), None)
    app = create_app(settings)
    with today():
        bring_up(app)
    return app


@contextmanager
def today() -> Iterator[SteppedClock]:
    """The day on which all countries of these tests were loaded."""
    with use(SteppedClock(TODAY)) as clock:
        yield clock


def loaded(app: Flask, size: Size) -> Flask:
    """The app, with a country in it."""
    with today(), app.app_context():
        load(size, lambda words: None)
        # kept now: whoever looks at the country afterwards adds to its trace
        app.extensions["unsealed-when-loaded"] = db.session.scalar(text(UNSEALED))
        db.session.close()
    return app


@pytest.fixture(scope="session")
def country(workshop: Path) -> Flask:
    """A country that is large enough for every state to be there."""
    return loaded(new_home(workshop / "demo-country"), WHOLE)


@pytest.fixture(scope="session")
def small(workshop: Path) -> Flask:
    """A small one, on SQLite."""
    return loaded(new_home(workshop / "demo-small"), SMALL)


@pytest.fixture(scope="session")
def small_on_postgresql(workshop: Path, postgresql: Callable[[str], str]) -> Flask:
    """The same one, on PostgreSQL."""
    store = PostgresqlStore(postgresql, "sanad_demo")
    return loaded(new_home(workshop / "demo-postgresql", store.url), SMALL)
