"""What an insider with the database can do to the trace: triggers dropped, rows touched."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import Connection, Table

from casework.audit import record
from casework.audit.append_only import ADD_ONLY, FORWARD_ONLY
from casework.audit.catalogue import CaseRead
from casework.audit.copies import copies_folder, copy_checkpoints
from casework.audit.sealing import seal_checkpoint
from casework.audit.verification import verify
from casework.db import Base, db, unit_of_work, writing

EVENT, CHECKPOINT, LEAF, STREAM = (
    Base.metadata.tables[name]
    for name in ("audit_event", "audit_checkpoint", "audit_sealed_head", "audit_stream")
)
CASES = [uuid4() for _ in range(4)]
FIRST, SECOND = CASES[:2]
EACH = 6


def write_events(each: int = EACH) -> None:
    """`each` events into the stream of each case."""
    with unit_of_work():
        for case_id in CASES:
            for _ in range(each):
                record(CaseRead(case_id=case_id), None)


def seal() -> None:
    """Seal everything and copy it to the second place."""
    while seal_checkpoint():
        pass
    copy_checkpoints(copies_folder())
    db.session.rollback()


def faults(copies: bool = True) -> list[str]:
    """What a verification finds: kinds and places."""
    report = verify(copies_folder() if copies else None)
    return [str(fault) for fault in report.faults]


@contextmanager
def insider(app: Flask) -> Iterator[Connection]:
    """A connection of somebody who owns the database: no trigger holds them."""
    db.session.rollback()
    with writing(), db.engine.begin() as connection:
        drop_triggers(connection)
        yield connection


def drop_triggers(
    connection: Connection, tables: Iterable[str] = (*ADD_ONLY, FORWARD_ONLY)
) -> None:
    """Take the triggers off tables whose rows stand: those of the trace, or others."""
    on_table = connection.dialect.name == "postgresql"
    acts = ("update", "delete", "truncate") if on_table else ("update", "delete")
    for table in tables:
        for act in acts:
            where = f" ON {table}" if on_table else ""
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{act}{where}")


def at(case_id: UUID, seq: int) -> object:
    """The row of one event of a case."""
    return (EVENT.c.stream_id == case_id) & (EVENT.c.seq == seq)


def row(connection: Connection, table: Table, where: object) -> dict[str, object]:
    """One row as a dictionary."""
    return dict(connection.execute(table.select().where(where)).mappings().one())  # type: ignore[arg-type]
