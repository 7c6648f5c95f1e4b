"""A month of deadlines as weeks of days, and the week one is in: days are days of Morocco."""

import re
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from casework.kernel.clock import MOROCCO, now
from casework.policy import Actor
from casework.tasks import queries
from casework.tasks.queries import AgendaRow

FIRST_YEAR, LAST_YEAR = 2020, 2099
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """One day, with what is due on it. `inside`: it belongs to the month that is shown."""

    day: date
    rows: tuple[AgendaRow, ...]
    today: bool = False
    inside: bool = True

    @property
    def count(self) -> int:
        """How much is due."""
        return len(self.rows)


@dataclass(frozen=True)
class Month:
    """Whole weeks, Monday first, and the months around."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    before: date
    after: date


def month_asked(text: str) -> date:
    """The first day of the month written as 2026-11; of the present one when it is not one."""
    today = now().astimezone(MOROCCO).date()
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}", text):
        year, month = int(text[:4]), int(text[5:])
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
            return date(year, month, 1)
    return today.replace(day=1)


def month_of(actor: Actor, first: date) -> Month:
    """What this person has to do in a month."""
    weeks = Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    by_day = _by_day(queries.between(actor, _midnight(weeks[0][0]), _midnight(weeks[-1][6], 1)))
    today = now().astimezone(MOROCCO).date()
    return Month(
        first,
        tuple(
            tuple(
                Day(day, tuple(by_day[day]), day == today, day.month == first.month) for day in week
            )
            for week in weeks
        ),
        before=(first - timedelta(days=1)).replace(day=1),
        after=(first + timedelta(days=32)).replace(day=1),
    )


def week_of(actor: Actor) -> tuple[list[AgendaRow], list[Day]]:
    """What is overdue, and the seven days of the week one is in."""
    today = now().astimezone(MOROCCO).date()
    monday = today - timedelta(days=today.weekday())
    late = queries.between(actor, datetime.min.replace(tzinfo=MOROCCO), now())
    ahead = _by_day(queries.between(actor, now(), _midnight(monday, 7)))
    days = [monday + timedelta(days=number) for number in range(7)]
    return late, [Day(day, tuple(ahead[day]), day == today) for day in days]


def _by_day(rows: Iterable[AgendaRow]) -> defaultdict[date, list[AgendaRow]]:
    found: defaultdict[date, list[AgendaRow]] = defaultdict(list)
    for row in rows:
        found[row.due_at.astimezone(MOROCCO).date()].append(row)
    return found


def _midnight(day: date, later: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=later), time.min, MOROCCO)
