"""How long a stay may last, and what an extension may ask for.

The law of Morocco speaks of emergency and temporary lodging without a length: the lengths are a
dated setting (`limits.yaml`), and whoever asks for more time is not who grants it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.shelter.domain.refusals import BeyondLimit, NotLater


class Kind(StrEnum):
    """What the stay is for."""

    EMERGENCY = "emergency"
    TRANSITIONAL = "transitional"


@dataclass(frozen=True)
class Limit:
    """From a day on: how long a stay of this kind is granted at first, and at most."""

    kind: str
    first_days: int
    most_days: int


def first_until(limit: Limit, arrived: date) -> date:
    """The last day that is granted on arrival."""
    return arrived + timedelta(days=limit.first_days)


def latest_until(limit: Limit, arrived: date) -> date:
    """The last day that a stay of this kind can be extended to."""
    return arrived + timedelta(days=limit.most_days)


def checked_until(wanted: date, granted: date, arrived: date, limit: Limit) -> date:
    """The day asked for, if it is later than what was granted and within the limit."""
    if wanted <= granted:
        raise NotLater()
    if wanted > latest_until(limit, arrived):
        raise BeyondLimit(days=limit.most_days)
    return wanted
