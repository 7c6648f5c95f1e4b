"""From `record` to the rows of the log: the events of a transaction, written as it commits.

Each stream of an act is looked up once, its head locked for the shortest time, and the events go in
together. They stand or fall with the transaction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from casework.audit.chain import START, Entry, Stream, body_of, stream_of
from casework.audit.events import Event
from casework.audit.keys import link
from casework.audit.models import AuditEvent, AuditStream
from casework.db import AtCommit

_stream = AuditStream.__table__
_here = (_stream.c.kind == bindparam("stream_kind"), _stream.c.id == bindparam("stream_id"))
_some = (
    _stream.c.kind == bindparam("stream_kind"),
    _stream.c.id.in_(bindparam("stream_ids", expanding=True)),
)
_THERE = select(_stream.c.id).where(*_some)
_HEADS = select(_stream.c.id, _stream.c.seq, _stream.c.head).where(*_some)
_HEADS = _HEADS.order_by(_stream.c.id).with_for_update()
_ADD = AuditEvent.__table__.insert()  # type: ignore[attr-defined]
_MOVE = _stream.update().where(*_here)  # type: ignore[attr-defined]
_MOVE = _MOVE.values(seq=bindparam("new_seq"), head=bindparam("new_head"))
_BEGIN = {
    "sqlite": sqlite.insert(AuditStream).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(AuditStream).on_conflict_do_nothing(),
}
_AT_ONCE = 500  # streams of a kind that are asked for in one statement


@dataclass(frozen=True)
class Recorded:
    """An event that was recorded and not yet written."""

    event: Event
    actor_id: UUID | None
    at: datetime

    @cached_property
    def stream(self) -> Stream:
        """Where it belongs."""
        return stream_of(self.event, self.actor_id)


@dataclass
class _Head:
    """The last link of a stream, in this transaction's hands."""

    seq: int
    link: bytes


def keep(recorded: Recorded) -> None:
    """Hold an event until the unit of work commits."""
    _events.add(recorded)


def write_recorded() -> None:
    """Write what was recorded so far, before the log itself is read."""
    _events.write_now()


def _write(session: Session, recorded: list[Recorded]) -> None:
    connection = session.connection()
    heads = _lock(connection, {one.stream for one in recorded})
    connection.execute(_ADD, [_row(one, heads[one.stream]) for one in recorded])
    connection.execute(_MOVE, [_moved(stream, head) for stream, head in heads.items()])


_events: AtCommit[Recorded] = AtCommit("audit events", _write)


def _lock(connection: Connection, streams: Iterable[Stream]) -> dict[Stream, _Head]:
    """The heads of several streams, locked in one order so that two writers never wait for each
    other, and until the transaction ends, so that numbers have no gaps.

    New streams are begun before any head is locked: somebody else may be making the same one at
    this moment, and whoever waits for that keeps nobody from what is there already.
    """
    wanted: dict[str, list[UUID]] = {}
    for stream in sorted(streams, key=lambda one: (one.kind, one.id)):
        wanted.setdefault(stream.kind, []).append(stream.id)
    batches = [
        (kind, ids[start : start + _AT_ONCE])
        for kind, ids in wanted.items()
        for start in range(0, len(ids), _AT_ONCE)
    ]
    for kind, ids in batches:
        _begin(connection, kind, ids)
    return {
        Stream(kind, row.id): _Head(row.seq, row.head)
        for kind, ids in batches
        for row in connection.execute(_HEADS, {"stream_kind": kind, "stream_ids": ids})
    }


def _begin(connection: Connection, kind: str, ids: Sequence[UUID]) -> None:
    """Make the streams of a kind that are not there yet, in their order."""
    there = set(connection.scalars(_THERE, {"stream_kind": kind, "stream_ids": ids}))
    begin = {"kind": kind, "seq": 0, "head": START, "sealed_seq": 0}
    if new := [{**begin, "id": id} for id in ids if id not in there]:
        connection.execute(_BEGIN[connection.dialect.name], new)


def _row(recorded: Recorded, head: _Head) -> dict[str, Any]:
    """The row of an event, next in its stream; the head moves on to it."""
    stream = recorded.stream
    entry = Entry(
        stream=stream,
        seq=head.seq + 1,
        at=recorded.at,
        actor_id=recorded.actor_id,
        kind=type(recorded.event).__name__,
        body=body_of(recorded.event),
        previous=head.link,
    )
    head.seq, head.link = entry.seq, link(entry.message())
    return {
        **_place(stream),
        "seq": entry.seq,
        "at": entry.at,
        "actor_id": entry.actor_id,
        "kind": entry.kind,
        "body": entry.body,
        "previous": entry.previous,
        "hash": head.link,
    }


def _place(stream: Stream) -> dict[str, Any]:
    return {"stream_kind": stream.kind, "stream_id": stream.id}


def _moved(stream: Stream, head: _Head) -> dict[str, Any]:
    return {**_place(stream), "new_seq": head.seq, "new_head": head.link}
