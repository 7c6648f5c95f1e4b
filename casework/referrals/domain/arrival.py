"""When the person may come: what a recipient says as it accepts."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.kernel.clock import MOROCCO
from casework.kernel.refusals import Refusal


class WindowUnclear(Refusal):
    """Hours belong to a day, and end after they begin."""

    field = "until"


class DayPassed(Refusal):
    """Nobody can come on a day that has passed."""

    field = "day"


class HoursPassed(Refusal):
    """Nobody can come within hours of today that are over."""

    field = "until"


@dataclass(frozen=True)
class Arrival:
    """The window in which the person is awaited, in whole hours by the clock of Morocco, and a few
    words of where or how. All of it may be left out."""

    day: date | None = None
    since: int | None = None
    until: int | None = None
    words: str = ""

    def __post_init__(self) -> None:
        hours = (self.since, self.until)
        if self.day is None and hours != (None, None):
            raise WindowUnclear()
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise WindowUnclear()

    def check(self, now: datetime) -> None:
        """Refuse a day that has passed, and hours of today that are over, by the clock of
        Morocco."""
        here = now.astimezone(MOROCCO)
        if self.day is not None and self.day < here.date():
            raise DayPassed()
        if self.day == here.date() and self.until is not None and self.until <= here.hour:
            raise HoursPassed()

    def said(self) -> str:
        """As it stands in the history: figures that read the same in every language, then the
        words."""
        since = "" if self.since is None else f"{self.since:02d}:00"
        until = "" if self.until is None else f"{self.until:02d}:00"
        hours = f"{since} – {until}".strip() if since or until else ""
        day = f"{self.day:%d/%m/%Y}" if self.day else ""
        window = ", ".join(part for part in (day, hours) if part)
        return " · ".join(part for part in (window, self.words) if part)


NOT_SAID = Arrival()
