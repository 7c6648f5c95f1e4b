"""`flask demo load`: fill an empty demo database with a fictional country."""

import click
from flask import current_app
from flask.cli import AppGroup

demo = AppGroup("demo", help="Fictional people, for learning and showing.")


@demo.command("load")
@click.option("--cases", default=600, show_default=True, type=click.IntRange(0, 20_000))
@click.option(
    "--screenings", type=click.IntRange(0, 60_000), help="as many as go with the cases, if not said"
)
@click.option("--seed", default=2026, show_default=True, help="fixes the people, not the noise")
def load_command(cases: int, screenings: int | None, seed: int) -> None:
    """Make organisations, accounts, screenings, cases and referrals of the last two years."""
    from casework.demo.loader import DatabaseNotEmpty, Size, load
    from casework.starting import bring_up_demo

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    if not app.extensions["settings"].demo:
        raise click.ClickException("demo data is loaded in demo mode only (SANAD_MODE=demo)")
    bring_up_demo(app)
    try:
        load(Size.of(cases, screenings, seed), click.echo)
    except DatabaseNotEmpty as refusal:
        raise click.ClickException(str(refusal)) from refusal
