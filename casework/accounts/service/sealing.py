"""Sealing what is of a time before seals, once: by whoever runs the server, after an upgrade.

A migration has no keys, so what it finds is believed one time, by a person who was shown it. That
it was done stands in the trace, and the trace must be whole: whoever could take it out again, to
have false powers sealed by a second round, is found by the verification before that.

What lets somebody look into a case is sealed only as far as that trace says that Sanad wrote it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from casework.accounts import seals
from casework.accounts.models import (
    Delegation,
    ExternalIdentity,
    Password,
    RecoveryCode,
    TwoPersonAct,
    User,
)
from casework.accounts.service.factors import seal_factors
from casework.accounts.service.second_person import is_unconfirmed
from casework.audit import record
from casework.audit.catalogue import AccountsSealed, DatabaseRestored, SharesSealed
from casework.audit.chain import SYSTEM
from casework.audit.copies import copies_folder, second_place
from casework.audit.queries import events_of
from casework.audit.restorations import untold_restore
from casework.audit.verification import verify
from casework.db import Base, db, unit_of_work
from casework.db.installation import Restoration
from casework.kernel.clock import AS_SAID

Row = TypeVar("Row", bound=Base)
Round = Callable[[], int]
_rounds: list[Round] = []


class SealedAlready(Exception):
    """The accounts of this database were sealed before, or are as old as their seals."""


class TraceTouched(Exception):
    """The trace is not whole: what it says of accounts cannot be believed."""


@dataclass(frozen=True)
class Sealed:
    """How many accounts, and how many referrals, conferences and invitations."""

    accounts: int = 0
    shares: int = 0


def register_round(seal: Round) -> None:
    """Seal with `seal`, once, what a part of Sanad lets others look at; it says how much, and
    leaves without a seal what the trace does not know."""
    if seal not in _rounds:
        _rounds.append(seal)


def is_all_sealed() -> bool:
    """Whether everything that gives power in this database was sealed, or born sealed."""
    return are_sealed() and are_shares_sealed()


def are_shares_sealed() -> bool:
    """Whether that is so of what lets somebody look into a case."""
    return bool(events_of("system", SYSTEM, kinds=("SharesSealed",), limit=1))


def are_sealed() -> bool:
    """Whether the accounts of this database were sealed, or born sealed."""
    return sealed_at() is not None


def sealed_at() -> datetime | None:
    """When that was."""
    found = events_of("system", SYSTEM, kinds=("AccountsSealed",), limit=1)
    return found[0].at if found else None


def born_sealed() -> None:
    """A new database has no account of before: nothing is ever sealed in it afterwards."""
    record(AccountsSealed(count=0), None)
    record(SharesSealed(count=0), None)


def to_seal() -> Sequence[User]:
    """The accounts that are believed as they stand, for a person to look at."""
    found = select(User).where(User.powers_seal.is_(None)).options(selectinload(User.regions))
    return db.session.scalars(found.order_by(User.username)).all()


def restore_to_tell() -> Restoration | None:
    """The restore of a version that did not tell the trace, believed as its row stands: for a
    person to look at."""
    at = untold_restore(second_place())
    return db.session.scalar(select(Restoration).where(Restoration.restored_at == at).limit(1))


def seal_what_is_not() -> Sealed:
    """Seal what stands in the database, once; says how much. Refused with SealedAlready when all is
    sealed, and with TraceTouched when the trace or its copies are not whole."""
    accounts_too, shares_too = not are_sealed(), not are_shares_sealed()
    if not accounts_too and not shares_too:
        raise SealedAlready()
    if not verify(copies_folder()).whole:
        raise TraceTouched()
    db.session.rollback()
    with unit_of_work():
        return Sealed(_seal_accounts() if accounts_too else 0, _seal_shares() if shares_too else 0)


def _seal_accounts() -> int:
    found = to_seal()
    for user in found:
        _seal(user)
    _seal_what_hangs_on_them()
    _tell_restore()
    record(AccountsSealed(count=len(found)), None)
    return len(found)


def _seal_shares() -> int:
    count = sum(seal() for seal in _rounds)
    record(SharesSealed(count=count), None)
    return count


def _seal(user: User) -> None:
    if not is_unconfirmed(user):  # else their second person does it
        seals.seal_powers(user)
    seal_factors(user.id)


def _tell_restore() -> None:
    if found := restore_to_tell():
        made_at, restored_at = f"{found.made_at:{AS_SAID}}", f"{found.restored_at:{AS_SAID}}"
        record(DatabaseRestored(made_at=made_at, restored_at=restored_at), None)


def _seal_what_hangs_on_them() -> None:
    for password in _rows(Password, Password.sealed_hash.is_(None)):
        if password.hash is not None:
            password.sealed_hash = seals.seal_hash(password.user_id, password.hash)
            password.hash = None
    for code in _rows(RecoveryCode, RecoveryCode.seal.is_(None)):
        seals.seal_code(code)
    for external in _rows(ExternalIdentity, ExternalIdentity.seal.is_(None)):
        seals.seal_external(external)
    for delegation in _rows(Delegation, Delegation.seal.is_(None)):
        seals.seal_delegation(delegation)
    for act in _rows(TwoPersonAct, TwoPersonAct.seal.is_(None)):
        seals.seal_act(act)


def _rows(model: type[Row], wanted: ColumnElement[bool]) -> Sequence[Row]:
    return db.session.scalars(select(model).where(wanted)).all()
