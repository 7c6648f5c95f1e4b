"""Triggers that refuse to change or take away rows that stand: a log, what was published.

They are attached to the tables, so that a database made from the models has them; a migration runs
`statements(dialect)` itself. Whoever owns the database can still take them away, which is what
chains, checkpoints and hashes are for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, MetaData, Table, event, text

_THERE = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')",
}


@dataclass(frozen=True)
class Kept:
    """Which rows of a table may not be changed, and which not deleted: conditions over OLD and NEW;
    empty for every row, and None for no row. `fixed`: columns, none of them empty, that alone may
    never change."""

    update: str = ""
    delete: str | None = ""
    fixed: tuple[str, ...] = ()

    @property
    def changes(self) -> str:
        """The condition under which a change is refused."""
        return " OR ".join(f"NEW.{one} <> OLD.{one}" for one in self.fixed) or self.update

    def forbidden(self) -> list[str]:
        """What the role that writes rows needs no right to do with the whole table."""
        rights = [] if self.update else ["UPDATE"]
        return [*rights, *(["DELETE"] if self.delete == "" else []), "TRUNCATE"]


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
        _all[self.function, tuple(self.tables)] = self

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

    def changeable(self, connection: Connection) -> list[str]:
        """The tables that the role of this connection has the right to change or empty (PostgreSQL;
        the file of SQLite has no roles)."""
        if connection.dialect.name != "postgresql":
            return []
        return [name for name, kept in self.tables.items() if _may(connection, name, kept)]

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
        for act, when in (("UPDATE", kept.changes), ("DELETE", kept.delete)):
            if when is not None:
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


_all: dict[tuple[str, tuple[str, ...]], Standing] = {}


def unprotected(connection: Connection) -> list[str]:
    """The tables whose triggers somebody took away, altered or put to rest, of all that stand."""
    return [table for one in _all.values() for table in one.missing(connection)]


def changeable(connection: Connection) -> list[str]:
    """The tables that the role of this connection may change or empty, of all that stand."""
    return [table for one in _all.values() for table in one.changeable(connection)]


def _may(connection: Connection, table: str, kept: Kept) -> bool:
    of_table = text("SELECT has_table_privilege(current_user, :table, :rights)")
    rights = ", ".join(kept.forbidden())
    if connection.scalar(of_table, {"table": table, "rights": rights}):
        return True
    of_column = text("SELECT has_column_privilege(current_user, :table, :column, 'UPDATE')")
    return any(connection.scalar(of_column, {"table": table, "column": one}) for one in kept.fixed)


def _in_one_line(sql: str) -> str:
    return " ".join(sql.split())
