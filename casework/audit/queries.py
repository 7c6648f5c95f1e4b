"""Reading the log, for those who may: what happened to one record, newest first."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import literal, select, tuple_

from casework.audit.chain import said
from casework.audit.models import AuditEvent
from casework.audit.pending import write_recorded
from casework.db import db

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Written:
    """One event as it is read back: what kind, by whom, when, and its codes."""

    seq: int
    at: datetime
    actor_id: UUID | None
    kind: str
    said: Mapping[str, str | int]

    def code(self, field: str) -> str:
        """A field of the event as text; empty when it was not said."""
        return str(self.said.get(field, ""))


@dataclass(frozen=True)
class Place:
    """Where a page of the journal ends: the next one goes on below it."""

    at: datetime
    stream_kind: str
    stream_id: UUID
    seq: int

    def __str__(self) -> str:
        return f"{int(self.at.timestamp())}.{self.stream_kind}.{self.stream_id.hex}.{self.seq}"

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """The place as it stands in an address; None when it was tampered with."""
        parts = text.split(".")
        try:
            at = datetime.fromtimestamp(int(parts[0]), UTC)
            return cls(at, parts[1], UUID(parts[2]), int(parts[3]))
        except (ValueError, IndexError, OverflowError, OSError):
            return None


@dataclass(frozen=True)
class Line:
    """One event of the journal, with the stream that it belongs to."""

    place: Place
    event: Written


@dataclass(frozen=True)
class Asked:
    """What the journal is asked for; nothing given means everything."""

    actor_id: UUID | None = None
    kinds: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    stream_id: UUID | None = None


def journal(asked: Asked, below: Place | None = None, limit: int = 50) -> list[Line]:
    """Events of all streams, newest first."""
    write_recorded()
    row = AuditEvent
    wanted = [
        condition
        for given, condition in (
            (asked.actor_id, row.actor_id == asked.actor_id),
            (asked.kinds, row.kind.in_(asked.kinds)),
            (asked.since, row.at >= (asked.since or EARLIEST)),
            (asked.until, row.at < (asked.until or EARLIEST)),
            (asked.stream_id, row.stream_id == asked.stream_id),
        )
        if given
    ]
    order = (row.at, row.stream_kind, row.stream_id, row.seq)
    if below:
        wanted.append(_below(order, below))
    newest = select(row).where(*wanted).order_by(*(column.desc() for column in order))
    return [_line(found) for found in db.session.scalars(newest.limit(limit))]


def events_of(
    stream_kind: str,
    stream_id: UUID,
    *,
    kinds: Collection[str] = (),
    without: Collection[str] = (),
    before: int | None = None,
    limit: int = 200,
) -> list[Written]:
    """The newest events of one stream, of the given kinds (or all but some), below a number."""
    write_recorded()
    rows = select(AuditEvent).where(
        AuditEvent.stream_kind == stream_kind, AuditEvent.stream_id == stream_id
    )
    if kinds:
        rows = rows.where(AuditEvent.kind.in_(kinds))
    if without:
        rows = rows.where(AuditEvent.kind.not_in(without))
    if before is not None:
        rows = rows.where(AuditEvent.seq < before)
    found = db.session.scalars(rows.order_by(AuditEvent.seq.desc()).limit(limit))
    return [_written(row) for row in found]


def _below(order: tuple[Any, ...], place: Place) -> Any:
    """Row comparison: below the place in the order of the page."""
    values = place.at, place.stream_kind, place.stream_id, place.seq
    typed = [literal(value, column.type) for value, column in zip(values, order, strict=True)]
    return tuple_(*order) < tuple_(*typed)


def _written(row: AuditEvent) -> Written:
    return Written(row.seq, row.at, row.actor_id, row.kind, said(row.body))


def _line(row: AuditEvent) -> Line:
    return Line(Place(row.at, row.stream_kind, row.stream_id, row.seq), _written(row))
