"""Visits and labour records."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    Event,
    event,
)
from casework.audit.fields import Code


@event
class VisitStarted(Event):
    visit_id: UUID


@event
class VisitChanged(Event):
    """A part of a visit was written, or it was closed or opened again."""

    visit_id: UUID
    what: Literal["facts", "employer", "close", "reopen", "labour"]


@event
class VisitRead(Event):
    visit_id: UUID
    part: Literal["whole", "skeleton"]


@event
class EmployerRead(Event):
    """The compartment of an employer was opened."""

    employer_id: UUID


@event
class LabourRecordOpened(Event):
    """For the labour inspectorate, without anybody's identity. It names nothing it came from."""

    labour_id: UUID
    basis: Literal["inspection", "legal_duty"]


@event
class LabourStepTaken(Event):
    labour_id: UUID
    action: Code
    source: Code
    target: Code


@event
class LabourRecordChanged(Event):
    labour_id: UUID
    what: Literal["observations", "employer", "complainant", "complainant_removed"]


@event
class LabourRecordRead(Event):
    labour_id: UUID
    part: Literal["record", "paper", "complainant"]
    reason: Code | None = None
