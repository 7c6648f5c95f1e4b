"""Signing in: count the try, check the password with no transaction open, then begin a session.

The words and the time are the same whether the account exists, has a password, or is closed
(OWASP ASVS 5.0, 6.3.8). Between `check_sign_in` and `open_session` stands the second factor.
"""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from casework.accounts import seals
from casework.accounts.domain.passwords import LONGEST, composed
from casework.accounts.domain.refusals import AccountTampered, SignInFailed, TryLater
from casework.accounts.domain.second_factor import HALF_FOR
from casework.accounts.domain.throttling import source_of
from casework.accounts.hashing import hashing
from casework.accounts.models import HalfSignIn, Password, User
from casework.accounts.queries.chosen import is_chosen_last
from casework.accounts.queries.factors import confirmed_factors
from casework.accounts.service.sessions import Way, open_session
from casework.accounts.service.tallies import Try
from casework.accounts.tampering import found_changed
from casework.accounts.tokens import digest_of
from casework.audit import record
from casework.audit.catalogue import SignInRefused
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.logs import write as write_line
from casework.logs.catalogue import SignInThrottled
from casework.web.session import new_token

LONGEST_NAME = 200


@dataclass(frozen=True)
class Entry:
    """A token for the browser. `half`: it stands for no session yet, the second factor is next."""

    token: str
    half: bool = False


def sign_in(username: str, password: str, address: str | None, device: str) -> Entry:
    """What a right password gives. Refuses with SignInFailed or TryLater, and says no more."""
    name, source = username.strip().casefold()[:LONGEST_NAME], source_of(address)
    user_id = check_sign_in(name, password, source)
    with unit_of_work():
        user = db.session.get_one(User, user_id)
        _refuse_older_password(user)
        Try(name, source).succeeded()
        return enter(user, source, device)


def enter(user: User, source: str, device: str, way: Way = "password") -> Entry:
    """What somebody gets who has just given or chosen the password, or whom their ministry vouches
    for: a session, or the wait for the second factor that they have. Refused where what the account
    may do, or what proves who its owner is, was written by somebody else than Sanad."""
    if not seals.powers_fit(user):
        found_changed(user.id, "powers")
        raise AccountTampered()
    if confirmed_factors(user.id):
        return Entry(_half(user.id, device), half=True)
    return Entry(open_session(user, source, device, way))


def check_sign_in(name: str, password: str, source: str) -> UUID:
    """Whose name and password these are, if the account may be used."""
    _admit(name, source)
    user = db.session.scalar(
        select(User)
        .where(User.username == name)
        .options(joinedload(User.password), joinedload(User.organisation))
    )
    stored = seals.hash_in(user.password) if user else None
    user_id = user.id if user else None
    usable = user is not None and user.usable and user.organisation.active
    broken = stored is None and user is not None and user.password is not None
    db.session.rollback()
    matches = hashing().matches(stored, composed(password)[: LONGEST + 1])
    if user_id is not None and broken:
        found_changed(user_id, "password")
    if user_id is None or not matches or not usable:
        _refused(user_id, "disabled" if matches else "password" if user_id else "unknown")
        raise SignInFailed()
    _renew_hash(user_id, stored or "", password)
    return user_id


def _refuse_older_password(user: User) -> None:
    """One that fits its seal and is not the one chosen last was put back by somebody. The row is
    held, so that nobody chooses another one while the trace is asked."""
    row = db.session.get(Password, user.id, with_for_update=True, populate_existing=True)
    kept = seals.password_in(row)
    if kept is None or not is_chosen_last(user.id, kept):
        found_changed(user.id, "password")
        raise AccountTampered()


def _half(user_id: UUID, device: str) -> str:
    """Wait for the second factor; what waited too long is forgotten."""
    token, at = new_token(), clock.now()
    db.session.execute(delete(HalfSignIn).where(HalfSignIn.expires_at <= at))
    half = HalfSignIn(
        token_hash=digest_of(token),
        user_id=user_id,
        made_at=at,
        expires_at=at + HALF_FOR,
        device=device,
    )
    seals.seal_link(half)
    db.session.add(half)
    return token


def _admit(name: str, source: str) -> None:
    try:
        with unit_of_work():
            Try(name, source).admit()
    except TryLater:
        write_line(SignInThrottled())
        raise


def _refused(user_id: UUID | None, reason: Literal["unknown", "password", "disabled"]) -> None:
    with unit_of_work():
        record(SignInRefused(reason=reason, user_id=user_id), None)


def _renew_hash(user_id: UUID, stored: str, password: str) -> None:
    """Hash anew when the cost has changed since the password was chosen. One that was chosen while
    this was made stays: the old one must not come back."""
    if not hashing().is_outdated(stored):
        return
    renewed = hashing().hash(composed(password))
    with unit_of_work():
        row = db.session.get_one(Password, user_id, with_for_update=True)
        kept = seals.password_in(row)
        if kept is not None and kept.hash == stored:
            row.sealed_hash = seals.seal_hash(user_id, renewed, kept.id)
