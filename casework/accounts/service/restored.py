"""After a restore: whoever left since the backup is back, until whoever runs the server looked.

The rows of a backup are as old as its trace, so nothing in the database can tell that an account
was closed, stopped or given another password since. Nothing is served until a person has compared
every account with a list of their own (ISO/IEC 27002:2022, 5.18 and 8.13). Links, codes on paper
and absences of before end in the restore itself: each of them may have been used up since.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from casework.accounts.models import (
    Delegation,
    Enrolment,
    NewPower,
    RecoveryCode,
    User,
)
from casework.accounts.queries.people import USABLE
from casework.accounts.service.delegations import end_delegation
from casework.accounts.service.powers import stop_user
from casework.accounts.service.safeguards import keep_an_administrator
from casework.audit import record
from casework.audit.catalogue import AccountsConfirmed, PowersAnsweredFor
from casework.audit.chain import SYSTEM
from casework.audit.queries import events_of
from casework.audit.restorations import RESTORED, SEALED
from casework.db import db, unit_of_work
from casework.kernel import clock

Row = TypeVar("Row", Enrolment, RecoveryCode)

CONFIRMED = AccountsConfirmed.__name__


class NobodyOfThatName(Exception):
    """An account that should be stopped is not among those that can come in."""


@dataclass(frozen=True)
class Ended:
    """What a restore brought back and ended at once."""

    links: int
    codes: int
    absences: int


def wait_to_be_confirmed() -> bool:
    """Whether accounts came back with a backup and nobody has looked at them since: an account that
    was sealed after the restore was looked at then."""
    found = events_of("system", SYSTEM, kinds=(RESTORED, SEALED, CONFIRMED), limit=1)
    return bool(found) and found[0].kind == RESTORED


def to_confirm() -> Sequence[User]:
    """The accounts that can come in, for a person to look at."""
    found = select(User).where(*USABLE).options(selectinload(User.regions))
    return db.session.scalars(found.order_by(User.username)).all()


def confirm_accounts(stopped: Collection[str]) -> int:
    """Say that all accounts are right but these, which nobody comes in with from now on; says how
    many are right. Refused with NobodyOfThatName, and with LastAdministrator when none would be
    left who gives others access."""
    with unit_of_work():
        found = {user.username: user for user in to_confirm()}
        if unknown := {*stopped} - {*found}:
            raise NobodyOfThatName(", ".join(sorted(unknown)))
        keep_an_administrator(frozenset(found[name].id for name in stopped))
        for name in sorted({*stopped}):
            _stop(found[name])
        right = len(found) - len({*stopped})
        record(AccountsConfirmed(count=right, stopped=len({*stopped})), None)
    return right


def _stop(user: User) -> None:
    """As whoever watches over accounts stops one; an administrator closes it, or lets it in."""
    stop_user(user, None)
    at = clock.now()
    db.session.add(
        NewPower(user_id=user.id, what="restored", given_at=at, answer="stopped", answered_at=at)
    )
    record(PowersAnsweredFor(user_id=user.id, answer="stop"), None)


def end_what_came_back() -> Ended:
    """End the links, codes on paper and absences that a backup brought back; in the unit of work of
    the restore. What was in force is set up anew, what was over stays so."""
    at = clock.now()
    links, codes = _use_up(Enrolment, at), _use_up(RecoveryCode, at)
    running = db.session.scalars(select(Delegation).where(Delegation.ends_at > at)).all()
    for one in running:
        end_delegation(one, None)
    return Ended(links, codes, len(running))


def _use_up(model: type[Row], at: datetime) -> int:
    rows = db.session.scalars(select(model).where(model.used_at.is_(None))).all()
    for row in rows:
        row.used_at = at
    return len(rows)
