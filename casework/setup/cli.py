"""`flask setup`: the code that makes somebody the first administrator, on the console alone."""

import click
from flask import current_app
from flask.cli import AppGroup

from casework.db import db, unit_of_work
from casework.kernel.commands import as_run_here
from casework.kernel.refusals import Refusal
from casework.setup import queries, service

setup = AppGroup("setup", help="The set-up of a new installation.")


@setup.command("code")
def code() -> None:
    """Print a new one-time code for the set-up pages; the one before it ends."""
    announce()


def waits() -> bool:
    """Whether a set-up is open that nobody has taken."""
    found = queries.open_setup()
    db.session.rollback()
    return found is not None and found.user_id is None


def announce() -> None:
    """Print where to go and what to type there. Shown here and nowhere else."""
    try:
        with unit_of_work():
            made = service.print_code()
    except Refusal:
        raise click.ClickException(
            "this installation is set up: there is no code any more"
        ) from None
    address = current_app.extensions["settings"].base_url.rstrip("/")
    click.echo("\nThis installation is to be set up. Open in a browser:")
    click.echo(f"  {address}/setup/begin")
    click.echo(as_run_here("and type there, once (another: flask setup code):"))
    click.echo(f"  {made}\n")
