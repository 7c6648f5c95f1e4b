"""The outbox: who has to be told is written with the act, and told after it is committed.

Without a mail server nobody is written to: the work list of the home page is the message, and the
row says so. A letter is sent at least once. When the machine dies between handing letters to the
mail server and noting it, they are handed over once more under the same Message-ID, by which mail
servers and readers know that they have them; and each is so neutral that twice does no harm.
"""

import smtplib
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, select, update

from casework.db import AtCommit, unit_of_work
from casework.jobs.mail import Address, deliver, write
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import now
from casework.kernel.ids import new_id
from casework.logs import write as write_line
from casework.logs.catalogue import MailNotTaken

AT_ONCE = 200
TRIES = 8
FIRST_PAUSE = timedelta(minutes=1)

_ADD = OutboxMessage.__table__.insert()  # type: ignore[attr-defined]
_posted: AtCommit[dict[str, Any]] = AtCommit(
    "outbox messages", lambda session, messages: session.connection().execute(_ADD, messages)
)

Lookup = Callable[[UUID | None, UUID | None], Sequence[Address]]
_lookup: list[Lookup] = []


def register_addresses(lookup: Lookup) -> None:
    """Accounts say here to which addresses a user or an organisation is written."""
    _lookup[:] = [lookup]


def post(
    topic: str,
    subject_id: UUID,
    *,
    user_id: UUID | None = None,
    organisation_id: UUID | None = None,
) -> None:
    """Tell somebody that they have something to deal with, if the transaction is committed.

    Give the user, or else the organisation whose people share the work.
    """
    at = now()
    message = {
        "id": new_id(),
        "topic": topic,
        "subject_id": subject_id,
        "recipient_user_id": user_id,
        "recipient_organisation_id": None if user_id else organisation_id,
        "created_at": at,
        "try_after": at,
        "attempts": 0,
    }
    _posted.add(message)


def dispatch() -> int:
    """Send what waits; say how many messages were dealt with. A failure waits longer each time."""
    url: str = current_app.extensions["settings"].smtp_url
    if not url:
        return _show_in_application()
    claimed = _claim()
    letters = _letters(claimed)
    if letters:
        try:
            deliver(url, [write(address, *said) for address, said in letters.items()])
        except (OSError, smtplib.SMTPException) as failure:
            write_line(MailNotTaken(failure))
            return 0
    written = set().union(*(messages for _items, messages in letters.values()))
    _settle([message.id for message in claimed], written)
    return len(claimed)


def _show_in_application() -> int:
    """Note, of all that waits at once, that the work lists say it and nothing else will."""
    at = now()
    told = update(OutboxMessage).where(*_waiting(at))
    told = told.values(sent_at=at, way="app", attempts=OutboxMessage.attempts + 1)
    with unit_of_work() as session:
        done = session.execute(told, execution_options={"synchronize_session": False})
        return int(done.rowcount)  # type: ignore[attr-defined]


def _waiting(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OutboxMessage.sent_at.is_(None),
        OutboxMessage.try_after <= at,
        OutboxMessage.attempts < TRIES,
    )


def _claim() -> list[OutboxMessage]:
    """Take what is due and push its next try away, so that a second worker leaves it alone."""
    at = now()
    with unit_of_work() as session:
        wanted = (
            select(OutboxMessage)
            .where(*_waiting(at))
            .order_by(OutboxMessage.created_at)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
        claimed = list(session.scalars(wanted))
        for message in claimed:
            message.attempts += 1
            message.try_after = at + FIRST_PAUSE * 2**message.attempts
        session.flush()
        session.expunge_all()  # so that they can be read after the commit without a query each
    return claimed


def _letters(messages: list[OutboxMessage]) -> dict[Address, tuple[int, set[UUID]]]:
    """One letter an address: how many different things wait, and which messages say so."""
    waiting: dict[Address, set[UUID]] = defaultdict(set)
    saying: dict[Address, set[UUID]] = defaultdict(set)
    for message in messages:
        to = message.recipient_user_id, message.recipient_organisation_id
        for address in _lookup[0](*to) if _lookup else ():
            waiting[address].add(message.subject_id)
            saying[address].add(message.id)
    return {address: (len(things), saying[address]) for address, things in waiting.items()}


def _settle(ids: list[UUID], written: set[UUID]) -> None:
    """Nobody was written to of what nobody gave an address for: the work lists say it."""
    with unit_of_work() as session:
        for message in session.scalars(select(OutboxMessage).where(OutboxMessage.id.in_(ids))):
            message.sent_at = now()
            message.way = "mail" if message.id in written else "app"
