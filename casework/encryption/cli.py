"""`flask keys`: make the keyring, see its state, renew and retire KEKs. Never shows a key."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.db import unit_of_work
from casework.encryption.keyring import (
    KeyringSettings,
    create_keyring,
    current_keyring,
    new_keyring_text,
    renew_keyring,
    retire_kek,
)
from casework.encryption.providers.file import keyring_path
from casework.encryption.refusals import KeyringRefused, KeyringUnprotected
from casework.encryption.rotation import data_keys_by_kek, rewrap_data_keys

P = ParamSpec("P")


def _plain_refusals(command: Callable[P, None]) -> Callable[P, None]:
    """A refused keyring is one line and exit code 2, never a traceback."""

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


@click.group()
def keys() -> None:
    """The keyring: what every sealed record hangs on."""


@keys.command()
@with_appcontext
@_plain_refusals
def create() -> None:
    """Make the keyring file. Refuses to overwrite one. (`env` provider: print a new one, once.)"""
    settings = _settings()
    if settings.keyring_provider == "env":
        click.echo(new_keyring_text())
        return
    if settings.mode != "demo" and not settings.keyring_passphrase:
        raise KeyringUnprotected()
    path = keyring_path(settings.home)
    keyring = create_keyring(path, settings.keyring_passphrase)
    protection = "sealed by the passphrase" if settings.keyring_passphrase else "UNPROTECTED (demo)"
    click.echo(f"{path}: {keyring.current_kek_id}, {protection}. Keep a copy away from the data.")


@keys.command()
@with_appcontext
@_plain_refusals
def status() -> None:
    """The KEKs by id and how many data keys each wraps."""
    keyring = current_keyring()
    counts = data_keys_by_kek()
    for kek_id in sorted(keyring.kek_ids() | set(counts)):
        note = " current" if kek_id == keyring.current_kek_id else ""
        note += "" if kek_id in keyring.kek_ids() else " MISSING FROM THE KEYRING"
        click.echo(f"{kek_id}  data keys: {counts.get(kek_id, 0)}{note}")


@keys.command()
@with_appcontext
@_plain_refusals
def renew() -> None:
    """Add a KEK, which wraps from the next start on. Restart every process, then `rewrap`."""
    kek_id = renew_keyring(_settings())
    click.echo(f"{kek_id} is current. Restart every process, then run: flask keys rewrap")


@keys.command()
@with_appcontext
@_plain_refusals
def rewrap() -> None:
    """Wrap every data key under the current KEK, in batches. May be stopped and run again."""
    total = 0
    while True:
        with unit_of_work():
            done = rewrap_data_keys()
        if not done:
            break
        total += done
    click.echo(f"rewrapped: {total}")


@keys.command()
@click.argument("kek_id")
@with_appcontext
@_plain_refusals
def retire(kek_id: str) -> None:
    """Destroy an old KEK that wraps nothing any more. Backups that need it become unreadable."""
    if wrapped := data_keys_by_kek().get(kek_id):
        click.echo(f"{kek_id} still wraps {wrapped} data keys: run flask keys rewrap", err=True)
        raise SystemExit(2)
    retire_kek(_settings(), kek_id)
    click.echo(f"{kek_id} is destroyed in this keyring; destroy the copies too.")
