"""The same queue on Redis, for several nodes. Needs a Redis server on this machine."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from redis import Redis
from redis.exceptions import ConnectionError as NoRedis

from casework.db import unit_of_work
from casework.jobs.queue import EXTENSION, enqueue, open_queue
from casework.jobs.registry import JOBS, register_job

pytestmark = pytest.mark.redis
DONE: list[object] = []


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of our own, on a socket in a folder of this run."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no Redis on this machine: install the package redis-server")
    socket = Path("/tmp") / f"sanad-{uuid4().hex[:12]}.sock"  # a socket's path is short
    folder = tmp_path_factory.mktemp("redis")
    server = subprocess.Popen(
        [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    url = f"unix://{socket}"
    _wait_for(url)
    yield url
    server.terminate()
    server.wait(10)
    socket.unlink(missing_ok=True)


def _wait_for(url: str) -> None:
    for _try in range(100):
        try:
            Redis.from_url(url).ping()
        except NoRedis:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Redis did not start")


@pytest.fixture
def app_on_redis(sqlite_app: Flask, redis_url: str) -> Iterator[Flask]:
    """The app with its queue on Redis."""
    kept = sqlite_app.extensions["settings"]
    sqlite_app.extensions["settings"] = replace(kept, jobs_url=f"redis+{redis_url}")
    sqlite_app.extensions.pop(EXTENSION, None)
    register_job("trial.redis", DONE.append)
    DONE.clear()
    yield sqlite_app
    sqlite_app.extensions["settings"] = kept
    sqlite_app.extensions.pop(EXTENSION, None)
    JOBS.pop("trial.redis")


def test_a_job_goes_through_redis_once_its_act_is_committed(app_on_redis: Flask) -> None:
    wanted = uuid4()
    with app_on_redis.app_context(), unit_of_work():
        enqueue("trial.redis", wanted)
    queue = open_queue(app_on_redis).huey
    task = queue.dequeue()
    assert task is not None
    queue.execute(task)
    assert [wanted] == DONE
    assert queue.dequeue() is None


def test_what_lies_in_redis_is_json_with_ids_only(app_on_redis: Flask, redis_url: str) -> None:
    wanted = uuid4()
    with app_on_redis.app_context(), unit_of_work():
        enqueue("trial.redis", wanted)
    store = Redis.from_url(redis_url)
    stored = [message for key in store.keys("*") for message in store.lrange(key, 0, -1)]
    assert len(stored) == 1
    assert stored[0].startswith(b"{")
    assert str(wanted).encode() in stored[0]
    assert b"pickle" not in stored[0]
