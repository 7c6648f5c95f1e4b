"""The numbers of people that a donor report gives: handed over by the statistics, already protected
and in words. Nobody else counts people for a donor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from casework.web.languages import _l


@dataclass(frozen=True)
class PeopleRow:
    """What is counted, and the protected number as it is written, or that none is published; with
    the codes of the releases that it was read from."""

    what: str
    number: str
    releases: tuple[str, ...] = ()


REASONS: Mapping[str, Any] = MappingProxyType(
    {
        "donor_report": _l("Report to whoever funds a programme"),
        "project": _l("Steering of the project"),
        "audit": _l("Audit of the project"),
    }
)
"""Why a donor report is taken out as a file: it goes into the ledger of questions."""

People = Callable[[date, date], Sequence[PeopleRow]]

_people: list[People] = []


def register_people(people: People) -> None:
    """The statistics say here which numbers of people they publish for a period."""
    _people[:] = [people]


def people_between(first: date, last: date) -> tuple[PeopleRow, ...]:
    """The published numbers of people for a period; none without the statistics."""
    return tuple(row for people in _people for row in people(first, last))
