"""Triggers that let rows of the log be added and never changed.

They are attached to the tables, so that a database made from the models has them; a migration runs
`statements(dialect)` itself. In production the service's database role also lacks UPDATE, DELETE
and TRUNCATE on these tables; whoever owns the database can still take both away, which is what the
chain and the checkpoints are for.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, Table, event

ADD_ONLY = ("audit_event", "audit_checkpoint", "audit_sealed_head")
FORWARD_ONLY = "audit_stream"

_REFUSE = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$
"""


def statements(dialect: str) -> list[str]:
    """The statements that protect the log, in order, for `sqlite` or `postgresql`."""
    tables = (*ADD_ONLY, FORWARD_ONLY)
    found = [_REFUSE.strip()] if dialect == "postgresql" else []
    return found + [line for table in tables for line in protections(table, dialect)]


def protections(table: str, dialect: str) -> Iterator[str]:
    """The triggers of one table."""
    back = "NEW.seq < OLD.seq OR NEW.sealed_seq < OLD.sealed_seq"
    change = back if table == FORWARD_ONLY else ""
    if dialect == "sqlite":
        yield _sqlite(table, "UPDATE", f"WHEN {change} " if change else "")
        yield _sqlite(table, "DELETE", "")
        return
    yield _postgresql(table, "UPDATE", "ROW", f"WHEN ({change}) " if change else "")
    yield _postgresql(table, "DELETE", "ROW", "")
    yield _postgresql(table, "TRUNCATE", "STATEMENT", "")


def _sqlite(table: str, act: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} {when}"
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    )


def _postgresql(table: str, act: str, each: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        f"FOR EACH {each} {when}EXECUTE FUNCTION audit_refuse()"
    )


def protect(metadata: MetaData) -> None:
    """Attach the triggers to the tables of the log, for whoever creates them."""
    for table in (*ADD_ONLY, FORWARD_ONLY):
        event.listen(metadata.tables[table], "after_create", _install)


def _install(table: Table, connection: Connection, **options: object) -> None:
    dialect = connection.dialect.name
    before = [_REFUSE.strip()] if dialect == "postgresql" else []
    for statement in (*before, *protections(table.name, dialect)):
        connection.exec_driver_sql(statement)
