"""A rotation is killed (SIGKILL) again and again while somebody reads: all stays readable."""

import os
import random
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from flask import Flask

from casework import encryption
from casework.custody import service
from casework.db import db, unit_of_work
from casework.encryption import (
    create_data_key,
    current_keyring,
    data_key,
    data_keys_by_kek,
    keyring_path,
    preload_data_keys,
)

OWNERS, BATCH, KILLS = 1500, 100, 3
KIND = "rotated"


@pytest.fixture
def rotating(app: Flask) -> Iterator[Flask]:
    """The app on each store; its keyring is put back afterwards, since others use the same home."""
    path = keyring_path(app.extensions["settings"].home)
    before = path.read_bytes()
    with app.app_context():
        yield app
        db.session.rollback()
    path.write_bytes(before)
    encryption.init_app(app)  # opens the keyring anew


class Reader(threading.Thread):
    """Opens one record after the other, on an app that was running before the rotation."""

    def __init__(self, app: Flask, blobs: dict[UUID, bytes]) -> None:
        super().__init__()
        self.app, self.blobs = app, blobs
        self.read, self.failed, self.end = 0, [], threading.Event()

    def run(self) -> None:
        owners = list(self.blobs)
        while not self.end.is_set():
            owner = random.choice(owners)
            with self.app.app_context():
                try:
                    opened = data_key(KIND, owner).open(self.blobs[owner], b"place")
                    assert opened == owner.bytes
                    self.read += 1
                except Exception as problem:
                    self.failed.append(repr(problem))
                finally:
                    db.session.rollback()
            self.end.wait(0.005)


def wait_until(reached: Callable[[], bool], seconds: float = 20) -> None:
    """Readers go on after a rotation that was quick, until they have read enough to tell."""
    until = time.monotonic() + seconds
    while not reached() and time.monotonic() < until:
        time.sleep(0.05)


def fill() -> dict[UUID, bytes]:
    blobs = {}
    with unit_of_work():
        for owner in (uuid4() for _ in range(OWNERS)):
            create_data_key(KIND, owner)
            blobs[owner] = data_key(KIND, owner).seal(owner.bytes, b"place")
    return blobs


def unreadable(blobs: dict[UUID, bytes]) -> int:
    db.session.rollback()
    preload_data_keys(KIND, blobs)
    return sum(data_key(KIND, one).open(blobs[one], b"place") != one.bytes for one in blobs)


class Rotation:
    """A process of its own that rotates step by step: it says each batch on a pipe and does the
    next one when told to, so that it cannot run to its end before a slow parent kills it. It is
    forked before the readers start, so that it has no locks of theirs."""

    def __init__(self, app: Flask) -> None:
        self._go = os.pipe()
        self._said = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os._exit(self._run(app))
        os.close(self._said[1])

    def _run(self, app: Flask) -> int:
        try:
            self._wait()
            with app.app_context():
                db.engine.dispose(close=False)
                service.take_over(app.extensions["settings"])
                self._say()
                service.move_data_keys(lambda done, left: self._say(), batch=BATCH)
        except BaseException:
            traceback.print_exc()
            return 1
        return 0

    def _wait(self) -> None:
        os.read(self._go[0], 1)

    def _say(self) -> None:
        os.write(self._said[1], b".")
        self._wait()

    def _go_on(self, steps: int = 1) -> None:
        os.write(self._go[1], b"." * steps)

    def kill_after(self, said: int) -> None:
        self._go_on()
        for _one in range(said):
            assert os.read(self._said[0], 1), "it ended before it was killed"
            self._go_on()
        time.sleep(random.uniform(0, 0.01))
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)

    def ends_well(self) -> bool:
        self._go_on(OWNERS)
        _pid, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status) == 0


def test_rotation_killed_at_random_leaves_every_record_readable_and_ends_when_run_again(
    rotating: Flask,
) -> None:
    blobs = fill()
    old = current_keyring().current_kek_id
    db.session.close()
    db.engine.dispose()
    rotations = [Rotation(rotating) for _ in range(KILLS + 1)]
    readers = [Reader(rotating, blobs) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        left = []
        for said, rotation in zip(
            (1, *random.sample(range(2, 5), KILLS - 1)), rotations, strict=False
        ):
            rotation.kill_after(said)
            assert unreadable(blobs) == 0
            left.append(data_keys_by_kek().get(old, 0))
        assert rotations[-1].ends_well()
        wait_until(lambda: all(reader.read > 50 for reader in readers))
    finally:
        for reader in readers:
            reader.end.set()
            reader.join()
    db.session.rollback()
    assert left == sorted(left, reverse=True) and left[-1] > 0, "killed before its end each time"
    new = current_keyring().current_kek_id
    assert data_keys_by_kek().keys() == {new} and new != old
    assert unreadable(blobs) == 0
    assert [failure for reader in readers for failure in reader.failed] == []
    assert all(reader.read > 50 for reader in readers)
