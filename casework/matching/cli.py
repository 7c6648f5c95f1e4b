"""`flask match …`: how well matching works on a list, and tokens made anew."""

import json

import click

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
            found = evaluate(records(lines))
    except ListRefused as refused:
        click.echo(str(refused), err=True)
        context.exit(REFUSED)
    except (OSError, RuntimeError) as error:  # RuntimeError: standard input is closed
        why = getattr(error, "strerror", None) or "there is nothing to read from"
        click.echo(f"cannot read {click.format_filename(source)!r}: {why}", err=True)
        context.exit(REFUSED)
    else:
        click.echo(json.dumps(found))
