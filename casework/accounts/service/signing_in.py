"""Signing in: count the try, check the password with no transaction open, then begin a session.

The words and the time are the same whether the account exists, has a password, or is closed
(OWASP ASVS 5.0, 6.3.8). Between `check_sign_in` and `open_session` stands the second factor.
"""

import logging
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from casework.accounts.domain.passwords import LONGEST, composed
from casework.accounts.domain.refusals import SignInFailed, TryLater
from casework.accounts.domain.throttling import source_of
from casework.accounts.hashing import hashing
from casework.accounts.models import Password, User
from casework.accounts.service.sessions import open_session
from casework.accounts.service.tallies import Try
from casework.audit import record
from casework.audit.catalogue import SignInRefused
from casework.db import db, unit_of_work

log = logging.getLogger(__name__)
LONGEST_NAME = 200


def sign_in(username: str, password: str, address: str | None, device: str) -> str:
    """The token of a new session. Refuses with SignInFailed or TryLater, and says no more."""
    name, source = username.strip().casefold()[:LONGEST_NAME], source_of(address)
    user_id = check_sign_in(name, password, source)
    with unit_of_work():
        user = db.session.get_one(User, user_id)
        Try(name, source).succeeded()
        return open_session(user, source, device)


def check_sign_in(name: str, password: str, source: str) -> UUID:
    """Whose name and password these are, if the account may be used."""
    _admit(name, source)
    user = db.session.scalar(
        select(User)
        .where(User.username == name)
        .options(joinedload(User.password), joinedload(User.organisation))
    )
    stored = user.password.hash if user and user.password else None
    user_id = user.id if user else None
    usable = user is not None and user.active and user.organisation.active
    db.session.rollback()
    matches = hashing().matches(stored, composed(password)[: LONGEST + 1])
    if user_id is None or not matches or not usable:
        _refused(user_id, "disabled" if matches else "password" if user_id else "unknown")
        raise SignInFailed()
    _renew_hash(user_id, stored or "", password)
    return user_id


def _admit(name: str, source: str) -> None:
    try:
        with unit_of_work():
            Try(name, source).admit()
    except TryLater:
        log.warning("sign-in throttled")
        raise


def _refused(user_id: UUID | None, reason: Literal["unknown", "password", "disabled"]) -> None:
    with unit_of_work():
        record(SignInRefused(reason=reason, user_id=user_id), None)


def _renew_hash(user_id: UUID, stored: str, password: str) -> None:
    """Hash anew when the cost has changed since the password was chosen."""
    if not hashing().is_outdated(stored):
        return
    renewed = hashing().hash(composed(password))
    with unit_of_work():
        db.session.get_one(Password, user_id).hash = renewed
