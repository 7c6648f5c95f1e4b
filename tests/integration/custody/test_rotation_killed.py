"""A rotation is killed (SIGKILL) again and again while somebody reads: all stays readable."""

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
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
from tests.integration.custody.killed import Nursery

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


def test_rotation_killed_at_random_leaves_every_record_readable_and_ends_when_run_again(
    rotating: Flask,
) -> None:
    blobs = fill()
    old = current_keyring().current_kek_id
    db.session.close()
    nursery = Nursery(rotating, KILLS + 1, BATCH)
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
