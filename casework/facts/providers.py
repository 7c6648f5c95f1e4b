"""Who can hand facts over again: each feature registers one provider at start.

A provider goes through its records from the oldest to the newest, in the order in which they first
handed a fact over, and yields what it would say of each today. `flask facts rebuild` asks all.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeVar

from casework.encryption import DataKeyMissing

from .domain import KINDS, Handed, UnknownClass

T = TypeVar("T")
Provider = Callable[[], Iterable[Handed]]

_providers: dict[str, Provider] = {}


def register_provider(kind: str, provider: Provider) -> None:
    """`provider()` yields every fact of this kind anew, the oldest record first."""
    if kind not in KINDS:
        raise UnknownClass("kind")
    _providers[kind] = provider


def providers() -> Mapping[str, Provider]:
    """The registered providers, by kind."""
    return MappingProxyType(_providers)


def handed_by(records: Iterable[T], hand_over: Callable[[T], Iterable[Handed]]) -> Iterator[Handed]:
    """What each record hands over; nothing of one that was erased and cannot be opened any more."""
    for record in records:
        try:
            yield from list(hand_over(record))
        except DataKeyMissing:
            continue
