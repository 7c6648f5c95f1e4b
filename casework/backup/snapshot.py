"""The database as it is at one instant, read while others go on writing.

One reading transaction sees one state: on SQLite in WAL mode the snapshot of its first read, on
PostgreSQL REPEATABLE READ. Writers are not held up on either, and what they commit meanwhile is in
the next backup.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Table, func, select

from casework.audit.chain import Head as StreamHead
from casework.audit.chain import Stream, merkle_root
from casework.audit.models import AuditCheckpoint, AuditEvent, AuditStream
from casework.backup.rows import TableSum, plainer
from casework.backup.wire import Audit, Count, Rows
from casework.db import db

AT_ONCE = 200


@contextmanager
def snapshot() -> Iterator[Connection]:
    """A connection that sees one instant, and can only read."""
    engine = db.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.connect() as connection:
        yield connection


def rows_of(connection: Connection, table: Table, counts: dict[str, Count]) -> Iterator[Rows]:
    """All rows of a table in small parts; its count is noted at the end."""
    plain, total = plainer(table), TableSum()
    reading = connection.execute(select(table).execution_options(yield_per=AT_ONCE))
    for some in reading.partitions():
        rows = [plain(row) for row in some]
        total.add(rows)
        yield Rows(str(table.name), rows)
    counts[str(table.name)] = Count(total.rows, total.digest)


def count_of(connection: Connection, table: Table) -> Count:
    """How many rows a table has and the sum of their digests."""
    counts: dict[str, Count] = {}
    for _rows in rows_of(connection, table, counts):
        pass
    return counts[table.name]


def log_of(connection: Connection) -> Audit:
    """Where the log stands."""
    wanted = select(AuditStream.kind, AuditStream.id, AuditStream.seq, AuditStream.head)
    rows = connection.execute(wanted.execution_options(yield_per=AT_ONCE))
    leaves = sorted(StreamHead(Stream(row.kind, row.id), row.seq, row.head).leaf() for row in rows)
    newest = connection.scalar(select(func.max(AuditCheckpoint.number)))
    return Audit(
        events=connection.scalar(select(func.count()).select_from(AuditEvent)) or 0,
        streams=len(leaves),
        root=merkle_root(leaves).hex(),
        checkpoint=newest or 0,
    )
