"""The people met at a visit, as whatever meets them tells it. Visits know nobody by themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from casework.policy import Actor


@dataclass(frozen=True)
class Met:
    """One person met, by code: where to go on (nowhere: no link), and what became of it."""

    code: str
    href: str = ""
    tag: Any = ""
    tone: str = ""


@dataclass(frozen=True)
class People:
    """Those whom the reader may know of by code, and how many others were met."""

    met: tuple[Met, ...] = ()
    others: int = 0


class Meeting(Protocol):
    """What meets people at visits."""

    def counts(self, visit_ids: Iterable[UUID]) -> Mapping[UUID, int]:
        """How many people were met at each of several visits."""
        ...

    def people(self, visit: Any, actor: Actor) -> People:
        """The people met at one visit, as far as this reader may know."""
        ...

    def next_href(self, visit: Any) -> str:
        """Where the next person's interview begins."""
        ...


_meetings: list[Meeting] = []


def register_meeting(meeting: Meeting) -> None:
    """Say how people are met; one way for a whole Sanad, the last one said."""
    _meetings[:] = [meeting]


def counts(visit_ids: Iterable[UUID]) -> Mapping[UUID, int]:
    """How many people were met at each of several visits."""
    return _meetings[0].counts(visit_ids) if _meetings else {}


def people_of(visit: Any, actor: Actor) -> People:
    """The people met at one visit, as far as this reader may know."""
    return _meetings[0].people(visit, actor) if _meetings else People()


def next_href(visit: Any) -> str:
    """Where the next person's interview begins; nowhere when nothing meets people."""
    return _meetings[0].next_href(visit) if _meetings else ""
