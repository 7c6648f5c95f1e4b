"""Holding a row: locked for a change until the transaction ends, and read as it is now.

A row that is held already is not asked for again: nobody else can have changed it, and what this
transaction changed in it, written or not, is in memory.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, event, func, select
from sqlalchemy.orm import Session, SessionTransaction

from casework.db.engines import db
from casework.kernel.refusals import StaleVersion

HELD = "held rows"


def hold(row: Any) -> None:
    """Lock the row of a record and read it anew; at once when this transaction holds it."""
    session = db.session
    held = _held(session)
    if row in held and row in session:
        return
    session.flush()
    session.refresh(row, with_for_update=True)
    held[row] = {}


def hold_as_shown(row: Any, expected_version: int | None) -> None:
    """Lock the row of a record for a change that somebody typed into a page: refused as stale when
    the record is not the one the page showed. None: no page showed it, so nothing is compared."""
    hold(row)
    if expected_version is not None and expected_version != row.version:
        raise StaleVersion()


def hold_all(rows: Select[Any]) -> None:
    """Lock several rows with one statement and read them anew. They should come in the order of
    their ids, so that two writers never wait for each other."""
    session = db.session
    locking = rows.with_for_update().execution_options(populate_existing=True)
    held = _held(session)
    for row in session.scalars(locking):
        held.setdefault(row, {})


def hold_new(row: Any) -> None:
    """Note that the record was made in this transaction: until it ends nobody else sees it."""
    _held(db.session).setdefault(row, {})


def take_turns(turn: int, of: UUID | None = None, *, shared: bool = False) -> None:
    """Wait until nobody else is in the same turn, and stay in it until the transaction ends: for a
    rule about rows that may not be there yet. `of`: a turn for each account, say; two of them may
    be the same. `shared`: with others who share it. On SQLite writers take turns anyway."""
    if db.session.get_bind().dialect.name == "sqlite":
        return
    whose = () if of is None else (int.from_bytes(of.bytes[-4:], signed=True),)
    lock = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
    db.session.execute(select(lock(turn, *whose)))


def while_held(row: Any) -> dict[Any, Any] | None:
    """Notes about a held row that stay true while nobody else can change what belongs to it; None
    when it is not held. They end with the lock."""
    return _held(db.session).get(row)


def _held(session: Session) -> dict[Any, dict[Any, Any]]:
    held: dict[Any, dict[Any, Any]] = session.info.setdefault(HELD, {})
    return held


@event.listens_for(Session, "after_transaction_end")
def _let_go(session: Session, transaction: SessionTransaction) -> None:
    """Locks end with the transaction, and those taken since a savepoint with a return to it."""
    if transaction.parent is None or transaction.nested:
        session.info.pop(HELD, None)
