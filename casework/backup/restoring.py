"""Restoring into an empty database: everything in one transaction, compared before it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, select

from casework.accounts.service.restored import Ended, end_what_came_back
from casework.audit import record
from casework.audit.catalogue import DatabaseRestored
from casework.audit.verification import verify
from casework.backup import refusals
from casework.backup.erasures import check_register, repeat_erasures
from casework.backup.folder import digest_of
from casework.backup.opening import Content, check_age, opened
from casework.backup.parts import KEYS, RECORDS, tables_of
from casework.backup.rows import typer
from casework.backup.snapshot import count_of, log_of
from casework.backup.wire import Audit, Head
from casework.db import Base, db, installation, migrating, unit_of_work
from casework.encryption import current_keyring
from casework.encryption.sampling import Opened, open_samples
from casework.encryption.verification import verify_keyring
from casework.kernel.clock import AS_SAID

VERSIONS = "alembic_version"


@dataclass(frozen=True)
class Restored:
    """What stands in the database now."""

    head: Head
    rows: int
    audit: Audit
    opened: Opened
    repeated: int
    ended: Ended
    first_fault: str


def restore(records: Path, keys: Path, identities: list[Any], erasures: Path | None) -> Restored:
    """Fill the empty database of this installation, and erase in it again what the register of
    erasures names. Any refusal leaves it as empty as it was. Without a register (None) whoever was
    erased since the backup is back."""
    current_keyring()
    refuse_unless_empty()
    with (
        opened(records, RECORDS, identities) as content,
        opened(keys, KEYS, identities) as of_keys,
    ):
        check_age(of_keys.head, content.head)
        migrating.make_schema()
        with unit_of_work() as session:
            connection = session.connection()
            with _references_last(connection):
                _fill(connection, content)
                _fill_keys(connection, of_keys)
            _compare(connection, content)
            installation.note_restoration(content.head.made_at)
            made_at = f"{content.head.made_at:{AS_SAID}}"
            record(DatabaseRestored(made_at=made_at, digest=digest_of(records)), None)
            verify_keyring(session)
            check = open_samples(session)
            repeated = _erased_again(erasures, content) if erasures else 0
            ended = end_what_came_back()
    report = verify()
    return Restored(
        head=content.head,
        rows=sum(count.rows for count in content.counts.values()),
        audit=content.signed_end.audit,
        opened=check,
        repeated=repeated,
        ended=ended,
        first_fault=str(report.faults[0]) if report.faults else "",
    )


def _erased_again(erasures: Path, content: Content) -> int:
    """After the backup proved to be ours, so that a wrong keyring is named as such."""
    check_register(erasures, content.head.made_at)
    return repeat_erasures(erasures)


def refuse_unless_empty() -> None:
    """Only a database without a single row is restored into."""
    db.session.rollback()
    connection = db.session.connection()
    there = set(inspect(connection).get_table_names()) - {VERSIONS}
    if there - set(Base.metadata.tables):
        raise refusals.NotEmpty()
    for name in there:
        table = Base.metadata.tables[name]
        if connection.execute(select(*table.primary_key.columns).limit(1)).first():
            raise refusals.NotEmpty()
    db.session.rollback()


def _fill(connection: Connection, content: Content) -> None:
    tables = {table.name: (table, typer(table)) for table in tables_of(content.head.part)}
    for some in content.rows():
        table, typed = tables[some.table]
        connection.execute(table.insert(), [typed(row) for row in some.rows])


def _fill_keys(connection: Connection, content: Content) -> None:
    """Keys may be newer than the records: tokens of people who are not there yet stay out."""
    people = set(connection.scalars(select(Base.metadata.tables["person"].c.id)))
    tables = {table.name: (table, typer(table)) for table in tables_of(KEYS)}
    for some in content.rows():
        table, typed = tables[some.table]
        rows = [typed(row) for row in some.rows]
        wanted = [row for row in rows if row.get("person_id") in people or "owner_id" in row]
        if wanted:
            connection.execute(table.insert(), wanted)


class _references_last:  # noqa: N801 - reads as what it does
    """References between rows of one table are looked at when all rows are in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._names = list(_own_references()) if connection.dialect.name != "sqlite" else []

    def __enter__(self) -> None:
        if self._connection.dialect.name == "sqlite":
            self._connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        self._alter("DEFERRABLE INITIALLY DEFERRED")

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is None and self._names:
            self._connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
            self._alter("NOT DEFERRABLE")

    def _alter(self, how: str) -> None:
        for table, name in self._names:
            self._connection.exec_driver_sql(f'ALTER TABLE "{table}" ALTER CONSTRAINT {name} {how}')


def _own_references() -> Iterator[tuple[str, str]]:
    """Foreign keys of a table to itself."""
    for table in tables_of(RECORDS):
        for key in table.foreign_key_constraints:
            if key.referred_table is table:
                yield table.name, str(key.name)


def _compare(connection: Connection, content: Content) -> None:
    """What stands in the tables is what was signed, and the log is where it was."""
    for table in tables_of(RECORDS):
        if count_of(connection, table) != content.signed_end.counts[table.name]:
            raise refusals.NotTheSame(file=content.file.name, where=table.name)
    if log_of(connection) != content.signed_end.audit:
        raise refusals.NotTheSame(file=content.file.name, where="log")
