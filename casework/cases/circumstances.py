"""What other parts of Sanad tell the gates of a case.

A higher feature registers, at start, a function that says which words of `gates.Told` hold for a
case: an accepted referral, an open stay, an unpaid grant. Cases never asks who told.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from casework.cases.domain.gates import Told

Provider = Callable[[UUID], Iterable[Told]]

_providers: list[Provider] = []


def register_circumstances(provider: Provider) -> Provider:
    """Ask `provider(case_id)` whenever the gates of a case are looked at."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def told_of(case_id: UUID) -> frozenset[Told]:
    """All that is told of one case."""
    return frozenset(word for provider in _providers for word in provider(case_id))
