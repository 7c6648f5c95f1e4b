"""Opening, meeting, handing on and escalating tasks. Called inside the transaction of an act."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select, update

from casework.accounts import queries as accounts
from casework.audit import record
from casework.audit.catalogue import HolidayChanged, TaskEscalated, TaskReassigned
from casework.db import db
from casework.jobs.outbox import post
from casework.kernel.clock import now
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotFound, Refusal
from casework.policy import Actor
from casework.tasks.domain import LATER, Level, level_due
from casework.tasks.models import Holiday, Task
from casework.tasks.open_rows import close_open, open_or_move
from casework.tasks.owners import climbing
from casework.tasks.working_days import KNOWN, DayOff, shipped_holidays

TOPIC = "task"
ESCALATES = "P1"
AT_ONCE = 200


class NameMissing(Refusal):
    """A day off has a name."""

    field = "name"


def open_task(
    owner_kind: str,
    owner_id: UUID,
    kind: str,
    due_at: datetime,
    *,
    assignee_id: UUID | None = None,
    organisation_id: UUID | None = None,
    region: str | None = None,
    priority: str | None = None,
) -> UUID:
    """Ask for something by a moment. Asked again while open, it moves to the new moment and hands.
    Gives the id of the task.

    Whoever has to act is told by a neutral message: the assignee, else the organisation, else for
    P1 the duty officer of the region.
    """
    task_id = open_or_move(
        id=new_id(),
        owner_kind=owner_kind,
        owner_id=owner_id,
        kind=kind,
        opened_at=now(),
        due_at=due_at,
        level=0,
        priority=priority,
        region=region,
        assignee_id=assignee_id,
        organisation_id=organisation_id,
    )
    if assignee_id or organisation_id:
        post(TOPIC, task_id, user_id=assignee_id, organisation_id=organisation_id)
    elif priority == ESCALATES and region:
        for user_id in _turn_of(Level.DUTY, region):
            post(TOPIC, task_id, user_id=user_id)
    return task_id


def complete_tasks(owner_kind: str, owner_id: UUID, *kinds: str) -> int:
    """Note that what was asked for was done (no `kinds`: whatever is open); say how many.

    Only the act itself calls this. Reading a page never meets a deadline.
    """
    return close_open(owner_kind, owner_id, kinds, now())


def suspend_tasks(owner_kind: str, owner_id: UUID, at: datetime) -> int:
    """Nothing of a record is due any more, until `resume_tasks` with the same moment."""
    return close_open(owner_kind, owner_id, (), at)


def resume_tasks(owner_kind: str, owner_id: UUID, at: datetime) -> None:
    """What was suspended at that moment is due again; what was asked for anew since stays so."""
    mine = Task.owner_kind == owner_kind, Task.owner_id == owner_id
    again = select(Task.kind).where(*mine, Task.done_at.is_(None))
    resumed = update(Task).where(*mine, Task.done_at == at, Task.kind.not_in(again))
    db.session.execute(resumed.values(done_at=None))


def move_tasks(
    owner_kind: str,
    owner_id: UUID,
    *,
    assignee_id: UUID | None = None,
    organisation_id: UUID | None = None,
    keeping: Collection[str] = (),
) -> int:
    """Hand every open task of a record to its new people, as when a case is assigned; those of the
    kinds `keeping` stay with who has them."""
    moved = update(Task).where(*_of(owner_kind, owner_id), Task.kind.not_in(keeping))
    moved = moved.values(assignee_id=assignee_id, organisation_id=organisation_id)
    return int(db.session.execute(moved).rowcount)  # type: ignore[attr-defined]


def reassign(task_id: UUID, assignee_id: UUID, actor: Actor) -> Task:
    """Hand one open task to somebody else; the deadline stays."""
    task = db.session.get(Task, task_id, with_for_update=True)
    if task is None or task.done_at:
        raise NotFound()
    task.assignee_id = assignee_id
    db.session.flush()
    event = TaskReassigned(task_id=task.id, assignee_id=assignee_id, **_about(task))
    record(event, actor)
    post(TOPIC, task.id, user_id=assignee_id)
    return task


def escalate_due() -> int:
    """Hand each overdue P1 to the next step of the duty roster, and what else climbs to the focal
    points; say how many moved.

    Run every few minutes by the worker; running it twice changes nothing.
    """
    at = now()
    late = (
        select(Task)
        .where(Task.done_at.is_(None), Task.due_at <= at, Task.region.is_not(None))
        .where(or_(_climbs_fast(), _climbs_slowly(at)))
        .order_by(Task.due_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    moved = 0
    for task in db.session.scalars(late).all():
        climbs = task.kind in climbing()
        moved += _escalate(task, level_due(task.priority, task.due_at, at, climbs))
    return moved


def _climbs_fast() -> ColumnElement[bool]:
    return and_(Task.priority == ESCALATES, Task.level < Level.NATIONAL)


def _climbs_slowly(at: datetime) -> ColumnElement[bool]:
    """What climbs at its deadline and has not, or after three days more and has not."""
    first = Task.level < Level.FOCAL_POINTS
    second = and_(Task.level < Level.NATIONAL, Task.due_at <= at - LATER)
    return and_(Task.kind.in_(climbing()), or_(first, second))


def seed_holidays() -> int:
    """Fill an empty holiday table with the shipped days."""
    if db.session.scalar(select(Holiday.day).limit(1)):
        return 0
    days = [Holiday(day=d.day, name=d.name, approximate=d.approximate) for d in shipped_holidays()]
    db.session.add_all(days)
    db.session.flush()
    return len(days)


def keep_holiday(off: DayOff, actor: Actor) -> Holiday:
    """Add a day off, or change or confirm one. Deadlines already set keep their moment."""
    if not off.name:
        raise NameMissing()
    found = db.session.get(Holiday, off.day)
    what = "confirmed" if found else "added"
    row = found or Holiday(day=off.day)
    row.name, row.approximate = off.name, off.approximate
    db.session.add(row)
    _changed_holidays(off, what, actor)
    return row


def withdraw_holiday(holiday: Holiday, actor: Actor) -> None:
    """Take a day off the list: it was announced for another date."""
    off = DayOff(holiday.day, holiday.name, holiday.approximate)
    db.session.delete(holiday)
    _changed_holidays(off, "withdrawn", actor)


def _of(owner_kind: str, owner_id: UUID) -> tuple[Any, ...]:
    return Task.owner_kind == owner_kind, Task.owner_id == owner_id, Task.done_at.is_(None)


def _about(task: Task) -> dict[str, UUID]:
    known = task.owner_kind in ("case", "screening")
    return {f"{task.owner_kind}_id": task.owner_id} if known else {}


def _turn_of(level: Level, region: str) -> list[UUID]:
    """Whom a level means now. A region without a duty officer goes to all its focal points."""
    if level is Level.DUTY and (officer := accounts.duty_officer(region)):
        return [officer.id]
    if level is Level.NATIONAL:
        return [user.id for user in accounts.national_focal_points()]
    return [user.id for user in accounts.focal_points(region)]


def _escalate(task: Task, level: Level) -> int:
    if level <= task.level or task.region is None:
        return 0
    people = _turn_of(level, task.region)
    task.level = level
    task.escalated_to = people[0] if level is Level.DUTY and len(people) == 1 else None
    event = TaskEscalated(task_id=task.id, level=level.name.lower(), **_about(task))  # type: ignore[arg-type]
    record(event, None)
    for user_id in people:
        post(TOPIC, task.id, user_id=user_id)
    db.session.flush()
    return 1


def _changed_holidays(off: DayOff, what: str, actor: Actor) -> None:
    db.session.info.pop(KNOWN, None)
    db.session.flush()
    record(HolidayChanged(day=f"D{off.day:%Y%m%d}", what=what), actor)  # type: ignore[arg-type]
