"""The two questions of whoever watches over the trace: what was unusual, and who was affected."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from casework.accounts.queries import user_displays
from casework.audit.queries import Affected, Span, acts, affected
from casework.journal.marking import how_many, is_watched, kept_apart
from casework.journal.queries import Question, names_of
from casework.journal.texts import GROUPS, STREAMS
from casework.journal.unusual import (
    NIGHT_FROM,
    NIGHT_UNTIL,
    OF_KIND,
    OPENINGS,
    REVEALS,
    TAKEN_OUT,
    WATCHED,
    Act,
    Alarm,
    Kind,
    unusual,
    window,
)
from casework.kernel import clock
from casework.policy import Actor, Role

DAYS = 7
MOST_DAYS = 31
MOST_SPANS = 100
BEFORE = timedelta(days=2)
"""Read before the first day asked for: the 24 hours that end on it, and whether the day in which
they began was named already."""


@dataclass(frozen=True)
class Noticed:
    """An alarm as the page shows it; the account it names leads into the journal."""

    alarm: Alarm
    who: str


@dataclass(frozen=True)
class Hit:
    """A record that was opened, by its code."""

    record: Any
    code: str
    found: Affected


def alarms(last: date, days: int = DAYS, *, secret: bool = True) -> list[Noticed]:
    """What was unusual in the days up to `last`, the newest first. `secret`: with the alarms of
    watched files, which are not for those whom the watch may be about."""
    shown = [one for one in found(last, days) if secret or one.kind is not Kind.WATCHED_FILE]
    people = user_displays(one.user_id for one in shown)
    return [Noticed(one, people.get(one.user_id, "") if one.user_id else "") for one in shown]


def found(last: date, days: int) -> list[Alarm]:
    """The alarms of the days up to `last`."""
    since, until = window(last, min(max(days, 1), MOST_DAYS))
    counted = unusual(_acts(since - BEFORE, until))
    return [one for one in counted if one.day >= since.date()]


def narrowed(question: Question, actor: Actor, *, only: bool) -> Question:
    """The question, of the unusual acts `only`: what an alarm was counted from, in the days asked
    for, or in the last week."""
    if not only:
        return question
    last = question.last or clock.now().astimezone(clock.MOROCCO).date()
    days = (last - question.first).days + 1 if question.first else DAYS
    return replace(question, spans=spans(last, days, secret=actor.role is Role.DPO))


def spans(last: date, days: int, *, secret: bool) -> list[Span]:
    """When who did what an alarm was counted from, in the days up to `last`: the journal shows
    these acts alone."""
    shown = [one for one in found(last, days) if secret or one.kind is not Kind.WATCHED_FILE]
    return [span for alarm in shown[:MOST_SPANS] for span in _spans(alarm)]


def _spans(alarm: Alarm) -> Iterator[Span]:
    since, until = window(alarm.day, (alarm.day - alarm.since).days + 1)
    kinds = OF_KIND[alarm.kind]
    if alarm.kind is not Kind.NIGHT:
        yield Span(alarm.user_id, kinds, since, until)
        return
    morning = datetime.combine(alarm.day, NIGHT_UNTIL, since.tzinfo)
    evening = datetime.combine(alarm.day, NIGHT_FROM, since.tzinfo)
    yield Span(alarm.user_id, kinds, since, morning)
    yield Span(alarm.user_id, kinds, evening, until)


def hits(question: Question) -> list[Hit]:
    """The records that somebody, or anybody, opened between two days."""
    found = affected(question.asked(), REVEALS)
    codes = names_of([(one.stream_kind, one.stream_id) for one in found])
    return [_hit(one, codes) for one in found]


def reading() -> Sequence[str]:
    """The events that count as opening a record: it was read, or taken as a file."""
    return (*GROUPS["reading"][1], *GROUPS["identity"][1], *sorted(TAKEN_OUT))


def _hit(one: Affected, codes: Mapping[tuple[str, UUID], str]) -> Hit:
    code = codes.get((one.stream_kind, one.stream_id), one.stream_id.hex[:8])
    return Hit(STREAMS[one.stream_kind], code, one)


def _acts(since: datetime, until: datetime) -> Iterator[Act]:
    apart, watched = kept_apart(), _Watched()
    for line in acts(WATCHED, since, until):
        one, record_id = line.event, line.place.stream_id
        named = one.said.get("user_id")
        yield Act(
            one.at,
            one.actor_id or (UUID(str(named)) if named else None),
            one.kind,
            closed=one.code("reason") == "disabled",
            guessed=one.code("reason") == "second_factor",
            own=(one.actor_id, record_id) in apart,
            watched=one.kind in OPENINGS and watched(record_id),
            rows=int(one.said.get("count", 1)),
            sifted=one.code("page") == "summaries",
        )


class _Watched:
    """Whether a record is watched; each is asked for once."""

    def __init__(self) -> None:
        self._any = how_many() > 0
        self._known: dict[UUID, bool] = {}

    def __call__(self, record_id: UUID) -> bool:
        if not self._any:
            return False
        if record_id not in self._known:
            self._known[record_id] = is_watched(record_id)
        return self._known[record_id]
