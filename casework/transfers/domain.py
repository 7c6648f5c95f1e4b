"""The track of a transfer and what it says no to. Pure.

The case keeps its state; its owner changes. The other organisation answers within five working
days. Without an answer the case stays where it is.
"""

from dataclasses import dataclass
from enum import StrEnum

from casework.kernel.refusals import Conflict, Refusal, SharingEnded
from casework.kernel.workflow import START, Span, Transition
from casework.policy import Permission

ANSWER_TASK = "answer_transfer"
AGAIN_TASK = "transfer_unanswered"
ANSWER_WITHIN = Span(working_days=5)
NOTE_LIMIT = 1000


class TransferState(StrEnum):
    """Where a transfer stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


S = TransferState
HAND_OVER, ANSWER = Permission.TRANSFER_PROPOSE, Permission.TRANSFER_ANSWER
SYSTEM = Permission.SYSTEM_STEP
_MET = (ANSWER_TASK,)

TABLE: tuple[Transition, ...] = (
    Transition("propose", START, S.PROPOSED, HAND_OVER),
    Transition("accept", S.PROPOSED, S.ACCEPTED, ANSWER, gates=("G-CONSENT",), meets=_MET),
    Transition("decline", S.PROPOSED, S.DECLINED, ANSWER, meets=_MET, needs_reason=True),
    Transition("cancel", S.PROPOSED, S.CANCELLED, HAND_OVER, meets=_MET),
    # nobody answered, and the case stays where it is: that is decided, too
    Transition("cancel", S.EXPIRED, S.CANCELLED, HAND_OVER, meets=(AGAIN_TASK,)),
    Transition("expire", S.PROPOSED, S.EXPIRED, SYSTEM, meets=_MET),
    Transition("withdraw", S.PROPOSED, S.CANCELLED, SYSTEM, meets=_MET),
)


class DeclineReason(StrEnum):
    """Why an organisation does not take a case over."""

    FULL = "full"
    OUT_OF_SCOPE = "out_of_scope"
    SECURITY = "security"
    CONFLICT = "conflict"
    OTHER = "other"


class NotAskedOfThePerson(Refusal):
    """The person has not agreed that this organisation be told."""

    field = "organisation"


class WholeFileNotAgreed(Refusal):
    """Whoever takes a case over opens its whole file, and the person agreed to a part only
    (`group` in the codes: the first of the groups that were not agreed to)."""

    field = "organisation"


class NobodyThere(Refusal):
    """Nobody at this organisation works cases in the region, or it is one's own."""

    field = "organisation"


class AlreadyProposed(Conflict):
    """This case is proposed to somebody already."""


class NotInTheRegion(Conflict):
    """Whoever takes a case over works in its region."""


class CaseStays(Conflict):
    """A closed or merged case is handed to nobody."""


@dataclass(frozen=True)
class HandOver:
    """What whoever takes the case over should know first; sealed under the key of the case."""

    note: str


TOLD_BEFORE = ("profile", "needs")
"""The data groups that the other organisation sees before it accepts."""


@dataclass(frozen=True)
class Known:
    """What the other organisation sees before it accepts: nobody's name, not even the code."""

    sex: str
    age_band: str
    languages: tuple[str, ...]
    interpreter: str
    region: str
    priority: str
    note: str


class ProposalOver(SharingEnded):
    """The proposal was answered, was withdrawn, or its time is over."""
