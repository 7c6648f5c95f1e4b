"""Legal holds: what must not be erased, for which reason, until when it is looked at again."""

from datetime import date

from sqlalchemy import select

from casework.accounts.service import refuse_new_hands
from casework.audit import record
from casework.audit.catalogue import LegalHoldChanged
from casework.db import db, hold
from casework.kernel import clock
from casework.policy import Actor
from casework.retention import subjects
from casework.retention.domain.track import HoldGone, check_hold
from casework.retention.models import LegalHold
from casework.retention.schedules import today
from casework.retention.subjects import Subject

_STREAMS = {"case": "case_id", "screening": "screening_id"}


def hold_on(subject: Subject) -> LegalHold | None:
    """The hold that stands on a record, or on one that is erased with it."""
    roots = subjects.sources()[subject.kind].roots(subject.id)
    ids = {one for some in roots.values() for one in some}
    standing = select(LegalHold).where(LegalHold.record_id.in_(ids), LegalHold.lifted_at.is_(None))
    return db.session.scalars(standing.limit(1)).first()


def is_held(subject: Subject) -> bool:
    """Whether a hold blocks the erasure. One past its day blocks until somebody has lifted it."""
    return hold_on(subject) is not None


def place_hold(subject: Subject, reason: str, until: date, actor: Actor) -> LegalHold:
    """Nobody can erase this record until the hold is lifted."""
    check_hold(reason, until, today())
    subjects.sources()[subject.kind].lock(subject.id)
    if hold_on(subject) is not None:
        raise HoldGone()
    made = LegalHold(
        record_kind=subject.kind,
        record_id=subject.id,
        code=subject.code,
        region=subject.region,
        reason=reason,
        until=until,
        placed_by_id=actor.user_id,
        placed_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    _record(made, "placed", actor)
    return made


def extend_hold(row: LegalHold, reason: str, until: date, actor: Actor) -> None:
    """Reviewed: the reason stands, or another one does, until another day."""
    check_hold(reason, until, today())
    _standing(row)
    row.reason, row.until = reason, until
    row.reviewed_by_id, row.reviewed_at = actor.user_id, clock.now()
    _record(row, "extended", actor)


def lift_hold(row: LegalHold, actor: Actor) -> None:
    """Reviewed: nothing stands against the erasure any more. Refused to new powers."""
    refuse_new_hands(actor)
    _standing(row)
    row.lifted_by_id, row.lifted_at = actor.user_id, clock.now()
    row.reviewed_by_id, row.reviewed_at = actor.user_id, row.lifted_at
    _record(row, "lifted", actor)


def _standing(row: LegalHold) -> None:
    hold(row)
    if row.lifted_at is not None:
        raise HoldGone()


def _record(row: LegalHold, what: str, actor: Actor) -> None:
    named = _STREAMS.get(row.record_kind)
    record(
        LegalHoldChanged(
            hold_id=row.id,
            what=what,  # type: ignore[arg-type]
            reason=row.reason,
            **({named: row.record_id} if named else {}),
        ),
        actor,
    )
