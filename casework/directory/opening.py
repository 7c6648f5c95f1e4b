"""When a service is open, as it says itself, and whether that is now. Pure.

Kept as one short text: `always`, or the days (1 is Monday, ISO 8601) and the hours, as in
`12345 09:00-16:00`. Hours that end before they begin go on after midnight. Nothing is said of a
service that has not said its hours; a feast is not known here, so a mark stands for the usual week.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from casework.kernel.clock import MOROCCO
from casework.kernel.refusals import Refusal

ALWAYS, HOURS = "always", "hours"
DAYS = ("1", "2", "3", "4", "5", "6", "7")
TIMES = tuple(f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 30))
OPEN, SHUT = "open", "closed"
_SHAPE = re.compile(r"([1-7]{1,7}) (\d\d:\d\d)-(\d\d:\d\d)")


class HoursIncomplete(Refusal):
    """Hours are days, a beginning and another end; or day and night; or nothing."""

    field = "opening"


@dataclass(frozen=True)
class Opening:
    """The usual week of a service."""

    always: bool = False
    days: tuple[str, ...] = ()
    opens: str = ""
    closes: str = ""

    def __post_init__(self) -> None:
        said = (self.days, self.opens, self.closes)
        known = set(self.days) <= set(DAYS) and {self.opens, self.closes} <= {"", *TIMES}
        whole = all(said) and self.opens != self.closes
        if not known or (any(said) and not whole) or (self.always and any(said)):
            raise HoursIncomplete()

    @property
    def said(self) -> bool:
        """Whether anything was said."""
        return self.always or bool(self.days)

    def stored(self) -> str:
        """The text that is kept."""
        if not self.said:
            return ""
        return ALWAYS if self.always else f"{''.join(self.days)} {self.opens}-{self.closes}"

    def at(self, moment: datetime) -> str:
        """Open or closed at a moment, by Moroccan time; empty when nothing was said."""
        if not self.said:
            return ""
        local = moment.astimezone(MOROCCO)
        return OPEN if self.always or self._covers(local) else SHUT

    def _covers(self, local: datetime) -> bool:
        today, hour = str(local.isoweekday()), f"{local:%H:%M}"
        if self.opens < self.closes:
            return today in self.days and self.opens <= hour < self.closes
        yesterday = str((local.isoweekday() - 2) % 7 + 1)
        late, early = hour >= self.opens, hour < self.closes
        return (today in self.days and late) or (yesterday in self.days and early)


def read(stored: str) -> Opening:
    """The opening that was kept; what has another shape says nothing."""
    if stored == ALWAYS:
        return Opening(always=True)
    found = _SHAPE.fullmatch(stored)
    return Opening(False, tuple(found[1]), found[2], found[3]) if found else Opening()
