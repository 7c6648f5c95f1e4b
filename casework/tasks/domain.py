"""Deadlines: how they are counted, how an agenda sorts them, whom an unanswered one goes to. Pure.

Hours run on the clock. Days are days of Africa/Casablanca, which leaves UTC+1 for UTC in Ramadan: a
deadline some days on keeps the hour it began at, whatever the clocks did meanwhile; one of working
days (Monday to Friday less the holidays), or of the last minute of a day, ends when that day ends
there.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum

from casework.kernel.clock import MOROCCO
from casework.kernel.refusals import Refusal

Holidays = Set[date]

STEP = timedelta(hours=1)
LATER = timedelta(days=3)
LAST_MINUTE = time(23, 59)
FAR = 400
OWN = "own."
"""How the kind of a task begins that somebody set for themselves; a rule made every other one."""

WORDS_LIMIT = 80
LONGEST_WAIT = 60
VERBS = (
    "call", "meet", "accompany", "write", "ask", "send", "prepare", "check", "answer", "file",
)  # fmt: skip
SNOOZE_REASONS = ("person", "service", "document", "appointment", "away", "more_urgent")
OUTCOMES = ("done", "partly", "not_needed")


class NothingToDo(Refusal):
    """A task says what is to be done: a verb of the list, a few words, or both."""

    field = "words"


class MomentPassed(Refusal):
    """A deadline that somebody sets lies ahead."""

    field = "day"


class SnoozeNotPossible(Refusal):
    """A task is put off to a later day, sixty days on at most."""

    field = "until"


class OnlyByTheAct(Refusal):
    """A deadline that a rule set is met by the act it asks for, never by saying so."""

    status = 409


@dataclass(frozen=True)
class OwnWords:
    """What somebody set themselves to do, or did, in a few words without a name; sealed."""

    text: str


def is_own(kind: str) -> bool:
    """Whether somebody set this task; a rule made it otherwise."""
    return kind.startswith(OWN)


def check_snooze(until: date, today: date) -> None:
    """Refuse a day that is not after today, or too far ahead to still be a promise."""
    if not today < until <= today + timedelta(days=LONGEST_WAIT):
        raise SnoozeNotPossible()


class Level(IntEnum):
    """Whose turn it is to act on a task nobody has met."""

    RESPONSIBLE = 0
    DUTY = 1
    FOCAL_POINTS = 2
    NATIONAL = 3


class When(StrEnum):
    """The parts of an agenda."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "week"
    LATER = "later"


def is_working_day(day: date, holidays: Holidays) -> bool:
    """Monday to Friday and not a holiday."""
    return day.weekday() < 5 and day not in holidays


def add_working_days(start: datetime, count: int, holidays: Holidays) -> datetime:
    """The end of the `count`-th working day after the day of `start`; 0 is the end of that day.

    `start` must be aware; the answer is too, in its own zone. More than 400 days is refused.
    """
    if not 0 <= count <= FAR:
        raise ValueError("a deadline of working days lies between 0 and 400")
    day = start.astimezone(MOROCCO).date()
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, holidays)
    return end_of(day).astimezone(start.tzinfo)


def add_days(start: datetime, count: int) -> datetime:
    """The end of the `count`-th calendar day after the day of `start`; 0 is the same day."""
    day = start.astimezone(MOROCCO).date() + timedelta(days=count)
    return end_of(day).astimezone(start.tzinfo)


def later_on(start: datetime, days: int, hours: int) -> datetime:
    """Some days on at the same hour by the clock of Morocco, and some hours more."""
    local = start.astimezone(MOROCCO) + timedelta(days=days)  # the hour on the wall stays
    return local.astimezone(start.tzinfo) + timedelta(hours=hours)


def add_months(start: datetime, months: int) -> datetime:
    """The end of the same day some months later, by the calendar of Morocco; of the last day of a
    month that is shorter."""
    day = start.astimezone(MOROCCO).date()
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return end_of(min(first.replace(day=min(day.day, last.day)), last)).astimezone(start.tzinfo)


def end_of(day: date) -> datetime:
    """23:59 in Morocco, so that the page still says the right day."""
    return datetime.combine(day, LAST_MINUTE, MOROCCO)


def part_of_agenda(due_at: datetime, now: datetime) -> When:
    """Where a deadline stands today. A week ends on Sunday night."""
    if due_at < now:
        return When.OVERDUE
    today = now.astimezone(MOROCCO).date()
    day = due_at.astimezone(MOROCCO).date()
    if day == today:
        return When.TODAY
    sunday = today + timedelta(days=6 - today.weekday())
    return When.THIS_WEEK if day <= sunday else When.LATER


def level_due(priority: str | None, due_at: datetime, now: datetime, climbs: bool = False) -> Level:
    """Whose turn it is: for P1 the duty officer at the deadline, an hour later every focal point of
    the region, an hour after that the national level. Of other priorities only the kinds that climb
    move: to the focal points of the region at the deadline, three days later to the national level.
    """
    if now < due_at:
        return Level.RESPONSIBLE
    if priority == "P1":
        steps = 1 + (now - due_at) // STEP
        return Level(min(steps, Level.NATIONAL))
    if not climbs:
        return Level.RESPONSIBLE
    return Level.NATIONAL if now - due_at >= LATER else Level.FOCAL_POINTS
