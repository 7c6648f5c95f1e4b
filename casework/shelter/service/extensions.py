"""More time for a stay: the house asks with a reason, somebody else decides with one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.audit import record
from casework.audit.catalogue import StayChanged
from casework.cases import queries as cases
from casework.cases.queries import today
from casework.db import db, hold_as_shown
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.kernel.refusals import (
    ReasonMissing,
    SecondPersonNeeded,
    StepNotPossible,
)
from casework.policy import Actor
from casework.shelter import queries
from casework.shelter.domain.limits import checked_until
from casework.shelter.domain.records import Words
from casework.shelter.domain.refusals import ExtensionWaiting, NothingAsked
from casework.shelter.domain.track import EXTENSION_TASK, LODGED, REVIEW_TASK
from casework.shelter.limits import limit_on
from casework.shelter.models import Extension, Stay
from casework.shelter.service import steps
from casework.shelter.service.length import arrived_on, counted_since
from casework.shelter.service.staying import granted_until
from casework.tasks.service import complete_tasks, open_task
from casework.tasks.working_days import add_working_days

DAYS_TO_ANSWER = 2


@dataclass(frozen=True)
class Asked:
    """Until when, as which kind of stay, and why."""

    until: date
    kind: str
    reason: str


def ask(stay: Stay, asked: Asked, actor: Actor, version: int) -> Extension:
    """Ask for more time, within the limit of the kind. Whoever has the case is asked to answer."""
    _take(stay, version)
    if queries.extension_waiting(stay) is not None:
        raise ExtensionWaiting()
    if not asked.reason:
        raise ReasonMissing()
    assert stay.until is not None  # noqa: S101 - lodged
    limit = limit_on(arrived_on(stay), asked.kind)
    checked_until(asked.until, stay.until, counted_since(stay), limit)
    row = Extension(
        id=new_id(),
        stay_id=stay.id,
        kind=asked.kind,
        until=asked.until,
        asked_by_id=actor.user_id,
        asked_at=clock.now(),
    )
    row.reason = Words(asked.reason)
    db.session.add(row)
    _ask_for_answer(stay)
    _noted(stay, "extension_asked", actor)
    return row


def decide(stay: Stay, granted: bool, words: str, actor: Actor, version: int) -> None:
    """Grant more time or say no, with the reason. Never by whoever asked."""
    _take(stay, version)
    row = queries.extension_waiting(stay)
    if row is None:
        raise NothingAsked()
    if row.asked_by_id == actor.user_id:
        raise SecondPersonNeeded()
    if not words:
        raise ReasonMissing()
    row.granted, row.decided_at, row.decided_by_id = granted, clock.now(), actor.user_id
    row.answer = Words(words)
    complete_tasks("stay", stay.id, EXTENSION_TASK)
    if granted:
        complete_tasks("stay", stay.id, REVIEW_TASK)
        granted_until(stay, row.until, row.kind)
    _noted(stay, "extension_granted" if granted else "extension_refused", actor)


def _take(stay: Stay, version: int) -> None:
    hold_as_shown(stay, version)
    if stay.state not in LODGED:
        raise StepNotPossible()


def _ask_for_answer(stay: Stay) -> None:
    case: Any = cases.case_by_id(stay.case_id)
    open_task(
        "stay",
        stay.id,
        EXTENSION_TASK,
        due_at=add_working_days(steps.day_ends(today()), DAYS_TO_ANSWER),
        assignee_id=case.assignee_id,
        organisation_id=None if case.assignee_id else stay.organisation_id,
        region=case.region,
    )


def _noted(stay: Stay, part: str, actor: Actor) -> None:
    stay.version += 1
    record(StayChanged(case_id=stay.case_id, stay_id=stay.id, part=part), actor)
    steps.tell_caseworker(stay)
    db.session.flush()
