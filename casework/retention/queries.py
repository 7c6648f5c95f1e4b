"""Erasures and holds, as far as somebody may know of the records they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select, true

from casework.db import db
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Permission, Resource, Role, decide
from casework.retention import subjects
from casework.retention.domain.schedule import due_on
from casework.retention.domain.track import State
from casework.retention.holds import hold_on
from casework.retention.models import Erasure, LegalHold
from casework.retention.schedules import current
from casework.retention.service import erasure_of
from casework.retention.subjects import Subject

PAGE = 50
OPEN = (State.NOTICED, State.ASKED)


@dataclass(frozen=True)
class Found:
    """A record with what is known of its end; only its certificate once it is erased."""

    code: str
    kind: str
    subject: Subject | None
    erasure: Erasure | None
    hold: LegalHold | None
    due: date | None

    def resource(self) -> Resource:
        """While it is there, the record decides who may know of it."""
        if self.subject is not None:
            return self.subject.resource
        return self.erasure.resource() if self.erasure else Resource()


def found(actor: Actor, code: str) -> Found | None:
    """What this code stands for, if the actor may know of it."""
    wanted = normalise_code(code)
    one = _found(wanted) if wanted else None
    return one if one and decide(actor, Permission.RETENTION_READ, one.resource()).allowed else None


def record_of_erased(code: str) -> UUID | None:
    """The id that an erased record had, for the journal."""
    wanted = normalise_code(code)
    return db.session.scalar(select(Erasure.record_id).where(Erasure.code == wanted))


def codes_of_erased(ids: Iterable[UUID]) -> dict[UUID, str]:
    """The codes that erased records had."""
    rows = select(Erasure.record_id, Erasure.code).where(Erasure.record_id.in_(set(ids)))
    return {row.record_id: row.code for row in db.session.execute(rows)}


def erasures(actor: Actor, *, erased: bool = False, limit: int = PAGE) -> list[Erasure]:
    """Those on their way, the first due first; or those carried out, the newest first."""
    rows = select(Erasure).where(_of(actor, Erasure.region))
    if erased:
        rows = rows.where(Erasure.state == State.ERASED).order_by(Erasure.erased_at.desc())
    else:
        rows = rows.where(Erasure.state.in_(OPEN)).order_by(Erasure.from_day)
    return _known(actor, rows.order_by(Erasure.id), limit)


def holds(actor: Actor, limit: int = PAGE) -> list[LegalHold]:
    """The holds that stand, the first to be reviewed first."""
    rows = select(LegalHold).where(_of(actor, LegalHold.region), LegalHold.lifted_at.is_(None))
    return _known(actor, rows.order_by(LegalHold.until, LegalHold.id), limit)


def erased(actor: Actor, erasure_id: UUID) -> Erasure | None:
    """An erasure that was carried out, for its certificate."""
    row = db.session.get(Erasure, erasure_id)
    if row is None or row.state != State.ERASED:
        return None
    may = decide(actor, Permission.RETENTION_READ, row.resource()).allowed
    return row if may else None


def _found(code: str) -> Found | None:
    subject = subjects.find(code)
    if subject is None:
        row = db.session.scalar(select(Erasure).where(Erasure.code == code))
        done = row is not None and row.state == State.ERASED
        return Found(code, row.record_kind, None, row, None, None) if row and done else None
    due = due_on(subject.ended, current()) if subject.ended else None
    held = hold_on(subject)
    return Found(subject.code, subject.kind, subject, erasure_of(subject.id), held, due)


def _of(actor: Actor, region: Any) -> ColumnElement[bool]:
    if actor.role is Role.DPO or actor.national:
        return true()
    found: ColumnElement[bool] = region.in_(actor.regions)
    return found


def _known(actor: Actor, rows: Select[Any], limit: int) -> list[Any]:
    """Those whose record the actor may know of: not of one with a conflict of interest."""
    return [row for row in db.session.scalars(rows.limit(limit)) if _may_know(actor, row)]


def _may_know(actor: Actor, row: Any) -> bool:
    subject = subjects.subject(row.record_kind, row.record_id)
    resource = subject.resource if subject else Resource(region=row.region)
    return decide(actor, Permission.RETENTION_READ, resource).allowed
