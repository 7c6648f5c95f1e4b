"""Renewing keys from the page: one administrator asks, another confirms, the worker does it.

Keys that are renewed cannot be called back, and a rotation that nobody expects looks like an
attack: two people decide (ISO/IEC 27002:2022, 5.3), each of whom proved just now to be there.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from casework.audit import record
from casework.audit.catalogue import KeyRenewalAsked
from casework.custody import service
from casework.custody.models import RenewalAsked
from casework.db import db, hold, unit_of_work
from casework.encryption import KeyringRefused
from casework.kernel import clock
from casework.kernel.refusals import Conflict, SecondPersonNeeded
from casework.logs import write as write_line
from casework.logs.catalogue import KeysNotRenewed
from casework.policy import Actor

FILES, MATCH = "files", "match"
KINDS = (FILES, MATCH)
OPEN_FOR = timedelta(hours=72)
HERE = ("file", "vault")
"""Where keys can be renewed by the program: elsewhere they are changed by hand."""


class RenewalWaits(Conflict):
    """It was asked for already, and waits for the second person or for the worker."""


class RenewalDecided(Conflict):
    """It was decided meanwhile, or waited longer than three days."""


def can_renew_here() -> bool:
    """Whether the program itself can change the keyring of this installation."""
    return current_app.extensions["settings"].keyring_provider in HERE


def waiting() -> Sequence[RenewalAsked]:
    """What was asked for and is not done, the first asked first."""
    open_ones = RenewalAsked.done_at.is_(None), RenewalAsked.expires_at > clock.now()
    undecided = RenewalAsked.decided_at.is_(None) | RenewalAsked.confirmed
    wanted = select(RenewalAsked).where(*open_ones, undecided, RenewalAsked.failed.is_(False))
    return db.session.scalars(wanted.order_by(RenewalAsked.asked_at, RenewalAsked.id)).all()


def renewal(actor: Actor, renewal_id: UUID) -> RenewalAsked | None:
    """One of them."""
    return db.session.get(RenewalAsked, renewal_id)


def ask(what: str, actor: Actor) -> RenewalAsked:
    """Put it before the other administrators for three days."""
    if what not in KINDS or any(one.what == what for one in waiting()):
        raise RenewalWaits()
    at = clock.now()
    row = RenewalAsked(what=what, asked_by_id=actor.user_id, asked_at=at, expires_at=at + OPEN_FOR)
    db.session.add(row)
    db.session.flush()
    _write_down(row, "asked", actor)
    return row


def decide(row: RenewalAsked, actor: Actor, *, confirmed: bool) -> None:
    """The other administrator answers. To refuse, whoever asked may do too: to take it back."""
    hold(row)
    if confirmed and row.asked_by_id == actor.user_id:
        raise SecondPersonNeeded()
    if row.decided_at is not None or row.expires_at <= clock.now():
        raise RenewalDecided()
    row.decided_by_id, row.decided_at, row.confirmed = actor.user_id, clock.now(), confirmed
    if not confirmed:
        row.done_at = row.decided_at
    _write_down(row, "confirmed" if confirmed else "refused", actor)


def carry_out() -> int:
    """Do what two people decided; says how many. Stopped at any point, the next run goes on: a new
    key takes over once, and what hangs on the old one moves in its own steps."""
    wanted = [(row.id, row.what) for row in waiting() if row.confirmed]
    db.session.rollback()
    for renewal_id, what in wanted:
        failed = not _renew(match=what == MATCH)
        with unit_of_work():
            row = db.session.get_one(RenewalAsked, renewal_id)
            row.failed, row.done_at = failed, clock.now()
    return len(wanted)


def _write_down(
    row: RenewalAsked, step: Literal["asked", "confirmed", "refused"], actor: Actor
) -> None:
    what: Literal["files", "match"] = "match" if row.what == MATCH else "files"
    record(KeyRenewalAsked(renewal_id=row.id, what=what, step=step), actor)


def _renew(*, match: bool) -> bool:
    try:
        service.take_over(current_app.extensions["settings"], match=match)
    except KeyringRefused as refused:
        write_line(KeysNotRenewed(refused))
        db.session.rollback()
        return False
    service.finish_rotation()
    return True
