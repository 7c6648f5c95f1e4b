"""What all events have in common: frozen, made by keyword, checked when made.

The groups say in which stream an event belongs: `catalogue` lists the events themselves.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform
from uuid import UUID

from casework.audit.fields import check

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(made: type[Made]) -> type[Made]:
    """Events are frozen, made by keyword, and have no attribute but their fields."""
    return dataclass(frozen=True, kw_only=True)(made)


@event
class Event:
    """Any event. A value that is not of the declared kind is refused here."""

    def __post_init__(self) -> None:
        check(self)


@event
class AccountEvent(Event):
    """Something about an account."""

    user_id: UUID


@event
class ScreeningEvent(Event):
    """Something about a screening."""

    screening_id: UUID


@event
class CaseEvent(Event):
    """Something about a case."""

    case_id: UUID


@event
class ReferralEvent(CaseEvent):
    """Something about a referral; it is written into the stream of its case."""

    referral_id: UUID


@event
class KeyEvent(Event):
    """Something about the keys; all in one stream, so that the last of each kind is near."""


@event
class SystemEvent(Event):
    """Something about the installation itself, whoever did it; all in the stream of the system."""


def leaves(base: type[Event] = Event) -> dict[str, type[Event]]:
    """Every event by name, groups left out: what `audit verify` and the journal may meet."""
    found: dict[str, type[Event]] = {}
    for made in base.__subclasses__():
        deeper = leaves(made)
        found.update(deeper or {made.__name__: made})
    return found
