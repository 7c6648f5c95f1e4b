"""How long the database may work for a page: whoever waits has given up by then, and a process that
answers one request at a time is free for the next (OWASP ASVS 5.0, 15.2.2).

Only inside a request. Jobs, backups, verifications and migrations take the time that they need.
What takes too long ends as an OperationalError: the page says that it could not be made just now.
"""

import time
from typing import Any

from flask import has_request_context
from sqlalchemy import Connection

SECONDS = 20
OPERATIONS = 20_000
"""Steps of SQLite's machine between two looks at the clock: a few milliseconds."""


def watch_sqlite(connection: Connection) -> None:
    """From the beginning of a transaction."""
    driver: Any = connection.connection.driver_connection
    if not has_request_context():
        driver.set_progress_handler(None, 0)
        return
    until = time.monotonic() + SECONDS
    driver.set_progress_handler(lambda: time.monotonic() > until, OPERATIONS)


def watch_postgresql(raw: Any, record: Any, proxy: Any) -> None:
    """For each statement, set when a connection is taken and was used for something else before."""
    wanted = SECONDS if has_request_context() else 0
    if record.info.get("patience", 0) == wanted:
        return
    with raw.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = '{wanted}s'")
    raw.commit()
    record.info["patience"] = wanted
