"""What happens by itself when a deadline passes: it is said once, and climbs while nobody acts.

That it was said is written in the transaction that writes the message (`fired_at`), so that a crash
before it leaves both undone and one after it loses neither. A deadline that a rule set is said and
climbs whether or not somebody put it off.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select

from casework.accounts import queries as accounts
from casework.accounts.queries.delegations import who_stands_in
from casework.audit import record
from casework.audit.catalogue import TaskEscalated
from casework.db import db, unit_of_work
from casework.jobs.outbox import post
from casework.kernel.clock import now
from casework.tasks.domain import LATER, Level, level_due
from casework.tasks.models import Task
from casework.tasks.owners import climbing, climbs

TOPIC = "task"
ESCALATES = "P1"
AT_ONCE = 200


def pass_deadlines() -> int:
    """Say every deadline that passed, and hand on what nobody met; say how many were dealt with.

    Run every few minutes by the worker, in units of work of its own.
    """
    dealt_with = 0
    for act in (fire_due, escalate_due):
        some = AT_ONCE
        while some == AT_ONCE:
            with unit_of_work():
                some = act()
            dealt_with += some
    return dealt_with


def fire_due() -> int:
    """Tell whoever has to act, and who stands in for them, that a deadline has passed: once."""
    at = now()
    late = (
        select(Task)
        .where(Task.done_at.is_(None), Task.fired_at.is_(None), Task.due_at <= at)
        .order_by(Task.due_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    tasks = db.session.scalars(late).all()
    for task in tasks:
        task.fired_at = at
        for whom in _whose_turn(task):
            post(TOPIC, task.id, **whom)
    db.session.flush()
    return len(tasks)


def _whose_turn(task: Task) -> list[dict[str, UUID]]:
    if task.assignee_id:
        people = [one for one in (task.assignee_id, task.backup_id) if one]
        people += who_stands_in(task.assignee_id)
        return [{"user_id": one} for one in dict.fromkeys(people)]
    if task.organisation_id:
        return [{"organisation_id": task.organisation_id}]
    return [{"user_id": one.id} for one in accounts.focal_points(task.region or "")]


def escalate_due() -> int:
    """Hand each overdue P1 to the next step of the duty roster, and what else climbs to the focal
    points; say how many moved.

    Running it twice changes nothing.
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
        moved += _escalate(task, level_due(task.priority, task.due_at, at, climbs(task.kind)))
    return moved


def _climbs_fast() -> ColumnElement[bool]:
    return and_(Task.priority == ESCALATES, Task.level < Level.NATIONAL)


def _climbs_slowly(at: datetime) -> ColumnElement[bool]:
    """What climbs at its deadline and has not, or after three days more and has not."""
    first = Task.level < Level.FOCAL_POINTS
    second = and_(Task.level < Level.NATIONAL, Task.due_at <= at - LATER)
    leads = [Task.kind.startswith(one, autoescape=True) for one in climbing() if one[-1] == "."]
    return and_(or_(Task.kind.in_(climbing()), *leads), or_(first, second))


def turn_of(level: Level, region: str) -> list[UUID]:
    """Whom a level means now. A region without a duty officer goes to all its focal points."""
    if level is Level.DUTY and (officer := accounts.duty_officer(region)):
        return [officer.id]
    if level is Level.NATIONAL:
        return [user.id for user in accounts.national_focal_points()]
    return [user.id for user in accounts.focal_points(region)]


def _escalate(task: Task, level: Level) -> int:
    if level <= task.level or task.region is None:
        return 0
    people = turn_of(level, task.region)
    task.level = level
    task.escalated_to = people[0] if level is Level.DUTY and len(people) == 1 else None
    event = TaskEscalated(task_id=task.id, level=level.name.lower(), **about(task))  # type: ignore[arg-type]
    record(event, None)
    for user_id in sorted(set(people) - _told_just_now(task)):
        post(TOPIC, task.id, user_id=user_id)
    db.session.flush()
    return 1


def _told_just_now(task: Task) -> set[UUID]:
    """Who heard at this very moment that its deadline has passed: they are not told twice."""
    if task.fired_at != now():
        return set()
    return {whom["user_id"] for whom in _whose_turn(task) if "user_id" in whom}


def about(task: Task) -> dict[str, UUID]:
    """The record a task belongs to, for the trace."""
    known = task.owner_kind in ("case", "screening")
    return {f"{task.owner_kind}_id": task.owner_id} if known else {}
