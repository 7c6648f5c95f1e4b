"""The parts of others that Sanad runs on: those that were chosen, and not chosen too long ago.

Weaknesses become known after a version was chosen. Within which days each has to be mended stands
in the page on security (OWASP ASVS 5.0, 15.1.1 and 15.2.1): a release of Sanad whose versions are
older than that can no longer keep it, whatever is known of them, and nobody else would say so.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from casework.health.domain import Finding, Verdict
from casework.health.settings import harder
from casework.kernel import clock
from casework.web.formats import long_date

CHOSEN = Path(__file__).parents[2] / "requirements.txt"
MENDED_WITHIN = timedelta(days=14)
REPLACED_WITHIN = timedelta(days=90)
_DAY = re.compile(r"^# Versions of (\d{4}-\d{2}-\d{2})", re.MULTILINE)
_PART = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;#]+)", re.MULTILINE)


def parts_current() -> Finding:
    """The installed versions are those that were chosen, and are of the last 90 days; after 14 it
    is time to look for a newer Sanad."""
    listed = CHOSEN.read_text("utf-8")
    if others := sorted(_others(listed)):
        told: dict[str, str | int] = {"what": ", ".join(others[:5]), "count": len(others)}
        return Finding("parts", harder(Verdict.FAIL), "parts_differ", told)
    chosen = chosen_on(listed)
    age = clock.now().date() - chosen
    told = {"day": long_date(chosen), "days": age.days}
    if age > REPLACED_WITHIN:
        return Finding("parts", harder(Verdict.FAIL), "parts_over", told)
    if age > MENDED_WITHIN:
        return Finding("parts", Verdict.WARN, "parts_old", told)
    return Finding("parts", Verdict.PASS, "parts_fine", told)


def chosen_on(listed: str) -> date:
    """The day of which the versions of a list are."""
    found = _DAY.search(listed)
    if found is None:
        raise ValueError("the list of parts does not say of which day its versions are")
    return date.fromisoformat(found[1])


def _others(listed: str) -> Iterator[str]:
    """The parts that are missing here, or are of another version than was chosen."""
    for name, wanted in _PART.findall(listed):
        try:
            if version(name) != wanted:
                yield name
        except PackageNotFoundError:
            yield name
