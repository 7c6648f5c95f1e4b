"""Keeping, renaming and dropping one's own lists of cases."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import delete

from casework.accounts.service.factors import ensure_key
from casework.audit import record
from casework.audit.catalogue import SavedListChanged
from casework.cases.domain.saved_lists import MOST, TooManyLists, check_name, kept
from casework.cases.queries.narrowing import taken
from casework.cases.queries.saved_lists import rows_of
from casework.cases.records import SavedList
from casework.db import db, take_turns
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Actor

LISTS_TURN = 448_004


def keep_list(name: str, chosen: Mapping[str, str], opens_first: bool, actor: Actor) -> SavedList:
    """Keep a list under a name. Refused: one that nothing narrows, a name used already, more than
    `MOST`. `opens_first`: the actor sees it when they open the cases, instead of any other."""
    take_turns(LISTS_TURN, actor.user_id)
    others = rows_of(actor)
    content = kept(name, taken(actor, chosen))
    check_name(name, (said.name for _row, said in others))
    if len(others) >= MOST:
        raise TooManyLists(count=MOST)
    ensure_key(actor)
    row = SavedList(id=new_id(), user_id=actor.user_id, made_at=clock.now())
    row.content = content
    db.session.add(row)
    _open_first(row, opens_first, others)
    record(SavedListChanged(user_id=actor.user_id, what="kept"), actor)
    return row


def change_list(row: SavedList, name: str, opens_first: bool, actor: Actor) -> None:
    """Give a list of one's own another name, or have it opened first."""
    take_turns(LISTS_TURN, actor.user_id)
    others = [(other, said) for other, said in rows_of(actor) if other.id != row.id]
    check_name(name, (said.name for _other, said in others))
    if row.content is not None:
        row.content = replace(row.content.reveal(), name=name)
    _open_first(row, opens_first, others)
    record(SavedListChanged(user_id=actor.user_id, what="changed"), actor)


def drop_list(row: SavedList, actor: Actor) -> None:
    """Keep a list no longer."""
    db.session.delete(row)
    record(SavedListChanged(user_id=actor.user_id, what="dropped"), actor)


def drop_lists_of(user: Any, actor: Actor | None) -> None:
    """Whoever leaves takes nothing up again where they were: their lists go."""
    db.session.execute(delete(SavedList).where(SavedList.user_id == user.id))


def _open_first(row: SavedList, opens_first: bool, others: Any) -> None:
    row.opens_first = opens_first
    for other, _said in others:
        if opens_first:
            other.opens_first = False
