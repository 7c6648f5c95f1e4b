"""The same queue on Redis, for several nodes. Needs a Redis server on this machine."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask
from redis import Redis

from casework.db import unit_of_work
from casework.jobs.queue import EXTENSION, enqueue, open_queue
from casework.jobs.registry import JOBS, register_job
from tests.redis_server import running

pytestmark = pytest.mark.redis
DONE: list[object] = []


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of our own."""
    with running(tmp_path_factory.mktemp("redis")) as server:
        yield server.url


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
