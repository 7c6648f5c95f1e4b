"""What hangs on a record: every row that refers to it, however far away, found from the tables
themselves, so that an erasure forgets nothing that a feature adds later.

Rows refer by foreign keys, which are followed unless they are named in CUT; and by plain ids, which
are named in LOOSE. A test fails on a new reference that is in neither list.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, delete, select, update
from sqlalchemy.orm import Session

from casework.db.base import Base

AT_ONCE = 400

CUT = frozenset({("screening", "seen_again_id"), ("screening", "visit_id")})
"""References that end when what they point to goes; the row that has them stays."""

FOLLOWED_THOUGH_EMPTY = frozenset(
    {
        ("case", "merged_into_id"),
        ("case_link", "other_case_id"),
        ("match_review", "case_id"),
        ("match_review", "leading_id"),
        ("match_review", "comparing_id"),
        ("match_search", "case_id"),
        ("note", "corrects_id"),
        ("reintegration_file", "return_id"),
        ("screening", "case_id"),
        ("service_given", "referral_id"),
        ("stay", "referral_id"),
    }
)
"""References that may be empty, whose rows go all the same with what they point to."""

LOOSE = (
    ("match_token", "person_id"),
    ("outbox_message", "subject_id"),
    ("shelter_log", "owner_id"),
    ("step_taken", "owner_id"),
    ("step_taken", "key_owner_id"),
    ("task", "owner_id"),
    ("task", "key_owner_id"),
)
"""Columns that name a record of several kinds by its id alone. Data keys do too: they are destroyed
by `encryption.destroy_data_keys`, before their owners go."""


@dataclass
class Reach:
    """The rows found: the ids by table, of the tables whose rows have one."""

    ids: dict[str, set[UUID]] = field(default_factory=dict)

    def all_ids(self) -> set[UUID]:
        """Every id, of whatever table: ids are unique across them."""
        return set().union(*self.ids.values()) if self.ids else set()


def reach(session: Session, roots: Mapping[str, Collection[UUID]]) -> Reach:
    """Everything that hangs on these rows, the rows themselves included."""
    found, waiting = Reach(), {name: set(ids) for name, ids in roots.items() if ids}
    while waiting:
        name, fresh = waiting.popitem()
        fresh -= found.ids.setdefault(name, set())
        found.ids[name] |= fresh
        for table, column in _referring(name):
            more = set(_ids(session, table, column, fresh))
            if more - found.ids.get(table.name, set()):
                waiting.setdefault(table.name, set()).update(more)
    return found


def remove(session: Session, found: Reach) -> dict[str, int]:
    """Delete what was reached, in an order in which nothing is left pointing at what is gone. Says
    how many rows of each table that were."""
    everything = found.all_ids()
    within = {(name, column) for name, column, to, empty in references() if name == to and empty}
    for name, column in sorted(CUT | within):
        _cut(session, Base.metadata.tables[name], column, everything)
    removed: dict[str, int] = {}
    for table in reversed(Base.metadata.sorted_tables):
        conditions = list(_conditions(table, found, everything))
        if conditions:
            count = sum(_delete(session, table, condition) for condition in conditions)
            removed |= {table.name: count} if count else {}
    session.expire_all()
    return removed


def references() -> Iterator[tuple[str, str, str, bool]]:
    """Every foreign key: table, column, the table it points to, whether it may be empty."""
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            yield table.name, key.parent.name, key.column.table.name, bool(key.parent.nullable)


def _referring(name: str) -> Iterator[tuple[Table, Any]]:
    """Columns of tables with an id, whose rows go with a row of this table."""
    for table in Base.metadata.sorted_tables:
        if not _has_id(table):
            continue
        for key in table.foreign_keys:
            if key.column.table.name == name and (table.name, key.parent.name) not in CUT:
                yield table, key.parent
    for table_name, column in LOOSE:
        table = Base.metadata.tables[table_name]
        if _has_id(table):
            yield table, table.c[column]


def _has_id(table: Table) -> bool:
    return [column.name for column in table.primary_key] == ["id"]


def _ids(session: Session, table: Table, column: Any, wanted: set[UUID]) -> Iterator[UUID]:
    for some in _batches(wanted):
        yield from session.scalars(select(table.c.id).where(column.in_(some)))


def _conditions(table: Table, found: Reach, everything: set[UUID]) -> Iterator[ColumnElement[bool]]:
    if own := found.ids.get(table.name):
        yield from (table.c.id.in_(some) for some in _batches(own))
    for name, column in LOOSE:
        if name == table.name and not _has_id(table):
            yield from (table.c[column].in_(some) for some in _batches(everything))
    if not _has_id(table):
        for key in table.foreign_keys:
            if gone := found.ids.get(key.column.table.name):
                yield from (key.parent.in_(some) for some in _batches(gone))


def _delete(session: Session, table: Table, condition: ColumnElement[bool]) -> int:
    return int(session.connection().execute(delete(table).where(condition)).rowcount)


def _cut(session: Session, table: Table, column: str, gone: set[UUID]) -> None:
    for some in _batches(gone):
        where = table.c[column].in_(some)
        session.connection().execute(update(table).where(where).values({column: None}))


def _batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    waiting = iter(sorted(ids))
    while some := list(islice(waiting, AT_ONCE)):
        yield some
