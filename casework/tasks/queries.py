"""Whose turn it is: the open tasks of one person, and the next deadline of a record."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from casework.db import db
from casework.kernel.clock import MOROCCO, now
from casework.policy import Actor, Resource, Role
from casework.tasks.domain import Level, When, part_of_agenda
from casework.tasks.models import Holiday, Task, TaskSnooze
from casework.tasks.owners import Described, described

MOST = 200
SHARED = (Role.SHELTER, Role.PROVIDER, Role.RETURN_OFFICER, Role.CASEWORKER)


@dataclass(frozen=True)
class AgendaRow:
    """One thing to do, as its feature names it. `put_off`: somebody put it off to a later day, and
    its deadline has not passed. `stands_in`: its owner is late or away, and it is theirs."""

    task: Task
    what: Described
    put_off: bool = False
    stands_in: bool = False

    @property
    def due_at(self) -> datetime:
        """By when."""
        return self.task.due_at

    def resource(self) -> Resource:
        """Whose it is."""
        return self.task.resource()


def agenda(actor: Actor) -> dict[When, list[AgendaRow]]:
    """What this person has to do, in the parts of an agenda, the soonest first; what was put off
    last."""
    parts: dict[When, list[AgendaRow]] = {part: [] for part in When}
    at = now()
    for row in _rows(actor, MOST):
        parts[part_of_agenda(row.due_at, at)].append(row)
    return {part: sorted(rows, key=lambda row: row.put_off) for part, rows in parts.items()}


def due(actor: Actor, parts: Collection[When]) -> list[AgendaRow]:
    """What this person has to do, in some parts of the agenda only, the soonest first, without
    what was put off."""
    at = now()
    return [
        row
        for row in _rows(actor, MOST)
        if part_of_agenda(row.due_at, at) in parts and not row.put_off
    ]


def between(actor: Actor, start: datetime, end: datetime) -> list[AgendaRow]:
    """What this person has to do from one moment to another, the soonest first."""
    return _rows(actor, MOST, Task.due_at >= start, Task.due_at < end)


def next_deadline(actor: Actor) -> datetime | None:
    """When the next thing is due for this person."""
    return next((row.due_at for row in _rows(actor, MOST, Task.due_at > now())), None)


def task_row(actor: Actor, task_id: UUID) -> AgendaRow | None:
    """One open task, if it is this person's to do."""
    return next(iter(_rows(actor, 1, Task.id == task_id)), None)


def snoozes_of(task_id: UUID) -> Sequence[TaskSnooze]:
    """Each time a task was put off, the latest first."""
    rows = select(TaskSnooze).where(TaskSnooze.task_id == task_id)
    return db.session.scalars(rows.order_by(TaskSnooze.at.desc())).all()


def next_deadlines(owner_kind: str, owner_ids: Collection[UUID]) -> dict[UUID, datetime]:
    """The soonest open deadline of each of several records, for lists."""
    soonest = (
        select(Task.owner_id, func.min(Task.due_at).label("due_at"))
        .where(Task.owner_kind == owner_kind, Task.owner_id.in_(owner_ids))
        .where(Task.done_at.is_(None))
        .group_by(Task.owner_id)
    )
    return {row.owner_id: row.due_at for row in db.session.execute(soonest)}


def late_by_assignee(owner_kind: str, assignee_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many deadlines each of several people has missed so far."""
    late = (
        select(Task.assignee_id, func.count())
        .where(Task.owner_kind == owner_kind, Task.assignee_id.in_(assignee_ids))
        .where(Task.done_at.is_(None), Task.due_at < now())
        .group_by(Task.assignee_id)
    )
    return {row[0]: row[1] for row in db.session.execute(late) if row[0]}


def in_time(owner_kind: str, owner_ids: Collection[UUID], year: int) -> tuple[int, int]:
    """Of what several records had to do by now in a year: how much fell due, and how much of that
    was done by its deadline."""
    first = datetime(year, 1, 1, tzinfo=MOROCCO)
    wanted = select(Task.due_at, Task.done_at).where(
        Task.owner_kind == owner_kind,
        Task.owner_id.in_(owner_ids),
        Task.due_at >= first,
        Task.due_at <= now(),
    )
    rows = db.session.execute(wanted).all()
    return len(rows), sum(row.done_at is not None and row.done_at <= row.due_at for row in rows)


def open_tasks(owner_kind: str, owner_id: UUID) -> Sequence[Task]:
    """The open tasks of one record, the soonest first."""
    wanted = select(Task).where(Task.owner_kind == owner_kind, Task.owner_id == owner_id)
    return db.session.scalars(wanted.where(Task.done_at.is_(None)).order_by(Task.due_at)).all()


def owners_with_open(owner_kind: str, kinds: Collection[str]) -> Select[UUID]:
    """The records of which one of these kinds is open, for a condition on them."""
    mine = Task.owner_kind == owner_kind, Task.kind.in_(kinds), Task.done_at.is_(None)
    return select(Task.owner_id).where(*mine)


def owners_due(owner_kind: str, by: datetime) -> Select[UUID]:
    """The records of which something is due by a moment, for a condition on them."""
    mine = Task.owner_kind == owner_kind, Task.done_at.is_(None), Task.due_at <= by
    return select(Task.owner_id).where(*mine)


def next_tasks(owner_kind: str, owner_ids: Collection[UUID], actor: Actor) -> dict[UUID, Task]:
    """The soonest open task of each of several records, for lists; nobody's own but the actor's."""
    seen = or_(Task.made_by_id.is_(None), Task.made_by_id == actor.user_id)
    wanted = select(Task).where(Task.owner_kind == owner_kind, Task.owner_id.in_(owner_ids), seen)
    rows = db.session.scalars(wanted.where(Task.done_at.is_(None)).order_by(Task.due_at.desc()))
    return {task.owner_id: task for task in rows}


def said_before(owner_kind: str, kind: str, moment: datetime) -> dict[UUID, datetime]:
    """The records whose open task of this kind was said and due before a moment, with when."""
    rows = select(Task.owner_id, Task.due_at).where(
        Task.owner_kind == owner_kind,
        Task.kind == kind,
        Task.done_at.is_(None),
        Task.fired_at.is_not(None),
        Task.due_at <= moment,
    )
    return {row.owner_id: row.due_at for row in db.session.execute(rows)}


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


def _rows(actor: Actor, limit: int, *conditions: Any) -> list[AgendaRow]:
    wanted = select(Task).where(Task.done_at.is_(None), or_(*_turns(actor)), *conditions)
    tasks = db.session.scalars(wanted.order_by(Task.due_at, Task.id).limit(limit)).all()
    names, at = described(tasks, actor), now()
    return [_row(task, names[task.id], actor, at) for task in tasks if task.id in names]


def _row(task: Task, what: Described, actor: Actor, at: datetime) -> AgendaRow:
    put_off = task.snoozed_until is not None and at < min(task.snoozed_until, task.due_at)
    late = task.backup_id == actor.user_id != task.assignee_id
    stands_in = late or task.assignee_id in actor.acts_for
    return AgendaRow(task, what, put_off=put_off and not task.own, stands_in=stands_in)


def _turns(actor: Actor) -> list[Any]:
    """Own tasks; late ones of whom one stands in for; those of the organisation where its people
    share the work; for a focal point those of the regions that nobody else has, and what was
    escalated."""
    late = and_(Task.backup_id == actor.user_id, Task.due_at <= now())
    own = Task.assignee_id.in_(actor.hands)
    turns: list[Any] = [own, Task.escalated_to == actor.user_id, late]
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
