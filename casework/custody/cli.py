"""`flask keys`: make the keyring, renew it, hand it to custodians, destroy old keys.

Never shows a key. Shares are shown once, on a terminal or in a folder, and never in a log.
"""

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.custody import ceremony, paper, queries, service
from casework.custody.domain import KeyLine, Standing
from casework.encryption import create_keyring, keyring_path
from casework.encryption.escrow import NEEDED, check_share, copy_path
from casework.encryption.opening import (
    KeyringSettings,
    new_keyring_text,
    next_keyring_text,
    vault_access,
)
from casework.encryption.providers.vault import create_keys
from casework.encryption.refusals import (
    KeyringRefused,
    KeyringUnprotected,
    SharesNotOnTerminal,
)
from casework.kernel import clock
from casework.kernel.commands import as_run_here

P = ParamSpec("P")


def _plain_refusals(command: Callable[P, None]) -> Callable[P, None]:
    """A refused keyring is one line and exit code 2, never a traceback."""

    @with_appcontext
    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KeyringRefused as refusal:
            click.echo(str(refusal), err=True)
            raise SystemExit(2) from None

    return run


def _settings() -> KeyringSettings:
    settings: KeyringSettings = current_app.extensions["settings"]
    return settings


_match = click.option("--match", is_flag=True, help="the key of the match tokens, not a KEK")


@click.group()
def keys() -> None:
    """The keyring: what every sealed record hangs on."""


@keys.command()
@_plain_refusals
def create() -> None:
    """Make the keyring file. Refuses to overwrite one. (`env` provider: print a new one, once.)"""
    settings = _settings()
    if settings.keyring_provider == "env":
        click.echo(new_keyring_text())
        return
    if settings.keyring_provider == "vault":
        create_keys(vault_access(settings))
        click.echo(f"{settings.vault_url}: keys {settings.vault_key} and its roots")
        return
    if settings.mode != "demo" and not settings.keyring_passphrase:
        raise KeyringUnprotected()
    path = keyring_path(settings.home)
    keyring = create_keyring(path, settings.keyring_passphrase)
    protection = "sealed by the passphrase" if settings.keyring_passphrase else "UNPROTECTED (demo)"
    click.echo(f"{path}: {keyring.current_kek_id}, {protection}. Keep a copy away from the data.")


@keys.command()
@_plain_refusals
def status() -> None:
    """Every key by its id: what hangs on it, its age, from when it may be destroyed."""
    found = queries.standing()
    for line in found.keks:
        click.echo(_said(line, "data keys"))
    for line in found.match_keys:
        click.echo(_said(line, "persons"))
    click.echo(_escrow_said(found))


def _said(line: KeyLine, holds: str) -> str:
    parts = [f"{line.id}  {holds}: {line.holds} {line.state}"]
    if line.made:
        parts.append(f"since {line.made:%Y-%m-%d}")
    if line.is_old(clock.now()):
        parts.append(as_run_here("RENEW IT: flask keys rotate"))
    if line.destroy_from:
        parts.append(f"may be destroyed from {line.destroy_from}")
    if line.state == "missing":
        parts.append("MISSING FROM THE KEYRING")
    return ", ".join(parts)


def _escrow_said(found: Standing) -> str:
    escrow = found.escrow
    if escrow.made is None:
        return as_run_here("escrow: NONE. Make one with: flask keys escrow")
    rehearsed = f"{escrow.rehearsed:%Y-%m-%d}" if escrow.rehearsed else "NEVER"
    lacks = "" if escrow.complete else as_run_here(", THE COPY LACKS A KEY: flask keys escrow")
    return f"escrow: shares of {escrow.made:%Y-%m-%d}, last rehearsal {rehearsed}{lacks}"


@keys.command()
@_match
@_plain_refusals
def new(match: bool) -> None:
    """Add a key that is known and not used yet: hand the keyring to every node, then `rotate`.

    On one machine `rotate` alone does both. (`env` provider: print the keyring with a new KEK, to
    be put in the place of SANAD_KEYRING before every process is started again.)
    """
    settings = _settings()
    if settings.keyring_provider == "env":
        click.echo(next_keyring_text(settings, match=match))
        return
    made = service.add_key(settings, match=match)
    click.echo(f"{made} waits. " + as_run_here("Put it to use: flask keys rotate"))


@keys.command()
@_match
@click.option("--batch", default=1000, show_default=True, help="data keys in one transaction")
@_plain_refusals
def rotate(match: bool, batch: int) -> None:
    """Put the newest key to use and move everything to it, while Sanad goes on serving.

    Makes a key when none waits. May be stopped and run again at any point; the worker finishes
    what was left, within the hour.
    """
    settings = _settings()
    if settings.keyring_provider != "env":
        click.echo(f"{service.take_over(settings, match=match)} is in use", err=True)
    if match:
        moved = service.move_match_tokens(_progress)
    else:
        moved = service.move_data_keys(_progress, batch=max(batch, 1))
    click.echo(f"moved: {moved}")


def _progress(done: int, left: int) -> None:
    click.echo(f"{done} of {left}", err=True)


@keys.command()
@click.argument("key_id")
@_plain_refusals
def destroy(key_id: str) -> None:
    """Destroy an old key for ever, once nothing and no kept backup needs it any more."""
    service.destroy_key(_settings(), key_id)
    click.echo(f"{key_id} is destroyed in this keyring; destroy older copies of the file too.")


@keys.command()
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), help="write the pages here (mode 0600)"
)
@_plain_refusals
def escrow(folder: Path | None) -> None:
    """Make three shares for three custodians, any two of whom can open the keys again.

    Shown once: print each page apart, in the presence of its custodian. Shares made before open
    nothing that is written from now on.
    """
    if folder is None and not sys.stdout.isatty():
        raise SharesNotOnTerminal()
    made = ceremony.make_shares(_settings())
    today, total = clock.now().date(), len(made.words)
    for number, words in enumerate(made.words, 1):
        text = paper.page(words, number=number, total=total, sign=made.sign, day=today)
        _hand_out(folder, made.sign, number, text)
    click.echo(as_run_here("Rehearse at once: flask keys recover --rehearse"), err=True)


def _hand_out(folder: Path | None, sign: str, number: int, text: str) -> None:
    if folder is None:
        click.echo_via_pager(text)
        return
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"share-{sign}-{number}.txt"
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(text, encoding="utf-8")
    click.echo(f"{path}: print it, hand it over, destroy the file", err=True)


@keys.command()
@click.option("--rehearse", is_flag=True, help="prove that the shares open, change nothing")
@click.option(
    "--share", "files", type=click.Path(path_type=Path, exists=True), multiple=True,
    help="a share as a file; asked for when not given",
)  # fmt: skip
@click.option(
    "--copy", type=click.Path(path_type=Path), help="the sealed copy, if not in SANAD_HOME"
)
@_plain_refusals
def recover(rehearse: bool, files: tuple[Path, ...], copy: Path | None) -> None:
    """Open the keyring with two shares: to rehearse it, or to write it anew where it was lost."""
    settings = _settings()
    where = copy or copy_path(settings.home)
    shares = _shares(files)
    if not rehearse:
        keyring = ceremony.recover(settings, where, shares)
        click.echo(f"{keyring_path(settings.home)}: {keyring.current_kek_id}, written anew.")
        return
    proven = ceremony.rehearse(where, shares)
    lacks = f"; NOT IN IT: {', '.join(proven.missing)}" if proven.missing else ""
    click.echo(f"The shares open the keyring, with {proven.keys} KEKs{lacks}. Nothing was changed.")


def _shares(files: Sequence[Path]) -> list[str]:
    """From files, or typed; a typed share is checked before the next one is asked for."""
    if files:
        return [
            paper.words_of(file.read_text(encoding="utf-8", errors="replace")) for file in files
        ]
    shares = []
    for number in range(1, NEEDED + 1):
        words = paper.words_of(click.prompt(f"The words of share {number}", hide_input=True))
        check_share(words, number)
        shares.append(words)
    return shares
