"""What the liaison of the prosecution sees: cases of its regions in which a report was made that
the law requires, or a protection measure was asked for. Of those: the reports, the measures, the
formal status. Never a note, never more of the person than the report itself told; and nothing of a
case with which they have a conflict of interest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select

from casework.cases.domain.pathway import CLOSED
from casework.cases.domain.records import LegalDuty
from casework.cases.models import Case, LegalDutyRecord
from casework.cases.queries.scope import in_conflict
from casework.cases.records import CaseRecord
from casework.db import db
from casework.kernel.ids import normalise_code
from casework.policy import Actor, Role

PAGE = 25


@dataclass(frozen=True)
class ReportRow:
    """One report in a list: routing only."""

    id: UUID
    code: str
    region: str
    priority: str
    recorded_at: datetime
    received_at: datetime | None


def case_of_liaison(actor: Actor, code: str) -> Case | None:
    """The case of this code, if the liaison may know of it."""
    wanted = select(Case).where(Case.code == (normalise_code(code) or ""), _known_to(actor))
    return db.session.scalar(wanted)


def reports_page(
    actor: Actor, *, waiting: bool = False, before: datetime | None = None, size: int = PAGE
) -> list[ReportRow]:
    """The reports of the actor's regions, newest first; with `waiting`, those whose arrival nobody
    confirmed yet, oldest first."""
    wanted = select(
        LegalDutyRecord.id,
        Case.code,
        Case.region,
        Case.priority,
        LegalDutyRecord.recorded_at,
        LegalDutyRecord.received_at,
    ).join(Case, Case.id == LegalDutyRecord.case_id)
    wanted = wanted.where(LegalDutyRecord.reported, _in_regions(actor))
    if waiting:
        ordered = wanted.where(LegalDutyRecord.received_at.is_(None)).order_by(
            LegalDutyRecord.recorded_at
        )
    else:
        if before is not None:
            wanted = wanted.where(LegalDutyRecord.recorded_at < before)
        ordered = wanted.order_by(LegalDutyRecord.recorded_at.desc())
    return [ReportRow(*row) for row in db.session.execute(ordered.limit(size))]


def measures_asked(actor: Actor, size: int = PAGE) -> list[ReportRow]:
    """Open cases of the actor's regions with a measure that was asked for and that nobody decided
    on yet: no later row of its thread says what became of it. What it is stays sealed until the
    case is opened."""
    newer = CaseRecord.__table__.alias()
    later = select(newer.c.id).where(
        newer.c.thread_id == CaseRecord.thread_id, newer.c.seq > CaseRecord.seq
    )
    wanted = select(
        CaseRecord.id, Case.code, Case.region, Case.priority, CaseRecord.recorded_at
    ).join(Case, Case.id == CaseRecord.case_id)
    wanted = wanted.where(
        CaseRecord.kind == "measure",
        CaseRecord.waits,
        ~later.exists(),
        Case.state != CLOSED,
        Case.merged_into_id.is_(None),
        _in_regions(actor),
    )
    rows = db.session.execute(wanted.order_by(CaseRecord.recorded_at).limit(size))
    return [ReportRow(*row, None) for row in rows]


def report_of(case: Case, seq: str) -> tuple[LegalDutyRecord, LegalDuty] | None:
    """One report of a case that the caller was let into."""
    if not (seq.isascii() and seq.isdigit() and len(seq) < 6):
        return None
    wanted = select(LegalDutyRecord).where(
        LegalDutyRecord.case_id == case.id,
        LegalDutyRecord.seq == int(seq),
        LegalDutyRecord.reported,
    )
    row = db.session.scalar(wanted)
    return (row, row.duty.reveal()) if row is not None and row.duty else None


def reports_of(case: Case) -> Sequence[LegalDutyRecord]:
    """The reports of a case, newest first, closed."""
    wanted = select(LegalDutyRecord).where(
        LegalDutyRecord.case_id == case.id, LegalDutyRecord.reported
    )
    return db.session.scalars(wanted.order_by(LegalDutyRecord.seq.desc())).all()


def _known_to(actor: Actor) -> ColumnElement[bool]:
    reported = select(LegalDutyRecord.id).where(
        LegalDutyRecord.case_id == Case.id, LegalDutyRecord.reported
    )
    measure = select(CaseRecord.id).where(
        CaseRecord.case_id == Case.id, CaseRecord.kind == "measure"
    )
    return and_(_in_regions(actor), or_(reported.exists(), measure.exists()))


def _in_regions(actor: Actor) -> ColumnElement[bool]:
    if actor.role is not Role.PROSECUTOR_LIAISON:
        return false()
    unconflicted = Case.id.not_in(in_conflict(actor.user_id))
    return unconflicted if actor.national else and_(unconflicted, Case.region.in_(actor.regions))
