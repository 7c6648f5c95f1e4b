"""Deadlines of days, counted with the holidays of Morocco as an administrator keeps them."""

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from sqlalchemy import select

from casework.db import db
from casework.tasks import domain
from casework.tasks.models import Holiday

KNOWN = "holidays"
SHIPPED = Path(__file__).with_name("holidays.yaml")


class DayOff(NamedTuple):
    """A holiday as it is shipped."""

    day: date
    name: str
    approximate: bool


def add_working_days(start: datetime, count: int) -> datetime:
    """The end (23:59 in Morocco) of the `count`-th working day after the day of `start`."""
    return domain.add_working_days(start, count, holidays())


def add_days(start: datetime, count: int) -> datetime:
    """The end (23:59 in Morocco) of the `count`-th calendar day after the day of `start`."""
    return domain.add_days(start, count)


def holidays() -> frozenset[date]:
    """The days that deadlines leave out: the table; the shipped list while it is empty.

    Read once a session (a request, a job): an act opens several deadlines.
    """
    known: frozenset[date] | None = db.session.info.get(KNOWN)
    if known is None:
        rows = frozenset(db.session.scalars(select(Holiday.day)))
        known = rows or frozenset(off.day for off in shipped_holidays())
        db.session.info[KNOWN] = known
    return known


@cache
def shipped_holidays() -> tuple[DayOff, ...]:
    """The holidays that come with Sanad, in order."""
    listed: dict[str, Any] = YAML(typ="safe").load(SHIPPED)
    fixed = [
        DayOff(date.fromisoformat(f"{year}-{found['day']}"), found["name"], approximate=False)
        for year in listed["years"]
        for found in listed["every_year"]
    ]
    moving = [
        DayOff(found["day"], found["name"], approximate=True) for found in listed["approximate"]
    ]
    return tuple(sorted(fixed + moving))
