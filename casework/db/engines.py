"""Engines: SQLite for one machine, PostgreSQL for several, with the same promises on both.

A transaction is read-only unless it was opened by a unit of work: a GET that tried to write would
be refused by the database itself. On SQLite writers queue at one file lock before BEGIN IMMEDIATE,
because SQLite's own busy wait is neither fair nor quick (https://sqlite.org/lang_transaction.html).
"""

import math
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

from flask import Flask, has_request_context
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError

from casework.db import checkpointing, patience, queueing

LOCKED = "database is locked"

LIMITS = "-c lock_timeout=10s -c idle_in_transaction_session_timeout=5min"
"""PostgreSQL: who waits for somebody else's row gives up as on SQLite, and is told to come back; a
process that hangs in a transaction keeps its rows from others for minutes, not for ever."""

db = SQLAlchemy(session_options={"autoflush": True})

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_rebuilding: ContextVar[bool] = ContextVar("rebuilding", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """Let transactions that begin inside the block write. For units of work and migrations."""
    token = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(token)


@contextmanager
def rebuilding() -> Iterator[None]:
    """Let migrations rebuild tables that others refer to: SQLite, which cannot alter a table in
    place, would refuse to drop the old one (https://sqlite.org/lang_altertable.html, section 7).
    Whoever uses it checks the references afterwards."""
    token = _rebuilding.set(True)
    try:
        yield
    finally:
        _rebuilding.reset(token)


@contextmanager
def given_up() -> Iterator[None]:
    """A form was refused: the next writer goes on while the answer that says so is made. What the
    act wrote was undone by whoever refused; what the refusal itself wrote is kept, as a guess that
    was counted. Outside of a unit nothing changes."""
    if not is_writing():
        yield
        return
    db.session.commit()
    token = _writing.set(False)
    try:
        yield
    finally:
        db.session.rollback()  # the snapshot that the answer was read from
        _writing.reset(token)


def is_writing() -> bool:
    """Whether transactions that begin now may write."""
    return _writing.get()


def engine_options(url: str) -> dict[str, Any]:
    """What create_engine is told: never print bound values, check a connection before use."""
    options: dict[str, Any] = {"url": url, "hide_parameters": True, "pool_pre_ping": True}
    if url.startswith("postgresql"):
        options["connect_args"] = {"connect_timeout": 5}
        if "options=" not in url:  # whoever sets them there knows better
            options["connect_args"]["options"] = LIMITS
    return options


def install_engines(app: Flask, url: str) -> None:
    """Give the app its engine. Touches no database yet."""
    app.config["SQLALCHEMY_ENGINES"] = {"default": engine_options(url)}
    db.init_app(app)
    _close_no_asynchronous_sessions(app)
    with app.app_context():
        prepare(db.engine)


def _close_no_asynchronous_sessions(app: Flask) -> None:
    """There are none, and looking for them starts a thread with an event loop in each request."""
    app.teardown_appcontext_funcs = [
        closing for closing in app.teardown_appcontext_funcs if not iscoroutinefunction(closing)
    ]


def prepare(engine: Engine) -> None:
    """Attach the transaction rules of the engine's kind."""
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    else:
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "checkout", patience.watch_postgresql)


def _prepare_sqlite(engine: Engine) -> None:
    event.listen(engine, "do_connect", _make_private)
    event.listen(engine, "connect", _connect_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "checkin", _release_write_lock)


def _make_private(dialect: Any, record: Any, arguments: Any, options: Any) -> None:
    """A new file is nobody else's to read from its first byte, and so are its WAL and index."""
    path = Path(arguments[0])
    if path.name != ":memory:" and path.parent.is_dir() and not path.exists():
        path.touch(mode=0o600)


def _connect_sqlite(connection: Any, record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours to say
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",  # an acknowledged commit survives a power cut
        "foreign_keys=ON",
        f"busy_timeout={1000 * queueing.PATIENCE}",
        "secure_delete=ON",  # erased bytes are overwritten in the file
        "trusted_schema=OFF",
        f"wal_autocheckpoint={checkpointing.LAST_RESORT}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    patience.watch_sqlite(connection)
    if not is_writing():
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
        return
    _take_write_lock(connection)
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    if _rebuilding.get():
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _take_write_lock(connection: Connection) -> None:
    path = connection.engine.url.database
    if not path or path == ":memory:" or "write_lock" in connection.info:
        return
    handle = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    left = queueing.take(handle, queueing.patience() if has_request_context() else None)
    if left == 0:
        raise OperationalError("BEGIN IMMEDIATE", None, sqlite3.OperationalError(LOCKED))
    connection.info["write_lock"], connection.info["file"] = handle, path
    milliseconds = math.ceil(1000 * (left or queueing.PATIENCE))
    if connection.info.get("waits") != milliseconds:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={milliseconds}")
        connection.info["waits"] = milliseconds


def _release_write_lock(connection: Any, record: Any) -> None:
    handle = record.info.pop("write_lock", None)
    if handle is not None:
        os.close(handle)
        checkpointing.soon(record.info["file"])


def _begin_postgresql(connection: Connection) -> None:
    if not is_writing():
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    elif has_request_context() and queueing.patience() < queueing.PATIENCE:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{queueing.patience()}s'")
