"""Writing before reading, only where the reading could tell the difference.

A session writes what was changed before each of its queries. A case whose version went up does not
change what a query for organisations finds; it is written with the next query that asks for cases,
or at the commit. What is new or deleted is always written first, so that rows which refer to each
other go in as the acts made them.
"""

from functools import cache
from weakref import WeakKeyDictionary

from sqlalchemy import Table, event
from sqlalchemy.orm import ORMExecuteState, Session, object_mapper
from sqlalchemy.sql import Executable, visitors

from casework.db.base import Base

_asked: WeakKeyDictionary[Executable, frozenset[str]] = WeakKeyDictionary()


@event.listens_for(Session, "do_orm_execute")
def _flush_what_is_asked_for(state: ORMExecuteState) -> None:
    session = state.session
    if not state.is_select or session.new or session.deleted:
        return
    changed = {table.name for row in session.dirty for table in _tables_of(row)}
    if not changed or changed & _related():
        return
    asked = _tables_in(state.statement)
    if asked and asked.isdisjoint(changed):
        state.update_execution_options(autoflush=False)


def _tables_of(row: object) -> list[Table]:
    return [table for table in object_mapper(row).tables if isinstance(table, Table)]


def _tables_in(statement: Executable) -> frozenset[str]:
    """The names of all tables that a statement reads, in its inner selects too."""
    found = _asked.get(statement)
    if found is None:
        parts = visitors.iterate(statement)  # type: ignore[arg-type]
        found = frozenset(part.name for part in parts if isinstance(part, Table))
        _asked[statement] = found
    return found


@cache
def _related() -> frozenset[str]:
    """Tables that are written, or read, together with another one."""
    pairs = [(one, link.mapper) for one in Base.registry.mappers for link in one.relationships]
    return frozenset(one.local_table.name for pair in pairs for one in pair)  # type: ignore[attr-defined]
