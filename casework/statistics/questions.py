"""Who asked what: the questions of the last thirty days, and the patterns that are unusual.

No question can betray anybody: the same one always has the same answer. But somebody who takes
every file in a night, or tries what is not published again and again, is looking for something, and
the data-protection officer should know.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

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


def questions() -> Questions:
    """The questions of the last thirty days: the newest of them, and whose stand out of all."""
    present = now()
    since = present - LOOKED_BACK
    newest = [
        line.event for line in audit.journal(audit.Asked(kinds=KINDS, since=since), limit=SHOWN)
    ]
    tallies = _tallies(since, present + timedelta(seconds=1))
    names = user_displays({*tallies, *(event.actor_id for event in newest)})
    asked = tuple(
        Question(
            names.get(event.actor_id, "") if event.actor_id else "",
            moment_words(event.at),
            what_words(event),
            event.code("period").removeprefix("P") if event.code("period") not in NO_PERIOD else "",
            str(_REASONS.get(event.code("reason"), "")),
        )
        for event in newest
    )
    return Questions(asked, tuple(_unusual(tallies, names)))


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
