"""Slow pages take neither a process nor the database away from everybody else."""

import socket
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from casework.db import db, patience
from casework.web.watchdog import Watchdog

FOR_EVER = {
    "sqlite": "with recursive n(i) as (select 1 union all select i + 1 from n) "
    "select count(*) from n where i < 0",
    "postgresql": "select pg_sleep(30)",
}


def test_a_question_that_takes_too_long_is_given_up_inside_a_request_alone(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SECONDS", 1)
    with app.app_context():
        db.engine.dispose()
        dialect = db.engine.dialect.name
    began = time.monotonic()
    with app.test_request_context("/"), pytest.raises(OperationalError):
        db.session.execute(text(FOR_EVER[dialect]))
    assert time.monotonic() - began < 5
    with app.app_context():  # a job may take its time on the same connection
        db.session.rollback()
        shown = "show statement_timeout" if dialect == "postgresql" else "select '0'"
        assert db.session.scalar(text(shown)) == "0"
        db.session.rollback()
        db.engine.dispose()


def test_a_page_that_takes_too_long_says_so_and_the_next_one_is_answered(
    app: Flask, client_as, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "SECONDS", 1)
    browser = client_as("caseworker")
    with app.app_context():
        dialect = db.engine.dialect.name
        db.engine.dispose()
    slow = lambda *_args, **_more: db.session.execute(text(FOR_EVER[dialect]))  # noqa: E731
    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["casework.accounts.views.own"], "user_of", slow)
        browser.get("/me", 503)
    browser.get("/me")
    with app.app_context():
        db.engine.dispose()


def test_a_request_that_hangs_ends_its_process_and_no_other_does() -> None:
    ended: list[int] = []
    watchdog = Watchdog(longest=0.05, end=ended.append)
    app = Flask("x")
    with app.test_request_context("/"):
        watchdog.begin()
        watchdog.look()
        assert ended == []
        time.sleep(0.3)
        assert ended
        watchdog.done()
        ended.clear()
        watchdog.look()
    assert ended == []


SERVED = """
    import time
    from flask import Flask
    from casework.web import watchdog
    app = Flask("served")
    watchdog.init_app(app, watchdog.Watchdog(longest=1.0))

    @app.get("/")
    def home():
        return "here"

    @app.get("/hang")
    def hang():
        while True:
            time.sleep(0.1)
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[str]:
    (folder / "served.py").write_text(textwrap.dedent(SERVED))
    port = free_port()
    line = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
        "--workers", "1", "--blocking-threads", "1", "--no-ws", "--log-level", "critical",
        "--respawn-failed-workers", "--respawn-interval", "0.2", "served:app",
    ]  # fmt: skip
    root = Path(__file__).parents[3]
    env = {"PYTHONPATH": f"{folder}:{root}", "PATH": "/usr/bin:/bin"}
    server = subprocess.Popen(line, cwd=folder, env=env)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def answer(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=5) as sent:
            return str(sent.read().decode())
    except (urllib.error.URLError, OSError):
        return ""


def test_the_server_begins_another_process_for_one_that_hung(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        until = time.monotonic() + 30
        while answer(f"{address}/") != "here":
            assert time.monotonic() < until
            time.sleep(0.2)
        assert answer(f"{address}/hang") == ""
        while answer(f"{address}/") != "here":
            assert time.monotonic() < until
            time.sleep(0.2)
