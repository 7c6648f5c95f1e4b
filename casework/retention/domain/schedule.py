"""How long a record is kept after it ended: by outcome, from a table with effective dates. Pure.

Law 09-08, article 3 (e): no longer than the purpose needs. The law fixes no periods; those shipped
are a proposal to be settled with the CNDP, and a version that is settled is added beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

CLASSES = (
    "screening_unsent",
    "screening_not_indicated",
    "screening_watch",
    "case_adult",
    "case_child",
    "case_not_victim",
    "visit",
    "labour",
)
"""The classes of outcome: every record that is erased by itself belongs to one of them."""

NOTICE_MOST = 180


class ScheduleRefused(ValueError):
    """A table of periods that is incomplete, out of order or not of this shape."""


@dataclass(frozen=True)
class Period:
    """Months after the end; `until_age`: besides, not before the person has reached this age."""

    months: int
    until_age: int | None = None


@dataclass(frozen=True)
class Schedule:
    """One version of the table: from which day, on which ground, with how many days of notice, and
    after how many months a closed case is restricted: kept, and not used without a reason.
    `house_log`: how many months a line of the daily log of a house is kept, whomever it names."""

    id: str
    in_force_from: date
    source: str
    notice_days: int
    restricted_after: int
    house_log: int
    periods: Mapping[str, Period]

    def __post_init__(self) -> None:
        if set(self.periods) != set(CLASSES):
            raise ScheduleRefused(f"{self.id}: every class has its period, and no other")
        if not 1 <= self.notice_days <= NOTICE_MOST:
            raise ScheduleRefused(f"{self.id}: between 1 and {NOTICE_MOST} days of notice")
        if self.restricted_after < 1:
            raise ScheduleRefused(f"{self.id}: a closed case is restricted after a month or more")
        if self.house_log < 1:
            raise ScheduleRefused(f"{self.id}: the log of a house is kept for a month or more")
        if any(period.months < 1 for period in self.periods.values()):
            raise ScheduleRefused(f"{self.id}: a period is at least one month")


@dataclass(frozen=True)
class Ended:
    """What the day depends on. `settled`: until when two people decided to keep it, at closing;
    `youngest`: the lowest age that a person under 18 may have had on the day it ended."""

    retention_class: str
    on: date
    settled: date | None = None
    youngest: int | None = None


def in_order(versions: tuple[Schedule, ...]) -> tuple[Schedule, ...]:
    """The versions, the first in force first; two from the same day are refused."""
    days = [version.in_force_from for version in versions]
    if not versions or len(set(days)) != len(days) or days != sorted(days):
        raise ScheduleRefused("versions follow each other by their first day")
    return versions


def in_force(versions: tuple[Schedule, ...], day: date) -> Schedule:
    """The version of a day: the newest that has begun, else the first there is."""
    begun = [version for version in versions if version.in_force_from <= day]
    return begun[-1] if begun else versions[0]


def due_on(ended: Ended, schedule: Schedule) -> date:
    """The first day on which the record may be erased.

    What two people settled at closing counts instead of the usual period; for somebody who was
    under 18 neither shortens the period of the table, nor the age that they are to have reached.
    """
    period = schedule.periods[ended.retention_class]
    usual = months_after(ended.on, period.months)
    if period.until_age is None:
        return ended.settled or usual
    youngest = ended.youngest if ended.youngest is not None else 0
    of_age = months_after(ended.on, 12 * max(0, period.until_age - youngest))
    return max(usual, of_age, ended.settled or usual)


def months_after(day: date, months: int) -> date:
    """The same day some months later; the last of the month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
