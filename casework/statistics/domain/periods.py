"""The periods that are published: the month and the quarter, in Moroccan time.

A period is due 14 days after its last day, so that what was registered late in it is in. Only
closed, due periods are ever counted; there is no free date range.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from casework.kernel.clock import MOROCCO
from casework.kernel.refusals import Refusal

SETTLING = timedelta(days=14)
_LABEL = re.compile(r"(?P<year>20\d\d)-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4]))")


class NotAPeriod(Refusal):
    """Only a month (2026-09) or a quarter (2026-Q3) is a period."""


@dataclass(frozen=True, order=True)
class Period:
    """One month or one quarter. Sorts by its first month, a month before its quarter.

    `length` is in months: 1 or 3.
    """

    year: int
    first_month: int
    length: int

    @classmethod
    def parse(cls, label: str) -> Self:
        """Read `2026-09` or `2026-Q3`; anything else is refused."""
        found = _LABEL.fullmatch(label)
        if not found:
            raise NotAPeriod
        year = int(found["year"])
        if found["month"]:
            return cls(year, int(found["month"]), 1)
        return cls(year, 3 * int(found["quarter"]) - 2, 3)

    @classmethod
    def month_of(cls, day: date) -> Self:
        """The month a day lies in."""
        return cls(day.year, day.month, 1)

    @property
    def is_month(self) -> bool:
        """A month; otherwise a quarter."""
        return self.length == 1

    @property
    def kind(self) -> str:
        """`month` or `quarter`."""
        return "month" if self.is_month else "quarter"

    @property
    def label(self) -> str:
        """`2026-09` or `2026-Q3`."""
        if self.is_month:
            return f"{self.year}-{self.first_month:02d}"
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
        return self.next.starts - timedelta(days=1) + SETTLING

    @property
    def quarter(self) -> "Period":
        """The quarter this period lies in."""
        return Period(self.year, self.first_month - (self.first_month - 1) % 3, 3)

    def months(self) -> tuple["Period", ...]:
        """The months it is made of, in order."""
        return tuple(Period(self.year, self.first_month + n, 1) for n in range(self.length))

    def month_starts(self) -> tuple[date, ...]:
        """The first day of each of its months."""
        return tuple(month.starts for month in self.months())

    def is_due(self, moment: datetime) -> bool:
        """Whether the period may be frozen at this moment (aware; judged in Moroccan time)."""
        return moment.astimezone(MOROCCO).date() >= self.due

    def _later(self, months: int) -> "Period":
        index = 12 * self.year + self.first_month - 1 + months
        return Period(index // 12, index % 12 + 1, self.length)


def registration_month(moment: datetime) -> date:
    """The first day of the month in Morocco at this moment: what a fact is dated by."""
    return moment.astimezone(MOROCCO).date().replace(day=1)


def due_periods(first: Period, moment: datetime) -> list[Period]:
    """Every month and quarter due at this moment from the month `first` on, in freezing order:
    each quarter right after its last month. A quarter that began before `first` counts the
    earlier months as zero, so those months come first too."""
    month, found = first.quarter.months()[0], []
    while month.is_due(moment):
        found.append(month)
        if month.next.quarter != month.quarter:
            found.append(month.quarter)
        month = month.next
    return found
