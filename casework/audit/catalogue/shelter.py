"""Shelters: houses, places, stays, incidents."""

from typing import Literal
from uuid import UUID

from casework.audit.events import CaseEvent, Event, event
from casework.audit.fields import Code


@event
class StayEvent(CaseEvent):
    """Something about a stay; it is written into the stream of its case."""

    stay_id: UUID


@event
class StayStepTaken(StayEvent):
    action: Code
    reason: Code | None = None


@event
class StayChanged(StayEvent):
    part: Code


@event
class StayRead(StayEvent):
    part: Code


@event
class PlacesSearched(CaseEvent):
    """Somebody looked for a place for the person of a case; how many houses were shown."""

    count: int


@event
class ShelterEvent(Event):
    """Something about a house."""

    unit_id: UUID


@event
class ShelterChanged(ShelterEvent):
    part: Code


@event
class ShelterRead(ShelterEvent):
    part: Code


@event
class AddressRead(ShelterEvent):
    """The address of a house was shown, to its own people or to a named escort."""

    as_who: Literal["house", "escort"]


@event
class BoardRead(Event):
    """The residents of the own houses were shown by alias or by code; how many."""

    part: Code
    count: int


@event
class IncidentRecorded(ShelterEvent):
    incident_id: UUID
    severity: int


@event
class IncidentChanged(ShelterEvent):
    incident_id: UUID
    part: Code
