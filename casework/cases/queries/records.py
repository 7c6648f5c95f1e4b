"""What is recorded beside the pathway, for those who were let into the file."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.cases.domain.children import ChildFacts, facts_of
from casework.cases.domain.protection import NORM, NonRemoval, Recovery, RecoveryRule
from casework.cases.domain.records import VictimStatus
from casework.cases.models import Case, VictimStatusRecord
from casework.cases.records import CaseRecord, RecoveryRuleSet
from casework.db import db

Kept = tuple[CaseRecord, Any]
CHILD_KINDS = ("guardian", "bid", "age")


def records_of(case_id: UUID, *kinds: str) -> list[Kept]:
    """The records of these kinds with what they say, newest first."""
    wanted = select(CaseRecord).where(CaseRecord.case_id == case_id, CaseRecord.kind.in_(kinds))
    rows = db.session.scalars(wanted.order_by(CaseRecord.seq.desc()))
    return [(row, row.content.reveal()) for row in rows]


def newest_of(case_id: UUID, *kinds: str) -> dict[str, Any]:
    """What the newest record of each of these kinds says."""
    return {row.kind: said for row, said in reversed(records_of(case_id, *kinds))}


def threads_of(case_id: UUID, *kinds: str) -> list[Kept]:
    """The newest record of each thread, the newest first."""
    found: dict[UUID, Kept] = {}
    for row, said in records_of(case_id, *kinds):
        found.setdefault(row.thread_id, (row, said))
    return list(found.values())


def thread(case_id: UUID, thread_id: str, kind: str) -> Kept | None:
    """The newest record of one thread, by an id that came with a request."""
    return next(
        (kept for kept in threads_of(case_id, kind) if str(kept[0].thread_id) == thread_id), None
    )


def child_facts(case_id: UUID) -> ChildFacts:
    """What the gates know of a child's records."""
    return facts_of(newest_of(case_id, *CHILD_KINDS))


def recovery_of(case_id: UUID) -> Recovery | None:
    """The last recovery period, running or over."""
    found: Recovery | None = newest_of(case_id, "recovery").get("recovery")
    return found


def not_to_be_removed(case_id: UUID) -> bool:
    """Whether the person is protected from removal."""
    found: NonRemoval | None = newest_of(case_id, "non_removal").get("non_removal")
    return found is not None and found.protected


def statuses_of(case: Case) -> list[tuple[VictimStatusRecord, VictimStatus]]:
    """Every decision on the status of victim, newest first."""
    wanted = select(VictimStatusRecord).where(VictimStatusRecord.case_id == case.id)
    rows = db.session.scalars(wanted.order_by(VictimStatusRecord.seq.desc()))
    return [(row, row.status.reveal()) for row in rows if row.status]


def rule_in_force(day: date) -> RecoveryRule:
    """The length of a recovery period on a day: the last one set, else the norm."""
    wanted = select(RecoveryRuleSet).where(RecoveryRuleSet.valid_from <= day)
    row = db.session.scalar(wanted.order_by(RecoveryRuleSet.valid_from.desc()).limit(1))
    return RecoveryRule(row.days, row.basis, row.source, row.verified) if row else NORM


def recovery_rules() -> list[RecoveryRuleSet]:
    """Every length that was set, the newest first."""
    return list(
        db.session.scalars(select(RecoveryRuleSet).order_by(RecoveryRuleSet.valid_from.desc()))
    )


def ending(kinds: Iterable[str], by: date) -> list[CaseRecord]:
    """The newest rows of threads that end by a day; nothing is opened."""
    newer = CaseRecord.__table__.alias()
    wanted = select(CaseRecord).where(
        CaseRecord.kind.in_(list(kinds)), CaseRecord.ends_on.is_not(None), CaseRecord.ends_on <= by
    )
    superseded = select(newer.c.id).where(
        newer.c.thread_id == CaseRecord.thread_id, newer.c.seq > CaseRecord.seq
    )
    rows = db.session.scalars(wanted.where(~superseded.exists()).order_by(CaseRecord.ends_on))
    return list(rows)
