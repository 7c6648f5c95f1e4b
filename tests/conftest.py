"""Fixtures: an app on each store with the cast in it, put back before each test."""

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import pytest
from flask import Flask

from casework import create_app, encryption
from casework.accounts.service import open_session
from casework.db import db, unit_of_work
from casework.encryption import create_keyring, keyring_path
from casework.kernel.clock import SteppedClock, use
from casework.starting import bring_up
from config import Backups, Settings
from tests.client import SanadClient
from tests.engines import PostgresqlStore, SqliteStore, Store, start_postgresql
from tests.factories import make_cast, user_named
from tests.personas import SIGNED_OUT

# How quickly an example is drawn and tried is up to the machine; speed is measured in benchmarks.
hypothesis.settings.register_profile(
    "sanad", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("sanad")

START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)  # a Monday morning
MEMORY, ROOM = Path("/dev/shm"), 6 << 30  # bytes
SECRET = "test-secret-of-more-than-thirty-two-characters"


def memory_with_room() -> Path | None:
    """Where files lie in memory, if this machine has such a place and much of it is free. A commit
    waits for the disk each time, as it must (`synchronous=FULL`); no test takes the power away, and
    what a killed process wrote stays in either place. The faults, which cut the power, run apart
    and on a disk."""
    there = MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK)
    return MEMORY if there and shutil.disk_usage(MEMORY).free > ROOM else None


if (memory := memory_with_room()) is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))  # pytest's folders lie below


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for this run of the tests."""
    return tmp_path_factory.mktemp("sanad")


@pytest.fixture(scope="session")
def postgresql(workshop: Path) -> Iterator[Callable[[str], str]]:
    """A real PostgreSQL; gives the address of one of its databases. Its files lie beside pytest's
    folder: that one is closed to other users whenever another run of tests begins, and PostgreSQL
    does not run as root."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(workshop))
    beside = {"dir": memory_with_room(), "prefix": "sanad-tests-", "ignore_cleanup_errors": True}
    with TemporaryDirectory(**beside) as folder:
        server = start_postgresql(Path(folder) / "postgresql")
        yield server.get_uri
        server.cleanup()


def settings_for(home: Path, url: str) -> Settings:
    """Settings of a test: cheap hashes, a home of its own."""
    home.mkdir(parents=True, exist_ok=True)
    return Settings(
        home=home,
        database_url=url,
        secret_key=SECRET,
        base_url="http://localhost",
        argon2_time_cost=1,
        argon2_memory_kib=64,
        backups=Backups.from_env({}, home),
        requests_per_minute=0,  # sweeps call everything at once; limits have tests of their own
        testing=True,
    )


def furnished(settings: Settings) -> Flask:
    """An app with a keyring, the schema and the cast."""
    create_keyring(keyring_path(settings.home), None)
    app = create_app(settings)
    with app.app_context(), use(SteppedClock(START)):
        bring_up(app)
        with unit_of_work():
            make_cast()
        db.session.close()
    return app


@pytest.fixture(scope="session")
def sqlite_world(workshop: Path) -> tuple[Flask, Store]:
    """The app on SQLite, with the cast."""
    home = workshop / "sqlite"
    home.mkdir()
    store = SqliteStore(home)
    app = furnished(settings_for(home, store.url))
    store.remember(app)
    return app, store


@pytest.fixture(scope="session")
def postgresql_world(workshop: Path, postgresql: Callable[[str], str]) -> tuple[Flask, Store]:
    """The app on PostgreSQL, with the cast."""
    store = PostgresqlStore(postgresql, "sanad")
    app = furnished(settings_for(workshop / "pg-home", store.url))
    store.remember(app)
    return app, store


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def app(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The app on each store in turn, as it was after the cast was made; the clock stands still."""
    yield from _on(request, f"{request.param}_world")


@pytest.fixture
def sqlite_app(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The app on SQLite only, for what does not depend on the store."""
    yield from _on(request, "sqlite_world")


def _on(request: pytest.FixtureRequest, world: str) -> Iterator[Flask]:
    app, store = request.getfixturevalue(world)
    store.restore(app)
    encryption.init_app(app)  # the keyring as it stands in its file, whatever a test before did
    kept = app.extensions["settings"].home / "checkpoints"
    shutil.rmtree(kept, ignore_errors=True)
    with use(SteppedClock(START)) as clock:
        app.extensions["test-clock"] = clock
        yield app


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> SteppedClock:
    """The clock of the app under test."""
    name = "app" if "app" in request.fixturenames else "sqlite_app"
    stepped: SteppedClock = request.getfixturevalue(name).extensions["test-clock"]
    return stepped


@pytest.fixture
def client_as(request: pytest.FixtureRequest) -> Callable[..., SanadClient]:
    """`client_as("caseworker")`: a signed-in browser of a persona; "signed_out" for none."""
    name = "app" if "app" in request.fixturenames else "sqlite_app"
    return lambda persona, language="fr": browser_of(
        request.getfixturevalue(name), persona, language
    )


def browser_of(app: Flask, persona: str, language: str) -> SanadClient:
    """A browser, signed in as a persona."""
    if persona == SIGNED_OUT:
        return SanadClient(app, None, language)
    return SanadClient(app, session_of(app, persona, language), language)


def session_of(app: Flask, persona: str, language: str) -> str:
    """The token of a session of a persona."""
    with app.app_context(), unit_of_work():
        user = user_named(persona)
        user.language = language
        return open_session(user)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything must run (SANAD_NOTHING_SKIPPED=1), a test that was skipped has failed."""
    report = yield
    if report.skipped and os.environ.get("SANAD_NOTHING_SKIPPED") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be: {report.longrepr}"
    return report
