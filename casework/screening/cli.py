"""`flask screening …`: what works without database, keys or settings."""

import click

from casework.screening.assess_cli import assess_command


@click.group("screening")
def screening() -> None:
    """Screenings: assess coded answers."""


screening.add_command(assess_command)
