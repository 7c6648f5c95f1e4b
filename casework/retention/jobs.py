"""What runs every day: notices of what is due, notices taken back, own reminders forgotten."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from casework.db import db, unit_of_work
from casework.encryption import destroy_data_keys
from casework.jobs.registry import register_periodic
from casework.kernel import clock
from casework.retention import service, subjects
from casework.retention.domain.schedule import due_on
from casework.retention.domain.track import State
from casework.retention.models import Erasure
from casework.retention.register import keep_up
from casework.retention.schedules import current, today
from casework.tasks.service import forget_own

AT_ONCE = 50
EVERY = timedelta(hours=24)
HOUR = timedelta(hours=1)
OWN_KEPT = timedelta(days=365)
OPEN = (State.NOTICED, State.ASKED)


def register_jobs() -> None:
    """Once a day; the register of erasures once an hour, in case it fell behind."""
    register_periodic("retention.notices", EVERY, give_notices, in_unit=False)
    register_periodic("retention.register", HOUR, keep_up, in_unit=False)
    register_periodic("retention.own_tasks", EVERY, forget_own_tasks)


def give_notices() -> int:
    """Give notice of everything that is due within the days of notice, and take back what is not
    any more. Says how many notices are new. Running it twice changes nothing."""
    _void_kept()
    given = 0
    for kind, due in _due().items():
        for start in range(0, len(due), AT_ONCE):
            with unit_of_work():
                given += sum(_notice(kind, one) for one in due[start : start + AT_ONCE])
    return given


def forget_own_tasks() -> int:
    """Delete the reminders that staff set for themselves about no record, with their keys, a year
    after they were done. Says how many."""
    return destroy_data_keys(forget_own(clock.now() - OWN_KEPT))


def _due() -> dict[str, list[UUID]]:
    """What is due and was not noticed, by kind. Read before anything is written."""
    schedule, found = current(), {}
    by = today() + timedelta(days=schedule.notice_days)
    for kind, source in subjects.sources().items():
        known = set(
            db.session.scalars(
                select(Erasure.record_id).where(
                    Erasure.record_kind == kind, Erasure.state != State.VOID
                )
            )
        )
        found[kind] = [
            one.id
            for one in source.ended_before(by, schedule)
            if one.id not in known and one.ended and due_on(one.ended, schedule) <= by
        ]
    db.session.rollback()
    return found


def _notice(kind: str, record_id: UUID) -> bool:
    subject = subjects.subject(kind, record_id)
    return subject is not None and service.notice(subject, current()) is not None


def _void_kept() -> None:
    with unit_of_work():
        for row in db.session.scalars(select(Erasure).where(Erasure.state.in_(OPEN))).all():
            service.void_if_kept(row)
