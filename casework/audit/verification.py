"""`verify`: run through the whole log and name every place where it was touched.

Streams are recomputed from their first link, checkpoints from their leaves, and both are held
against the copies in the second place. Rows are read as a stream, in the order of their keys, so
memory stays bounded whatever the size. What no checkpoint has sealed yet (the last seconds) is
protected by its chain alone: cut off cleanly at its end, it is not missed.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from sqlalchemy import and_, func, or_, select

from casework.audit.chain import START, Entry, Head, Stream, merkle_root
from casework.audit.copies import (
    Copy,
    heads_of,
    last_copied,
    missing_copies,
    read_copies,
    second_place,
)
from casework.audit.faults import Fault, Kind, Report
from casework.audit.keys import linker, signer
from casework.audit.models import AuditCheckpoint, AuditEvent, AuditSealedHead, AuditStream
from casework.audit.outside import Outside
from casework.audit.restorations import folder_of, last_restored, later_folders
from casework.audit.sealed import sealed_upto
from casework.db import db
from casework.encryption.signatures import Signer

ROWS = 2000
FAR = 10_000
Link = Callable[[bytes], bytes]


def verify(copies: Path | None = None, outside: Sequence[Outside] = ()) -> Report:
    """Check streams, checkpoints, their copies, and checkpoints that were kept outside (on paper,
    in a mailbox). Reads one snapshot; needs the keyring."""
    upto = last_copied(copies) if copies else 0
    _one_snapshot()
    report = Report()
    _check_streams(report)
    _check_checkpoints(report)
    if copies:
        _check_copies(report, copies, upto)
        _check_copies_reach(report, copies)
        _check_later_restores(report, copies)
    _check_outside(report, outside)
    return report


def _one_snapshot() -> None:
    db.session.rollback()
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


# ── Streams ──────────────────────────────────────────────────────────────────────────────────────
def _check_streams(report: Report) -> None:
    link = linker()
    of_stream = and_(
        AuditStream.kind == AuditEvent.stream_kind, AuditStream.id == AuditEvent.stream_id
    )
    wanted = (
        select(*AuditEvent.__table__.columns, AuditStream.seq.label("last"), AuditStream.head)
        .outerjoin(AuditStream, of_stream)
        .order_by(AuditEvent.stream_kind, AuditEvent.stream_id, AuditEvent.seq)
    )
    rows = db.session.execute(wanted.execution_options(yield_per=ROWS))
    for stream, events in groupby(rows, lambda row: Stream(row.stream_kind, row.stream_id)):
        report.streams += 1
        report.add(_stream_fault(report, stream, events, link))
    empty = select(AuditStream).where(AuditStream.seq > 0, ~_any_event())
    for lost in db.session.scalars(empty.limit(FAR)):
        report.add(Fault(Kind.STREAM_MISSING, 1, Stream(lost.kind, lost.id)))


def _stream_fault(
    report: Report, stream: Stream, events: Iterator[Any], link: Link
) -> Fault | None:
    fault, expected, previous, row = None, 1, START, None
    for row in events:
        report.events += 1
        fault = fault or _event_fault(stream, row, expected, previous, link)
        expected, previous = row.seq + 1, row.hash
    return fault or _head_fault(stream, row)


def _event_fault(
    stream: Stream, row: Any, expected: int, previous: bytes, link: Link
) -> Fault | None:
    if row.seq != expected:
        return Fault(Kind.MIDDLE_MISSING, expected, stream)
    if link(_entry(stream, row, row.seq).message()) != row.hash:
        kind = Kind.REORDERED if _fits_elsewhere(stream, row, link) else Kind.EDITED
        return Fault(kind, row.seq, stream)
    return Fault(Kind.EDITED, row.seq, stream) if row.previous != previous else None


def _fits_elsewhere(stream: Stream, row: Any, link: Link) -> bool:
    places = range(1, min(max(row.last or 0, row.seq) + 1, FAR) + 1)
    return any(link(_entry(stream, row, seq).message()) == row.hash for seq in places)


def _entry(stream: Stream, row: Any, seq: int) -> Entry:
    return Entry(stream, seq, row.at, row.actor_id, row.kind, row.body, row.previous)


def _head_fault(stream: Stream, row: Any) -> Fault | None:
    if row is None or row.last is None:
        return Fault(Kind.HEAD_CHANGED, row.seq if row else 0, stream)
    if row.last > row.seq:
        return Fault(Kind.END_MISSING, row.seq + 1, stream)
    if (row.last, row.head) != (row.seq, row.hash):
        return Fault(Kind.HEAD_CHANGED, row.last, stream)
    return None


def _any_event() -> Any:
    here = (AuditEvent.stream_kind == AuditStream.kind, AuditEvent.stream_id == AuditStream.id)
    return select(AuditEvent.seq).where(*here).exists()


# ── Checkpoints ──────────────────────────────────────────────────────────────────────────────────
def _check_checkpoints(report: Report) -> None:
    sealer, expected, previous = signer(), 1, START
    wanted = select(AuditCheckpoint).order_by(AuditCheckpoint.number)
    for checkpoint in db.session.scalars(wanted.execution_options(yield_per=ROWS)):
        report.checkpoints += 1
        seal = checkpoint.seal()
        if seal.number != expected:
            report.add(Fault(Kind.CHECKPOINT_MISSING, expected))
        elif (
            seal.previous != previous
            or not sealer.signed(seal.message(), checkpoint.signature)
            or not _holds(seal.root, seal.streams, heads_of(seal.number))
        ):
            report.add(Fault(Kind.CHECKPOINT_CHANGED, seal.number))
        expected, previous = seal.number + 1, seal.digest()
    for head in _unmet_leaves():
        report.add(_head_gone(head))
    _check_reach(report, expected - 1)


def _check_reach(report: Report, newest: int) -> None:
    """How far streams say they are sealed, what hangs on no checkpoint, and the count of events: it
    is signed, and what nothing else missed is missed by it."""
    stream, leaf = AuditStream, AuditSealedHead
    claimed = select(stream.kind, stream.id, stream.sealed_seq).where(
        stream.sealed_seq != sealed_upto()
    )
    for row in db.session.execute(claimed.limit(FAR)):
        report.add(Fault(Kind.SEAL_CLAIMED, row.sealed_seq, Stream(row.kind, row.id)))
    hanging = select(leaf.checkpoint).where(~leaf.checkpoint.between(1, newest)).distinct()
    for number in db.session.scalars(hanging.limit(FAR)):
        report.add(Fault(Kind.CHECKPOINT_MISSING, number))
    counted = db.session.get(AuditCheckpoint, newest)
    if counted and report.whole and counted.events != _sealed_events():
        report.add(Fault(Kind.EVENTS_MISCOUNTED, newest))


def _sealed_events() -> int:
    leaf, event = AuditSealedHead, AuditEvent
    last = select(leaf.kind, leaf.id, func.max(leaf.seq).label("seq"))
    upto = last.group_by(leaf.kind, leaf.id).subquery()
    under = and_(event.stream_kind == upto.c.kind, event.stream_id == upto.c.id)
    wanted = select(func.count()).select_from(event).join(upto, under)
    return db.session.scalar(wanted.where(event.seq <= upto.c.seq)) or 0


def _holds(root: bytes, streams: int, heads: tuple[Head, ...]) -> bool:
    return streams == len(heads) and merkle_root(head.leaf() for head in heads) == root


def _unmet_leaves() -> Iterator[Head]:
    """Sealed heads whose event is no longer there, or no longer the same."""
    leaf, event = AuditSealedHead, AuditEvent
    same = and_(event.stream_kind == leaf.kind, event.stream_id == leaf.id, event.seq == leaf.seq)
    wanted = (
        select(leaf.kind, leaf.id, leaf.seq, leaf.head)
        .outerjoin(event, same)
        .where(or_(event.hash.is_(None), event.hash != leaf.head))
        .order_by(leaf.checkpoint, leaf.kind, leaf.id)
        .limit(FAR)
    )
    for row in db.session.execute(wanted):
        yield Head(Stream(row.kind, row.id), row.seq, row.head)


def _head_gone(head: Head) -> Fault | None:
    """What became of a head that was sealed; None when its event stands."""
    event = AuditEvent
    here = (event.stream_kind == head.stream.kind, event.stream_id == head.stream.id)
    last = db.session.scalar(select(func.max(event.seq)).where(*here))
    if last is None:
        return Fault(Kind.STREAM_MISSING, 1, head.stream)
    if last < head.seq:
        return Fault(Kind.END_MISSING, last + 1, head.stream)
    link = db.session.scalar(select(event.hash).where(*here, event.seq == head.seq))
    if link is None:
        return Fault(Kind.MIDDLE_MISSING, head.seq, head.stream)
    return None if link == head.link else Fault(Kind.EDITED, head.seq, head.stream)


# ── Copies ───────────────────────────────────────────────────────────────────────────────────────
def _check_copies(report: Report, folder: Path, upto: int) -> None:
    sealer = signer()
    newest = db.session.scalar(select(func.max(AuditCheckpoint.number))) or 0
    expected = 1
    copies = read_copies(folder)
    while batch := list(islice(copies, ROWS)):
        stored = _stored([copy.seal.number for copy in batch if copy])
        for copy in batch:
            if copy and copy.seal.number > upto:
                return
            report.copies += 1
            if copy and copy.seal.number == expected and _is_good(copy, sealer):
                _compare(report, copy, stored.get(expected), newest)
            else:
                report.add(Fault(Kind.COPY_CHANGED, expected))
            expected = copy.seal.number + 1 if copy else expected + 1


def _check_copies_reach(report: Report, folder: Path) -> None:
    """A second place that was emptied, cut short, or is not there: what it lacks is named."""
    lacking = missing_copies(folder).order_by(AuditCheckpoint.number).limit(1)
    if number := db.session.scalar(lacking):
        report.add(Fault(Kind.COPIES_CUT, number))


def _check_later_restores(report: Report, folder: Path) -> None:
    """Copies made since a restore that this database does not know of: it was put back to a state
    from before. Only what our keys signed says so, and only beside the copies of this database."""
    place = second_place()
    restored = last_restored(place)
    if folder != folder_of(place, restored):
        return
    sealer, newest = signer(), db.session.scalar(select(func.max(AuditCheckpoint.number))) or 0
    for later in later_folders(place, restored):
        first = next(read_copies(later), None)
        if first and _is_good(first, sealer):
            report.add(Fault(Kind.OLDER_DATABASE, newest + 1))


def _is_good(copy: Copy, sealer: Signer) -> bool:
    seal = copy.seal
    return sealer.signed(seal.message(), copy.signature) and _holds(
        seal.root, seal.streams, copy.heads
    )


def _stored(numbers: list[int]) -> dict[int, bytes]:
    wanted = select(AuditCheckpoint).where(AuditCheckpoint.number.in_(numbers))
    return {found.number: found.seal().message() for found in db.session.scalars(wanted)}


def _compare(report: Report, copy: Copy, stored: bytes | None, newest: int) -> None:
    number = copy.seal.number
    if number > newest:
        report.add(Fault(Kind.OLDER_DATABASE, newest + 1))
        return
    if stored is not None and stored != copy.seal.message():
        report.add(Fault(Kind.CHECKPOINT_REPLACED, number))
    if stored != copy.seal.message() or report.broken(number):
        for head in copy.heads:
            report.add(_head_gone(head))


# ── Checkpoints kept outside ─────────────────────────────────────────────────────────────────────
def _check_outside(report: Report, outside: Sequence[Outside]) -> None:
    newest = db.session.scalar(select(func.max(AuditCheckpoint.number))) or 0
    stored = _stored([one.seal.number for one in outside])
    for one in sorted(outside, key=lambda one: one.seal.number):
        number = one.seal.number
        report.outside += 1
        if number > newest:
            report.add(Fault(Kind.OLDER_DATABASE, newest + 1))
        elif number in stored and stored[number] != one.seal.message():
            report.add(Fault(Kind.CHECKPOINT_REPLACED, number))
