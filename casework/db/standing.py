"""Triggers that refuse to change or take away rows that stand: a log, what was published.

They are attached to the tables, so that a database made from the models has them; a migration runs
`statements(dialect)` itself. Whoever owns the database can still take them away, which is what
chains, checkpoints and hashes are for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, event

_THERE = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
}


@dataclass(frozen=True)
class Kept:
    """Which rows of a table may not be changed, and which not deleted: conditions over OLD and NEW;
    empty for every row."""

    update: str = ""
    delete: str = ""


ALWAYS = Kept()


@dataclass(frozen=True)
class Standing:
    """Some tables whose rows stand, the `sentence` that whoever tries reads, and the name of the
    function that says it (on PostgreSQL, which refuses to empty such a table as well)."""

    function: str
    sentence: str
    tables: Mapping[str, Kept]

    def statements(self, dialect: str) -> list[str]:
        """The statements that protect the tables, in order, for `sqlite` or `postgresql`."""
        triggers = [line for table in self.tables for line in self.triggers(table, dialect)]
        return [*self._needed(dialect), *triggers]

    def protect(self, metadata: MetaData) -> None:
        """Attach the triggers to the tables, for whoever creates them."""
        for name in self.tables:
            event.listen(metadata.tables[name], "after_create", self._install)

    def missing(self, connection: Connection) -> list[str]:
        """The tables of which a trigger is gone, changed (SQLite) or put to rest (PostgreSQL)."""
        dialect = connection.dialect.name
        there = {
            _in_one_line(found) for found in connection.exec_driver_sql(_THERE[dialect]).scalars()
        }
        wanted = {
            table: {
                _in_one_line(line) if dialect == "sqlite" else line.split()[2]
                for line in self.triggers(table, dialect)
            }
            for table in self.tables
        }
        return [table for table, triggers in wanted.items() if not triggers <= there]

    def _install(self, table: Table, connection: Connection, **options: object) -> None:
        dialect = connection.dialect.name
        for statement in (*self._needed(dialect), *self.triggers(table.name, dialect)):
            connection.exec_driver_sql(statement)

    def _needed(self, dialect: str) -> list[str]:
        if dialect != "postgresql":
            return []
        return [
            f"CREATE OR REPLACE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{self.sentence}'; END $$"
        ]

    def triggers(self, table: str, dialect: str) -> Iterator[str]:
        """The triggers of one table."""
        kept = self.tables[table]
        for act, when in (("UPDATE", kept.update), ("DELETE", kept.delete)):
            yield self._trigger(table, act, when, dialect)
        if dialect == "postgresql":
            yield self._trigger(table, "TRUNCATE", "", dialect)

    def _trigger(self, table: str, act: str, when: str, dialect: str) -> str:
        start = f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
        if dialect == "sqlite":
            condition = f"WHEN {when} " if when else ""
            return f"{start}{condition}BEGIN SELECT RAISE(ABORT, '{self.sentence}'); END"
        each = "STATEMENT" if act == "TRUNCATE" else "ROW"
        condition = f"WHEN ({when}) " if when else ""
        return f"{start}FOR EACH {each} {condition}EXECUTE FUNCTION {self.function}()"


def _in_one_line(sql: str) -> str:
    return " ".join(sql.split())
