"""The command `screening assess`: assessments in, findings out, for whoever tests or integrates.

It needs no database, no key and no setting.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

import click

from casework.screening.domain.assessment import AssessmentRefused
from casework.screening.domain.decision import assess
from casework.screening.domain.document import assessment_from
from casework.screening.domain.indicators import IndicatorStandard
from casework.screening.loader import indicator_standard

REFUSED = 2


class InputRefused(ValueError):
    """The input cannot be assessed; the message names the line and the fault, on one line."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(f"line {line}: {fault}")


@click.command("assess")
@click.argument("source", metavar="FILE")
@click.pass_context
def assess_command(context: click.Context, source: str) -> None:
    """Assess FILE, or - for standard input: one JSON object, or JSON Lines.

    Prints one finding a line. What cannot be assessed ends the command with exit code 2 and
    one line that names the fault; findings of the lines before it have been printed.
    """
    try:
        with click.open_file(source, "rb") as lines:
            for finding in findings(lines, indicator_standard()):
                click.echo(finding)
    except InputRefused as refused:
        click.echo(str(refused), err=True)
        context.exit(REFUSED)
    except (OSError, RuntimeError) as error:  # RuntimeError: standard input is closed
        why = getattr(error, "strerror", None) or "there is nothing to read from"
        click.echo(f"cannot read {click.format_filename(source)!r}: {why}", err=True)
        context.exit(REFUSED)


def findings(lines: Iterable[bytes], standard: IndicatorStandard) -> Iterator[str]:
    """One finding for each assessment, as a line of JSON, as soon as it is read."""
    for line, document in documents(lines):
        try:
            finding = assess(assessment_from(document, standard), standard)
        except AssessmentRefused as refused:
            raise InputRefused(line, str(refused)) from None
        yield json.dumps(finding.as_document())


def documents(lines: Iterable[bytes]) -> Iterator[tuple[int, object]]:
    """Each JSON value with the number of its first line.

    The first line that is not blank decides: complete in itself, it begins JSON Lines;
    otherwise everything together is one object, printed over several lines.
    """
    numbered = enumerate(lines, 1)
    number, line = next(((n, line) for n, line in numbered if line.strip()), (1, b""))
    if not line:
        raise InputRefused(number, "there is nothing to assess")
    try:
        document = parsed(number, line)
    except InputRefused as fault:
        yield number, _over_lines(number, [line, *(text for _, text in numbered)], fault)
        return
    yield number, document
    for number, line in numbered:
        if line.strip():
            yield number, parsed(number, line)


def _over_lines(number: int, lines: list[bytes], fault: InputRefused) -> object:
    try:
        return parsed(number, b"".join(lines))
    except InputRefused as refused:
        # A later line that is an object in itself: JSON Lines after all, the first one broken.
        alone = any(re.fullmatch(rb"\s*\{.*\}\s*", line) for line in lines[1:])
        raise (fault if alone else refused) from None


def parsed(number: int, text: bytes) -> object:
    """Strict JSON: UTF-8, no key twice, no NaN; `number` is the line the text begins on."""
    try:
        return json.loads(
            text.decode("utf-8-sig").rstrip(),
            object_pairs_hook=_without_repetition,
            parse_constant=_no_such_number,
        )
    except json.JSONDecodeError as error:
        raise InputRefused(number + error.lineno - 1, f"broken JSON: {error.msg}") from None
    except UnicodeDecodeError:
        raise InputRefused(number, "broken JSON: the text is not UTF-8") from None
    except RecursionError:
        raise InputRefused(number, "broken JSON: nested too deeply") from None
    except ValueError as error:
        raise InputRefused(number, f"broken JSON: {error}") from None


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = dict(pairs)
    if len(keys) < len(pairs):
        raise ValueError("a key is given twice")
    return keys


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")
