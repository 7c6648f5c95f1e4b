"""Commands about the whole: `flask database upgrade | status` and `flask health`."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from casework.audit.models import AuditCheckpoint
from casework.db import Base, db, installation, migrating
from casework.db.inventory import as_markdown
from casework.encryption import check_database, current_keyring
from casework.jobs.models import OutboxMessage
from casework.kernel import clock
from casework.starting import bring_up

LATE = timedelta(hours=24)

database = AppGroup("database", help="The schema of the database.")


def init_app(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(database)
    app.cli.add_command(health)


@database.command("upgrade")
def upgrade() -> None:
    """Make the schema, or bring it to the newest revision, in one transaction."""
    bring_up(current_app._get_current_object())  # type: ignore[attr-defined]
    click.echo("revision " + ", ".join(migrating.current_revisions()))


@database.command("status")
def status() -> None:
    """Say which revision the database is at, and which this code expects."""
    at, wanted = migrating.current_revisions(), migrating.newest_revisions()
    click.echo(f"database {', '.join(at) or 'empty'}, expected {', '.join(wanted)}")


@database.command("inventory")
@click.argument("file", type=click.Path(path_type=Path), default=Path("docs/data-inventory.md"))
def inventory(file: Path) -> None:
    """Write the tables of the data inventory anew from the models."""
    head = file.read_text(encoding="utf-8").partition("<!-- tables -->")[0]
    tables = as_markdown(Base.metadata)
    file.write_text(f"{head}<!-- tables -->\n\n{tables.strip()}\n", encoding="utf-8")


@click.command("health")
@with_appcontext
def health() -> None:
    """Check settings, keyring, schema, mode, key check, audit sealing, mail. Exit 1 on a fault."""
    failed = False
    for name, check in CHECKS.items():
        fault = _fault(check)
        failed = failed or bool(fault)
        click.echo(f"{'FAULT' if fault else 'ok':<6}{name}{': ' + fault if fault else ''}")
    sys.exit(1 if failed else 0)


def _settings() -> str:
    return "; ".join(current_app.extensions["settings"].faults())


def _sealed_lately() -> str:
    last = db.session.scalar(
        select(AuditCheckpoint.at).order_by(AuditCheckpoint.at.desc()).limit(1)
    )
    if last is None or clock.now() - last < LATE:
        return ""
    return f"the trace was last sealed {last:%Y-%m-%d %H:%M} UTC: is the worker running?"


def _letters_leave() -> str:
    waiting = select(OutboxMessage.id).where(
        OutboxMessage.sent_at.is_(None), OutboxMessage.created_at < clock.now() - LATE
    )
    stuck = db.session.scalar(waiting.limit(1)) is not None
    return "letters have waited for a day: is the worker running, is the mail server up?" * stuck


def _quiet(check: Callable[[], Any]) -> Callable[[], str]:
    def run() -> str:
        check()
        return ""

    return run


def _fault(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as refusal:  # whatever is wrong is what this command is for
        return f"{type(refusal).__name__} {refusal}".strip().splitlines()[0]


CHECKS: dict[str, Callable[[], str]] = {
    "settings": _settings,
    "keyring": _quiet(current_keyring),
    "database schema": _quiet(migrating.check_schema),
    "database mode": _quiet(
        lambda: installation.check_stamp(current_app.extensions["settings"].mode)
    ),
    "keyring fits database": _quiet(check_database),
    "audit sealed": _sealed_lately,
    "letters": _letters_leave,
}
