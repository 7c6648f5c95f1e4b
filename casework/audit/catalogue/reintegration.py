"""Reintegration and its grants."""

from typing import Literal
from uuid import UUID

from casework.audit.events import Event, event
from casework.audit.fields import Code


@event
class ReintegrationBegun(Event):
    case_id: UUID
    file_id: UUID


@event
class ReintegrationRecorded(Event):
    """A goal, a signature, a visit, a survey, an outcome or an instalment was written down."""

    case_id: UUID
    file_id: UUID
    part: Code


@event
class GrantStepTaken(Event):
    case_id: UUID
    grant_id: UUID
    action: Code
    source: Code
    target: Code


@event
class ReintegrationRead(Event):
    case_id: UUID
    file_id: UUID
    part: Literal["overview", "record", "grant"]
