"""How the journal stands, for the head of its page: verified up to where and when, or broken at
which event of which record, and how; the last checkpoint; what was asked for."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.audit.models import AuditCheckpoint
from casework.audit.queries import Written, last_verified
from casework.audit.sealing import last_checkpoint
from casework.audit.standing import (
    Verified,
    is_signed,
    sealed_in_time,
    verification_asked,
    verified,
)
from casework.journal.fault_words import FAULTS
from casework.journal.queries import names_of
from casework.journal.texts import STREAMS


@dataclass(frozen=True)
class Broken:
    """The first fault: in a record, of a kind (`stream`) and with a code, or in a checkpoint."""

    what: Any
    number: int
    stream: str = ""
    record: Any = ""
    code: str = ""


@dataclass(frozen=True)
class Standing:
    """Everything that the head of the page says. `signed`: the last checkpoint carries our
    signature; true while there is none."""

    state: Verified
    last: Written | None
    broken: Broken | None
    checkpoint: AuditCheckpoint | None
    signed: bool
    sealed_in_time: bool
    asked: Written | None

    @property
    def touched(self) -> bool:
        """Whether somebody must look at once."""
        return self.state is Verified.TOUCHED or not self.signed


def standing() -> Standing:
    """How the journal stands now. Reads a few rows: it verifies nothing but one signature."""
    last, checkpoint = last_verified(), last_checkpoint()
    return Standing(
        state=verified(last),
        last=last,
        broken=_broken(last) if last else None,
        checkpoint=checkpoint,
        signed=checkpoint is None or is_signed(checkpoint),
        sealed_in_time=sealed_in_time(),
        asked=verification_asked(),
    )


def _broken(last: Written) -> Broken | None:
    """None when nothing is broken, or when a version before this one did not write down where."""
    if not last.code("kind"):
        return None
    what, number = FAULTS.get(last.code("kind"), last.code("kind")), int(last.code("number") or 0)
    if not last.code("stream_id"):
        return Broken(what, number)
    stream = last.code("stream"), UUID(last.code("stream_id"))
    record = STREAMS.get(stream[0], stream[0])
    return Broken(
        what, number, stream[0], record, names_of([stream]).get(stream, stream[1].hex[:8])
    )
