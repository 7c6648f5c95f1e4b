"""Screenings, from draft to outcome."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    ScreeningEvent,
    event,
)
from casework.audit.fields import Code, Digest


@event
class ScreeningStarted(ScreeningEvent):
    instrument: Code


@event
class ScreeningSaved(ScreeningEvent):
    section: Code


@event
class ScreeningSent(ScreeningEvent):
    """Sent with the digest of the sealed answers. Nothing of the finding but how soon to act."""

    priority: Code
    digest: Digest | None = None


@event
class ScreeningRead(ScreeningEvent):
    part: Literal["answers", "finding", "draft", "list", "reporter", "threshold", "versions"] = (
        "answers"
    )


@event
class ScreeningDeleted(ScreeningEvent):
    """A draft thrown away by its author; its data key is destroyed."""


@event
class BandConfirmed(ScreeningEvent):
    """A focal point stands behind the outcome."""


@event
class BandChangeRequested(ScreeningEvent):
    """Somebody asks for another band; lowering waits for a second focal point."""

    direction: Literal["raise", "lower"]


@event
class BandChangeDecided(ScreeningEvent):
    answer: Literal["approved", "refused"]


@event
class ViewNoted(ScreeningEvent):
    """Whoever screened noted another view of the band. It changes nothing."""


@event
class ScreeningCorrected(ScreeningEvent):
    """A new version of the answers; both are kept, sealed."""

    effect: Literal["stands", "raised", "lowering_asked", "added"]


@event
class CorrectionRead(ScreeningEvent):
    """A focal point read what was added after a case was opened."""


@event
class SeenAgain(ScreeningEvent):
    """Somebody who was watched was screened again; the new screening goes on."""


@event
class ScreeningTriaged(ScreeningEvent):
    priority: Code
    case_id: UUID | None = None
