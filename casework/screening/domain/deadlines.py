"""When a draft is sent, when a doubt is decided, when somebody is met again. Pure."""

from datetime import date, datetime, timedelta

from casework.kernel.clock import MOROCCO
from casework.kernel.refusals import Refusal
from casework.screening.domain.finding import Band, Priority
from casework.screening.domain.track import FINISH_DRAFT

REVIEW_DAYS = 7  # a screening "to review" is decided within a week of being sent
WATCH_DAYS = range(14, 31)  # somebody at risk is met again in two to four weeks
USUAL_WATCH = 30
SOONEST_SENDING = timedelta(hours=2)


class WatchDayRefused(Refusal):
    """Somebody at risk is met again in 14 to 30 days."""

    field = "again_on"


def send_by(begun: datetime, now: datetime, urgent: bool, end_of_today: datetime) -> datetime:
    """By when a draft is to be sent: within 48 hours of its beginning; when a danger was noted,
    the same day, but never sooner than in two hours."""
    if urgent:
        return min(max(end_of_today, now + SOONEST_SENDING), _plus(now, "P1"))
    return _plus(begun, None)


def _plus(moment: datetime, priority: str | None) -> datetime:
    return moment + timedelta(hours=FINISH_DRAFT.span_for(priority).hours)


def review_by(band: Band, priority: Priority, sent: datetime) -> datetime | None:
    """The end of the week in which what is "to review" is decided, counted from the sending; None
    for other bands, and for whatever is more urgent."""
    if band is Band.C and priority is Priority.P3:
        week = sent.astimezone(MOROCCO) + timedelta(days=REVIEW_DAYS)  # the hour on the wall stays
        return week.astimezone(sent.tzinfo)
    return None


def watch_days(chosen: date, today: date) -> int | None:
    """In how many days somebody is met again; None when that is not 14 to 30 days away."""
    days = (chosen - today).days
    return days if days in WATCH_DAYS else None
