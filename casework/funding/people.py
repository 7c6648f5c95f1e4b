"""The numbers of people that a donor report gives: handed over by the statistics, already protected
and in words. Nobody else counts people for a donor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PeopleRow:
    """What is counted, and the protected number as it is written, or that none is published."""

    what: str
    number: str


People = Callable[[date, date], Sequence[PeopleRow]]

_people: list[People] = []


def register_people(people: People) -> None:
    """The statistics say here which numbers of people they publish for a period."""
    _people[:] = [people]


def people_between(first: date, last: date) -> tuple[PeopleRow, ...]:
    """The published numbers of people for a period; none without the statistics."""
    return tuple(row for people in _people for row in people(first, last))
