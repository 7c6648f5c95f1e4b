"""Every night each case is held against the trace: whoever has it was given it there, and so was
what lets others look into it.

Whoever writes into the database, and has an account that opens cases, could make one theirs. What
they then read stands in the trace with their name; this says that nobody gave it to them.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Literal
from uuid import UUID

from sqlalchemy import select

from casework.accounts.service.sealing import sealed_at
from casework.accounts.tampering import OfCase
from casework.audit import record
from casework.audit.catalogue import CaseFoundChanged
from casework.audit.queries import Written, last_of_each
from casework.cases.models import Case
from casework.db import db, unit_of_work
from casework.logs import write as write_line
from casework.logs.catalogue import RowNotOurs

GIVEN = ("CaseOpened", "CaseAssigned")
AT_ONCE = 500
Touched = Callable[[], Iterable[UUID]]
Found = OfCase | Literal["assignment"]
_checks: dict[OfCase, Touched] = {}


def register_check(what: OfCase, touched: Touched) -> None:
    """Every night, name the cases that `touched` finds: somebody would see something of them by a
    row that Sanad did not write."""
    _checks[what] = touched


def check_cases() -> int:
    """Look at every case that somebody has, and at what lets others look into one; says how many
    do not hold. Each is written into the trace, which gives alarm."""
    since = sealed_at()
    tampered: dict[tuple[UUID, Found], None] = {
        (case_id, "assignment"): None for some in _batches() for case_id in _not_given(some, since)
    }
    for what, touched in _checks.items():
        tampered |= {(case_id, what): None for case_id in touched()}
    db.session.rollback()
    if tampered:
        with unit_of_work():
            for case_id, found in tampered:
                record(CaseFoundChanged(case_id=case_id, what=found), None)
                write_line(RowNotOurs(found))
    return len(tampered)


def _batches() -> Iterator[list[tuple[UUID, UUID | None, UUID | None]]]:
    wanted = select(Case.id, Case.assignee_id, Case.backup_id)
    wanted = wanted.where(Case.assignee_id.is_not(None) | Case.backup_id.is_not(None))
    rows = iter(db.session.execute(wanted).all())
    while some := [(one.id, one.assignee_id, one.backup_id) for one in islice(rows, AT_ONCE)]:
        yield some


def _not_given(
    cases: Iterable[tuple[UUID, UUID | None, UUID | None]], since: datetime | None
) -> Iterator[UUID]:
    given = last_of_each("case", [case_id for case_id, *_who in cases], GIVEN)
    for case_id, assignee_id, backup_id in cases:
        event = given.get(case_id)
        if event is None or not _fits(event, assignee_id, backup_id, since):
            yield case_id


def _fits(
    event: Written, assignee_id: UUID | None, backup_id: UUID | None, since: datetime | None
) -> bool:
    """A case may lie with nobody at any time. The backup is said since accounts are sealed."""
    opened = event.kind == "CaseOpened"
    to = str(event.actor_id) if opened else event.code("assignee_id")
    if assignee_id is not None and str(assignee_id) != to:
        return False
    knows = since is not None and event.at >= since
    return backup_id is None or not knows or str(backup_id) == event.code("backup_id")
