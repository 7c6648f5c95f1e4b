"""Who can hand facts over again: each feature registers one provider at start.

A provider goes through its records from the oldest to the newest, in the order in which they first
handed a fact over, and yields what it would say of each today. `flask facts rebuild` asks all.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar
from uuid import UUID

from casework.encryption import DataKeyMissing

from .domain import KINDS, Handed, UnknownClass

T = TypeVar("T")
Provider = Callable[[], Iterable[Handed]]
LeftOut = Callable[[Collection[UUID]], Collection[UUID]]
FilesOf = Callable[[Collection[UUID]], Mapping[UUID, Collection[UUID]]]
Bound = Callable[[], bool]

_providers: dict[str, Provider] = {}
_left_out: list[LeftOut] = []
_files: list[FilesOf] = []
_bound: list[Bound] = []


def register_provider(kind: str, provider: Provider) -> None:
    """`provider()` yields every fact of this kind anew, the oldest record first."""
    if kind not in KINDS:
        raise UnknownClass("kind")
    _providers[kind] = provider


def providers() -> Mapping[str, Provider]:
    """The registered providers, by kind."""
    return MappingProxyType(_providers)


def register_left_out(asked: LeftOut) -> None:
    """`asked(person_ids)` gives those who do not wish to be counted."""
    _left_out[:] = [asked]


def register_files(asked: FilesOf) -> None:
    """`asked(person_ids)` gives every file of the person of each of them that has several."""
    _files[:] = [asked]


def register_bound(asked: Bound) -> None:
    """`asked()` says whether every fact of this database was sealed with where it stands, once."""
    _bound[:] = [asked]


def older_are_believed() -> bool:
    """Whether a fact may still lie in a seal that does not say where it stands: only until all were
    sealed anew. After that one is an older row that somebody put back."""
    return not any(asked() for asked in _bound)


def files_of(persons: Collection[UUID]) -> Mapping[UUID, Collection[UUID]]:
    """Every file of the person of each of these files that has several."""
    found: dict[UUID, Collection[UUID]] = {}
    for asked in _files:
        found |= asked(persons)
    return found


def counted(handed: Collection[Handed]) -> list[Handed]:
    """What may be counted: nothing of whoever does not wish to be, and each with the other files
    of its person, which share one bound."""
    whom = {one.person_id for one in handed}
    out = {one for asked in _left_out for one in asked(whom)} if whom else set()
    files = files_of(whom) if whom else {}
    return [
        _with_files(one, files.get(one.person_id, ())) for one in handed if one.person_id not in out
    ]


def _with_files(one: Handed, files: Collection[UUID]) -> Handed:
    others = tuple(file for file in files if file != one.person_id)
    return replace(one, also=tuple(dict.fromkeys((*one.also, *others)))) if others else one


def handed_by(records: Iterable[T], hand_over: Callable[[T], Iterable[Handed]]) -> Iterator[Handed]:
    """What each record hands over; nothing of one that was erased and cannot be opened any more."""
    for record in records:
        try:
            yield from list(hand_over(record))
        except DataKeyMissing:
            continue
