"""What the machine says: disks, files and their modes."""

import shutil
from collections.abc import Iterator
from pathlib import Path

OTHERS = 0o077


def _there(path: Path) -> Path:
    """The path, or its nearest folder that exists."""
    path = path.resolve()
    while not path.exists():
        path = path.parent
    return path


def on_one_disk(one: Path, other: Path) -> bool:
    """Whether both lie on the same file system."""
    return _there(one).stat().st_dev == _there(other).stat().st_dev


def share_free(path: Path) -> float:
    """Which share of the disk is free."""
    room = shutil.disk_usage(_there(path))
    return room.free / room.total


def bytes_free(path: Path) -> int:
    """How many bytes are free."""
    return shutil.disk_usage(_there(path)).free


def readable_by_others(home: Path) -> list[str]:
    """The home, and what lies in it, that other accounts of this machine may read."""
    return [str(path.name) for path in _kept(home) if path.stat().st_mode & OTHERS]


def _kept(home: Path) -> Iterator[Path]:
    yield home
    for pattern in ("*.sqlite*", "keyring", "keyring/*", "checkpoints", "checkpoints/*"):
        yield from (path for path in home.glob(pattern) if path.exists())
