"""Taking a step: the only way a state changes.

Lock the row, check the version, the policy and the plan; then write the history row, the state,
the audit event and the deadlines, in the caller's one transaction.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import Select

from casework.audit import record
from casework.db import hold_as_shown, hold_new
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted
from casework.kernel.workflow import (
    Circumstances,
    Deadline,
    Planned,
    Span,
    Table,
    Transition,
    Verdict,
    check_table,
    plan,
)
from casework.policy import Actor, Permission, Resource, decide
from casework.tasks.domain import later_on
from casework.tasks.service import complete_tasks, open_task
from casework.tasks.working_days import add_working_days
from casework.workflow import models
from casework.workflow.models import Reason, StepTaken, add_step, steps_of


class TrackedRow(Protocol):
    """What a record must have to move along a track."""

    id: Any
    state: Any
    version: Any
    priority: Any

    def resource(self) -> Resource:
        """What the policy needs to know of it."""
        ...


@dataclass(frozen=True)
class Step:
    """A step somebody wants to take. `actor` is None for a job of Sanad itself.

    `resource` is given when another record decides who may act (a referral's sender acts on the
    strength of the case file).
    """

    action: str
    actor: Actor | None
    expected_version: int | None = None
    gates: Mapping[str, Verdict] = field(default_factory=dict)
    reason: str | None = None
    reason_code: str | None = None
    resource: Resource | None = None


@dataclass(frozen=True)
class Track:
    """A named transition table with what the features behind it add to a step.

    `key` names the data key the reason is sealed under; `event` makes the audit event;
    `task_owner` says who must act next on a deadline the step opens, `span` how long that may take.
    """

    name: str
    title: str
    table: Table
    key: Callable[[Any], tuple[str, UUID]]
    event: Callable[[Any, Transition], Any]
    task_owner: Callable[[Any, str], Mapping[str, Any]] = lambda row, task: {}
    span: Callable[[Any, Deadline], Span] = lambda row, opens: opens.span_for(row.priority)


Listener = Callable[[Any, Transition, Actor | None], None]

TRACKS: dict[str, Track] = {}
_listeners: dict[str, list[Listener]] = {}


def register_track(track: Track) -> Track:
    """Add a track; its table must be unambiguous."""
    check_table(track.table)
    TRACKS[track.name] = track
    return track


def on_step(track_name: str, listener: Listener) -> None:
    """Call `listener(row, transition, actor)` after each step, in the same transaction."""
    listeners = _listeners.setdefault(track_name, [])
    if listener not in listeners:
        listeners.append(listener)


def take_step(track: Track, row: TrackedRow, step: Step) -> Planned:
    """Take the step, or refuse with NotPermitted, StaleVersion, StepNotPossible, ReasonMissing
    or GateClosed, in which case nothing is written."""
    hold_as_shown(row, step.expected_version)
    circumstances = Circumstances(step.gates, reason=bool(step.reason or step.reason_code))
    planned = plan(track.table, row.state, step.action, circumstances)
    _permit(step.actor, planned.transition, step.resource or row.resource())
    _write(track, row, planned, step)
    return planned


def note_start(track: Track, row: TrackedRow, action: str, actor: Actor | None) -> None:
    """Write the first line of the history of a record that was just made."""
    hold_new(row)
    _history(track, row, "start", row.state, Step(action, actor), ())


def history(owner_kind: str, owner_id: UUID) -> list[StepTaken]:
    """All steps of one record, in order."""
    return steps_of(owner_kind, owner_id)


def owners_that_took(
    owner_kind: str, owners: Select[Any], targets: Iterable[str], reasons: Iterable[str]
) -> int:
    """How many of some records ever came to one of these states, or took a step for one of these
    reasons."""
    return models.owners_that_took(owner_kind, owners, targets, reasons)


def due(span: Span, since: datetime | None = None) -> Any:
    """The moment a span ends that starts now, or that started at a moment."""
    start = later_on(since or clock.now(), span.days, span.hours)
    return add_working_days(start, span.working_days) if span.working_days else start


def _permit(actor: Actor | None, transition: Transition, resource: Resource) -> None:
    if actor is None:
        if transition.permission != Permission.SYSTEM_STEP:
            raise NotPermitted()
        return
    if not decide(actor, Permission(transition.permission), resource).allowed:
        raise NotPermitted()


def _write(track: Track, row: TrackedRow, planned: Planned, step: Step) -> None:
    arrow = planned.transition
    row.state = arrow.target
    row.version += 1
    _history(track, row, arrow.source, arrow.target, step, planned.overridden)
    record(track.event(row, arrow), step.actor)
    if arrow.meets:
        complete_tasks(track.name, row.id, *arrow.meets)
    if arrow.deadline is not None:
        _open_deadline(track, row, arrow)
    for listener in _listeners.get(track.name, []):
        listener(row, arrow, step.actor)


def _open_deadline(track: Track, row: TrackedRow, arrow: Transition) -> None:
    assert arrow.deadline is not None  # noqa: S101 - for the type checker
    since = clock.now()
    open_task(
        track.name,
        row.id,
        arrow.deadline.task,
        since=since,
        due_at=due(track.span(row, arrow.deadline), since),
        priority=row.priority,
        **track.task_owner(row, arrow.deadline.task),
    )


def _history(
    track: Track,
    row: TrackedRow,
    source: str,
    target: str,
    step: Step,
    overridden: tuple[str, ...],
) -> None:
    key_kind, key_owner_id = track.key(row)
    add_step(
        Reason(step.reason) if step.reason else None,
        owner_kind=track.name,
        owner_id=row.id,
        action=step.action,
        source=source,
        target=target,
        overridden=" ".join(overridden),
        reason_code=step.reason_code,
        actor_id=step.actor.user_id if step.actor else None,
        at=clock.now(),
        key_kind=key_kind,
        key_owner_id=key_owner_id,
    )
