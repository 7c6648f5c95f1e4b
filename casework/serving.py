"""`flask serve`: everything one machine needs, in one command that stops cleanly.

In demo mode an empty home is filled first: a keyring, the schema, fictional people. The server
(granian: one blocking thread a process, so that a slow client never holds up an honest one) and
the worker for jobs run as child processes and end together.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

import click
from flask import Flask, current_app
from flask.cli import with_appcontext

from casework.setup.cli import announce, waits
from casework.starting import bring_up_demo, ready_to_serve
from casework.web.figures import SHARED

LOG_CONFIG = Path(__file__).resolve().parent / "logs" / "granian.json"


def init_app(app: Flask) -> None:
    """Add `flask serve`."""
    app.cli.add_command(serve)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="address to listen on")
@click.option("--port", default=8000, show_default=True, help="port to listen on")
@click.option("--processes", default=0, help="server processes; 0: one for each core")
@with_appcontext
def serve(host: str, port: int, processes: int) -> None:
    """Serve Sanad and run its jobs until stopped."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if app.extensions["settings"].demo:
        _prepare_demo(app)
    ready_to_serve(app)
    _announce(app, host, port)
    sys.exit(_run_children(host, port, processes or os.cpu_count() or 1))


def _prepare_demo(app: Flask) -> None:
    """An empty home becomes a demo: keyring, schema, fictional people. A full one is left alone."""
    from casework.demo.loader import load_if_empty

    bring_up_demo(app)
    load_if_empty(click.echo)


def _announce(app: Flask, host: str, port: int) -> None:
    click.echo(f"\nSanad: http://{host}:{port}/\n")
    if app.extensions["settings"].demo:
        from casework.demo.sign_ins import as_table

        click.echo(as_table())
    elif waits():
        announce()


def _run_children(host: str, port: int, processes: int) -> int:
    root = Path(__file__).resolve().parent.parent
    server = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
        "--port", str(port), "--workers", str(processes), "--blocking-threads", "1",
        "--no-ws", "--log-level", "warning", "--log-config", str(LOG_CONFIG),
        "--workers-kill-timeout", "20",  # one that was told to stop while it started
        "--respawn-failed-workers", "--respawn-interval", "1", "wsgi:app",  # one that hung
    ]  # fmt: skip
    worker = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    env = {name: value for name, value in os.environ.items() if name != "FLASK_RUN_FROM_CLI"}
    with TemporaryDirectory(prefix="sanad-figures-") as folder:  # where all processes count
        env.setdefault(SHARED, folder)
        children = [
            subprocess.Popen(line, cwd=root, env=env)  # noqa: S603
            for line in (server, worker)
        ]
        return _wait(children)


def _wait(children: list[subprocess.Popen[bytes]]) -> int:
    """Until the server ends, or somebody stops it; then the worker ends too."""

    def stop(signum: int, frame: FrameType | None) -> None:
        for child in children:
            child.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    status = children[0].wait()
    for child in children[1:]:
        child.terminate()
        child.wait()
    return 0 if status in (0, -signal.SIGTERM, -signal.SIGINT) else status
