"""How long a stay may last, and what an extension may ask for.

The law of Morocco speaks of emergency and temporary lodging without a length: the lengths are a
dated setting (`limits.yaml`), and whoever asks for more time is not who grants it. Stays that
follow each other closely are one: leaving for a night is no way around a decision (0048).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.shelter.domain.refusals import BeyondLimit, NotLater


class Kind(StrEnum):
    """What the stay is for."""

    EMERGENCY = "emergency"
    TRANSITIONAL = "transitional"


DECIDED_WITHIN = timedelta(days=3)
"""Granted in any case: the time in which the house asks for more, and an answer comes."""


@dataclass(frozen=True)
class Limit:
    """From a day on: how long a stay of this kind is granted at first, and at most; and how long
    somebody has been elsewhere before their days count anew."""

    kind: str
    first_days: int
    most_days: int
    apart_days: int


def counted_from(arrived: date, earlier: Iterable[tuple[date, date]], apart_days: int) -> date:
    """The day from which the days of a stay count: that many days before the arrival as the person
    was lodged in stays (from, to) that followed each other by less than `apart_days`."""
    began, lodged = arrived, timedelta()
    for came, left in sorted(earlier, reverse=True):
        if left > began or began - left >= timedelta(days=apart_days):
            break
        began, lodged = came, lodged + (left - came)
    return arrived - lodged


def first_until(limit: Limit, arrived: date, counted: date | None = None) -> date:
    """The last day that is granted on arrival, for days that count from an earlier one."""
    granted = (counted or arrived) + timedelta(days=limit.first_days)
    return max(granted, arrived + DECIDED_WITHIN)


def latest_until(limit: Limit, counted: date) -> date:
    """The last day that a stay of this kind can be extended to."""
    return counted + timedelta(days=limit.most_days)


def checked_until(wanted: date, granted: date, counted: date, limit: Limit) -> date:
    """The day asked for, if it is later than what was granted and within the limit."""
    if wanted <= granted:
        raise NotLater()
    if wanted > latest_until(limit, counted):
        raise BeyondLimit(days=limit.most_days)
    return wanted
