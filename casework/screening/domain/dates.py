"""A date as an answer: a year, a month of a year, or a day, because people often know no more.

It is kept as text: `1998`, `1998-03`, `1998-03-25` (ISO 8601, the Gregorian calendar).
"""

import re
from datetime import date

EARLIEST, LATEST = 1900, 2100
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def as_date(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The date as it is kept; None for a day that is not, one before 1900 or one after 2100."""
    if not EARLIEST <= year <= LATEST or (day is not None and month is None):
        return None
    try:
        date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    return "-".join(f"{part:02d}" for part in (year, month, day) if part is not None)


def parts_of(kept: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day of a date as it is kept; None for anything else."""
    found = _WRITTEN.fullmatch(kept)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or as_date(year, month, day) is None:
        return None
    return year, month, day
