"""Triggers that refuse to change or take away what was published, whoever asks.

They are attached to the tables, so that a database made from the models has them; a migration runs
`statements(dialect)` itself.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, MetaData, Table, event

# What of each table never changes: a published version; whatever was noted of a withdrawal.
KEPT = {"instrument_version": "OLD.state = 'published'", "instrument_withdrawal": "1 = 1"}
SENTENCE = "a published version of a questionnaire stays as it is"

_REFUSE = (
    "CREATE OR REPLACE FUNCTION instrument_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
    f"BEGIN RAISE EXCEPTION '{SENTENCE}'; END $$"
)


def statements(dialect: str) -> list[str]:
    """The statements that protect the published versions, for `sqlite` or `postgresql`."""
    function = [_REFUSE] if dialect == "postgresql" else []
    return function + [line for table in KEPT for line in protections(table, dialect)]


def protections(table: str, dialect: str) -> Iterator[str]:
    """The triggers of one table."""
    for act in ("UPDATE", "DELETE"):
        start = f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        if dialect == "sqlite":
            yield f"{start}WHEN {KEPT[table]} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        else:
            yield f"{start}FOR EACH ROW WHEN ({KEPT[table]}) EXECUTE FUNCTION instrument_refuse()"
    if dialect == "postgresql":
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION instrument_refuse()"
        )


def protect(metadata: MetaData) -> None:
    """Attach the triggers to the tables, for whoever creates them."""
    for name in KEPT:
        event.listen(metadata.tables[name], "after_create", _install)


def _install(table: Table, connection: Connection, **options: object) -> None:
    dialect = connection.dialect.name
    function = [_REFUSE] if dialect == "postgresql" else []
    for statement in (*function, *protections(table.name, dialect)):
        connection.exec_driver_sql(statement)
