"""`flask worker`: runs the jobs until it is told to stop."""

import logging

import click
from flask import current_app
from flask.cli import with_appcontext
from huey.consumer import Consumer, Scheduler

from casework.jobs.queue import open_queue


class _EachSecond(Scheduler):  # type: ignore[misc]
    """Looks each second, not each minute, for what has come round: checkpoints cannot wait."""

    periodic_task_seconds = 1


class _Worker(Consumer):  # type: ignore[misc]
    scheduler_class = _EachSecond


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Run the jobs: one at a time, finishing the present one when told to stop (SIGTERM)."""
    from casework.starting import ready_to_serve

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    ready_to_serve(app)
    logging.getLogger("huey").setLevel(logging.WARNING)
    queue = open_queue(app)
    click.echo("The worker is running.", err=True)
    _Worker(queue.huey, workers=1, max_delay=1.0, graceful_signal="TERM").run()
