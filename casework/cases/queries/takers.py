"""To whom a focal point may give a case."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from casework.accounts.queries import caseworkers_active_in


def takers_of(
    region: str, organisation_id: UUID | None, conflicted: Collection[UUID] = ()
) -> list[Any]:
    """The caseworkers who may be given a case of this organisation, of those active in its region
    and not `conflicted` (in conflict of interest with it: nothing of it is theirs, nor to propose).

    Its own people, if there is one of them. To another organisation a case goes by a transfer
    alone, which asks the person and that organisation (Law 09-08, art. 4). Only where there is
    none, because the case is of no organisation yet, or because nobody of its own is left here who
    could have it or propose a transfer, all of them are open to the focal point: a person is not
    left without a caseworker because a house emptied. Whom the person said no to is refused on
    giving it (`assign`)."""
    there = [one for one in caseworkers_active_in(region) if one.id not in conflicted]
    own = [one for one in there if one.organisation_id == organisation_id]
    return own or there
