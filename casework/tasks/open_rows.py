"""Writing the rows of open tasks: one statement each, prepared once, because every act does it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, case
from sqlalchemy.dialects import postgresql, sqlite

from casework.db import db
from casework.tasks.models import OPEN, Task

_tasks = Task.__table__
_MOVED = ("due_at", "priority", "region", "assignee_id", "organisation_id", "backup_id")
_ANEW = {"level": 0, "escalated_to": None, "fired_at": None, "snoozed_until": None}


def _upsert(insert: Any) -> Any:
    """Add the task; where the same one is open already, give it the new moment and hands. With
    another moment it is due anew: it will be said, and climb, as if it had just been made."""
    adding = insert(_tasks)
    stays = _tasks.c.due_at == adding.excluded.due_at
    anew = {name: case((stays, _tasks.c[name]), else_=value) for name, value in _ANEW.items()}
    return adding.on_conflict_do_update(
        index_elements=["owner_kind", "owner_id", "kind"],
        index_where=OPEN,
        set_={name: adding.excluded[name] for name in _MOVED} | anew,
    ).returning(_tasks.c.id)


_ADD = {"sqlite": _upsert(sqlite.insert), "postgresql": _upsert(postgresql.insert)}
_DONE = (
    _tasks.update()  # type: ignore[attr-defined]
    .where(
        _tasks.c.owner_kind == bindparam("of_kind"),
        _tasks.c.owner_id == bindparam("of_id"),
        _tasks.c.done_at.is_(None),
    )
    .values(done_at=bindparam("at"))
)
_DONE_ONE = _DONE.where(_tasks.c.kind == bindparam("one"))
_DONE_SOME = _DONE.where(_tasks.c.kind.in_(bindparam("kinds", expanding=True)))


def open_or_move(**columns: Any) -> UUID:
    """Write a task that is asked for; the id is that of the row that stands."""
    connection = db.session.connection()
    found: UUID = connection.execute(_ADD[connection.dialect.name], columns).scalar_one()
    return found


def close_open(owner_kind: str, owner_id: UUID, kinds: Collection[str], at: datetime) -> int:
    """Note when the open tasks of an owner were done, those of some kinds or all."""
    whose = {"of_kind": owner_kind, "of_id": owner_id, "at": at}
    connection = db.session.connection()
    if not kinds:
        return connection.execute(_DONE, whose).rowcount
    if len(kinds) == 1:
        return connection.execute(_DONE_ONE, {**whose, "one": next(iter(kinds))}).rowcount
    return connection.execute(_DONE_SOME, {**whose, "kinds": list(kinds)}).rowcount
