"""Opening, meeting and handing on tasks. Called inside the transaction of an act."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select, update

from casework.audit import record
from casework.audit.catalogue import HolidayChanged, TaskReassigned
from casework.db import db
from casework.jobs.outbox import post
from casework.kernel.clock import now
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotFound, Refusal
from casework.policy import Actor
from casework.tasks.domain import Level
from casework.tasks.firing import ESCALATES, TOPIC, about, turn_of
from casework.tasks.models import Holiday, Task, TaskSnooze
from casework.tasks.open_rows import close_open, open_or_move
from casework.tasks.working_days import KNOWN, DayOff, shipped_holidays


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
    backup_id: UUID | None = None,
    region: str | None = None,
    priority: str | None = None,
    since: datetime | None = None,
) -> UUID:
    """Ask for something by a moment, which was counted from now or from the moment `since`. Asked
    again while open, it moves to the new moment and hands. Gives the id of the task.

    Whoever has to act is told by a neutral message: the assignee, else the organisation, else for
    P1 the duty officer of the region.
    """
    task_id = open_or_move(
        id=new_id(),
        owner_kind=owner_kind,
        owner_id=owner_id,
        kind=kind,
        opened_at=since or now(),
        due_at=due_at,
        level=0,
        priority=priority,
        region=region,
        assignee_id=assignee_id,
        organisation_id=organisation_id,
        backup_id=backup_id,
    )
    if assignee_id or organisation_id:
        post(TOPIC, task_id, user_id=assignee_id, organisation_id=organisation_id)
    elif priority == ESCALATES and region:
        for user_id in turn_of(Level.DUTY, region):
            post(TOPIC, task_id, user_id=user_id)
    return task_id


def make_due(owner_kind: str, owner_id: UUID, kind: str, moment: datetime) -> bool:
    """An open task is due anew at a moment that has come: it is said again, once, when deadlines
    are passed. Says whether there was one."""
    anew = {"due_at": moment, "fired_at": None}
    moved = update(Task).where(*_of(owner_kind, owner_id), Task.kind == kind).values(**anew)
    return bool(db.session.execute(moved).rowcount)  # type: ignore[attr-defined]


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
    backup_id: UUID | None = None,
    keeping: Collection[str] = (),
) -> int:
    """Hand every open task of a record to its new people, as when a case is assigned; those of the
    kinds `keeping` stay with who has them. What its worker set for themselves goes along, what a
    focal point did stays with them."""
    moved = update(Task).where(*_of(owner_kind, owner_id), Task.kind.not_in(keeping))
    moved = moved.where(or_(Task.made_by_id.is_(None), Task.organisation_id.is_not(None)))
    moved = moved.values(
        assignee_id=assignee_id, organisation_id=organisation_id, backup_id=backup_id
    )
    return int(db.session.execute(moved).rowcount)  # type: ignore[attr-defined]


def without_backup(owner_kind: str, owner_id: UUID) -> None:
    """Nobody stands in for who has a record any more: nobody but them is told of what is late."""
    db.session.execute(update(Task).where(*_of(owner_kind, owner_id)).values(backup_id=None))


def pass_tasks(
    owner_kind: str,
    owner_id: UUID,
    kinds: Collection[str],
    *,
    former_id: UUID | None,
    assignee_id: UUID | None,
    organisation_id: UUID | None,
) -> int:
    """Hand the open tasks of a record (no `kinds`: all) that one person had, or nobody, to somebody
    else. The deadline stays."""
    theirs = or_(Task.assignee_id == former_id, Task.assignee_id.is_(None))
    passed = update(Task).where(*_of(owner_kind, owner_id), theirs, Task.made_by_id.is_(None))
    passed = passed.where(Task.kind.in_(kinds)) if kinds else passed
    passed = passed.values(assignee_id=assignee_id, organisation_id=organisation_id)
    return int(db.session.execute(passed).rowcount)  # type: ignore[attr-defined]


def forget_own(before: datetime) -> list[UUID]:
    """Delete the reminders about no record that were done before a moment; gives their ids, under
    which their words were sealed."""
    mine = Task.key_owner_id == Task.id, Task.done_at < before
    ids = list(db.session.scalars(select(Task.id).where(*mine)))
    db.session.execute(delete(TaskSnooze).where(TaskSnooze.task_id.in_(ids)))
    db.session.execute(delete(Task).where(*mine))
    return ids


def raise_tasks(owner_kind: str, owner_id: UUID, priority: str) -> None:
    """Every open task of a record takes its new priority: who hears of a missed one follows."""
    urgent = update(Task).where(*_of(owner_kind, owner_id)).values(priority=priority)
    db.session.execute(urgent)


def reassign(task_id: UUID, assignee_id: UUID, actor: Actor) -> Task:
    """Hand one open task to somebody else; the deadline stays."""
    task = db.session.get(Task, task_id, with_for_update=True)
    if task is None or task.done_at:
        raise NotFound()
    task.assignee_id = assignee_id
    db.session.flush()
    event = TaskReassigned(task_id=task.id, assignee_id=assignee_id, **about(task))
    record(event, actor)
    post(TOPIC, task.id, user_id=assignee_id)
    return task


def release_tasks(user_id: UUID, organisation_id: UUID | None, region: str | None) -> int:
    """What one person had to do goes to those who share the work of the organisation or, without
    one, to the focal points of the region of each task (`region` where a task has none)."""
    mine = Task.assignee_id == user_id, Task.done_at.is_(None)
    if organisation_id is None and region:
        placed = update(Task).where(*mine, Task.region.is_(None)).values(region=region)
        db.session.execute(placed)
    freed = update(Task).where(*mine).values(assignee_id=None, organisation_id=organisation_id)
    return int(db.session.execute(freed).rowcount)  # type: ignore[attr-defined]


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


def _changed_holidays(off: DayOff, what: str, actor: Actor) -> None:
    db.session.info.pop(KNOWN, None)
    db.session.flush()
    record(HolidayChanged(day=f"D{off.day:%Y%m%d}", what=what), actor)  # type: ignore[arg-type]
