"""How long an organisation usually takes to answer, said as a class and never as a number. Pure.

The median of what it answered (accepted or declined) within a year, counted from sending. Of fewer
than five answers nothing is said: one slow week, or one request, would stand for the organisation.
"""

from collections.abc import Iterable
from datetime import timedelta
from statistics import median

LEAST_ANSWERS = 5
LOOKS_BACK = timedelta(days=365)
SAME_DAY, TWO_DAYS, A_WEEK, LONGER = "same_day", "two_days", "a_week", "longer"
CLASSES = (SAME_DAY, TWO_DAYS, A_WEEK, LONGER)
_UP_TO = ((SAME_DAY, timedelta(days=1)), (TWO_DAYS, timedelta(days=2)), (A_WEEK, timedelta(days=7)))


def usual_answer(waited: Iterable[timedelta]) -> str:
    """The class of the median wait; empty when there are too few answers to say."""
    seconds = [span.total_seconds() for span in waited]
    if len(seconds) < LEAST_ANSWERS:
        return ""
    middle = timedelta(seconds=median(seconds))
    return next((name for name, most in _UP_TO if middle <= most), LONGER)
