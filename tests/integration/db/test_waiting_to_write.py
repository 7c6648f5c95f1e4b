"""Who waits to write waits for a while, is told so, and keeps what was typed."""

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework.db import db, queueing
from casework.screening.models import Screening
from tests.client import SanadClient

Browser = Callable[..., SanadClient]


@contextmanager
def another_program(path: str) -> Iterator[None]:
    """It writes, knows nothing of Sanad's queue, and does not come to its end."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@contextmanager
def a_stopped_writer(path: str) -> Iterator[None]:
    """A writer of Sanad that was stopped in its turn."""
    with Path(f"{path}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.mark.parametrize("holding", [another_program, a_stopped_writer])
def test_a_form_that_cannot_be_written_comes_back_whole_and_is_carried_out_once(
    sqlite_app: Flask, client_as: Browser, monkeypatch: pytest.MonkeyPatch, holding: Callable
) -> None:
    monkeypatch.setattr(queueing, "PATIENCE", 1)
    browser = client_as("owner_inspector")
    form = browser.get("/s/new").form("province")
    typed = form.filled({"province": ["06.141"], "instrument": ["labour_inspection"]})
    with sqlite_app.app_context():
        path = db.engine.url.database
        db.engine.dispose()
    with holding(path):
        began = time.monotonic()
        page = browser.post("/s/new", typed, 503)
        assert queueing.patience() == queueing.HURRIED
        assert time.monotonic() - began < 5
        assert page.response.headers["Retry-After"] == "5"
        assert "rien n’est perdu" in page.text.lower()
        assert browser.get("/t").status == 200
    again = page.form("province")
    assert again.fields == typed
    for _time in range(2):
        assert browser.post(again.action, again.fields).location.startswith("/s/")
    assert queueing.patience() == queueing.PATIENCE
    with sqlite_app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Screening)) == 1


def test_a_password_does_not_come_back(
    sqlite_app: Flask, client_as: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queueing, "PATIENCE", 1)
    browser = client_as("signed_out")
    form = browser.get("/login").form("password")
    with sqlite_app.app_context():
        path = db.engine.url.database
    with a_stopped_writer(path):
        typed = form.filled({"username": "caseworker", "password": "hibou parasol citron"})
        assert "hibou" not in browser.post("/login", typed, 503).text


def test_turns_come_in_the_order_of_asking_and_who_left_keeps_nobody(tmp_path: Path) -> None:
    def opened() -> int:
        return os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)

    first, came = opened(), []
    assert queueing.take(first, 1.0) == 1.0
    assert queueing.take(opened(), 0.05) == 0  # left the queue

    def stand(number: int) -> None:
        handle = opened()
        assert queueing.take(handle, 10.0)
        came.append(number)
        os.close(handle)

    waiting = []
    for number in range(3):
        waiting.append(threading.Thread(target=stand, args=(number,)))
        waiting[-1].start()
        time.sleep(0.1)
    os.close(first)
    for one in waiting:
        one.join(5)
    assert came == [0, 1, 2]
