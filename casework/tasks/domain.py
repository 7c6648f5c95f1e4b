"""Deadlines: how they are counted, how an agenda sorts them, whom an unanswered one goes to. Pure.

Hours run on the clock. Days are days of Morocco: a deadline of days ends when the last day ends in
Africa/Casablanca, whatever hour it began. Working days are Monday to Friday less the holidays.
"""

from collections.abc import Set
from datetime import date, datetime, time, timedelta
from enum import IntEnum, StrEnum

from casework.kernel.clock import MOROCCO

Holidays = Set[date]

STEP = timedelta(hours=1)
LATER = timedelta(days=3)
LAST_MINUTE = time(23, 59)
FAR = 400


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
