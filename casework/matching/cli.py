"""`flask match …`: how well matching works on a list, and tokens made anew."""

import json
import sys
from collections.abc import Mapping
from typing import BinaryIO, TextIO, cast

import click
from flask.cli import with_appcontext

from casework.encryption.matching.aliases import AliasesRefused, read_aliases
from casework.matching.evaluation import evaluate
from casework.matching.reading import ListRefused, Unread, records

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
    ends the command with exit code 2 and a line that names the fault. Single dates or sexes that
    cannot be read are told on standard error and counted as not known. Needs no key, no database.
    """
    unread = Unread()
    try:
        with click.open_file(source, "rb") as lines:
            found = evaluate(records(cast(BinaryIO, lines), unread))
    except ListRefused as refused:
        click.echo(str(refused), err=True)
        context.exit(REFUSED)
    except (OSError, RuntimeError) as error:  # RuntimeError: standard input is closed
        why = getattr(error, "strerror", None) or "there is nothing to read from"
        click.echo(f"cannot read {click.format_filename(source)!r}: {why}", err=True)
        context.exit(REFUSED)
    else:
        for told in unread.told():
            click.echo(told, err=True)
        click.echo(json.dumps(found))


@match.command("spellings")
@click.argument("source", metavar="FILE", type=click.File("r", encoding="utf-8-sig"))
@with_appcontext
def spellings_command(source: TextIO) -> None:
    """Bring in a list of spellings that the rules do not bring together, on top of Sanad's own.

    FILE (- for standard input) has one line for each, `spelling,how it is read`. What stands on the
    list already is left as it is. The worker makes the tokens of earlier records anew; the page
    "Spellings of names" of administrators does the same one by one.
    """
    try:
        found = read_aliases(source.read())
    except (AliasesRefused, UnicodeDecodeError) as refused:
        click.echo(str(refused), err=True)
        sys.exit(REFUSED)
    click.echo(f"{_bring_in(found)} of {len(found)} spellings are new")


def _bring_in(found: Mapping[str, str]) -> int:
    """All of them in one transaction, or none."""
    from casework.db import db, unit_of_work
    from casework.matching.service.spellings import SpellingKnown, add_spelling

    added = 0
    with unit_of_work():
        for spelling, reading in found.items():
            try:
                with db.session.begin_nested():
                    add_spelling(spelling, reading, None)
                added += 1
            except SpellingKnown:
                continue
    return added


@match.command("recompute")
@with_appcontext
def recompute_command() -> None:
    """Make the match tokens of every recorded identity anew. The worker does so by itself when the
    list of spellings changes."""
    from casework.matching.service import recompute

    click.echo(f"{recompute()} persons have new tokens")
