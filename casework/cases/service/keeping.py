"""Keeping a record beside the pathway: sealed, numbered, traced, and told to who counts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from casework.cases.models import Case
from casework.cases.records import CONTENTS, CaseRecord
from casework.cases.service.steps import span_of, task_owner
from casework.cases.service.writing import moved_on, next_seq, note_change
from casework.db import db
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.workflow import Deadline
from casework.policy import Actor
from casework.tasks.queries import open_tasks
from casework.tasks.service import complete_tasks, open_task
from casework.workflow.service import due

Listener = Callable[[Case, str], None]

ONE_MOMENT = timedelta(minutes=1)

_listeners: list[Listener] = []


def on_kept(listener: Listener) -> None:
    """Call `listener(case, kind)` when something that may be counted was recorded, in the same
    transaction: a kind of `CaseRecord`, `victim_status`, or `card`."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(case: Case, kind: str) -> None:
    """Tell those who count that a record of this kind was kept."""
    for listener in _listeners:
        listener(case, kind)


def keep(
    case: Case,
    content: Any,
    actor: Actor,
    *,
    ends_on: date | None = None,
    thread_id: UUID | None = None,
    waits: bool = False,
) -> CaseRecord:
    """Add a record to a case that the caller holds and was let into; `waits`: somebody was asked
    for something, and has not answered."""
    row_id = new_id()
    row = CaseRecord(
        id=row_id,
        case_id=case.id,
        seq=next_seq(CaseRecord, case),
        kind=CONTENTS[type(content)],
        thread_id=thread_id or row_id,
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
        ends_on=ends_on,
        waits=waits,
    )
    setattr(row, row.kind, content)
    db.session.add(row)
    note_change(case, row.kind, row.content_blob, actor)
    moved_on(case)
    tell(case, row.kind)
    return row


def ask_for(case: Case, deadline: Deadline) -> None:
    """Open the task of a deadline that counts from now, unless it is open: its moment stands."""
    if deadline.task not in open_kinds(case):
        ask_again(case, deadline)


def ask_again(case: Case, deadline: Deadline) -> None:
    """Open the task of a deadline, or move it: it counts from now."""
    since = clock.now()
    ask_by(case, deadline.task, due(span_of(case, deadline), since), since)


def ask_sooner(case: Case, deadline: Deadline) -> None:
    """Open the task of a deadline that counts from now; one that is open and ends later is brought
    forward, never put off."""
    since = clock.now()
    ends = due(span_of(case, deadline), since)
    stands = [task.due_at for task in open_tasks("case", case.id) if task.kind == deadline.task]
    if not stands or ends < min(stands):
        ask_by(case, deadline.task, ends, since)


def count_anew(case: Case, deadline: Deadline) -> None:
    """What a deadline counts by has changed: one that is open ends as if that had been known when
    it began."""
    for task in open_tasks("case", case.id):
        ends = due(span_of(case, deadline), task.opened_at)
        if task.kind == deadline.task and not _same(ends, task.due_at):
            ask_by(case, deadline.task, ends)


def count_by_priority(case: Case, deadline: Deadline, before: str) -> None:
    """The priority of a case was `before`: a deadline that is open ends as if the new one had been
    known when it began, though not before now. What was missed stays so until the act itself, as
    long as it has been and with whoever it went up to; what ends sooner for another reason goes on
    ending then."""
    for task in open_tasks("case", case.id):
        if task.kind != deadline.task or task.due_at <= clock.now():
            continue
        counted_so_far = due(span_of(case, deadline, before), task.opened_at)
        ends = max(due(span_of(case, deadline), task.opened_at), clock.now())
        if _same(ends, task.due_at):
            continue
        if ends < task.due_at or _same(task.due_at, counted_so_far):
            ask_by(case, deadline.task, ends)


def _same(ends: datetime, stands: datetime) -> bool:
    """Whether two ends are one: what was asked for before the beginning of a span was kept with it
    began a moment after it was counted."""
    return abs(ends - stands) < ONE_MOMENT


def ask_by(case: Case, task: str, moment: Any, since: datetime | None = None) -> None:
    """Open a task of the case, or move it, to a moment that was counted from now or `since`."""
    open_task(
        "case",
        case.id,
        task,
        due_at=moment,
        since=since,
        priority=case.priority,
        **task_owner(case, task),
    )


def met(case: Case, *tasks: str) -> None:
    """The acts that these tasks asked for are done."""
    complete_tasks("case", case.id, *tasks)


def met_each(case: Case, *kinds: str) -> None:
    """What was asked for under these kinds, each for one record of its own, is done or over."""
    found = [kind for kind in open_kinds(case) if kind.partition(".")[0] in kinds and "." in kind]
    if found:
        met(case, *found)


def open_kinds(case: Case) -> set[str]:
    """The kinds of tasks that are open for the case."""
    return {task.kind for task in open_tasks("case", case.id)}
