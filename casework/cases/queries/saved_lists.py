"""The lists of cases that somebody keeps, for themselves alone."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from casework.cases.domain.saved_lists import SavedFilters
from casework.cases.queries.narrowing import taken
from casework.cases.records import SavedList
from casework.db import db
from casework.policy import Actor


@dataclass(frozen=True)
class Kept:
    """One list as its owner sees it; `filters`: those that are still offered to them."""

    id: UUID
    name: str
    opens_first: bool
    filters: dict[str, str]


def rows_of(actor: Actor) -> list[tuple[SavedList, SavedFilters]]:
    """The rows of the actor's lists with what is in them, the oldest first."""
    wanted = select(SavedList).where(SavedList.user_id == actor.user_id)
    rows = db.session.scalars(wanted.order_by(SavedList.made_at, SavedList.id))
    return [(row, row.content.reveal()) for row in rows if row.content]


def saved_lists(actor: Actor) -> list[Kept]:
    """The actor's lists, the oldest first."""
    return [
        Kept(row.id, said.name, row.opens_first, taken(actor, said.filters))
        for row, said in rows_of(actor)
    ]


def saved_list(actor: Actor, list_id: UUID) -> SavedList | None:
    """One of the actor's own lists, by an id that came with a request."""
    mine = SavedList.user_id == actor.user_id
    return db.session.scalar(select(SavedList).where(SavedList.id == list_id, mine))


def name_of(row: SavedList) -> str:
    """What its owner calls it."""
    return row.content.reveal().name if row.content else ""


def filters_of(row: SavedList) -> dict[str, str]:
    """What narrows it, as it was kept."""
    return row.content.reveal().filters if row.content else {}
