"""`flask workflow print`: the pathway as Mermaid, from the tables that decide it."""

import click
from flask.cli import AppGroup

from casework.kernel.workflow import mermaid
from casework.workflow.service import TRACKS

workflow = AppGroup("workflow", help="The pathway of screenings, cases and referrals.")


@workflow.command("print")
@click.argument("track", required=False)
def print_tracks(track: str | None) -> None:
    """Print TRACK (screening, case, referral…), or all of them, as Mermaid diagrams."""
    if track is not None and track not in TRACKS:
        raise click.BadParameter(f"known tracks: {', '.join(sorted(TRACKS))}", param_hint="TRACK")
    chosen = [TRACKS[track]] if track else list(TRACKS.values())
    click.echo("\n\n".join(mermaid(one.table, one.title) for one in chosen))
