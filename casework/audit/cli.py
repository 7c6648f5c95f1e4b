"""`flask audit`: check the log, or seal it now."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DBAPIError

from casework.audit.copies import copies_folder, copy_checkpoints
from casework.audit.exporting import LONGEST, NotAnExport, check
from casework.audit.keys import signer
from casework.audit.listing import as_markdown
from casework.audit.outside import NotACheckpoint, Outside, as_line, read_all
from casework.audit.sealing import last_checkpoint, seal_checkpoint
from casework.audit.verification import verify
from casework.encryption import KeyringRefused
from casework.kernel.commands import as_run_here


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
@click.option(
    "--checkpoint",
    "kept",
    multiple=True,
    help="A checkpoint kept outside: a file with it, or its signs as they stand on paper.",
)
@with_appcontext
def verify_command(copies: Path | None, kept: tuple[str, ...]) -> None:
    """Check every link; exit 1 and name the first broken one when somebody touched the log."""
    with _readable():
        signer()  # that there is no keyring is said before that there is no database
        report = verify(copies or copies_folder(), [one for text in kept for one in _read(text)])
    counted = (
        f"{report.events} events in {report.streams} streams, "
        f"{report.checkpoints} checkpoints, {report.copies} copies compared"
        + (f", {report.outside} kept outside" if report.outside else "")
    )
    if report.whole:
        click.echo(f"The log is whole: {counted}.")
        return
    click.echo(f"The log was touched. First broken link: {report.faults[0]}")
    for fault in report.faults[1:]:
        click.echo(f"  then {fault}")
    if report.unnamed:
        click.echo(f"  and {report.unnamed} more or more often")
    click.echo(f"({counted})")
    sys.exit(1)


def _read(text: str) -> list[Outside]:
    try:
        return read_all(text)
    except NotACheckpoint:
        raise CannotBeRead(
            "This is no checkpoint that this keyring signed: look for a slip, or another keyring."
        ) from None


@audit.command("checkpoint")
@click.option("--to", "file", type=click.Path(path_type=Path), help="Add it to a file.")
@with_appcontext
def checkpoint_command(file: Path | None) -> None:
    """Say the newest checkpoint as one line, to keep it outside: another system, a mailbox."""
    with _readable():
        newest = last_checkpoint()
    if newest is None:
        raise CannotBeRead(as_run_here("Nothing is sealed yet. Seal with: flask audit seal"))
    line = as_line(newest)
    if file is None:
        click.echo(line)
        return
    with file.open("a", encoding="ascii") as kept:
        kept.write(line + "\n")
    click.echo(f"Checkpoint {newest.number} added to {file}")


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


@audit.command("key")
@with_appcontext
def key_command() -> None:
    """Say the public half of the key that signs checkpoints and exports: to be handed to whoever
    checks an export elsewhere."""
    with _readable():
        click.echo(signer().public.hex())


@audit.command("check-export")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--key", "public", help="The public half of the key, as `flask audit key` says it.")
@with_appcontext
def check_export_command(file: Path, public: str | None) -> None:
    """Check a file that was taken of the journal: exit 1 when it is not as it was made. Needs no
    database, and with --key no keyring."""
    with _readable(), file.open("rb") as lines:
        try:
            found = check(iter(lambda: lines.readline(LONGEST + 1), b""), _key(public))
        except NotAnExport as wrong:
            click.echo(f"This is not the file as it was made: {wrong}")
            sys.exit(1)
    asked = {name: said for name, said in found.header.get("asked", {}).items() if said}
    click.echo(
        f"The file is whole: {found.events} events, made {found.header.get('made_at')} "
        f"by account {found.header.get('by')}, reason {found.header.get('reason')}, "
        f"asked for {asked or 'everything'}."
    )
    if found.unfit:
        click.echo(f"{found.unfit} of them did not fit the log: it was touched before.")
        sys.exit(1)


def _key(typed: str | None) -> bytes | None:
    try:
        return bytes.fromhex(typed) if typed else None
    except ValueError:
        raise CannotBeRead("This is no key: 64 signs of 0 to 9 and a to f.") from None


@audit.command("catalogue")
@click.argument("file", type=click.Path(path_type=Path), default=Path("docs/audit-events.md"))
def catalogue_command(file: Path) -> None:
    """Write the page of all events anew."""
    file.write_text(as_markdown(), encoding="utf-8")
    click.echo(f"Written: {file}")
