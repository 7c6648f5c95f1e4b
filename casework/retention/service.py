"""Erasing with notice and four eyes: noticed, asked for by one person, confirmed by another."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.accounts.queries import (
    data_protection_officers,
    focal_points,
    national_focal_points,
)
from casework.accounts.service import refuse_new_powers
from casework.audit import record
from casework.audit.catalogue import ErasureStepTaken, RecordErased
from casework.db import db
from casework.jobs.outbox import post
from casework.kernel import clock
from casework.kernel.ids import new_id, normalise_code
from casework.kernel.refusals import SecondPersonNeeded, StepNotPossible
from casework.kernel.workflow import Transition
from casework.policy import Actor
from casework.retention import register, subjects
from casework.retention.domain.schedule import Schedule, due_on
from casework.retention.domain.track import (
    KEEP_REASONS,
    TABLE,
    CodeDiffers,
    ErasureAlready,
    State,
    StillWorkedWith,
    verdicts,
)
from casework.retention.erasing import erase
from casework.retention.holds import is_held
from casework.retention.models import Erasure
from casework.retention.schedules import current, today
from casework.retention.subjects import Subject
from casework.workflow.service import Step, Track, note_start, register_track, take_step

TOPIC = "erasure"
_STREAMS = {"case": "case_id", "screening": "screening_id"}


def _event(row: Erasure, arrow: Transition) -> ErasureStepTaken:
    return ErasureStepTaken(erasure_id=row.id, step=arrow.action, **stream(row))


TRACK = register_track(
    Track(
        name="erasure",
        title="Erasure of a record",
        table=TABLE,
        key=lambda row: ("erasure", row.id),  # no step of it has words: nothing is sealed
        event=_event,
    )
)


def stream(row: Any) -> dict[str, UUID]:
    """The id by which an event of this record goes into the record's own stream."""
    name = _STREAMS.get(row.record_kind)
    return {name: row.record_id} if name else {}


def notice(subject: Subject, schedule: Schedule) -> Erasure | None:
    """Give notice of a record whose period has run out, or is about to: the data protection officer
    and the focal points of its region are told, and have the days of notice to object. None when it
    is not due yet or was noticed already."""
    ended = subject.ended
    if ended is None or due_on(ended, schedule) > today() + timedelta(days=schedule.notice_days):
        return None
    due = due_on(ended, schedule)
    first = max(due, today() + timedelta(days=schedule.notice_days))
    return _begin(subject, "due", due, first, None)


def begin(subject: Subject, actor: Actor) -> Erasure:
    """Begin the erasure of a record because the person asked for it: without waiting for its
    period, with the same two people. Refused while somebody works with the record."""
    if subject.ended is None:
        raise StillWorkedWith()
    due = due_on(subject.ended, current())
    made = _begin(subject, "person", due, today(), actor)
    if made is None:
        raise ErasureAlready()
    return made


def ask(row: Erasure, actor: Actor, expected_version: int) -> None:
    """The first person: this record is to be erased. Refused to whoever was given their role, or
    their places, less than three days ago, as to the second: one administrator who makes two
    accounts is no two people."""
    refuse_new_powers(actor)
    subject = _still(row)
    step = Step("ask", actor, expected_version, _gates(row, subject), resource=subject.resource)
    take_step(TRACK, row, step)
    row.asked_by_id, row.asked_at = actor.user_id, clock.now()
    _tell(row, but=actor.user_id)


def keep(row: Erasure, reason: str, actor: Actor, expected_version: int) -> None:
    """The second person says no, for a reason of the list; whoever asked may take it back too."""
    subject = _still(row)
    known = reason if reason in KEEP_REASONS else None
    step = Step("keep", actor, expected_version, reason_code=known, resource=subject.resource)
    take_step(TRACK, row, step)
    row.asked_by_id = row.asked_at = None


def confirm(row: Erasure, code: str, actor: Actor, expected_version: int) -> None:
    """The second person, who types the code: the record is gone for ever."""
    if row.state != State.ASKED:
        raise StepNotPossible(state=row.state, action="confirm")
    if row.asked_by_id == actor.user_id:
        raise SecondPersonNeeded()
    refuse_new_powers(actor)
    if normalise_code(code) != row.code:
        raise CodeDiffers()
    subjects.sources()[row.record_kind].lock(row.record_id)
    subject = _still(row)
    gates = _gates(row, subject, actor)
    step = Step("confirm", actor, expected_version, gates, resource=subject.resource)
    take_step(TRACK, row, step)
    gone = erase(subject)
    row.confirmed_by_id, row.erased_at = actor.user_id, clock.now()
    row.keys_destroyed, row.rows_deleted, row.facts_detached = gone.keys, gone.rows, gone.facts
    row.owners = register.owners_text(gone.owners)
    register.soon()
    record(
        RecordErased(
            erasure_id=row.id,
            kind=row.record_kind,
            keys=gone.keys,
            rows=gone.rows,
            facts=gone.facts,
            **stream(row),
        ),
        actor,
    )


def void_if_kept(row: Erasure) -> bool:
    """Take a notice back whose record is worked with again, or is to be kept for longer."""
    subject = subjects.subject(row.record_kind, row.record_id)
    latest = today() + timedelta(days=current().notice_days)
    ended = subject.ended if subject else None
    if ended and (row.origin == "person" or due_on(ended, current()) <= latest):
        return False
    take_step(TRACK, row, Step("void", None))
    row.asked_by_id = row.asked_at = None
    return True


def erasure_of(record_id: UUID) -> Erasure | None:
    """The erasure of a record, whatever its state."""
    return db.session.scalar(select(Erasure).where(Erasure.record_id == record_id))


def _begin(
    subject: Subject, origin: str, due: date, first: date, actor: Actor | None
) -> Erasure | None:
    assert subject.ended is not None  # noqa: S101 - asked for before
    row = erasure_of(subject.id)
    if row is not None and row.state != State.VOID:
        return None
    action = "begin" if actor else "notice"
    if row is None:
        row = Erasure(
            id=new_id(),
            record_kind=subject.kind,
            record_id=subject.id,
            code=subject.code,
            region=subject.region,
            state=State.NOTICED,
            version=1,
        )
        _describe(row, subject, origin, due, first)
        db.session.add(row)
        db.session.flush()
        note_start(TRACK, row, action, actor)
        record(ErasureStepTaken(erasure_id=row.id, step=action, **stream(row)), actor)
    else:
        take_step(TRACK, row, Step(action, actor, resource=subject.resource))
        _describe(row, subject, origin, due, first)
    _tell(row, but=actor.user_id if actor else None)
    return row


def _describe(row: Erasure, subject: Subject, origin: str, due: date, first: date) -> None:
    assert subject.ended is not None  # noqa: S101 - asked for before
    row.origin, row.schedule, row.ended_on = origin, current().id, subject.ended.on
    row.due_on, row.from_day, row.noticed_at = due, first, clock.now()


def _still(row: Erasure) -> Subject:
    """The record of an erasure, still ended."""
    subject = subjects.subject(row.record_kind, row.record_id)
    if subject is None or subject.ended is None:
        raise StillWorkedWith()
    return subject


def _gates(row: Erasure, subject: Subject, actor: Actor | None = None) -> dict[str, Any]:
    assert subject.ended is not None  # noqa: S101 - still ended
    due = due_on(subject.ended, current()) if row.origin == "due" else row.from_day
    return dict(
        verdicts(
            from_day=max(row.from_day, due),
            today=today(),
            held=is_held(subject),
            same_person=actor is not None and actor.user_id == row.asked_by_id,
        )
    )


def _tell(row: Erasure, but: UUID | None) -> None:
    watching = [*data_protection_officers()]
    watching += (focal_points(row.region) if row.region else []) or national_focal_points()
    for user_id in sorted({user.id for user in watching} - {but}):
        post(TOPIC, row.id, user_id=user_id)
