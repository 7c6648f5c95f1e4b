"""What the worker can be asked to do, by name, and what it does again and again."""

import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask

from casework.db import unit_of_work
from casework.logs import allow
from casework.logs import write as write_line
from casework.logs.catalogue import JobBroke, JobEnded
from casework.web import figures


@dataclass(frozen=True)
class Job:
    """A function with a name. `in_unit`: run it inside a unit of work (else it opens its own)."""

    name: str
    function: Callable[..., Any]
    in_unit: bool = True


@dataclass
class Round:
    """A job that comes round. It is not put into the queue again before it has been run."""

    name: str
    every: timedelta
    next_at: float = 0.0
    waiting: bool = False

    def is_due(self, at: float) -> bool:
        """Whether to put it into the queue now; saying yes counts as having done so."""
        if self.waiting or at < self.next_at:
            return False
        self.next_at, self.waiting = at + self.every.total_seconds(), True
        return True


class JobFailed(Exception):
    """A job did not end well. Names its kind and place, never its message, which the worker's log
    would keep and which could quote a row."""

    def __init__(self, name: str, problem: Exception) -> None:
        frames = traceback.extract_tb(problem.__traceback__)
        place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
        super().__init__(f"{name}: {type(problem).__name__} at {place}")


JOBS: dict[str, Job] = {}
ROUNDS: dict[str, Round] = {}


def register_job(name: str, function: Callable[..., Any], *, in_unit: bool = True) -> None:
    """Name a function, so that a message can ask for it. It is called with ids.

    A job may be delivered twice (a crash between its end and the removal of its message), so it
    must do no harm the second time.
    """
    JOBS[name] = Job(name, function, in_unit)
    allow("job", [name])


def register_periodic(
    name: str, every: timedelta, function: Callable[[], Any], *, in_unit: bool = True
) -> None:
    """Run a function every so often while a worker is up, the first time when it starts.

    `in_unit=False` for a function that opens units of work itself.
    """
    register_job(name, function, in_unit=in_unit)
    ROUNDS[name] = Round(name, every)


def run(app: Flask, name: str, *arguments: str) -> None:
    """Carry out one job, in an application context of its own."""
    job = JOBS[name]
    ids = [UUID(argument) for argument in arguments]
    began = time.monotonic()
    with app.app_context():
        try:
            with unit_of_work() if job.in_unit else nullcontext():
                job.function(*ids)
        except Exception as problem:
            figures.JOBS.labels(name, "failed").inc()
            write_line(JobBroke(name, problem))
            raise JobFailed(name, problem) from None
        finally:
            if name in ROUNDS:
                ROUNDS[name].waiting = False
    figures.JOBS.labels(name, "done").inc()
    if name not in ROUNDS:  # what comes round by itself, every few seconds, is only counted
        write_line(JobEnded(name, int(1000 * (time.monotonic() - began))))
