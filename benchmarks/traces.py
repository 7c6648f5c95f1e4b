"""Checking the trace: a log of a million events, how long and in how much memory.

The log is made row by row as Sanad makes it (canonical bytes, keyed links, heads), in streams of
fifty events, and sealed by the sealer itself. It is checked in a process of its own, so that its
memory is that of checking alone; a log of a tenth stands beside it, because what must not grow with
the log is the memory.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from casework import create_app
from casework.audit.catalogue import CaseRead
from casework.audit.chain import START, Entry, Stream, body_of
from casework.audit.copies import copies_folder, copy_checkpoints
from casework.audit.keys import linker
from casework.audit.models import AuditEvent, AuditStream
from casework.audit.sealing import seal_checkpoint
from casework.audit.verification import verify
from casework.db import db, unit_of_work
from casework.encryption import create_keyring, keyring_path
from casework.kernel.ids import new_id
from casework.starting import bring_up
from config import Settings

MILLION, QUICK_EVENTS = 1_000_000, 20_000
IN_A_STREAM = 50
AT_ONCE = 5_000
AT = datetime(2026, 11, 30, 9, tzinfo=UTC)


def run(quick: bool) -> str:
    """Seconds, events a second and memory, for a tenth and for the whole."""
    most = QUICK_EVENTS if quick else MILLION
    lines = ["Checking the trace:"]
    for events in (most // 10, most):
        with tempfile.TemporaryDirectory(prefix="sanad-bench-") as folder:
            made = make_log(Path(folder), events)
            found = _checked_apart(Path(folder))
            lines.append(
                f"  {found['events']:,} events in {found['streams']:,} streams, "
                f"{found['checkpoints']} checkpoints: {found['wall']:.1f} s "
                f"({found['cpu']:.1f} s of CPU, {found['events'] / found['cpu']:,.0f} events a "
                f"second of CPU), {found['megabytes']:.0f} MB at the most; "
                f"whole: {found['whole']}; made in {made:.0f} s"
            )
    return "\n".join(lines)


def make_log(home: Path, events: int) -> float:
    """Fill the log of an empty home, seal it and copy its checkpoints; gives the seconds."""
    began = perf_counter()
    create_keyring(keyring_path(home), None)
    app = create_app(Settings(home=home))
    bring_up(app)
    with app.app_context():
        rows = _rows(events)
        while batch := list(islice(rows, AT_ONCE)):
            with unit_of_work() as session:
                connection = session.connection()
                heads = [row["head"] for row in batch if row["head"]]
                connection.execute(AuditEvent.__table__.insert(), [row["row"] for row in batch])  # type: ignore[attr-defined]
                if heads:
                    connection.execute(AuditStream.__table__.insert(), heads)  # type: ignore[attr-defined]
        while seal_checkpoint():
            pass
        copy_checkpoints(copies_folder())
        db.session.close()
        db.engine.dispose()
    return perf_counter() - began


def check(home: Path) -> dict[str, Any]:
    """Check the log of a home; what was counted, how long, and the most memory of this process."""
    import resource

    app = create_app(Settings(home=home))
    with app.app_context():
        began, used = perf_counter(), process_time()
        report = verify(copies_folder())
        wall, cpu = perf_counter() - began, process_time() - used
    return {
        "events": report.events,
        "streams": report.streams,
        "checkpoints": report.checkpoints,
        "whole": report.whole,
        "wall": wall,
        "cpu": cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _rows(events: int) -> Iterator[dict[str, Any]]:
    """Rows of events in their streams; the last of a stream brings the stream's head along."""
    link, actor = linker(), new_id()
    for start in range(0, events, IN_A_STREAM):
        stream, previous = Stream("case", new_id()), START
        body = body_of(CaseRead(case_id=stream.id, part="summary"))
        last = min(IN_A_STREAM, events - start)
        for seq in range(1, last + 1):
            entry = Entry(stream, seq, AT, actor, "CaseRead", body, previous)
            hashed = link(entry.message())
            head = _head(stream.id, seq, hashed) if seq == last else None
            yield {"row": _row(entry, hashed), "head": head}
            previous = hashed


def _row(entry: Entry, hashed: bytes) -> dict[str, Any]:
    return {
        "stream_kind": entry.stream.kind,
        "stream_id": entry.stream.id,
        "seq": entry.seq,
        "at": entry.at,
        "actor_id": entry.actor_id,
        "kind": entry.kind,
        "body": entry.body,
        "previous": entry.previous,
        "hash": hashed,
    }


def _head(stream_id: UUID, seq: int, hashed: bytes) -> dict[str, Any]:
    return {"kind": "case", "id": stream_id, "seq": seq, "head": hashed, "sealed_seq": 0}


def _checked_apart(home: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.traces", str(home)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    print(json.dumps(check(Path(sys.argv[1]))))
