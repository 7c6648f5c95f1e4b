"""How long a page waits to write; and the queue of writers before SQLite, a file lock that the
kernel gives in the order of asking.

A program that was stopped in the middle of its turn would keep all others waiting for ever: who
waits at a page gives up after a while, is told to come back, and keeps what was typed. The kernel
has no such wait, so a thread asks for the lock and, when nobody waits for it any more, gives it
back. Jobs and commands, at which nobody waits, stand in the queue for as long as it takes.
"""

import fcntl
import os
import threading
import time

PATIENCE = 10
"""Seconds for a turn to write: the queue, and a writer of another program, together."""

HURRIED = 1
"""Seconds once somebody of this process waited in vain, until one came through: a process does one
request at a time, and whoever stands behind must not wait for each before them."""

_in_vain = threading.Event()


def patience() -> int:
    """How many seconds a page of this process waits now."""
    return HURRIED if _in_vain.is_set() else PATIENCE


def waited_in_vain() -> None:
    """The store could not be written to."""
    _in_vain.set()


def came_through() -> None:
    """It was written to."""
    _in_vain.clear()


def take(handle: int, patience: float | None) -> float | None:
    """Take the lock of this open file, which is closed when it was not given. Gives the seconds of
    patience that are left, 0 when they ran out; None where it was waited for without end."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pass
    else:
        return patience
    if patience is None:
        fcntl.flock(handle, fcntl.LOCK_EX)
        return None
    began = time.monotonic()
    if not _Turn(handle).came(patience):
        return 0
    return max(0.001, patience - (time.monotonic() - began))


class _Turn:
    """One place in the queue."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._given, self._left = threading.Event(), False
        self._deciding = threading.Lock()
        threading.Thread(target=self._stand, name="write-queue", daemon=True).start()

    def came(self, patience: float) -> bool:
        """Whether it came in time."""
        if self._given.wait(patience):
            return True
        with self._deciding:
            self._left = not self._given.is_set()
        return not self._left

    def _stand(self) -> None:
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        with self._deciding:
            if self._left:
                os.close(self._handle)
            else:
                self._given.set()
