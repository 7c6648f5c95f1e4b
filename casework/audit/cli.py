"""`flask audit`: check the log, or seal it now."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from casework.audit.copies import copies_folder, copy_checkpoints
from casework.audit.sealing import seal_checkpoint
from casework.audit.verification import verify
from casework.encryption import KeyringRefused


class CannotBeRead(click.ClickException):
    """There is nothing to check yet: no keyring, or no database. Not the same as a broken log."""

    exit_code = 2


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except KeyringRefused as refused:
        raise CannotBeRead(str(refused)) from None
    except DBAPIError:
        raise CannotBeRead("The database cannot be read. Is it made and up to date?") from None


@click.group()
def audit() -> None:
    """The append-only log: who did what, when, on which record."""


@audit.command("verify")
@click.option("--copies", type=click.Path(path_type=Path), help="Where checkpoint copies lie.")
@with_appcontext
def verify_command(copies: Path | None) -> None:
    """Check every link; exit 1 and name the first broken one when somebody touched the log."""
    with _readable():
        report = verify(copies or copies_folder())
    counted = (
        f"{report.events} events in {report.streams} streams, "
        f"{report.checkpoints} checkpoints, {report.copies} copies compared"
    )
    if report.whole:
        click.echo(f"The log is whole: {counted}.")
        return
    click.echo(f"The log was touched. First broken link: {report.faults[0]}")
    for fault in report.faults[1:]:
        click.echo(f"  then {fault}")
    click.echo(f"({counted})")
    sys.exit(1)


@audit.command("seal")
@with_appcontext
def seal_command() -> None:
    """Sign checkpoints over everything written so far, and copy them to the second place."""
    made = 0
    with _readable():
        while seal_checkpoint():
            made += 1
        copied = copy_checkpoints(copies_folder())
    click.echo(f"{made} checkpoints signed, {copied} copied.")
