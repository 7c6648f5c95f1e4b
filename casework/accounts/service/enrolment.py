"""Passwords: chosen by their owner through a one-time link, changed by their owner, never by
anybody else."""

from datetime import timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import select, update

from casework.accounts import seals
from casework.accounts.domain import passwords
from casework.accounts.domain.refusals import AccountStopped, LinkNotValid, SamePassword
from casework.accounts.domain.throttling import source_of
from casework.accounts.guessing import refuse_guessable
from casework.accounts.hashing import hashing
from casework.accounts.models import Enrolment, Password, User
from casework.accounts.queries.chosen import is_chosen_last, is_made_last
from casework.accounts.service.powers import tell_of_link
from casework.accounts.service.second_person import refuse_unconfirmed
from casework.accounts.service.sessions import revoke_all, revoke_others
from casework.accounts.service.tallies import Try
from casework.accounts.tampering import found_changed
from casework.accounts.tokens import digest_of
from casework.audit import record
from casework.audit.catalogue import AccountChanged, AccountEnrolled, PasswordChanged
from casework.audit.queries import events_of
from casework.db import db
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotPermitted
from casework.policy import Actor
from casework.web.session import new_token

VALID = timedelta(hours=72)


def enrolment_link(user: User, actor: Actor | None) -> str:
    """A new one-time token with which this person chooses a password, valid for 72 hours; it is
    shown once and kept nowhere. Earlier links end. Where somebody came in with the account before,
    they and the other administrators are told. Refused for a closed account, and for a stopped one.
    """
    if not user.active:
        raise LinkNotValid()
    if not user.usable:
        raise AccountStopped()
    if actor is not None:
        refuse_unconfirmed(user)
    end_links(user.id)
    token, at = new_token(), clock.now()
    row = Enrolment(token_hash=digest_of(token), user_id=user.id, made_at=at, expires_at=at + VALID)
    seals.seal_link(row)
    db.session.add(row)
    db.session.flush()
    said = AccountChanged(user_id=user.id, what="link", digest=row.token_hash.hex())
    record(said, actor)
    if user.enrolled or events_of("user", user.id, kinds=("AccountEnrolled",), limit=1):
        tell_of_link(user, actor)
    return token


def enrol(token: str, password: str, address: str | None = None) -> User:
    """Choose a password with a link, which ends with it, as do all sessions and other links."""
    enrolment = usable_link(token, lock=True)
    user = db.session.get_one(User, enrolment.user_id)
    text = passwords.composed(password)
    _check(text, user)
    replaced = user.password is not None
    chosen = _keep(user, text)
    end_links(user.id)
    revoke_all(user.id, None)
    Try(user.username, source_of(address)).succeeded()
    if replaced:
        record(PasswordChanged(user_id=user.id, way="reset", password_id=chosen), None)
    else:
        record(AccountEnrolled(user_id=user.id, password_id=chosen), None)
    return user


def check_link(token: str) -> User:
    """Whose link this is, if it can still be used; LinkNotValid for every other."""
    return db.session.get_one(User, usable_link(token, lock=False).user_id)


def confirm_password(actor: Actor, password: str, address: str | None) -> bool:
    """Whether this is the actor's present password. Wrong ones count as failed sign-ins, and too
    many of them are refused with TryLater. An older one that was put back is none."""
    user = db.session.get_one(User, actor.user_id)
    tried = Try(user.username, source_of(address))
    tried.admit()
    text = passwords.composed(password)[: passwords.LONGEST + 1]
    kept = seals.password_in(user.password)
    matches = hashing().matches(kept.hash if kept else None, text)
    if matches and kept is not None and not is_chosen_last(user.id, kept):
        found_changed(user.id, "password")
        return False
    if matches:
        tried.succeeded()
    return matches


def change_password(actor: Actor, current: str, password: str, token: str | None = None) -> None:
    """Replace the password; every session of the account ends but the one of this browser, and a
    link that somebody made to choose another one. The present password was confirmed before
    (`confirm_password`); the same one again is refused."""
    user = db.session.get_one(User, actor.user_id)
    text = passwords.composed(password)
    _check(text, user)
    if text == passwords.composed(current):
        raise SamePassword()
    chosen = _keep(user, text)
    end_links(user.id)
    revoke_others(actor, token)
    record(PasswordChanged(user_id=user.id, password_id=chosen), actor)


def usable_link(token: str, lock: bool) -> Enrolment:
    """The link, if it can still be used; LinkNotValid for every other."""
    found = select(Enrolment).where(
        Enrolment.token_hash == digest_of(token),
        Enrolment.used_at.is_(None),
        Enrolment.expires_at > clock.now(),
    )
    enrolment = db.session.scalar(found.with_for_update() if lock else found)
    if enrolment is None or not seals.link_fits(enrolment):
        raise LinkNotValid()
    if not db.session.get_one(User, enrolment.user_id).usable:
        raise LinkNotValid()
    if not is_made_last(enrolment):
        found_changed(enrolment.user_id, "link")
        raise LinkNotValid()
    return enrolment


def keep_shared_hash(user: User, hash_: str) -> None:
    """Give a demo account the hash of the printed password. Refused outside demo mode."""
    if not current_app.extensions["settings"].demo:
        raise NotPermitted()
    _put(user, hash_)


def end_links(user_id: UUID) -> None:
    """Every link of an account that was not used ends."""
    still = update(Enrolment).where(Enrolment.user_id == user_id, Enrolment.used_at.is_(None))
    db.session.execute(still.values(used_at=clock.now()))


def _keep(user: User, password: str) -> UUID:
    return _put(user, hashing().hash(password))


def _put(user: User, hash_: str) -> UUID:
    chosen = new_id()
    if user.password is None:
        user.password = Password(user_id=user.id)
    user.password.hash, user.password.chosen_at = None, clock.now()
    user.password.sealed_hash = seals.seal_hash(user.id, hash_, str(chosen))
    db.session.flush()
    return chosen


def _check(password: str, user: User) -> None:
    passwords.check(password, _names(user))
    refuse_guessable(password, _names(user))


def _names(user: User) -> list[str]:
    return [user.username, user.display_name]
