"""The journal in words: who did what, on which record, in which way. Never a value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from casework.accounts.queries import user_displays
from casework.audit.queries import Asked, Line, Place, Span, journal
from casework.journal.texts import EVENTS, GROUPS, STREAMS
from casework.journal.wording import Detail, details
from casework.kernel.clock import MOROCCO

PAGE = 50
Namer = Callable[[Iterable[UUID]], Mapping[UUID, str]]

Finder = Callable[[str], UUID | None]
_finders: list[Finder] = []
_namers: list[tuple[str, Namer]] = [("user", user_displays)]


@dataclass(frozen=True)
class Row:
    """One line of the page. `who` is empty for Sanad itself; `named`: `code` is a worker's name."""

    at: datetime
    who: str
    what: Any
    record: Any
    code: str
    named: bool
    details: tuple[Detail, ...]


@dataclass(frozen=True)
class Question:
    """What the reader chose: a person, a group of events, days of Morocco (both included)."""

    user_id: UUID | None = None
    group: str = ""
    record: UUID | None = None
    first: date | None = None
    last: date | None = None
    kinds: Sequence[str] = ()
    spans: Sequence[Span] | None = None

    def asked(self) -> Asked:
        """The same for the log."""
        _label, kinds = GROUPS.get(self.group, ("", ()))
        after = self.last + timedelta(days=1) if self.last else None
        wanted = self.kinds or kinds
        since, until = _start(self.first), _start(after)
        return Asked(self.user_id, wanted, since, until, self.record, self.spans)


@dataclass(frozen=True)
class Page:
    """A page of the journal and where the next one begins."""

    rows: Sequence[Row]
    older: str | None


def register_subject(stream_kind: str, namer: Namer) -> None:
    """Features say here what the records of a kind of stream are called: codes, never names of
    victims. Several may know some of them."""
    if (stream_kind, namer) not in _namers:
        _namers.append((stream_kind, namer))


def register_finder(finder: Finder) -> None:
    """Features say here which record a code belongs to, for a journal of one record."""
    if finder not in _finders:
        _finders.append(finder)


def record_of(code: str) -> UUID | None:
    """The record of a code; None for a code of none."""
    return next((found for finder in _finders if (found := finder(code)) is not None), None)


def page(question: Question, below: Place | None) -> Page:
    """The newest events that answer the question, below a place."""
    lines = journal(question.asked(), below, PAGE + 1)
    shown = lines[:PAGE]
    people = user_displays(line.event.actor_id for line in shown)
    subjects = names_of((line.place.stream_kind, line.place.stream_id) for line in shown)
    rows = [_row(line, people, subjects) for line in shown]
    return Page(rows, str(shown[-1].place) if len(lines) > PAGE else None)


def _row(line: Line, people: Mapping[UUID, str], subjects: Mapping[tuple[str, UUID], str]) -> Row:
    event, place = line.event, line.place
    return Row(
        at=event.at,
        who=people.get(event.actor_id, "") if event.actor_id else "",
        what=EVENTS.get(event.kind, event.kind),
        record=STREAMS.get(place.stream_kind, place.stream_kind),
        code=subjects.get((place.stream_kind, place.stream_id), place.stream_id.hex[:8]),
        named=place.stream_kind == "user",
        details=tuple(details(event)),
    )


def names_of(streams: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], str]:
    """What some streams are called: the codes of records, the names of accounts."""
    wanted, found = list(streams), dict[tuple[str, UUID], str]()
    for kind, namer in _namers:
        ids = {stream_id for stream_kind, stream_id in wanted if stream_kind == kind}
        if ids:
            found.update({(kind, id_): name for id_, name in namer(ids).items()})
    return found


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), MOROCCO) if day else None
