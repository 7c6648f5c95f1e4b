"""Reading the log, for those who may: what happened to one record, newest first."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    distinct,
    false,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from casework.audit.chain import SYSTEM, said
from casework.audit.models import AuditEvent
from casework.audit.pending import write_recorded
from casework.db import db

EARLIEST = datetime(1970, 1, 1, tzinfo=UTC)
AT_ONCE = 500


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
class Span:
    """What one account did of some kinds between two moments; nobody signed in is None."""

    user_id: UUID | None
    kinds: Collection[str]
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Asked:
    """What the journal is asked for; nothing given means everything. `spans`: only what lies in one
    of them; none at all answers nothing."""

    actor_id: UUID | None = None
    kinds: Collection[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    stream_id: UUID | None = None
    spans: Sequence[Span] | None = None


@dataclass(frozen=True)
class Affected:
    """One record that was opened between two moments: how often, by how many people, first and
    last, and how often the identity was shown."""

    stream_kind: str
    stream_id: UUID
    looks: int
    people: int
    reveals: int
    first_at: datetime
    last_at: datetime


def journal(asked: Asked, below: Place | None = None, limit: int = 50) -> list[Line]:
    """Events of all streams, newest first."""
    write_recorded()
    row, wanted = AuditEvent, _wanted(asked)
    order = (row.at, row.stream_kind, row.stream_id, row.seq)
    if below:
        wanted.append(_below(order, below))
    newest = select(row).where(*wanted).order_by(*(column.desc() for column in order))
    return [_line(found) for found in db.session.scalars(newest.limit(limit))]


def how_many(asked: Asked, most: int) -> int:
    """How many events answer a question; counted no further than `most`."""
    write_recorded()
    some = select(AuditEvent.seq).where(*_wanted(asked)).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(some)) or 0


def rows_of(asked: Asked, most: int) -> Iterator[AuditEvent]:
    """The events that answer a question as they are stored, the oldest first, in bounded memory."""
    row = AuditEvent
    wanted = select(row).where(*_wanted(asked))
    wanted = wanted.order_by(row.at, row.stream_kind, row.stream_id, row.seq).limit(most)
    yield from db.session.scalars(wanted.execution_options(yield_per=1000))


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


def every_event_of(stream_kind: str, stream_id: UUID, kinds: Collection[str]) -> Iterator[Written]:
    """All events of some kinds of one stream, the newest first, a few hundred in memory at a time:
    whoever can write many hides none behind them."""
    before: int | None = None
    while some := events_of(stream_kind, stream_id, kinds=kinds, before=before, limit=AT_ONCE):
        yield from some
        before = some[-1].seq


def acts_on(
    actor_id: UUID, stream_kind: str, stream_ids: Collection[UUID], kinds: Collection[str]
) -> list[Written]:
    """What one account did, of some kinds, with several records."""
    write_recorded()
    row = AuditEvent
    rows = select(row).where(
        row.stream_kind == stream_kind,
        row.stream_id.in_(stream_ids),
        row.actor_id == actor_id,
        row.kind.in_(kinds),
    )
    return [_written(found) for found in db.session.scalars(rows)]


def last_of_each(
    stream_kind: str, stream_ids: Collection[UUID], kinds: Collection[str]
) -> dict[UUID, Written]:
    """The newest event of some kinds of each of several streams."""
    write_recorded()
    row = AuditEvent
    rows = select(row).where(
        row.stream_kind == stream_kind, row.stream_id.in_(stream_ids), row.kind.in_(kinds)
    )
    found = db.session.scalars(rows.order_by(row.stream_id, row.seq))
    return {one.stream_id: _written(one) for one in found}


def last_verified() -> Written | None:
    """When the whole log was verified last, and what was found."""
    found = events_of("system", SYSTEM, kinds=("LogVerified",), limit=1)
    return found[0] if found else None


def acts(kinds: Collection[str], since: datetime, until: datetime) -> Iterator[Line]:
    """Events of some kinds between two moments, one at a time, in bounded memory."""
    write_recorded()
    row = AuditEvent
    wanted = select(row).where(row.kind.in_(kinds), row.at >= since, row.at < until)
    for found in db.session.scalars(wanted.execution_options(yield_per=1000)):
        yield _line(found)


def affected(asked: Asked, revealing: Collection[str], limit: int = 500) -> Sequence[Affected]:
    """Which records the events asked for are about, the most looked at first: who was affected
    between these dates, in one query."""
    write_recorded()
    row = AuditEvent
    reveals = func.sum(case((row.kind.in_(revealing), 1), else_=0))
    looks = func.count()
    wanted = (
        select(
            row.stream_kind,
            row.stream_id,
            looks.label("looks"),
            func.count(distinct(row.actor_id)).label("people"),
            reveals.label("reveals"),
            func.min(row.at).label("first_at"),
            func.max(row.at).label("last_at"),
        )
        .where(*_wanted(asked), row.stream_kind.in_(("case", "screening")))
        .group_by(row.stream_kind, row.stream_id)
        .order_by(looks.desc(), row.stream_kind, row.stream_id)
        .limit(limit)
    )
    return [Affected(*found) for found in db.session.execute(wanted)]


def _wanted(asked: Asked) -> list[ColumnElement[bool]]:
    row = AuditEvent
    return [
        condition
        for given, condition in (
            (asked.actor_id, row.actor_id == asked.actor_id),
            (asked.kinds, row.kind.in_(asked.kinds)),
            (asked.since, row.at >= (asked.since or EARLIEST)),
            (asked.until, row.at < (asked.until or EARLIEST)),
            (asked.stream_id, row.stream_id == asked.stream_id),
            (asked.spans is not None, or_(false(), *map(_within, asked.spans or ()))),
        )
        if given
    ]


def _within(span: Span) -> ColumnElement[bool]:
    row = AuditEvent
    by = row.actor_id == span.user_id if span.user_id else row.actor_id.is_(None)
    tried = and_(row.actor_id.is_(None), row.stream_id == span.user_id)
    return and_(or_(by, tried), row.kind.in_(span.kinds), row.at >= span.since, row.at < span.until)


def _below(order: tuple[Any, ...], place: Place) -> Any:
    """Row comparison: below the place in the order of the page."""
    values = place.at, place.stream_kind, place.stream_id, place.seq
    typed = [literal(value, column.type) for value, column in zip(values, order, strict=True)]
    return tuple_(*order) < tuple_(*typed)


def _written(row: AuditEvent) -> Written:
    return Written(row.seq, row.at, row.actor_id, row.kind, said(row.body))


def _line(row: AuditEvent) -> Line:
    return Line(Place(row.at, row.stream_kind, row.stream_id, row.seq), _written(row))
