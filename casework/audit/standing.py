"""How the log stands: when it was verified last and what was found, and how far it is sealed."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from casework.audit.chain import SYSTEM
from casework.audit.keys import signer
from casework.audit.models import AuditCheckpoint, AuditEvent
from casework.audit.queries import Written, events_of, last_verified
from casework.audit.sealed import behind
from casework.db import db
from casework.kernel import clock

SEALED_WITHIN = timedelta(minutes=15)
VERIFIED_WITHIN = timedelta(hours=48)
AHEAD = timedelta(minutes=5)


class Verified(StrEnum):
    """What the last verification of the whole log says today."""

    WHOLE = "whole"
    TOUCHED = "touched"
    LATE = "late"
    NEVER = "never"


def verified(last: Written | None) -> Verified:
    """How a last verification is to be read: touched when it named faults, late after two days, or
    when it was dated by a clock that ran ahead."""
    if last is None:
        return Verified.NEVER
    if last.said.get("faults"):
        return Verified.TOUCHED
    now = clock.now()
    late = now - last.at > VERIFIED_WITHIN or last.at - now > AHEAD
    return Verified.LATE if late else Verified.WHOLE


def sealed_in_time() -> bool:
    """Whether what was written lies under a signed checkpoint within a quarter of an hour."""
    last: datetime | None = db.session.scalar(select(func.max(AuditCheckpoint.at)))
    if db.session.execute(behind().limit(1)).first() is None:
        return True
    if last is not None:
        return clock.now() - last < SEALED_WITHIN
    oldest: datetime | None = db.session.scalar(select(func.min(AuditEvent.at)))
    return oldest is not None and clock.now() - oldest < SEALED_WITHIN


def is_signed(checkpoint: AuditCheckpoint) -> bool:
    """Whether our key signed a checkpoint as it stands here."""
    return signer().signed(checkpoint.seal().message(), checkpoint.signature)


def verification_asked() -> Written | None:
    """When somebody asked for a verification that was not done since; None when nothing waits."""
    asked = events_of("system", SYSTEM, kinds=("VerificationAsked",), limit=1)
    last = last_verified()
    if not asked or (last is not None and last.seq > asked[0].seq):
        return None
    return asked[0]
