"""A Sanad of its own for real browsers: the cast with passwords, a published period, a server.

It runs as in production: a granian process on a free port of this machine, with its own home and
the machine's own clock.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask

from casework import create_app
from casework.db import db, unit_of_work
from casework.encryption import create_keyring, keyring_path
from casework.kernel import clock
from casework.starting import bring_up
from casework.statistics import service as statistics
from casework.statistics.domain.periods import Period
from tests.attacks.statistics_country import fictional_country, register
from tests.conftest import SECRET, settings_for
from tests.factories import make_cast
from tests.integration.accounts.passwords import give_password
from tests.personas import PERSONAS

ROOT = Path(__file__).parents[2]
HALF_A_YEAR = timedelta(days=200)
SECONDS_TO_START = 60


@dataclass(frozen=True)
class House:
    """A running Sanad: where it answers, and where it keeps things."""

    url: str
    home: Path


@contextmanager
def open_house(home: Path) -> Iterator[House]:
    """Furnish a home, serve it, and stop the server at the end."""
    _furnish(home)
    port = _free_port()
    with subprocess.Popen(_command(port), cwd=ROOT, env=_environment(home, port)) as server:
        try:
            _wait_for(port, server)
            yield House(f"http://127.0.0.1:{port}", home)
        finally:
            server.terminate()


def _furnish(home: Path) -> None:
    app = create_app(settings_for(home, ""))
    create_keyring(keyring_path(home), None)
    with app.app_context():
        bring_up(app)
        with unit_of_work():
            make_cast()
    for persona in PERSONAS:
        give_password(app, persona)
    _publish_half_a_year(app)


def _publish_half_a_year(app: Flask) -> None:
    """Facts of fictional cases over seven months, and every period that is due by now frozen."""
    first = Period.month_of((clock.now() - HALF_A_YEAR).date())
    with app.app_context():
        with unit_of_work():
            register(fictional_country(first, 7, 900))
        with unit_of_work():
            statistics.freeze_due()
        db.engine.dispose()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-ws",
        "--log-level", "warning", "wsgi:app",
    ]  # fmt: skip


def _environment(home: Path, port: int) -> dict[str, str]:
    settings = {
        "SANAD_HOME": str(home),
        "SANAD_SECRET_KEY": SECRET,
        "SANAD_BASE_URL": f"http://127.0.0.1:{port}",
        "SANAD_ARGON2_TIME_COST": "1",
        "SANAD_ARGON2_MEMORY_KIB": "64",
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SANAD_")}
    return kept | settings


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _tenth in range(10 * SECONDS_TO_START):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("the server did not start")
