"""Referrals between organisations."""

from typing import Literal
from uuid import UUID

from casework.audit.events import (
    ReferralEvent,
    event,
)
from casework.audit.fields import Code, Digest


@event
class ReferralSent(ReferralEvent):
    service: Code
    recipient_id: UUID
    digest: Digest | None = None


@event
class ReferralReceived(ReferralEvent):
    """It stands in the recipient's inbox. The deadline still counts from sending."""


@event
class ReferralListed(ReferralEvent):
    """Its first lines (sex, age band, languages) stood in a list of the recipient: once for each
    reader, before they opened it."""


@event
class ReferralRead(ReferralEvent):
    stage: Literal["A", "B"]


@event
class ReferralDiscussed(ReferralEvent):
    """A question (with its topic) or an answer between the two sides."""

    side: Literal["sender", "recipient"]
    topic: Code | None = None


@event
class PacketLocked(ReferralEvent):
    """A locked paper was made for an organisation without accounts."""

    stage: Literal["A", "B"]
    number: int


@event
class ReferralAnswered(ReferralEvent):
    answer: Code
    reason: Code | None = None


@event
class ReferralExpired(ReferralEvent):
    """No answer before the deadline; what was shared is withdrawn."""


@event
class ReferralEscalated(ReferralEvent):
    level: int


@event
class ReferralCancelled(ReferralEvent):
    reason: Code
