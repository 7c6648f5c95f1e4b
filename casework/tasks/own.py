"""Tasks that people set for themselves, and putting any task off. Inside the caller's transaction.

A rule's deadline is met by the act it asks for; somebody's own by saying what was done.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from casework.audit import record
from casework.audit.catalogue import TaskDone, TaskMade, TaskSnoozed
from casework.db import db, hold
from casework.encryption import create_data_key
from casework.kernel.clock import MOROCCO, now
from casework.kernel.ids import new_id
from casework.kernel.refusals import NotFound
from casework.policy import Actor, Role
from casework.tasks.domain import (
    OUTCOMES,
    OWN,
    SNOOZE_REASONS,
    VERBS,
    MomentPassed,
    NothingToDo,
    OnlyByTheAct,
    OwnWords,
    SnoozeNotPossible,
    check_snooze,
    end_of,
)
from casework.tasks.firing import about
from casework.tasks.models import Task, TaskSnooze
from casework.tasks.owners import Subject

ALONE = "own"
"""The owner of a task that is about no record: the person themselves."""

OF_THEIR_ORGANISATION = (Role.CASEWORKER,)


@dataclass(frozen=True)
class Wanted:
    """What somebody sets themselves to do, by when, perhaps about a record."""

    due_at: datetime
    verb: str | None = None
    words: str = ""
    subject: Subject | None = None


def set_task(wanted: Wanted, actor: Actor) -> Task:
    """Set oneself a task. Refused without a verb or words, or with a moment that has passed."""
    if wanted.verb not in VERBS and not wanted.words:
        raise NothingToDo()
    if wanted.due_at <= now():
        raise MomentPassed()
    task, subject = _empty(wanted, actor), wanted.subject
    if subject is not None and actor.role in OF_THEIR_ORGANISATION:
        task.organisation_id, task.region = subject.organisation_id, subject.region
        task.backup_id = subject.backup_id if subject.backup_id != actor.user_id else None
    if wanted.words:
        _give_key(task, subject)
        task.words = OwnWords(wanted.words)
    db.session.add(task)
    db.session.flush()
    record(TaskMade(task_id=task.id, **about(task)), actor)
    return task


def finish(task: Task, outcome: str, words: str, actor: Actor) -> None:
    """Say of an own task what became of it. A deadline of a rule is refused: only its act meets
    it."""
    hold(task)
    if not task.own:
        raise OnlyByTheAct()
    if task.done_at or outcome not in OUTCOMES:
        raise NotFound()
    task.done_at, task.outcome = now(), outcome
    if words:
        if task.key_kind is None:
            _give_key(task, _subject_of(task))
        task.result = OwnWords(words)
    db.session.flush()
    record(TaskDone(task_id=task.id, outcome=outcome, **about(task)), actor)  # type: ignore[arg-type]


def snooze(task: Task, until: date, reason: str, actor: Actor) -> TaskSnooze:
    """Put a task off, for a reason of the list; every time stays on record.

    The deadline of one's own task moves. That of a rule stands, is said and climbs all the same:
    putting it off is a note that everybody who sees it reads.
    """
    hold(task)
    if task.done_at:
        raise NotFound()
    if reason not in SNOOZE_REASONS:
        raise SnoozeNotPossible()
    check_snooze(until, now().astimezone(MOROCCO).date())
    row = TaskSnooze(
        task_id=task.id,
        at=now(),
        by_id=actor.user_id,
        was_due_at=task.due_at,
        until=end_of(until),
        moved=task.own,
        reason=reason,
    )
    db.session.add(row)
    task.snoozed_until = row.until
    if task.own:
        task.due_at, task.fired_at = row.until, None
    db.session.flush()
    record(TaskSnoozed(task_id=task.id, reason=reason, **about(task)), actor)
    return row


def _empty(wanted: Wanted, actor: Actor) -> Task:
    task_id, subject = new_id(), wanted.subject
    return Task(
        id=task_id,
        owner_kind=subject.kind if subject else ALONE,
        owner_id=subject.id if subject else actor.user_id,
        kind=f"{OWN}{task_id.hex}",
        opened_at=now(),
        due_at=wanted.due_at,
        level=0,
        assignee_id=actor.user_id,
        made_by_id=actor.user_id,
        verb=wanted.verb if wanted.verb in VERBS else None,
    )


def _give_key(task: Task, subject: Subject | None) -> None:
    """Seal under the key of the record it is about, so that erasing that erases this too."""
    task.key_kind, task.key_owner_id = ("task", task.id) if subject is None else _key(subject)
    if subject is None:
        create_data_key("task", task.id)


def _key(subject: Subject) -> tuple[str, UUID]:
    return subject.kind, subject.id


def _subject_of(task: Task) -> Subject | None:
    return None if task.owner_kind == ALONE else Subject(task.owner_kind, task.owner_id)
