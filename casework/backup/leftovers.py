"""Folders in which a backup is tried out: held while that lasts, and swept when nobody holds them.

What stands in one is a whole restored database with its table of keys: people who are erased later
could still be read there. A process that is killed cannot tidy up, but the kernel gives back what
it held.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from flask import current_app

PREFIX = "rehearsal-"


@contextmanager
def held_folder(above: Path) -> Iterator[Path]:
    """A new folder that is ours until the end, and gone then."""
    folder = Path(mkdtemp(prefix=PREFIX, dir=above))
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield folder
    finally:
        shutil.rmtree(folder)
        os.close(handle)


def leftovers(above: Path) -> list[Path]:
    """The folders of rehearsals that did not come to their end."""
    return [one for one in sorted(above.glob(f"{PREFIX}*")) if one.is_dir() and not _is_held(one)]


def sweep(above: Path) -> int:
    """Take them away; says how many."""
    found = leftovers(above)
    for one in found:
        shutil.rmtree(one)
    return len(found)


def sweep_home() -> int:
    """Those in the home of this installation."""
    return sweep(current_app.extensions["settings"].home)


def _is_held(folder: Path) -> bool:
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
