"""`flask doctor`: everything that must be right before real people are entered, in three
languages. `flask health`: what must hold while Sanad runs, for a monitor."""

import sys
from collections.abc import Sequence

import click
from flask.cli import with_appcontext
from flask_babel import force_locale

from casework.health.checks import Check
from casework.health.domain import Finding, Verdict, worst
from casework.health.lists import ALL, RUNNING
from casework.health.service import look
from casework.health.texts import advice, title
from casework.web.languages import LOCALES

SIGNS = {Verdict.PASS: "ok", Verdict.WARN: "WARN", Verdict.FAIL: "FAIL"}
LANGUAGE = click.option("--language", type=click.Choice(sorted(LOCALES)), default="en")


@click.command("doctor")
@LANGUAGE
@with_appcontext
def doctor(language: str) -> None:
    """Check the whole set-up; each line says what to do. Exit 1 when something fails."""
    _tell(ALL, language)


@click.command("health")
@LANGUAGE
@with_appcontext
def health(language: str) -> None:
    """Check what must hold while Sanad runs. Exit 1 when something fails."""
    _tell(RUNNING, language)


def _tell(checks: Sequence[Check], language: str) -> None:
    with force_locale(LOCALES[language]):
        found = look(checks)
        for finding in found:
            click.echo(_line(finding))
    sys.exit(1 if worst(found) is Verdict.FAIL else 0)


def _line(finding: Finding) -> str:
    said = advice(finding)
    return f"{SIGNS[finding.verdict]:<6}{title(finding)}{': ' + said if said else ''}"
