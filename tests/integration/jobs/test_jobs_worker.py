import os
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from casework.audit import record
from casework.audit.catalogue import CaseRead
from casework.db import unit_of_work
from casework.jobs.queue import EXTENSION, enqueue, open_queue
from casework.jobs.registry import JOBS, JobFailed, register_job, run

ROOT = Path(__file__).resolve().parents[3]
DONE: list[object] = []


@pytest.fixture
def app_with_job(sqlite_app: Flask):
    register_job("trial.note", DONE.append)
    sqlite_app.extensions.pop(EXTENSION, None)
    (sqlite_app.extensions["settings"].home / "jobs.sqlite").unlink(missing_ok=True)
    DONE.clear()
    yield sqlite_app
    sqlite_app.extensions.pop(EXTENSION, None)
    JOBS.pop("trial.note")


def run_what_waits(app: Flask) -> int:
    queue, ran = open_queue(app).huey, 0
    while task := queue.dequeue():
        queue.execute(task)
        ran += 1
    return ran


def test_a_job_is_run_after_the_act_that_asked_for_it_is_committed(app_with_job: Flask) -> None:
    wanted = uuid4()
    with app_with_job.app_context(), unit_of_work():
        enqueue("trial.note", wanted)
        assert run_what_waits(app_with_job) == 0
    assert run_what_waits(app_with_job) == 1
    assert [wanted] == DONE


def test_a_job_of_an_act_that_failed_is_not_run(app_with_job: Flask) -> None:
    with app_with_job.app_context():
        with pytest.raises(RuntimeError), unit_of_work():
            enqueue("trial.note", uuid4())
            raise RuntimeError
        with unit_of_work():
            pass
    assert run_what_waits(app_with_job) == 0
    assert DONE == []


def test_a_job_that_fails_says_where_and_not_what(app_with_job: Flask) -> None:
    def fail(_id: object) -> None:
        raise ValueError("Fatima, 06 12 34 56 78")

    register_job("trial.note", fail)
    with pytest.raises(JobFailed) as failed:
        run(app_with_job, "trial.note", str(uuid4()))
    said = "".join(traceback.format_exception(failed.value))
    assert "trial.note: ValueError at test_jobs_worker.py" in said
    assert "Fatima" not in said


@pytest.mark.postgres
def test_the_queue_can_live_in_postgresql(app_with_job: Flask, postgresql) -> None:
    kept = app_with_job.extensions["settings"]
    app_with_job.extensions["settings"] = replace(kept, jobs_url=postgresql("postgres"))
    try:
        with app_with_job.app_context(), unit_of_work():
            enqueue("trial.note", uuid4())
        assert run_what_waits(app_with_job) == 1
    finally:
        app_with_job.extensions["settings"] = kept


def test_a_job_nobody_registered_cannot_be_asked_for(app_with_job: Flask) -> None:
    with app_with_job.app_context(), pytest.raises(KeyError):
        enqueue("trial.unknown")


def test_a_message_in_the_queue_is_the_name_of_a_job_and_ids(app_with_job: Flask) -> None:
    wanted = uuid4()
    with app_with_job.app_context(), unit_of_work():
        enqueue("trial.note", wanted)
    with sqlite3.connect(app_with_job.extensions["settings"].home / "jobs.sqlite") as queue:
        (content,) = queue.execute("SELECT data FROM task").fetchone()
    assert bytes(content).startswith(b"{")
    assert str(wanted).encode() in bytes(content)


def test_a_worker_seals_what_is_written_and_stops_when_told(sqlite_app: Flask) -> None:
    settings = sqlite_app.extensions["settings"]
    with sqlite_app.app_context(), unit_of_work():
        record(CaseRead(case_id=uuid4()), None)
    env = {**os.environ, "SANAD_HOME": str(settings.home), "SANAD_DATABASE_URL": settings.database}
    line = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    worker = subprocess.Popen(line, cwd=ROOT, env=env, stderr=subprocess.PIPE)
    try:
        copies = settings.home / "checkpoints"
        deadline = time.monotonic() + 30
        while not list(copies.glob("*.jsonl")) and time.monotonic() < deadline:
            assert worker.poll() is None, worker.communicate()[1].decode()
            time.sleep(0.1)
        assert list(copies.glob("*.jsonl"))
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=15) == 0
    finally:
        worker.kill()
        worker.communicate()
