"""The queue: SQLite in SANAD_HOME on one machine, PostgreSQL or Redis where there are several.

A message names a job and carries ids only.
"""

import time
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Flask, current_app
from huey import PostgresHuey, RedisHuey, SqliteHuey
from huey.api import Huey
from sqlalchemy import event
from sqlalchemy.orm import Session

from casework.db import after_commit, db
from casework.jobs.registry import JOBS, ROUNDS, run
from casework.jobs.serializer import JsonSerializer
from casework.logs import write as write_line
from casework.logs.catalogue import QueueTakesNothing

QUEUE = "sanad"
TRIES = 3
RETRY_AFTER = 30
WAITING = "jobs_waiting"
EXTENSION = "sanad-queue"


class Queue:
    """The app's queue, with one task for every job and one more for each that comes round."""

    def __init__(self, app: Flask) -> None:
        self.huey = _make(app)

        def run_job(name: str, *arguments: str) -> None:
            run(app, name, *arguments)

        task = self.huey.task(name="run", retries=TRIES, retry_delay=RETRY_AFTER)
        self.put = task(run_job)
        for name in ROUNDS:
            self._comes_round(app, name)

    def _comes_round(self, app: Flask, name: str) -> None:
        def is_due(at: datetime) -> bool:
            return ROUNDS[name].is_due(time.monotonic())

        def run_round() -> None:
            run(app, name)

        self.huey.periodic_task(is_due, name=f"every.{name}")(run_round)


def open_queue(app: Flask) -> Queue:
    """The app's queue, opened when first needed."""
    if EXTENSION not in app.extensions:
        app.extensions[EXTENSION] = Queue(app)
    found: Queue = app.extensions[EXTENSION]
    return found


def queue_length() -> int:
    """How many jobs wait for the worker."""
    queue = open_queue(current_app._get_current_object())  # type: ignore[attr-defined]
    return int(queue.huey.pending_count())


def enqueue(name: str, *ids: UUID) -> None:
    """Ask the worker for a job once the transaction that is open has been committed."""
    if name not in JOBS:
        raise KeyError(name)
    db.session.connection()  # begins the transaction, whose rollback then drops the message
    db.session.info.setdefault(WAITING, []).append((name, *(str(id_) for id_ in ids)))


@after_commit
def _put_waiting() -> None:
    """The act stands already: a queue that is away must not make it look as if it had failed.
    Whatever is put here has a job that comes round and looks into the database for it as well."""
    waiting = db.session.info.pop(WAITING, [])
    try:
        for message in waiting:
            open_queue(current_app._get_current_object()).put(*message)  # type: ignore[attr-defined]
    except Exception as problem:  # each kind of queue fails in its own way
        write_line(QueueTakesNothing(problem))


@event.listens_for(Session, "after_rollback")
def _forget_waiting(session: Session) -> None:
    """What was asked for in a transaction that failed is not done."""
    session.info.pop(WAITING, None)


def _make(app: Flask) -> Huey:
    settings = app.extensions["settings"]
    options: dict[str, Any] = {"name": QUEUE, "results": False, "serializer": JsonSerializer()}
    url: str = settings.jobs_url
    if url.startswith("redis"):  # redis://, rediss:// or redis+unix:// for a socket
        return RedisHuey(url=url.removeprefix("redis+"), **options)
    if url.startswith("postgres"):
        return PostgresHuey(dsn=url.replace("postgresql+psycopg://", "postgresql://"), **options)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return SqliteHuey(filename=str(settings.home / "jobs.sqlite"), fsync=True, **options)
