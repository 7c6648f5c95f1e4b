"""`flask facts rebuild`: ask every feature again for what it hands over."""

import click
from flask.cli import AppGroup

from casework.db import unit_of_work

from . import lattices, service

facts = AppGroup("facts", help="The de-identified facts that statistics are counted from.")


@facts.command("rebuild")
def rebuild() -> None:
    """Hand over all facts anew; what is unchanged stays as it is, and so does what was erased."""
    with unit_of_work():
        lattices.check_stamp()
        found = service.rebuild()
    click.echo(
        f"{found.added} added, {found.changed} changed, {found.same} as they were, "
        f"{found.over} over the bound of their person and not counted"
    )
    if found.put_back or found.taken_out:
        click.echo(
            f"{found.put_back} had been moved and lie again where they were sealed, "
            f"{found.taken_out} could not be believed and were taken out"
        )
    click.echo(f"{found.kept} of records that no longer exist stay as they were")
