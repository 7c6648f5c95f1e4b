"""Triggers that refuse to change or take back what was published.

They are attached to the tables, so that a database made from the models has them; a migration runs
`statements(dialect)` itself. A second release of a period would give away every late case by
subtraction, which is why there is no way to issue one.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, Table, event

TABLES = ("statistics_release", "statistics_cell", "statistics_budget")

_REFUSE = (
    "CREATE OR REPLACE FUNCTION statistics_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN RAISE EXCEPTION 'what was published stays as it is'; END $$"
)


def statements(dialect: str) -> list[str]:
    """The statements that protect the published tables, for `sqlite` or `postgresql`."""
    function = [_REFUSE] if dialect == "postgresql" else []
    return function + [line for table in TABLES for line in protections(table, dialect)]


def protections(table: str, dialect: str) -> Iterator[str]:
    """The triggers of one table."""
    for act in ("UPDATE", "DELETE"):
        start = f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        if dialect == "sqlite":
            yield start + "BEGIN SELECT RAISE(ABORT, 'what was published stays as it is'); END"
        else:
            yield start + "FOR EACH ROW EXECUTE FUNCTION statistics_refuse()"
    if dialect == "postgresql":
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION statistics_refuse()"
        )


def protect(metadata: MetaData) -> None:
    """Attach the triggers to the published tables, for whoever creates them."""
    for name in TABLES:
        event.listen(metadata.tables[name], "after_create", _install)


def _install(table: Table, connection: Connection, **options: object) -> None:
    dialect = connection.dialect.name
    function = [_REFUSE] if dialect == "postgresql" else []
    for statement in (*function, *protections(table.name, dialect)):
        connection.exec_driver_sql(statement)
