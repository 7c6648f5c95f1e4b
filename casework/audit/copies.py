"""The second place: every checkpoint as one line of a file outside the database.

Lines are added and never rewritten; ten thousand to a file, so that old files can be carried to a
partner or printed. Whoever puts an older database back, or replaces a checkpoint with all its keys
at hand, still has these lines against them: keep the folder on another disk or send it away.
"""

import fcntl
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import Select, func, or_, select

from casework.audit.chain import Head, Seal, Stream
from casework.audit.models import AuditCheckpoint, AuditSealedHead, CopyPlace
from casework.audit.restorations import folder_of, last_restored
from casework.db import db, unit_of_work
from casework.kernel.clock import now

PER_FILE = 10_000
COPIED_WITHIN = timedelta(minutes=1)
NUMBER = re.compile(rb'\{"number":([0-9]{1,12}),')


@dataclass(frozen=True)
class Copy:
    """One checkpoint as the second place has it."""

    seal: Seal
    signature: bytes
    heads: tuple[Head, ...]


def second_place() -> Path:
    """SANAD_CHECKPOINT_FOLDER, else `checkpoints` in SANAD_HOME."""
    settings = current_app.extensions["settings"]
    named: Path | None = settings.checkpoint_folder
    return named or settings.home / "checkpoints"


def copies_folder() -> Path:
    """Where the copies of this database lie: in the second place, and after a restore that stands
    in the trace in a folder of its own there. Numbers begin again below those that were lost, whose
    copies stay as they are and say what was lost (`--copies`)."""
    place = second_place()
    return folder_of(place, last_restored(place))


def missing_copies(folder: Path) -> Select[Any]:
    """The numbers of checkpoints that the second place should have long since. One is copied as
    soon as it is made; a worker that is killed in between makes up for it when it starts.

    Where several nodes copy to folders of their own, a node should have what it said that it has,
    and what none of them has; what another one copied comes when this one has its turn. Whoever
    changes rows as well as files of one node can hide it there, and not on the others."""
    number = AuditCheckpoint.number
    old = AuditCheckpoint.at < now() - COPIED_WITHIN
    lacking = select(number).where(number > last_copied(folder), old)
    if folder != copies_folder():  # carried away: nothing is said of it
        return lacking
    own, farthest = how_far(folder)
    if not farthest:
        return lacking
    return lacking.where(or_(number <= own, number > farthest))


def how_far(folder: Path) -> tuple[int, int]:
    """Up to which number the copies of this node reached, and those of the farthest node."""
    farthest = db.session.scalar(select(func.max(CopyPlace.copied_to))) or 0
    own = select(CopyPlace.copied_to).where(CopyPlace.name == _name(folder))
    return db.session.scalar(own) or 0, farthest


def _name(folder: Path) -> str:
    """Of this node's folder: the end of its path, should it be long."""
    node: str = current_app.extensions["settings"].node
    return f"{node}:{folder}"[-200:]


def read_copies(folder: Path) -> Iterator[Copy | None]:
    """Every line of the second place, in order, one at a time; None for a line that says nothing.
    A last line that a crash tore is left out."""
    for path in sorted(folder.glob("[0-9]*.jsonl")):
        with path.open("rb") as lines:
            yield from (_read(line) for line in lines if line.endswith(b"\n"))


def last_copied(folder: Path) -> int:
    """The number of the newest checkpoint in the second place; 0 when there is none."""
    newest = 0
    for path in sorted(folder.glob("[0-9]*.jsonl"))[-1:]:
        with path.open("rb") as lines:
            for line in lines:
                found = NUMBER.match(line)
                newest = int(found[1]) if found and line.endswith(b"\n") else newest
    return newest


def copy_checkpoints(folder: Path) -> int:
    """Add the checkpoints that the second place does not have yet; say how many.

    Runs after each seal, and after a crash makes up for what was not written; one process at a
    time in one folder.
    """
    for place in (folder.parent, folder):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("a") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        wanted = select(AuditCheckpoint).where(AuditCheckpoint.number > last_copied(folder))
        copied = 0
        for checkpoint in db.session.scalars(wanted.order_by(AuditCheckpoint.number)):
            _add(folder, Copy(checkpoint.seal(), checkpoint.signature, heads_of(checkpoint.number)))
            copied += 1
        _note_how_far(folder, last_copied(folder))
    return copied


def _note_how_far(folder: Path, number: int) -> None:
    if number <= how_far(folder)[0]:
        return
    with unit_of_work() as session:
        row = session.get(CopyPlace, _name(folder))
        if row is None:
            row = CopyPlace(name=_name(folder), copied_to=0, copied_at=now())
            session.add(row)
        row.copied_to, row.copied_at = number, now()


def heads_of(number: int) -> tuple[Head, ...]:
    """The heads that a checkpoint sealed, in the order of its tree."""
    leaf = AuditSealedHead
    wanted = select(leaf.kind, leaf.id, leaf.seq, leaf.head).where(leaf.checkpoint == number)
    rows = db.session.execute(wanted.order_by(leaf.kind, leaf.id))
    return tuple(Head(Stream(row.kind, row.id), row.seq, row.head) for row in rows)


def _add(folder: Path, copy: Copy) -> None:
    path = folder / f"{copy.seal.number // PER_FILE:06d}.jsonl"
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        _cut_torn_line(file.fileno())
        file.write(_line(copy))
        file.flush()
        os.fsync(file.fileno())


def _cut_torn_line(handle: int) -> None:
    """A crash may have left half a line, which nobody was told of: it is written anew."""
    size = os.fstat(handle).st_size
    content = os.pread(handle, size, 0) if size else b"\n"
    if not content.endswith(b"\n"):
        os.ftruncate(handle, content.rfind(b"\n") + 1)


def _line(copy: Copy) -> bytes:
    seal = copy.seal
    content = {
        "number": seal.number,
        "at": seal.at.isoformat(),
        "previous": seal.previous.hex(),
        "root": seal.root.hex(),
        "streams": seal.streams,
        "events": seal.events,
        "signature": copy.signature.hex(),
        "heads": [[h.stream.kind, h.stream.id.hex, h.seq, h.link.hex()] for h in copy.heads],
    }
    return json.dumps(content, separators=(",", ":")).encode("ascii") + b"\n"


def _read(line: bytes) -> Copy | None:
    try:
        return _parse(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _parse(found: Any) -> Copy:
    seal = Seal(
        number=found["number"],
        at=datetime.fromisoformat(found["at"]).astimezone(UTC),
        previous=bytes.fromhex(found["previous"]),
        root=bytes.fromhex(found["root"]),
        streams=found["streams"],
        events=found["events"],
    )
    heads = tuple(
        Head(Stream(kind, UUID(id_)), seq, bytes.fromhex(link))
        for kind, id_, seq, link in found["heads"]
    )
    return Copy(seal, bytes.fromhex(found["signature"]), heads)
