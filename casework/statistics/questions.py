"""Who asked what: the questions of the last thirty days, and the patterns that are unusual.

No question can betray anybody: the same one always has the same answer. But somebody who takes
every file in a night, or tries what is not published again and again, is looking for something, and
the data-protection officer should know.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from flask import url_for

from casework.accounts.queries import user_displays
from casework.audit import queries as audit
from casework.audit.catalogue import StatisticsExported, StatisticsRead, StatisticsRefused
from casework.funding.people import REASONS as DONOR_REASONS
from casework.kernel.clock import MOROCCO, now
from casework.web.formats import moment_words
from casework.web.languages import _

from .exports.forms import REASONS
from .question_words import what_words

KINDS = tuple(one.__name__ for one in (StatisticsRead, StatisticsExported, StatisticsRefused))
_REASONS = {**DONOR_REASONS, **REASONS}
LOOKED_BACK = timedelta(days=30)
SHOWN = 100
LAST_DAY = date(9998, 12, 31)
MANY_AN_HOUR, MANY_REFUSED, MANY_EXPORTS = 40, 5, 10
NIGHT = range(5)
NO_PERIOD = ("none", "newest")
"""What the log holds where no period was asked for."""


class Pattern(StrEnum):
    """What is unusual."""

    MANY = "many"
    REFUSED = "refused"
    EXPORTS = "exports"
    NIGHT = "night"


@dataclass(frozen=True)
class Question:
    """One question as the log has it: who, when, which table or file, of which period."""

    who: str
    when: str
    what: str
    period: str
    reason: str


@dataclass(frozen=True)
class Unusual:
    """Somebody whose questions stand out, and in which ways."""

    who: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Questions:
    """What the page shows."""

    asked: tuple[Question, ...]
    unusual: tuple[Unusual, ...]
    people: tuple[tuple[str, str], ...]
    narrowed: Mapping[str, str]
    older: str


@dataclass(frozen=True)
class Narrowed:
    """Whose questions are looked at, from which day to which, and below which line of the log."""

    person: UUID | None = None
    first: date | None = None
    last: date | None = None
    below: str = ""

    @classmethod
    def from_address(cls, said: Mapping[str, str]) -> "Narrowed":
        """As the filter has it; what is no person and no day is not asked."""
        person, first, last = (
            _read(kind, said.get(name, ""))
            for kind, name in ((UUID, "person"), (date.fromisoformat, "first"),
                               (date.fromisoformat, "last"))
        )  # fmt: skip
        return cls(person, first, last, said.get("below", ""))

    def as_words(self) -> dict[str, str]:
        """For the filter."""
        said = {"person": self.person, "first": self.first, "last": self.last}
        return {name: str(value or "") for name, value in said.items()}

    def address(self, below: str) -> str:
        """The next page of the same."""
        said: dict[str, Any] = {name: value or None for name, value in self.as_words().items()}
        return url_for("statistics.asked_questions", **said, below=below)


def _read(kind: Callable[[str], Any], text: str) -> Any:
    try:
        return kind(text)
    except ValueError:
        return None


@dataclass
class Tally:
    """How often one person asked, by kind and by hour, and whether in the night."""

    kinds: Counter[str] = field(default_factory=Counter)
    hours: Counter[datetime] = field(default_factory=Counter)
    night: bool = False

    def add(self, kind: str, at: datetime) -> None:
        """One question more."""
        self.kinds[kind] += 1
        self.hours[at.replace(minute=0, second=0, microsecond=0)] += 1
        self.night = self.night or at.astimezone(MOROCCO).hour in NIGHT

    @property
    def patterns(self) -> set[Pattern]:
        """What is unusual about them."""
        found = {
            Pattern.MANY: max(self.hours.values(), default=0) > MANY_AN_HOUR,
            Pattern.REFUSED: self.kinds[StatisticsRefused.__name__] >= MANY_REFUSED,
            Pattern.EXPORTS: self.kinds[StatisticsExported.__name__] >= MANY_EXPORTS,
            Pattern.NIGHT: self.night,
        }
        return {pattern for pattern, unusual in found.items() if unusual}


def questions(narrowed: Narrowed = Narrowed()) -> Questions:
    """The questions that were asked for, the newest first, by default of the last thirty days; and
    whose stand out of all of those thirty days."""
    present = now()
    since = present - LOOKED_BACK
    wanted = audit.Asked(
        narrowed.person, KINDS, _start(narrowed.first) or since, _start(narrowed.last, after=1)
    )
    lines = audit.journal(wanted, audit.Place.parse(narrowed.below), SHOWN + 1)
    shown = lines[:SHOWN]
    tallies = _tallies(since, present + timedelta(seconds=1))
    people = {*tallies, *(line.event.actor_id for line in shown), narrowed.person}
    names = user_displays(people)
    return Questions(
        tuple(_question(line.event, names) for line in shown),
        tuple(_unusual(tallies, names)),
        tuple(sorted(((str(one), name) for one, name in names.items()), key=lambda one: one[1])),
        narrowed.as_words(),
        narrowed.address(str(shown[-1].place)) if len(lines) > SHOWN else "",
    )


def _question(event: audit.Written, names: Mapping[UUID, str]) -> Question:
    period = event.code("period")
    return Question(
        names.get(event.actor_id, "") if event.actor_id else "",
        moment_words(event.at),
        what_words(event),
        "" if period in NO_PERIOD else period.removeprefix("P").replace("_", " \N{EN DASH} "),
        str(_REASONS.get(event.code("reason"), "")),
    )


def _start(day: date | None, after: int = 0) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(min(day, LAST_DAY) + timedelta(days=after), time(), MOROCCO)


def _tallies(since: datetime, until: datetime) -> dict[UUID, Tally]:
    """Every question between two moments, however many there are: one at a time."""
    found: dict[UUID, Tally] = {}
    for line in audit.acts(KINDS, since, until):
        if line.event.actor_id:
            found.setdefault(line.event.actor_id, Tally()).add(line.event.kind, line.event.at)
    return found


def _unusual(tallies: Mapping[UUID, Tally], names: Mapping[UUID, str]) -> list[Unusual]:
    words = {
        Pattern.MANY: _("more than %(n)s questions within an hour", n=MANY_AN_HOUR),
        Pattern.REFUSED: _("asked %(n)s times or more for what is not published", n=MANY_REFUSED),
        Pattern.EXPORTS: _("%(n)s files or more in thirty days", n=MANY_EXPORTS),
        Pattern.NIGHT: _("asked between midnight and five in the morning"),
    }
    return [
        Unusual(names.get(person, ""), tuple(words[one] for one in sorted(found)))
        for person, tally in tallies.items()
        if (found := tally.patterns)
    ]
