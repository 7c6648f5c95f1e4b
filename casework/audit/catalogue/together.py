"""Conferences on a case, and links between cases."""

from typing import Literal
from uuid import UUID

from casework.audit.events import CaseEvent, event
from casework.audit.fields import Code


@event
class ConferenceChanged(CaseEvent):
    """A conference was prepared, somebody was invited, an invitation ended, a decision was done."""

    conference_id: UUID
    what: Code
    organisation_id: UUID | None = None


@event
class ConferenceStepTaken(CaseEvent):
    conference_id: UUID
    action: Code
    source: Code
    target: Code


@event
class ConferenceRead(CaseEvent):
    """Somebody who was invited looked at what the conference shares."""

    conference_id: UUID
    organisation_id: UUID


@event
class LinkStepTaken(CaseEvent):
    """Two cases were said to belong together, or not."""

    link_id: UUID
    action: Literal["propose", "confirm", "reject", "end"]
    other_case_id: UUID | None = None
