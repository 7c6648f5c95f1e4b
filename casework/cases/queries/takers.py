"""To whom a focal point may give a case."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from casework.accounts.queries import caseworkers_active_in


def takers_of(
    region: str, organisation_id: UUID | None, conflicted: Collection[UUID] = ()
) -> list[Any]:
    """The caseworkers active in the region who may be given a case of this organisation: its own
    people. To another organisation a case goes by a transfer alone, which asks the person and that
    organisation (Law 09-08, art. 4). Only a case of no organisation, or of one where nobody works
    in the region any more and could propose a transfer, is open to all of them. Whoever is
    `conflicted`, in conflict of interest with the case, is none of them: nothing is theirs to give,
    nor to propose."""
    there = [one for one in caseworkers_active_in(region) if one.id not in conflicted]
    own = [one for one in there if one.organisation_id == organisation_id]
    return own or there
