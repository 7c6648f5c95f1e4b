"""Accounts as administrators keep them. What changes acts on the next request of the account."""

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casework.accounts import seals
from casework.accounts.domain.organisations import username_of
from casework.accounts.domain.people import Profile
from casework.accounts.domain.refusals import (
    AccountTampered,
    AwaitsSecondPerson,
    OrganisationClosed,
    OwnRole,
    UsernameTaken,
)
from casework.accounts.models import Enrolment, Organisation, User, UserRegion
from casework.accounts.powers import as_said
from casework.accounts.service.factors import seal_factors
from casework.accounts.service.powers import give_powers
from casework.accounts.service.safeguards import keep_another_administrator
from casework.accounts.service.second_person import ask_second_person, is_unconfirmed
from casework.accounts.service.sessions import revoke_all
from casework.audit import record
from casework.audit.catalogue import AccountChanged, AccountDisabled, AccountInvited
from casework.db import db, hold_as_shown
from casework.kernel import clock
from casework.policy import Actor, Role

Leaving = Callable[[User, Actor], None]
_leaving: list[Leaving] = []
Changed = Literal["name", "role", "organisation", "regions", "national", "responsible"]


def invite_user(username: str, profile: Profile, actor: Actor | None) -> User:
    """Make an account without a password: its owner chooses one through `enrolment_link`."""
    profile.check()
    _open_organisation(profile)
    user = User(
        username=username_of(username),
        display_name=profile.display_name,
        role=profile.role.value,
        organisation_id=profile.organisation_id,
        national=profile.national,
        responsible=profile.responsible,
        made_at=clock.now(),
        regions=[UserRegion(region=region) for region in sorted(profile.regions)],
    )
    _add_unique(user)
    seal_factors(user.id)
    give_powers(user, "account", actor)
    record(AccountInvited(user_id=user.id, **as_said(user)), actor)
    _seal_powers(user, actor)
    return user


def change_user(user: User, profile: Profile, expected_version: int, actor: Actor) -> None:
    """Change the name, role, organisation or places of an account. To become an administrator
    waits for a second person; the rest is changed at once."""
    hold_as_shown(user, expected_version)
    _refuse_tampered(user)
    profile.check()
    if profile.organisation_id != user.organisation_id:
        _open_organisation(profile)
    changes = _changes(user, profile)
    if "role" in changes:
        if user.id == actor.user_id:
            raise OwnRole()
        keep_another_administrator(without=user)
        if profile.role is Role.ADMINISTRATOR:
            ask_second_person(user, "administrator", actor)
            profile = replace(profile, role=Role(user.role))
            changes.remove("role")
    _apply(user, profile)
    user.version += 1
    if "role" in changes:
        give_powers(user, "role", actor)
    elif {"organisation", "regions", "national"} & {*changes}:
        give_powers(user, "places", actor)
    seals.seal_powers(user)
    for what in changes:
        said = {} if what == "name" else as_said(user)
        record(AccountChanged(user_id=user.id, what=what, **said), actor)


def disable_user(user: User, actor: Actor) -> None:
    """Close an account and end its sessions and links at once. The last administrator stays."""
    if not user.active:
        return
    keep_another_administrator(without=user)
    fitted = seals.powers_fit(user)
    user.disabled_at = clock.now()
    user.version += 1
    if fitted:
        seals.seal_powers(user)
    db.session.flush()
    _end_links(user)
    revoke_all(user.id, actor)
    record(AccountDisabled(user_id=user.id), actor)
    for listener in _leaving:
        listener(user, actor)


def on_leaving(listener: Leaving) -> None:
    """Call `listener(user, actor)` when an account was closed, in the same transaction: what its
    owner worked on goes to others. Keys and records stay as they are."""
    if listener not in _leaving:
        _leaving.append(listener)


def restore_user(user: User, actor: Actor) -> None:
    """Open a closed account again, without its old password: a new link must be made. Whoever does
    it gives the powers that the page shows, also where somebody else than Sanad had written them:
    that is how an account that was tampered with comes back, and the trace says with what."""
    if user.active:
        return
    user.disabled_at, user.password, user.external = None, None, None
    user.version += 1
    give_powers(user, "restored", actor)
    record(AccountChanged(user_id=user.id, what="restored", **as_said(user)), actor)
    _seal_powers(user, actor)


def set_language(actor: Actor, language: str) -> None:
    """Remember the language that somebody chose for themselves."""
    user = db.session.get_one(User, actor.user_id)
    if user.language != language:
        user.language = language
        record(AccountChanged(user_id=user.id, what="language"), actor)


def set_preferences(actor: Actor, language: str, theme: str) -> None:
    """Language and theme, as chosen on one's own page."""
    set_language(actor, language)
    db.session.get_one(User, actor.user_id).theme = "dark" if theme == "dark" else ""


def set_mail_address(actor: Actor, address: str) -> None:
    """Where somebody wants to be told that something waits; nowhere when it is empty. The trace
    says that it changed, never to what."""
    user = db.session.get_one(User, actor.user_id)
    if (user.mail_address or "") != address:
        user.mail_address = address or None
        record(AccountChanged(user_id=user.id, what="email"), actor)


def _seal_powers(user: User, actor: Actor | None) -> None:
    """An administrator's count once a second person has confirmed them, all others at once."""
    user.powers_seal = None
    if user.role == Role.ADMINISTRATOR and actor is not None:
        ask_second_person(user, "administrator", actor)
    else:
        seals.seal_powers(user)


def _refuse_tampered(user: User) -> None:
    if seals.powers_fit(user):
        return
    if user.powers_seal is None and is_unconfirmed(user):
        raise AwaitsSecondPerson()
    raise AccountTampered()


def _open_organisation(profile: Profile) -> None:
    found = db.session.get(Organisation, profile.organisation_id)
    if found is None or not found.active:
        raise OrganisationClosed()


def _add_unique(user: User) -> None:
    taken = select(User.id).where(User.username == user.username)
    if db.session.scalar(taken) is not None:
        raise UsernameTaken()
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:  # made by somebody else at this moment
        raise UsernameTaken() from None


def _changes(user: User, profile: Profile) -> list[Changed]:
    found: dict[Changed, bool] = {
        "name": user.display_name != profile.display_name,
        "role": user.role != profile.role,
        "organisation": user.organisation_id != profile.organisation_id,
        "regions": user.place_codes != profile.regions,
        "national": user.national != profile.national,
        "responsible": user.responsible != profile.responsible,
    }
    return [what for what, differs in found.items() if differs]


def _apply(user: User, profile: Profile) -> None:
    user.display_name = profile.display_name
    user.role = profile.role.value
    user.organisation_id = profile.organisation_id
    user.national = profile.national
    user.responsible = profile.responsible
    kept = {place.region: place for place in user.regions}
    user.regions = [
        kept.get(region) or UserRegion(region=region) for region in sorted(profile.regions)
    ]


def _end_links(user: User) -> None:
    links = select(Enrolment).where(Enrolment.user_id == user.id, Enrolment.used_at.is_(None))
    for link in db.session.scalars(links):
        link.used_at = clock.now()
