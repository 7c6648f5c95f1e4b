"""`flask match …`: how well matching works on a list, and tokens made anew."""

import json
import sys
from typing import BinaryIO, cast

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.encryption.matching.aliases import (
    AliasesRefused,
    own_aliases_of,
    read_aliases,
    use_aliases_of,
)
from casework.matching.evaluation import evaluate
from casework.matching.reading import ListRefused, records

REFUSED = 2


@click.group("match")
def match() -> None:
    """The same person found again: evaluate matching, make its tokens anew."""


@match.command("evaluate")
@click.argument("source", metavar="FILE")
@click.pass_context
def evaluate_command(context: click.Context, source: str) -> None:
    """Measure matching on FILE (- for standard input), a CSV list with the truth in it.

    Columns: id, person, given_name, family_name, birth_date, sex, nationality, phone, document.
    Records with the same `person` are one person. Prints one JSON object: `pairs` is how many
    pairs of records are one person; precision and recall count pairs. A list that cannot be read
    ends the command with exit code 2 and a line that names the fault. Needs no key, no database.
    """
    try:
        with click.open_file(source, "rb") as lines:
            found = evaluate(records(cast(BinaryIO, lines)))
    except ListRefused as refused:
        click.echo(str(refused), err=True)
        context.exit(REFUSED)
    except (OSError, RuntimeError) as error:  # RuntimeError: standard input is closed
        why = getattr(error, "strerror", None) or "there is nothing to read from"
        click.echo(f"cannot read {click.format_filename(source)!r}: {why}", err=True)
        context.exit(REFUSED)
    else:
        click.echo(json.dumps(found))


@match.command("aliases")
@with_appcontext
def aliases_command() -> None:
    """Check the list of spellings of this installation, and say where it lies.

    `aliases.csv` in the home folder: one line for each spelling that the rules do not bring
    together, `spelling,how it is read`. After a change: stop the servers, `match recompute`, start.
    """
    path = own_aliases_of(current_app.extensions["settings"].home)
    try:
        own = read_aliases(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (AliasesRefused, UnicodeDecodeError, OSError) as refused:
        click.echo(f"{path}: {refused}", err=True)
        sys.exit(REFUSED)
    click.echo(f"{path}: {len(own)} spellings of this installation" if own else f"{path}: none")


@match.command("recompute")
@with_appcontext
def recompute_command() -> None:
    """Make the match tokens of every recorded identity anew, after the spellings changed."""
    from casework.matching.service.recomputing import recompute

    home = current_app.extensions["settings"].home
    try:
        use_aliases_of(home, strict=True)
    except (AliasesRefused, UnicodeDecodeError, OSError) as refused:
        click.echo(f"{own_aliases_of(home)}: {refused}", err=True)
        sys.exit(REFUSED)
    click.echo(f"{recompute()} persons have new tokens")
