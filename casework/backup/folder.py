"""Backups as files: their names, their labels, and which of them are old enough to go.

A label lies beside each file in clear, so that it can be looked after without opening it: when it
was made, of which schema, and its SHA-256. It holds no count: how many cases there are is nobody's
business who only carries disks.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from casework.backup.refusals import FileMissing, LabelDiffers
from casework.backup.wire import Head

SUFFIX = ".age"
UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Label:
    """What is written beside a file."""

    part: str
    backup: str
    made_at: str
    schema: str
    mode: str
    size: int
    sha256: str
    audit_checkpoint: int
    audit_root: str


def file_name(head: Head) -> str:
    """`sanad-20261130T163200Z-1f2e3d4c-records.age`."""
    return f"sanad-{head.made_at:%Y%m%dT%H%M%SZ}-{head.backup.hex[:8]}-{head.part}{SUFFIX}"


def label_path(file: Path) -> Path:
    """Where the label of a file lies."""
    return file.with_suffix(".json")


def write_label(file: Path, label: Label) -> None:
    """Write the label, readable as text."""
    path = label_path(file)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(label), indent=2) + "\n", encoding="ascii")


def digest_of(file: Path) -> str:
    """SHA-256 of a file."""
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError:
        raise FileMissing(file=file.name) from None


def check_label(file: Path) -> bool:
    """Refuse a file that is not what its label says. False when there is no label to compare."""
    digest = digest_of(file)
    try:
        label = json.loads(label_path(file).read_text(encoding="ascii"))
        said = label["sha256"]
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        raise LabelDiffers(file=file.name) from None
    if said != digest:
        raise LabelDiffers(file=file.name)
    return True


def backups_in(folder: Path) -> Iterator[tuple[datetime, Path]]:
    """Every whole backup file, the oldest first, with its moment."""
    for file in sorted(folder.glob(f"sanad-*{SUFFIX}")):
        try:
            yield datetime.strptime(f"{file.name[6:21]}+0000", "%Y%m%dT%H%M%S%z"), file
        except ValueError:
            continue  # somebody else's file


def drop_older(folder: Path, kept: timedelta, at: datetime) -> int:
    """Delete what is older than `kept`, and what a crash left unfinished. The newest stays."""
    dropped = 0
    for moment, file in list(backups_in(folder))[:-1]:
        if at - moment > kept:
            file.unlink()
            label_path(file).unlink(missing_ok=True)
            dropped += 1
    for left in folder.glob(f"sanad-*{UNFINISHED}"):
        left.unlink()
    return dropped
