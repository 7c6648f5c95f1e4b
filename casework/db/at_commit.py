"""What a transaction gathers and writes together as it commits.

An act says several things of one kind (events of the log, messages to people), and a person is
waiting: they go in together. They are part of the transaction like every other row: they fall with
it, or back to a savepoint; and when they cannot be written, nothing is.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from casework.db.engines import db, is_writing

T = TypeVar("T")

_kinds: list["AtCommit[Any]"] = []
_reached: WeakKeyDictionary[SessionTransaction, dict[str, int]] = WeakKeyDictionary()
"""How much of each kind was gathered when a savepoint was set."""


class AtCommit(Generic[T]):
    """One kind of thing to write; `write(session, things)` puts them into the database."""

    def __init__(self, name: str, write: Callable[[Session, list[T]], object]) -> None:
        self.name = name
        self._write = write
        _kinds.append(self)

    def add(self, thing: T) -> None:
        """Hold it until the unit of work commits. RuntimeError outside of one."""
        if not is_writing():
            raise RuntimeError("what is written at the commit needs a unit of work")
        session = db.session
        if not session.in_transaction():
            session.begin()  # so that there is something to commit, or to fall with
        session.info.setdefault(self.name, []).append(thing)

    def write_now(self, session: Session | None = None) -> None:
        """Write what was gathered so far: at the commit, and before the same is read."""
        session = session or db.session
        if things := session.info.pop(self.name, []):
            session.flush()
            self._write(session, things)


@event.listens_for(Session, "before_commit")
def _write_all(session: Session) -> None:
    if not session.in_nested_transaction():
        for kind in _kinds:
            kind.write_now(session)


@event.listens_for(Session, "after_transaction_create")
def _note_savepoint(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        _reached[transaction] = {kind.name: len(session.info.get(kind.name, ())) for kind in _kinds}


@event.listens_for(Session, "after_soft_rollback")
def _drop(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        for name, reached in _reached.pop(transaction, {}).items():
            del session.info.get(name, [])[reached:]
    elif transaction.parent is None:
        for kind in _kinds:
            session.info.pop(kind.name, None)
