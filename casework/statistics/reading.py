"""The dashboards' own connection: it reads published numbers, and can read nothing else.

On SQLite an authorizer of the engine itself refuses every other table and column, every write and
every pragma (https://sqlite.org/c3ref/set_authorizer.html). On PostgreSQL it signs in as the
role `sanad_dashboards` (SANAD_STATISTICS_DATABASE_URL), which was granted the published columns
alone (`flask statistics roles`). Without an address of its own it signs in as the main role and
acts as that one, until a statement takes that off: `flask doctor` finds fault. Beside SQLite the
address is of no use, and is not used.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool

from casework.db.statistics_roles import DASHBOARDS_ROLE, PUBLISHED

READABLE = {
    "statistics_release": frozenset({"id", "lattice", "kind", "period", "frozen_at"}),
    "statistics_cell": frozenset({"release_id", "table_name", "cell", "value"}),
    "statistics_drawn": frozenset({"lattice", "kind", "period"}),
    "restoration": frozenset({"restored_at"}),
}
_PLAIN = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION)


def init_app(app: Flask, main_url: Any, own_url: str = "") -> None:
    """Give the app its second engine. Touches no database yet."""
    beside_sqlite = str(main_url).startswith("sqlite")
    url = main_url if beside_sqlite else own_url or main_url
    engine = create_engine(url, hide_parameters=True, **_options(str(url)))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _limit_sqlite)
    else:
        event.listen(engine, "connect", _limit_postgresql)
    app.extensions[PUBLISHED] = engine


@contextmanager
def reading() -> Iterator[Connection]:
    """A connection for one question."""
    engine: Engine = current_app.extensions[PUBLISHED]
    with engine.connect() as connection:
        yield connection


def authorize(action: int, first: str | None, second: str | None, *place: Any) -> int:
    """What SQLite asks for each thing a statement does; `first` and `second` name it."""
    if action in _PLAIN:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ:
        # a table without a column: the statement only counts rows, or only asks whether one is
        columns = READABLE.get(first or "", frozenset())
        return sqlite3.SQLITE_OK if second in columns else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first == "read_uncommitted" and second is None:
        return sqlite3.SQLITE_OK  # SQLAlchemy asks once
    return sqlite3.SQLITE_DENY


def _options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"poolclass": NullPool}
    return {"pool_pre_ping": True, "pool_size": 2, "connect_args": {"connect_timeout": 5}}


def needed_to_act_as_a_role(server_version: int) -> str:
    """What `SET ROLE` asks for: a privilege of its own since PostgreSQL 16, of which older servers
    know nothing; before, to be a member (postgresql.org/docs/16/release-16.html)."""
    return "SET" if server_version >= 160000 else "MEMBER"


def _limit_sqlite(connection: Any, record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")
    connection.execute("PRAGMA busy_timeout=10000")
    connection.set_authorizer(authorize)


def _limit_postgresql(connection: Any, record: Any) -> None:
    """Act as the dashboards' role where the operator made it, and never write."""
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
        may_act = needed_to_act_as_a_role(connection.info.server_version)
        found = (
            "SELECT CASE WHEN to_regclass('statistics_cell') IS NULL THEN false ELSE "
            "has_any_column_privilege(rolname, 'statistics_cell', 'SELECT') END "
            "FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, %s)"
        )
        if (cursor.execute(found, (DASHBOARDS_ROLE, may_act)).fetchone() or (False,))[0]:
            cursor.execute(f"SET ROLE {DASHBOARDS_ROLE}")
    connection.commit()
