"""SQLite's log is carried back into the database beside the writers, not by them.

SQLite does this by itself at the commit of whoever crosses a thousand pages: with the writers' lock
in hand, some milliseconds on a good disk and much more on a slow one, while everybody waits. Here a
short thread with a connection of its own does it (`PASSIVE` waits for nobody and holds nobody up,
https://sqlite.org/pragma.html#pragma_wal_checkpoint); SQLite's own way stays as the last resort.
"""

import contextlib
import sqlite3
import threading
from pathlib import Path
from typing import Final

LARGE: Final = 4 * 1024 * 1024
"""Bytes of log from which it is carried back: about a thousand pages."""
LAST_RESORT: Final = 16_000
"""Pages from which SQLite does it at a commit all the same (64 MB)."""

_busy = threading.Lock()


def soon(path: str) -> None:
    """After a commit: carry a long log back, beside whatever goes on. At once when it is short, or
    when this process does it already."""
    try:
        size = Path(f"{path}-wal").stat().st_size
    except OSError:
        return
    if size >= LARGE and _busy.acquire(blocking=False):
        threading.Thread(target=_carry, args=(path,), name="wal", daemon=True).start()


def finish() -> None:
    """Wait until what this process carries back is carried, before its file is copied or moved."""
    with _busy:
        pass


def _carry(path: str) -> None:
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=rw", uri=True)) as own:
            own.execute("PRAGMA synchronous=FULL")
            own.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except sqlite3.Error:
        pass  # the next commit tries again, and the last resort remains
    finally:
        _busy.release()
