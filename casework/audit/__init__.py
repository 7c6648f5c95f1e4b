"""Who did what, when, on which record: an append-only log that shows where it was touched.

Events are listed in `catalogue`, written by `record` in the transaction of the act, chained one
stream a case, sealed by signed checkpoints and checked by `flask audit verify`.
"""

from flask import Flask

from casework.audit.service import (
    flush_reads,
    forget_reads,
    record,
    record_read,
    untraced_reads,
    watch_events,
)

__all__ = [
    "flush_reads",
    "forget_reads",
    "init_app",
    "record",
    "record_read",
    "untraced_reads",
    "watch_events",
]


def init_app(app: Flask) -> None:
    """Give the app its `audit` commands."""
    from casework.audit.cli import audit

    app.cli.add_command(audit)
