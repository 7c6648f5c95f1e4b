"""The sealed summaries of files, for lists; and what the records of a file make of one."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.cases.domain.notes import CONTACTS
from casework.cases.domain.summary import NOT_ASSESSED, CaseSummary
from casework.cases.models import Case, FollowUpRecord, Note
from casework.cases.queries.file import attempts_of, newest_risk, newest_status
from casework.db import db
from casework.encryption import Sealed, preload_data_keys
from casework.kernel.clock import MOROCCO

REACHED = "reached"
NOT_REACHED = "not_reached"


class Summaries:
    """The summaries that one answer opens, each once. `count`: of how many files."""

    def __init__(self) -> None:
        self._opened: dict[UUID, CaseSummary] = {}

    @property
    def count(self) -> int:
        """How many files were opened so far."""
        return len(self._opened)

    def open(self, rows: Iterable[Any]) -> None:
        """Open those of some rows (`id`, `summary_blob`) that are not open yet."""
        closed = [row for row in rows if row.id not in self._opened]
        preload_data_keys("case", [row.id for row in closed])
        for row in closed:
            self._opened[row.id] = _opened(row)

    def of(self, case_id: UUID) -> CaseSummary:
        """That of a file which was opened."""
        return self._opened[case_id]


def _opened(row: Any) -> CaseSummary:
    """A file from before there were summaries is read until it has one."""
    if row.summary_blob is None:
        return summed_up(db.session.get_one(Case, row.id))
    sealed: Sealed[CaseSummary] = Case.summary.bind(
        row_id=row.id, owner_id=row.id, blob=row.summary_blob
    )
    return sealed.reveal()


def summed_up(case: Case) -> CaseSummary:
    """The summary that the records of a case make."""
    status, found = newest_status(case), newest_risk(case.id)
    assessment, risks = found or (None, None)
    return CaseSummary(
        status=status.status if status else NOT_ASSESSED,
        risk=risks.level if risks else None,
        risk_until=assessment.valid_until if assessment else None,
        last_contact=max(_contacts(case.id), default=None),
    )


def unsummed(limit: int) -> list[UUID]:
    """The ids of some files that have no summary yet."""
    wanted = select(Case.id).where(Case.summary_blob.is_(None)).order_by(Case.id).limit(limit)
    return list(db.session.scalars(wanted))


def _contacts(case_id: UUID) -> Iterator[date]:
    """The days on which the person was spoken with; what was struck did not happen."""
    notes = list(db.session.scalars(select(Note).where(Note.case_id == case_id)))
    struck = {note.corrects_id for note in notes}
    for row in notes:
        said = row.note.reveal() if row.note and row.id not in struck else None
        if said is not None and said.kind in CONTACTS:
            yield row.written_at.astimezone(MOROCCO).date()
    yield from (one.on for one in attempts_of(case_id) if one.outcome == REACHED)
    asked = db.session.scalars(select(FollowUpRecord).where(FollowUpRecord.case_id == case_id))
    for answer in asked:
        came = answer.follow_up.reveal() if answer.follow_up else None
        if came is not None and came.outcome != NOT_REACHED:
            yield answer.recorded_at.astimezone(MOROCCO).date()
