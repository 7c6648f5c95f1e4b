"""The kinds of facts: what each says, and how many rows one person may ever have in it.

The bound is for life, not for one release: whoever is referred fifty times is in the published
numbers with the first `rows` of them, and every later one is over, and never counted. So the
most that the numbers can ever tell about one person is known beforehand (the privacy budget).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from .classes import CLASSES, UNKNOWN, UnknownClass, derived

Cell = tuple[str, ...]
Classes = Mapping[str, str]
LATTICES = COUNTRY, TRAINING, SIMULATED = ("country", "training", "simulated")
"""Kept apart for ever: the country's own records, those of practice, and the fictional country."""


class NotAMonth(ValueError):
    """A fact is dated by the first day of its month of registration, nothing finer."""


@dataclass(frozen=True)
class Kind:
    """What a fact of this kind says (`dimensions`), how many `rows` a person may have in it, and
    in which dimension two rows of one person always differ (`apart`)."""

    name: str
    dimensions: tuple[str, ...]
    rows: int = 1
    apart: str = ""


_UNSAID = (UNKNOWN, "not_yet")
_PERSON = ("region", "sex", "age_band", "nationality_group")

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                "case",
                (
                    *_PERSON,
                    *("exploitation", "state", "source", "status", "first_contact", "plan"),
                    *("urgent_contact", "consent", "interpreter", "closure", "legal_aid", "needs"),
                ),
            ),
            Kind(
                "screening",
                (*_PERSON, "sector", "body", "band", "triage_time", "asked", "reach", "forms"),
            ),
            Kind("flag", (*_PERSON, "sector", "band", "outcome")),
            Kind("referral", ("region", "service", "answer", "answer_time"), 4, "service"),
            Kind("stay", ("region", "sex", "age_band", "stay_length", "exit")),
            Kind("return", (*_PERSON, "return_stage", "departure_time")),
            Kind("survey", ("region", "sex", "survey_score", "survey_change")),
            Kind("visit", ("region", "sector")),
        )
    }
)


@dataclass(frozen=True)
class Handed:
    """What a feature hands over of one record: `owner_id` is the record, `person_id` the file of
    whom it is about (the case; for a screening, the screening itself), `also` the other files of
    that person: one bound holds for all of them. Without a `lattice` it is one of the
    installation's own records. Without classes it says nothing: it only keeps a record out for good
    whose person has their rows already."""

    kind: str
    owner_id: UUID
    month: date
    classes: Classes
    person_id: UUID
    lattice: str | None = None
    also: tuple[UUID, ...] = ()


class CountedPeriod(Protocol):
    """A closed period as a table of counts needs it: its months, each by its first day."""

    def month_starts(self) -> tuple[date, ...]: ...


class CountedTable(Protocol):
    """A table of counts: of which kind of fact, by which dimensions (none: one total cell)."""

    @property
    def name(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def dimensions(self) -> tuple[str, ...]: ...


def checked(kind: str, classes: Classes) -> dict[str, str]:
    """The classes of a fact in the order of its kind. What is not said is `unknown` or `not_yet`
    where the list has that; a missing, a foreign or an unlisted class is refused by its dimension
    alone."""
    if kind not in KINDS:
        raise UnknownClass("kind")
    dimensions = KINDS[kind].dimensions
    if foreign := sorted(set(classes) - set(dimensions)):
        raise UnknownClass(foreign[0])
    found = {}
    for dimension in dimensions:
        allowed = CLASSES[dimension]
        unsaid = next((one for one in _UNSAID if one in allowed), "")
        if (value := classes.get(dimension, unsaid)) not in allowed:
            raise UnknownClass(dimension)
        found[dimension] = value
    return found


def cell_of(classes: Classes, dimensions: tuple[str, ...]) -> Cell:
    """The cell of a table that a fact belongs to."""
    return tuple(derived(dimension, classes) for dimension in dimensions)
