"""A Sanad of its own for real browsers: the cast with passwords, its furniture, a server.

It runs as in production: a granian process on a free port of this machine, with its own home and
the machine's own clock; for journeys that take months, with a clock that they move.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

from flask import Flask

from casework import create_app
from casework.db import db, unit_of_work
from casework.encryption import create_keyring, keyring_path
from casework.kernel import clock
from casework.starting import bring_up
from casework.statistics import service as statistics
from casework.statistics.domain.periods import Period
from config import Settings
from tests.attacks.statistics_country import fictional_country, register
from tests.conftest import SECRET, settings_for
from tests.factories import make_cast
from tests.integration.accounts.passwords import give_password
from tests.personas import PERSONAS

ROOT = Path(__file__).parents[2]
HALF_A_YEAR = timedelta(days=200)
SECONDS_TO_START, SECONDS_TO_STOP = 120, 20
DAYS_AHEAD = "days-ahead"


@dataclass(frozen=True)
class House:
    """A running Sanad: where it answers, and where it keeps things."""

    url: str
    home: Path

    def wait(self, days: int) -> None:
        """Let days pass in a house whose clock moves. Whoever is signed in has to come in again."""
        file = self.home / DAYS_AHEAD
        file.write_text(str(int(file.read_text()) + days))

    @property
    def now(self) -> datetime:
        """The moment by such a clock, in Moroccan time: the house runs beside these tests, and does
        not know a clock that one of them set."""
        ahead = timedelta(days=int((self.home / DAYS_AHEAD).read_text()))
        return (datetime.now(UTC) + ahead).astimezone(clock.MOROCCO)


def publish_half_a_year(app: Flask) -> None:
    """Facts of fictional cases over seven months, and every period that is due by now frozen."""
    first = Period.month_of((clock.now() - HALF_A_YEAR).date())
    with app.app_context():
        with unit_of_work():
            register(fictional_country(first, 7, 900))
        with unit_of_work():
            statistics.freeze_due()


@contextmanager
def open_house(
    home: Path,
    furnish: Callable[[Flask], None] = publish_half_a_year,
    *,
    moved: bool = False,
    told: Mapping[str, str] | None = None,
) -> Iterator[House]:
    """Furnish a home, serve it, and stop the server at the end. `told`: further settings."""
    _furnish(home, furnish)
    if moved:
        (home / DAYS_AHEAD).write_text("0")
    port, served = _free_port(), "tests.journeys.moved:app" if moved else "wsgi:app"
    with _running(port, _command(port, served), _environment(home, port) | dict(told or {})):
        yield House(f"http://localhost:{port}", home)


@contextmanager
def open_empty_house(home: Path, settings: Settings, *over_tls: str) -> Iterator[House]:
    """Serve an installation for real people with nobody in it, over HTTPS."""
    port = _free_port()
    told = {
        "SANAD_MODE": settings.mode,
        "SANAD_BASE_URL": f"https://localhost:{port}",
        "SANAD_KEYRING_PASSPHRASE": settings.keyring_passphrase or "",
    }
    command = [*_command(port, "wsgi:app"), *over_tls]
    with _running(port, command, _environment(home, port) | told):
        yield House(f"https://localhost:{port}", home)


@contextmanager
def _running(
    port: int, command: list[str], environment: dict[str, str], log: IO[bytes] | None = None
) -> Iterator[None]:
    """`log`: where its lines go, if not to those of the tests."""
    here = {"cwd": ROOT, "env": environment, "start_new_session": True}
    with subprocess.Popen(command, stdout=log, stderr=log, **here) as server:
        try:
            _wait_for(port, server)
            yield
        finally:
            _stop(server)


def _furnish(home: Path, furnish: Callable[[Flask], None]) -> None:
    app = create_app(settings_for(home, ""))
    create_keyring(keyring_path(home), None)
    with app.app_context():
        bring_up(app)
        with unit_of_work():
            make_cast()
    for persona in PERSONAS:
        give_password(app, persona)
    furnish(app)
    with app.app_context():
        db.engine.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(port: int, served: str) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-ws",
        "--log-level", "warning", served,
    ]  # fmt: skip


def _environment(home: Path, port: int) -> dict[str, str]:
    settings = {
        "SANAD_HOME": str(home),
        "SANAD_SECRET_KEY": SECRET,
        "SANAD_BASE_URL": f"http://localhost:{port}",  # passkeys need a name,
        "SANAD_ARGON2_TIME_COST": "1",
        "SANAD_ARGON2_MEMORY_KIB": "64",
        "DAYS_AHEAD_FILE": str(home / DAYS_AHEAD),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SANAD_")}
    return kept | settings


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask it to stop; one that does not, perhaps because it never came up, is stopped with its
    worker."""
    server.terminate()
    try:
        server.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _tenth in range(10 * SECONDS_TO_START):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
