"""`flask accounts`: what must be possible before anybody can sign in."""

from collections.abc import Sequence

import click
from flask import current_app
from flask.cli import with_appcontext

from casework.accounts import service
from casework.accounts.models import User
from casework.accounts.powers import regions_as_said
from casework.accounts.queries.factors import set_up_by
from casework.accounts.service import restored, sealing
from casework.db import db, unit_of_work
from casework.kernel.commands import as_run_here
from casework.kernel.refusals import Refusal


@click.group("accounts")
def accounts() -> None:
    """Accounts of the people who work with Sanad."""


@accounts.command("seal")
@click.option("--yes", is_flag=True, help="the accounts shown were compared already")
@with_appcontext
def seal(yes: bool) -> None:
    """Seal what gives power, once, after an upgrade that brought seals.

    Shows every account that is believed as it stands. Referrals and conferences are sealed as the
    trace says them. Refused when it was done before, and when the trace is not whole.
    """
    if sealing.is_all_sealed():
        raise click.ClickException("refused: everything is sealed already")
    if not sealing.are_sealed():
        _compare(yes)
    db.session.rollback()
    try:
        sealed = sealing.seal_what_is_not()
    except sealing.TraceTouched:
        raise click.ClickException(
            as_run_here("refused: the trace was touched. See: flask audit verify")
        ) from None
    if sealed.accounts:
        click.echo(f"{sealed.accounts} accounts sealed. Everybody signs in again.")
    click.echo(f"{sealed.shares} referrals, conferences and invitations sealed, as the trace says.")


def _compare(yes: bool) -> None:
    found = sealing.to_seal()
    _show(found)
    if untold := sealing.restore_to_tell():
        at, made_at = f"{untold.restored_at:%Y-%m-%d %H:%M}", f"{untold.made_at:%Y-%m-%d %H:%M}"
        click.echo(f"Restored on {at} UTC from a backup of {made_at} UTC: the trace will say so.")
    if not yes:
        click.confirm(f"Compare with your own list. Seal these {len(found)} accounts?", abort=True)


@accounts.command("confirm")
@click.option("--stop", multiple=True, metavar="USERNAME", help="left or lost since the backup")
@click.option("--yes", is_flag=True, help="the accounts shown were compared already")
@with_appcontext
def confirm(stop: tuple[str, ...], yes: bool) -> None:
    """Say, after a restore, which accounts are still right; nothing is served before.

    Shows every account that can come in. Whoever left, or was stopped, or had a password that
    others knew, or lost a key or a phone (the factors are shown with their days), since the backup
    was made is named with --stop: an administrator closes the account afterwards, or resets its
    factors and makes a new link for it.
    """
    if not restored.wait_to_be_confirmed():
        raise click.ClickException("refused: no restore waits for it")
    found = restored.to_confirm()
    _show(found, factors=True)
    left = len(found) - len({*stop})
    if not yes:
        click.confirm(f"Compare with your own list. Are these {left} right?", abort=True)
    db.session.rollback()
    try:
        right = restored.confirm_accounts(stop)
    except restored.NobodyOfThatName as unknown:
        raise click.ClickException(f"refused: none of the accounts above: {unknown}") from None
    except Refusal as refusal:
        raise click.ClickException(f"refused: {type(refusal).__name__}") from None
    click.echo(f"{right} accounts are right, {len({*stop})} are stopped.")


def _show(found: Sequence[User], *, factors: bool = False) -> None:
    kept = set_up_by([user.id for user in found]) if factors else {}
    for user in found:
        places = "the whole country" if user.national else regions_as_said(user.place_codes)
        closed = "" if user.active else ", closed"
        said = [f"{user.role}", user.organisation.name, f"{places}{closed}"]
        said += [f"{kind} of {at:%Y-%m-%d}" for kind, at in kept.get(user.id, ())]
        click.echo(f"{user.username}: {', '.join(said)}")


@accounts.command("invite-admin")
@click.option("--username", required=True, help="3 to 40 letters and digits, such as k.alaoui")
@click.option("--name", default="", help="how pages name the person; the user name when not given")
@click.option("--organisation", default="Administration", show_default=True, help="in French")
@click.option("--organisation-ar", default="الإدارة", show_default=True, help="in Arabic")
@with_appcontext
def invite_admin(username: str, name: str, organisation: str, organisation_ar: str) -> None:
    """Print the one-time link with which an administrator chooses a password.

    For an administrator who has an account already, this makes a new link.
    """
    try:
        with unit_of_work():
            token = service.invite_administrator(
                username, name or username, organisation, organisation_ar
            )
    except Refusal as refusal:
        raise click.ClickException(f"refused: {type(refusal).__name__}") from None
    click.echo("Valid once, for 72 hours. Hand it to its owner and to nobody else:")
    click.echo(f"{current_app.extensions['settings'].base_url.rstrip('/')}/enrol/{token}")
