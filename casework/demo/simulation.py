"""Two years in a minute: acts in the order of their time, on a clock of their own.

Acts between two breaks share a unit of work; each still goes through its service and leaves its
trace. A break is the day when a period becomes due: what time alone brings happens there.
"""

import heapq
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import count

from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.kernel.clock import SteppedClock

OPENS, CLOSES, FRIDAY = 8, 17, 4  # by UTC, which is near enough to Moroccan time

Act = Callable[[], None]


class Simulation:
    """A queue of acts and the clock they run on."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start, self.end = start, end
        self._clock = SteppedClock(start)
        self._queue: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def at(self, moment: datetime, act: Act) -> None:
        """Do `act` at that moment; what lies after the end never happens."""
        if moment <= self.end:
            heapq.heappush(self._queue, (moment, next(self._order), act))

    def after(self, wait: timedelta, act: Act) -> None:
        """Do `act` a while from now, in office hours."""
        self.at(next_office_hour(clock.now() + wait), act)

    def share(self, part: float) -> datetime:
        """The moment when this part of the whole time is over, in office hours."""
        return last_office_hour(self.start + (self.end - self.start) * part)

    @property
    def now(self) -> datetime:
        """The moment of the act that goes on."""
        return clock.now()

    @property
    def passed(self) -> float:
        """How much of the whole time is over, from 0 to 1."""
        return (clock.now() - self.start) / (self.end - self.start)

    def run(
        self,
        breaks: Iterable[datetime],
        at_break: Callable[[], object],
        after_break: Callable[[], object],
    ) -> None:
        """Everything, in order, until the end. `at_break` opens units of work of its own;
        `after_break` is called in the next unit, before its first act."""
        with clock.use(self._clock):
            for moment in [*breaks, self.end]:
                with unit_of_work():
                    after_break()
                    self._until(moment)
                db.session.expunge_all()
                at_break()

    def _until(self, moment: datetime) -> None:
        while self._queue and self._queue[0][0] <= moment:
            due, _order, act = heapq.heappop(self._queue)
            self._clock.set(max(due, self._clock.now()))
            act()
        self._clock.set(moment)


def next_office_hour(moment: datetime) -> datetime:
    """The same moment, or the next morning of a working day."""
    if moment.hour >= CLOSES:
        moment = moment.replace(hour=OPENS) + timedelta(days=1)
    elif moment.hour < OPENS:
        moment = moment.replace(hour=OPENS)
    while moment.weekday() > FRIDAY:
        moment += timedelta(days=1)
    return moment


def last_office_hour(moment: datetime) -> datetime:
    """The same moment, or the last afternoon of a working day before it."""
    if moment.hour >= CLOSES:
        moment = moment.replace(hour=CLOSES - 1)
    elif moment.hour < OPENS:
        moment = moment.replace(hour=CLOSES - 1) - timedelta(days=1)
    while moment.weekday() > FRIDAY:
        moment -= timedelta(days=1)
    return moment
