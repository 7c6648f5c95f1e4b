"""Commands about the whole: `flask database upgrade | status`."""

from datetime import timedelta
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from casework.db import Base, migrating
from casework.db.inventory import as_markdown
from casework.setup.cli import announce, waits
from casework.starting import bring_up

LATE = timedelta(hours=24)

database = AppGroup("database", help="The schema of the database.")


def init_app(app: Flask) -> None:
    """Add the commands."""
    app.cli.add_command(database)


@database.command("upgrade")
def upgrade() -> None:
    """Make the schema, or bring it to the newest revision, in one transaction."""
    bring_up(current_app._get_current_object())  # type: ignore[attr-defined]
    click.echo("revision " + ", ".join(migrating.current_revisions()))
    if waits():
        announce()


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
