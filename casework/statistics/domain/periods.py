"""The periods that are published: the month, the quarter and the year, in Moroccan time.

A month or quarter is due 14 days after its last day, a year 30 days, so that what was registered
late in it is in. Only closed, due periods are ever counted; there is no free date range.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from casework.kernel.clock import MOROCCO
from casework.kernel.refusals import Refusal

SETTLING = timedelta(days=14)
YEAR_SETTLING = timedelta(days=30)
_LABEL = re.compile(r"(?P<year>20\d\d)(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])))?")
_LENGTHS = {1: "month", 3: "quarter", 12: "year"}


class NotAPeriod(Refusal):
    """Only a month (2026-09), a quarter (2026-Q3) or a year (2026) is a period."""


@dataclass(frozen=True, order=True)
class Period:
    """One month, quarter or year. Sorts by its first month, the shorter before the longer.

    `length` is in months: 1, 3 or 12.
    """

    year: int
    first_month: int
    length: int

    @classmethod
    def parse(cls, label: str) -> Self:
        """Read `2026-09`, `2026-Q3` or `2026`; anything else is refused."""
        found = _LABEL.fullmatch(label)
        if not found:
            raise NotAPeriod
        year = int(found["year"])
        if found["month"]:
            return cls(year, int(found["month"]), 1)
        if found["quarter"]:
            return cls(year, 3 * int(found["quarter"]) - 2, 3)
        return cls(year, 1, 12)

    @classmethod
    def month_of(cls, day: date) -> Self:
        """The month a day lies in."""
        return cls(day.year, day.month, 1)

    @property
    def is_month(self) -> bool:
        """A month."""
        return self.length == 1

    @property
    def is_year(self) -> bool:
        """A year."""
        return self.length == 12

    @property
    def kind(self) -> str:
        """`month`, `quarter` or `year`."""
        return _LENGTHS[self.length]

    @property
    def label(self) -> str:
        """`2026-09`, `2026-Q3` or `2026`."""
        if self.is_month:
            return f"{self.year}-{self.first_month:02d}"
        if self.is_year:
            return str(self.year)
        return f"{self.year}-Q{self.number}"

    @property
    def number(self) -> int:
        """The number of the month in its year (1 to 12), or of the quarter (1 to 4)."""
        return self.first_month if self.is_month else (self.first_month + 2) // 3

    @property
    def starts(self) -> date:
        """The first day."""
        return date(self.year, self.first_month, 1)

    @property
    def next(self) -> "Period":
        """The period of the same length that follows."""
        return self._later(self.length)

    @property
    def previous(self) -> "Period":
        """The period of the same length that comes before."""
        return self._later(-self.length)

    @property
    def due(self) -> date:
        """The first day on which the period may be frozen."""
        settling = YEAR_SETTLING if self.is_year else SETTLING
        return self.next.starts - timedelta(days=1) + settling

    @property
    def quarter(self) -> "Period":
        """The quarter this period lies in."""
        return Period(self.year, self.first_month - (self.first_month - 1) % 3, 3)

    @property
    def whole_year(self) -> "Period":
        """The year this period lies in."""
        return Period(self.year, 1, 12)

    def months(self) -> tuple["Period", ...]:
        """The months it is made of, in order."""
        return tuple(Period(self.year, self.first_month + n, 1) for n in range(self.length))

    def quarters(self) -> tuple["Period", ...]:
        """The quarters it is made of, in order; a month has none."""
        starts = self.months()[::3] if not self.is_month else ()
        return tuple(Period(self.year, month.first_month, 3) for month in starts)

    def month_starts(self) -> tuple[date, ...]:
        """The first day of each of its months."""
        return tuple(month.starts for month in self.months())

    def parts(self, every: str) -> tuple["Period", ...]:
        """The months, quarters or years it is made of; longer ones than itself are none."""
        made_of = {"month": self.months, "quarter": self.quarters}
        return made_of[every]() if every in made_of else (self,) * self.is_year

    def is_due(self, moment: datetime, later_by: int = 0) -> bool:
        """Whether the period may be frozen at this moment (aware; judged in Moroccan time), or
        `later_by` days after that."""
        return moment.astimezone(MOROCCO).date() >= self.due + timedelta(days=later_by)

    def _later(self, months: int) -> "Period":
        index = 12 * self.year + self.first_month - 1 + months
        return Period(index // 12, index % 12 + 1, self.length)


def registration_month(moment: datetime) -> date:
    """The first day of the month in Morocco at this moment: what a fact is dated by."""
    return moment.astimezone(MOROCCO).date().replace(day=1)


def due_periods(first: Period, moment: datetime) -> list[Period]:
    """Every month, quarter and year due at this moment from the year of `first` on, in freezing
    order: each quarter after its last month, each year after its last quarter. The months of that
    year before the first record count as zero, so that the year can be told as a whole."""
    month, found = first.whole_year.months()[0], []
    while month.is_due(moment):
        found.append(month)
        last_of_quarter = month.next.quarter != month.quarter
        found += [month.quarter] if last_of_quarter else []
        if month.first_month == 12 and month.whole_year.is_due(moment):
            found.append(month.whole_year)
        month = month.next
    return found
