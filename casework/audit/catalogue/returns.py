"""Voluntary returns."""

from typing import Literal
from uuid import UUID

from casework.audit.events import Event, event
from casework.audit.fields import Code


@event
class ReturnOpened(Event):
    case_id: UUID
    return_id: UUID


@event
class ReturnAssigned(Event):
    """Who answers for a return; nobody, where it was given back to the organisation."""

    case_id: UUID
    return_id: UUID
    officer_id: UUID | None = None


@event
class ReturnStepTaken(Event):
    case_id: UUID
    return_id: UUID
    action: Code
    source: Code
    target: Code


@event
class ReturnRecorded(Event):
    """A part of a return was written down."""

    case_id: UUID
    return_id: UUID
    part: Code


@event
class ReturnRead(Event):
    case_id: UUID
    return_id: UUID
    part: Literal["tracker", "record", "sheet", "costs"]
