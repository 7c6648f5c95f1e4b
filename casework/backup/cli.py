"""`flask backup`: make one, look through it, try it out, restore it."""

import os
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import click
from flask.cli import with_appcontext

from casework.backup.erasures import FILE_NAME
from casework.backup.folder import check_label
from casework.backup.jobs import drop_old
from casework.backup.making import make_backup
from casework.backup.opening import identities_of, look_through
from casework.backup.refusals import BackupRefused, IdentityUnknown
from casework.backup.rehearsing import rehearse
from casework.backup.restoring import Restored, restore
from casework.backup.wire import Audit
from casework.db.migrating import SchemaOutOfDate
from casework.encryption import KeyringRefused, SealBroken, age
from casework.kernel.commands import as_run_here

P = ParamSpec("P")
Opened = tuple[Path, Path, list[Any], Path | None]
FILE = click.Path(path_type=Path, dir_okay=False)
IDENTITY = click.option(
    "--identity",
    "identity",
    type=FILE,
    multiple=True,
    help="a file with the private half of a recipient (AGE-SECRET-KEY-1…)",
)

ERASURES = click.option(
    "--erasures", type=FILE, help="the register of erasures; usually beside the file of keys"
)
WITHOUT = click.option(
    "--without-erasures", is_flag=True, help="there is no register: nobody is erased again"
)


def _plain_refusals(command: Callable[P, None]) -> Callable[P, None]:
    """A refusal is one sentence and exit code 2, never a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (BackupRefused, KeyringRefused, SchemaOutOfDate) as refusal:
            click.echo(str(refusal), err=True)
            raise SystemExit(2) from None
        except SealBroken:
            click.echo("A record does not open with this keyring. Nothing was kept.", err=True)
            raise SystemExit(2) from None

    return run


@click.group()
def backup() -> None:
    """Backups: sealed to people, records and keys apart, and tried out."""


@backup.command()
@with_appcontext
@_plain_refusals
def create() -> None:
    """Write a backup of this instant while others go on working; delete those kept long enough."""
    began = time.monotonic()
    made = make_backup()
    dropped = drop_old()
    click.echo(f"{made.records}\n{made.keys}")
    click.echo(
        f"{made.rows} rows, {made.size} bytes, {time.monotonic() - began:.1f} s; "
        f"{_log(made.audit)}; {dropped} old files deleted"
    )


@backup.command()
@click.argument("records", type=FILE)
@click.argument("keys", type=FILE, required=False)
@IDENTITY
@with_appcontext
@_plain_refusals
def verify(records: Path, keys: Path | None, identity: tuple[Path, ...]) -> None:
    """Check a backup and write nothing: its label; with an identity, everything in it."""
    files = [file for file in (records, keys) if file]
    for file in files:
        labelled = "is what its label says" if check_label(file) else "has no label beside it"
        click.echo(f"{file.name} {labelled}")
    if not identity:
        click.echo("Not opened: name an identity to read what is in it.")
        return
    found = look_through(records, keys, identities_of(identity))
    rows = sum(count.rows for count in found.records.counts.values())
    click.echo(
        f"whole: made {found.made_at:%Y-%m-%d %H:%M} UTC, {rows} rows in "
        f"{len(found.records.counts)} tables, signed by this keyring; {_log(found.records.audit)}"
    )
    if found.keys:
        of_keys = sum(count.rows for count in found.keys.counts.values())
        click.echo(f"keys: {of_keys} rows, fit for these records")


def _of_two_files(command: Callable[[Opened], None]) -> Callable[..., None]:
    """A command on the two files of a backup: their labels are right, and the register of erasures
    is the one beside the keys unless told otherwise."""

    @click.argument("records", type=FILE)
    @click.argument("keys", type=FILE)
    @IDENTITY
    @ERASURES
    @WITHOUT
    @with_appcontext
    @_plain_refusals
    @wraps(command)
    def run(
        records: Path,
        keys: Path,
        identity: tuple[Path, ...],
        erasures: Path | None,
        without_erasures: bool,
    ) -> None:
        for file in (records, keys):
            check_label(file)
        register = None if without_erasures else erasures or keys.with_name(FILE_NAME)
        command((records, keys, identities_of(identity), register))

    return run


@backup.command("restore")
@_of_two_files
def restore_command(opened: Opened) -> None:
    """Fill the empty database of this installation. The keyring must be here already."""
    found = restore(*opened)
    _tell(found)
    ended = found.ended
    click.echo(
        f"All sessions are ended, and what the backup held of {ended.links} links, {ended.codes} "
        f"codes on paper and {ended.absences} absences: everybody signs in again."
    )
    click.echo(
        as_run_here("Whoever left since is back. Nothing is served before: flask accounts confirm")
    )
    click.echo(
        as_run_here("What was published since is put back with: flask statistics releases restore")
    )
    if found.first_fault:
        raise SystemExit(1)


@backup.command("rehearse")
@_of_two_files
def rehearse_command(opened: Opened) -> None:
    """Restore into an empty place beside, compare, drop it, and note that it was done."""
    found = rehearse(*opened)
    _tell(found)
    if found.first_fault:
        raise SystemExit(1)


@backup.command()
@click.argument("file", type=FILE)
@_plain_refusals
def identity(file: Path) -> None:
    """Make a pair of keys: the private half into FILE, the recipient on the screen.

    Run it on a machine that is not the server, and keep FILE there, with a copy elsewhere.
    """
    secret, recipient = age.new_identity()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise IdentityUnknown(file=file.name) from None
    with os.fdopen(handle, "w", encoding="ascii") as kept:
        kept.write(f"# recipient: {recipient}\n{secret}\n")
    click.echo(recipient)


def _tell(found: Restored) -> None:
    click.echo(
        f"restored as of {found.head.made_at:%Y-%m-%d %H:%M:%S} UTC: {found.rows} rows, each table "
        f"compared; {_log(found.audit)}"
    )
    if found.repeated:
        click.echo(f"{found.repeated} records that were erased since are erased again")
    click.echo(
        f"opened {found.opened.records} records of {found.opened.kinds} kinds, "
        f"{found.opened.erased} erased"
    )
    if found.first_fault:
        click.echo(
            f"The log was touched before this backup. First broken link: {found.first_fault}"
        )
    else:
        click.echo("The log is whole.")


def _log(audit: Audit) -> str:
    return (
        f"log: {audit.events} events in {audit.streams} streams, checkpoint {audit.checkpoint}, "
        f"head {audit.root[:16]}"
    )
