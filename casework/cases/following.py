"""Tasks that hang on a record of a case, and go along when the case changes hands.

A higher feature registers, at start, which of its tasks are those of whoever has the case: to
answer what a house asks, to find another service. Cases never asks what they are.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from casework.cases.models import Case
from casework.tasks.service import pass_tasks


@dataclass(frozen=True)
class Following:
    """The tasks of some kinds (none named: all) of one record that whoever has its case does."""

    owner_kind: str
    owner_id: UUID
    kinds: tuple[str, ...] = ()


Provider = Callable[[Case], Iterable[Following]]

_providers: list[Provider] = []


def register_following(provider: Provider) -> Provider:
    """Ask `provider(case)` whenever the case is given to somebody else."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def pass_on_with(case: Case, former: UUID | None) -> None:
    """What `former` had to do on the records of a case, and what nobody had, goes to whoever has
    the case now; what somebody else was given stays theirs."""
    house = case.organisation_id if case.assignee_id else None
    for provider in _providers:
        for one in provider(case):
            pass_tasks(
                one.owner_kind,
                one.owner_id,
                one.kinds,
                former_id=former,
                assignee_id=case.assignee_id,
                organisation_id=house,
            )
