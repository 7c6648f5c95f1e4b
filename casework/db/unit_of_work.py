"""The unit of work: one intention, one transaction, one commit. Nothing else commits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from casework.db import queueing
from casework.db.engines import db, is_writing, writing

_listeners: list[Callable[[], None]] = []


def after_commit(listener: Callable[[], None]) -> Callable[[], None]:
    """Call `listener` after each unit of work that was committed: the outbox starts here."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Run the block in one writing transaction; commit at its end, roll back when it raises.

    A unit inside a unit is refused: a half of an intention must not be committed alone.
    """
    if is_writing():
        raise RuntimeError("a unit of work is open already")
    session = db.session
    session.rollback()  # ends the reading snapshot, so that the unit sees the newest rows
    with writing():
        try:
            yield session
            session.commit()
        except BaseException as problem:
            session.rollback()
            if isinstance(problem, OperationalError):
                queueing.waited_in_vain()
            raise
    queueing.came_through()
    for listener in _listeners:
        listener()
