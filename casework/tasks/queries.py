"""Whose turn it is: the open tasks of one person, and the next deadline of a record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from casework.db import db
from casework.kernel.clock import now
from casework.policy import Actor, Role
from casework.tasks.domain import Level, When, part_of_agenda
from casework.tasks.models import Holiday, Task
from casework.tasks.owners import Described, described

MOST = 200
SHARED = (Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)


@dataclass(frozen=True)
class AgendaRow:
    """One thing to do, as its feature names it."""

    task: Task
    what: Described

    @property
    def due_at(self) -> datetime:
        """By when."""
        return self.task.due_at


def agenda(actor: Actor) -> dict[When, list[AgendaRow]]:
    """What this person has to do, in the parts of an agenda, the soonest first."""
    parts: dict[When, list[AgendaRow]] = {part: [] for part in When}
    at = now()
    for row in _rows(actor, MOST):
        parts[part_of_agenda(row.due_at, at)].append(row)
    return parts


def due(actor: Actor, parts: Collection[When]) -> list[AgendaRow]:
    """What this person has to do, in some parts of the agenda only, the soonest first."""
    at = now()
    return [row for row in _rows(actor, MOST) if part_of_agenda(row.due_at, at) in parts]


def next_deadlines(owner_kind: str, owner_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """The soonest open deadline of each of several records, for lists."""
    soonest = (
        select(Task.owner_id, func.min(Task.due_at).label("due_at"))
        .where(Task.owner_kind == owner_kind, Task.owner_id.in_(owner_ids))
        .where(Task.done_at.is_(None))
        .group_by(Task.owner_id)
    )
    return {row.owner_id: row.due_at for row in db.session.execute(soonest)}


def open_tasks(owner_kind: str, owner_id: UUID) -> Sequence[Task]:
    """The open tasks of one record, the soonest first."""
    wanted = select(Task).where(Task.owner_kind == owner_kind, Task.owner_id == owner_id)
    return db.session.scalars(wanted.where(Task.done_at.is_(None)).order_by(Task.due_at)).all()


def holidays(since: date) -> Sequence[Holiday]:
    """The days off from a day on, for the administrator."""
    return db.session.scalars(
        select(Holiday).where(Holiday.day >= since).order_by(Holiday.day)
    ).all()


def holiday(actor: Actor, day: str) -> Holiday | None:
    """One day off, by its date as written in an address."""
    try:
        return db.session.get(Holiday, date.fromisoformat(day))
    except ValueError:
        return None


def _rows(actor: Actor, limit: int) -> list[AgendaRow]:
    wanted = select(Task).where(Task.done_at.is_(None), or_(*_turns(actor)))
    tasks = db.session.scalars(wanted.order_by(Task.due_at, Task.id).limit(limit)).all()
    names = described(tasks, actor)
    return [AgendaRow(task, names[task.id]) for task in tasks if task.id in names]


def _turns(actor: Actor) -> list[Any]:
    """Own tasks; those of the organisation where its people share the work; for a focal point those
    of the regions that nobody else has, and what was escalated."""
    turns: list[Any] = [Task.assignee_id == actor.user_id, Task.escalated_to == actor.user_id]
    if actor.role in SHARED:
        turns.append(
            and_(Task.assignee_id.is_(None), Task.organisation_id == actor.organisation_id)
        )
    if actor.role is Role.FOCAL_POINT:
        turns.append(and_(Task.region.in_(actor.regions), _of_the_region()))
        if actor.national:
            turns.append(Task.level >= Level.NATIONAL)
    return turns


def _of_the_region() -> Any:
    nobody = and_(Task.assignee_id.is_(None), Task.organisation_id.is_(None))
    return or_(nobody, Task.level >= Level.FOCAL_POINTS)
