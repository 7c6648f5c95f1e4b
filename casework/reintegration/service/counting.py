"""From which day the visits of a reintegration count."""

from datetime import date
from typing import Any

from casework.cases import queries as cases
from casework.cases.queries import Case
from casework.kernel.clock import MOROCCO
from casework.reintegration.domain.refusals import CountedTooEarly, DayAhead, ReturnUnderWay
from casework.returns import queries as returns
from casework.returns.domain.lists import Part


def check_first_day(case: Case, followed: Any, counted_from: date) -> None:
    """Refuse a day ahead, one before the arrival or before the case was opened, and any while a
    return runs."""
    if returns.running(case.id) is not None:
        raise ReturnUnderWay()
    if counted_from > cases.today():
        raise DayAhead()
    if counted_from < (arrived_on(followed) or case.opened_at.astimezone(MOROCCO).date()):
        raise CountedTooEarly()


def arrived_on(followed: Any) -> date | None:
    """The day of the arrival of a return; none without one."""
    entry = returns.contents(followed.id).opened.get(Part.ARRIVAL) if followed else None
    arrival = entry.arrival if entry is not None else None
    return arrival.at.astimezone(MOROCCO).date() if arrival is not None else None
