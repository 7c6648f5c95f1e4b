"""Visits and labour records as records that are erased, each with its employer.

A visit goes without the screenings of the people met there, which have periods of their own. What
belongs to the labour inspectorate alone is known here to the data protection officer and to nobody
of the protection side: the two compartments stay apart.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.db import db, hold
from casework.kernel.clock import MOROCCO
from casework.retention.domain.schedule import Ended, Schedule, months_after
from casework.retention.subjects import Roots, Subject, register_subjects
from casework.tasks.domain import end_of
from casework.visits.domain.labour import CLOSED as RECORD_CLOSED
from casework.visits.domain.track import CLOSED
from casework.visits.models import LabourRecord, Visit
from casework.workflow.service import history


class Visits:
    """A visit is due some time after the day on which it was made, once it is closed."""

    def find(self, code: str) -> Subject | None:
        """The visit of a reference."""
        row = db.session.scalar(select(Visit).where(Visit.reference == code))
        return _visit(row) if row else None

    def by_id(self, record_id: UUID) -> Subject | None:
        """The visit again."""
        row = db.session.get(Visit, record_id)
        return _visit(row) if row else None

    def lock(self, record_id: UUID) -> None:
        """Hold its row."""
        hold(db.session.get_one(Visit, record_id))

    def ended_before(self, by: date, schedule: Schedule) -> Iterable[Subject]:
        """Those made long enough ago."""
        before = months_after(by, -schedule.periods["visit"].months)
        wanted = select(Visit).where(Visit.state == CLOSED, Visit.started_at <= end_of(before))
        return [_visit(row) for row in db.session.scalars(wanted.order_by(Visit.id)).all()]

    def roots(self, record_id: UUID) -> Roots:
        """The visit and the employer that it alone has."""
        return _with_employer(Visit, record_id)


class LabourRecords:
    """A labour record is due some time after it was closed."""

    def find(self, code: str) -> Subject | None:
        """The record of a reference."""
        row = db.session.scalar(select(LabourRecord).where(LabourRecord.reference == code))
        return _labour(row) if row else None

    def by_id(self, record_id: UUID) -> Subject | None:
        """The record again."""
        row = db.session.get(LabourRecord, record_id)
        return _labour(row) if row else None

    def lock(self, record_id: UUID) -> None:
        """Hold its row."""
        hold(db.session.get_one(LabourRecord, record_id))

    def ended_before(self, by: date, schedule: Schedule) -> Iterable[Subject]:
        """Closed ones that were opened long enough ago."""
        before = months_after(by, -schedule.periods["labour"].months)
        closed = LabourRecord.state == RECORD_CLOSED, LabourRecord.opened_on <= before
        rows = db.session.scalars(select(LabourRecord).where(*closed).order_by(LabourRecord.id))
        return [_labour(row) for row in rows.all()]

    def roots(self, record_id: UUID) -> Roots:
        """The record and its own copy of the employer."""
        return _with_employer(LabourRecord, record_id)


def register() -> None:
    """Visits and labour records among what can be erased."""
    register_subjects("visit", Visits())
    register_subjects("labour", LabourRecords())


def _visit(row: Visit) -> Subject:
    ended = Ended("visit", _day(row.started_at)) if row.state == CLOSED else None
    return Subject("visit", row.id, row.reference, row.region, row.resource(), ended)


def _labour(row: LabourRecord) -> Subject:
    ended = None
    if row.state == RECORD_CLOSED:
        closings = [step.at for step in history("labour", row.id) if step.target == RECORD_CLOSED]
        ended = Ended("labour", _day(closings[-1]) if closings else row.opened_on)
    apart = replace(row.resource(), region=None)
    return Subject("labour", row.id, row.reference, None, apart, ended)


def _with_employer(model: Any, record_id: UUID) -> Roots:
    employer = db.session.scalar(select(model.employer_id).where(model.id == record_id))
    return {model.__tablename__: {record_id}, "employer": {employer} if employer else set()}


def _day(moment: datetime) -> date:
    return moment.astimezone(MOROCCO).date()
