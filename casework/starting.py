"""Bringing a database up, and what must hold before Sanad serves. Each refusal says why."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from casework.accounts.queries import somebody_exists
from casework.accounts.service import restored, sealing
from casework.db import db, installation, migrating, unit_of_work
from casework.db.statistics_roles import DashboardsOutOfReach, RolesMissing, check_roles
from casework.directory.service import seed_contacts
from casework.encryption import check_database, create_keyring, current_keyring, keyring_path
from casework.encryption.refusals import KeyringRefused
from casework.kernel.commands import as_run_here
from casework.setup import service as setup
from casework.tasks.service import seed_holidays
from config import UnsafeSettings

NOT_SEALED = (
    "what gives power is not sealed yet: run `flask accounts seal` once, and compare what it lists"
)

NOT_CONFIRMED = (
    "accounts came back with a backup, whoever left since among them: run `flask accounts confirm` "
    "and compare the list"
)

TOUCHED = (
    "what gives power cannot be sealed, because the trace or its copies are not whole: see "
    "`flask audit verify`, or begin the demonstration anew in an empty SANAD_HOME"
)


class AccountsNotSealed(Exception):
    """The accounts, or what they share, are of a time before seals, or cannot be sealed as they
    stand."""


class AccountsNotConfirmed(Exception):
    """Nobody looked at the accounts since they came back with a backup."""


_REFUSALS = (
    AccountsNotConfirmed,
    AccountsNotSealed,
    KeyringRefused,
    UnsafeSettings,
    RolesMissing,
    DashboardsOutOfReach,
    installation.ModeDiffers,
    migrating.SchemaOutOfDate,
)


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """The operator reads one sentence and no traceback; the exit code is 1."""
    try:
        yield
    except _REFUSALS as refusal:
        raise SystemExit(str(refusal)) from None


def bring_up(app: Flask) -> None:
    """Make or migrate the schema, and put in the lists that an administrator then keeps."""
    with _in_plain_words(), app.app_context():
        current_keyring()
        check_database()  # before the first write, unless the database is new
        new = not migrating.current_revisions()
        migrating.upgrade()
        check_database()
        with unit_of_work():
            seed_contacts()
            seed_holidays()
            if not sealing.are_sealed() and not somebody_exists():
                sealing.born_sealed()
            if new and not app.extensions["settings"].demo:
                setup.begin()
        _seal_demo(app)


def _seal_demo(app: Flask) -> None:
    """The accounts of a demonstration are invented: nobody has to look at them before."""
    if app.extensions["settings"].demo and not sealing.is_all_sealed():
        db.session.rollback()
        try:
            sealing.seal_what_is_not()
        except sealing.TraceTouched:
            raise AccountsNotSealed(as_run_here(TOUCHED)) from None


def bring_up_demo(app: Flask) -> None:
    """An empty home becomes one of a demo: a keyring, the schema. A full one is left as it is."""
    settings = app.extensions["settings"]
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = keyring_path(settings.home)
    new = not migrating.current_revisions()  # never a new keyring beside an old database
    if settings.keyring_provider == "file" and new and not path.exists():
        create_keyring(path, settings.keyring_passphrase)
    bring_up(app)


def ready_to_serve(app: Flask) -> None:
    """Refuse to serve on unsafe settings, a missing or wrong keyring, an old schema, a database
    made for the other mode, or statistics without roles of their own (a demonstration may do
    without them). Nothing is written."""
    settings = app.extensions["settings"]
    with _in_plain_words(), app.app_context():
        settings.ready_to_serve()
        current_keyring()
        migrating.check_schema()
        installation.check_stamp(settings.mode)
        check_database()
        if not sealing.is_all_sealed():
            raise AccountsNotSealed(as_run_here(NOT_SEALED))
        if restored.wait_to_be_confirmed():
            raise AccountsNotConfirmed(as_run_here(NOT_CONFIRMED))
        if not settings.demo:
            check_roles()
        db.session.rollback()
