"""The same person met twice."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    CaseEvent,
    Event,
    event,
)
from casework.audit.fields import Code


@event
class PersonSearched(Event):
    """Somebody looked whether a person is known already. Neither what was typed nor the outcome."""

    reason: Code
    case_id: UUID | None = None


@event
class EarlierRecordAsked(Event):
    """Somebody was told that an earlier record may exist, and asked the focal point."""

    case_id: UUID | None = None


@event
class MatchStepTaken(CaseEvent):
    """Two files that may be one person's were linked, merged, separated, or proposed for it."""

    match_id: UUID
    action: Code
    source: Code
    target: Code


@event
class MatchReviewed(CaseEvent):
    """A focal point read in what two files agree; written into the streams of both."""

    match_id: UUID


@event
class ComparisonAsked(CaseEvent):
    """A caseworker of this case is asked to compare two identities."""

    match_id: UUID


@event
class ComparisonAnswered(CaseEvent):
    match_id: UUID


@event
class SpellingChanged(Event):
    """The list of spellings that matching reads as another name."""

    spelling_id: UUID
    what: Literal["added", "withdrawn"]


@event
class TokensRecomputed(Event):
    """The match tokens of everybody were made anew, after the list of spellings changed."""

    count: int
