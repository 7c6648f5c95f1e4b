"""A rotation is killed (SIGKILL) again and again while somebody reads: all stays readable."""

import contextlib
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask

from casework import encryption
from casework.db import db, unit_of_work
from casework.encryption import (
    create_data_key,
    current_keyring,
    data_key,
    data_keys_by_kek,
    keyring_path,
    preload_data_keys,
)
from casework.kernel import clock

ROOT = Path(__file__).resolve().parents[3]

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


# Rotations are forked by a process that has opened nothing yet: neither SQLite nor the driver of
# PostgreSQL may be carried over a fork with a database open, and the tests have theirs open.
NURSERY = """
import os, pickle, sys, traceback
from casework import create_app
from casework.custody import service
from casework.kernel.clock import SteppedClock, use

settings, now, batch, pipes = pickle.load(sys.stdin.buffer)
app = create_app(settings)

def rotate(go, said):
    def say():
        os.write(said, b".")
        os.read(go, 1)

    os.read(go, 1)
    with app.app_context(), use(SteppedClock(now)):
        service.take_over(settings)
        say()
        service.move_data_keys(lambda done, left: say(), batch=batch)

started = {}
for number, (go, said) in enumerate(pipes):
    if (pid := os.fork()) == 0:
        try:
            rotate(go, said)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    started[pid] = number
    os.close(said)
    print(pid, flush=True)
for _ in started:
    pid, status = os.wait()
    print(started[pid], os.waitstatus_to_exitcode(status), flush=True)
"""


class Rotation:
    """A process of its own that rotates step by step: it says each batch on a pipe and does the
    next one when told to, so that it cannot run to its end before a slow parent kills it."""

    def __init__(self) -> None:
        self._go = os.pipe()
        self._said = os.pipe()
        self.pid = 0

    @property
    def its_ends(self) -> tuple[int, int]:
        return self._go[0], self._said[1]

    def started(self, pid: int) -> None:
        self.pid = pid
        os.close(self._said[1])

    def _go_on(self, steps: int = 1) -> None:
        os.write(self._go[1], b"." * steps)

    def kill_after(self, said: int) -> None:
        self._go_on()
        for one in range(said):
            assert os.read(self._said[0], 1), f"it ended after {one} of {said} steps"
            self._go_on()
        time.sleep(random.uniform(0, 0.01))
        os.kill(self.pid, signal.SIGKILL)

    def run_to_its_end(self) -> None:
        self._go_on(OWNERS)


class Nursery:
    """The rotations, ready to go, and how each of them ended."""

    def __init__(self, app: Flask, count: int) -> None:
        self.rotations = [Rotation() for _ in range(count)]
        ends = [one.its_ends for one in self.rotations]
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[end for both in ends for end in both],
        )
        assert self._process.stdin
        with self._process.stdin as told:
            pickle.dump((app.extensions["settings"], clock.now(), BATCH, ends), told)
        for one in self.rotations:
            one.started(int(self._heard()))

    def _heard(self) -> bytes:
        assert self._process.stdout
        return self._process.stdout.readline()

    def ended(self) -> tuple[int, int]:
        """The next one that ended: its number and its exit code, below zero for a signal."""
        number, code = self._heard().split()
        return int(number), int(code)

    def close(self) -> None:
        for one in self.rotations:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one.pid, signal.SIGKILL)
        self._process.wait(20)


def test_rotation_killed_at_random_leaves_every_record_readable_and_ends_when_run_again(
    rotating: Flask,
) -> None:
    blobs = fill()
    old = current_keyring().current_kek_id
    db.session.close()
    nursery = Nursery(rotating, KILLS + 1)
    readers = [Reader(rotating, blobs) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        left = []
        for number, said in enumerate((1, *random.sample(range(2, 5), KILLS - 1))):
            nursery.rotations[number].kill_after(said)
            assert nursery.ended() == (number, -signal.SIGKILL)
            assert unreadable(blobs) == 0
            left.append(data_keys_by_kek().get(old, 0))
        nursery.rotations[KILLS].run_to_its_end()
        assert nursery.ended() == (KILLS, 0)
        wait_until(lambda: all(reader.read > 50 for reader in readers))
    finally:
        nursery.close()
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
