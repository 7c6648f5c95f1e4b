"""What can be erased. Features register here the records that are erased by themselves; all that
hangs on one of them goes with it (`casework.db.reaching`)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from casework.policy import Resource
from casework.retention.domain.schedule import Ended, Schedule

Roots = Mapping[str, Collection[UUID]]
"""Rows to begin with, by the name of their table."""


@dataclass(frozen=True)
class Subject:
    """One record. `ended` is None while somebody works with it."""

    kind: str
    id: UUID
    code: str
    region: str | None
    resource: Resource
    ended: Ended | None


class Source(Protocol):
    """How a feature answers for its records."""

    def find(self, code: str) -> Subject | None:
        """The record of a code."""
        ...

    def by_id(self, record_id: UUID) -> Subject | None:
        """The record again."""
        ...

    def lock(self, record_id: UUID) -> None:
        """Keep everybody else from changing the record until the transaction ends."""
        ...

    def ended_before(self, by: date, schedule: Schedule) -> Iterable[Subject]:
        """Every record that may be due by a day; one that is not is left out by who asks."""
        ...

    def roots(self, record_id: UUID) -> Roots:
        """Where an erasure begins: the record, and those that are one with it."""
        ...


Further = Callable[[Mapping[str, Collection[UUID]]], Roots]

Forget = Callable[[Mapping[str, Collection[UUID]]], Collection[UUID]]


@dataclass(frozen=True)
class Mention:
    """Something that stays after an erasure and may name the person: no reference leads there.
    It is with an organisation, or in another file."""

    kind: str
    organisation_id: UUID | None = None
    code: str = ""
    first: datetime | None = None
    last: datetime | None = None


Mentions = Callable[[Collection[UUID]], list[Mention]]

_mentions: dict[str, Mentions] = {}
_sources: dict[str, Source] = {}
_further: dict[str, Further] = {}
_words: dict[str, Forget] = {}


def register_subjects(kind: str, source: Source) -> None:
    """A kind of record that is erased by itself."""
    _sources[kind] = source


def register_further(name: str, further: Further) -> None:
    """What else goes when some rows go, though no reference leads to it: `further(reached)` is
    given the ids by table."""
    _further[name] = further


def register_words(name: str, forget: Forget) -> None:
    """Words about several people, in rows that stay: `forget(reached)` empties them when one of the
    people goes, and gives the owners whose keys are destroyed."""
    _words[name] = forget


def register_mentions(name: str, mentions: Mentions) -> None:
    """Where people may be named outside of their files: `mentions(cases)` is given their ids."""
    _mentions[name] = mentions


def mentions_of(subject: Subject) -> list[Mention]:
    """Where the person of a record may be named besides, for whoever decides on its end."""
    cases = _sources[subject.kind].roots(subject.id).get("case", ())
    return [one for ask in _mentions.values() for one in ask(cases)] if cases else []


def words() -> list[Forget]:
    """All that features say of words about several people."""
    return list(_words.values())


def sources() -> Mapping[str, Source]:
    """All kinds, by name."""
    return _sources


def further() -> list[Further]:
    """All that features say of what else goes."""
    return list(_further.values())


def find(code: str) -> Subject | None:
    """The record of a code, of whatever kind."""
    return next((found for one in _sources.values() if (found := one.find(code))), None)


def subject(kind: str, record_id: UUID) -> Subject | None:
    """One record again."""
    source = _sources.get(kind)
    return source.by_id(record_id) if source else None
