"""A file that is whole or not there at all."""

import os
from pathlib import Path


def write_whole(file: Path, content: bytes) -> None:
    """Write or replace a file, readable by its owner alone: after a crash there is the old one or
    the new one, on the disk, and never a part. Its folder is made where it is missing."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = file.with_suffix(".unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    unfinished.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
