"""The track of a grant: proposed, approved by a second person where the amount asks for it, paid in
instalments, or cancelled. A risk that became high cancels what is not paid. An instalment that was
written down wrongly is taken back, whatever became of the grant, and can be written again."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from casework.kernel.workflow import START, Deadline, Span, Table, Verdict
from casework.kernel.workflow import Transition as T
from casework.policy import Permission as P

PROPOSED, APPROVED, PAID, CANCELLED = "proposed", "approved", "paid", "cancelled"
STATES = (PROPOSED, APPROVED, PAID, CANCELLED)
UNPAID = (PROPOSED, APPROVED)
APPROVE = Deadline("approve_grant", Span(days=3))
WORK = P.RETURN_WORK

TABLE: Table = (
    T("propose", START, PROPOSED, WORK),
    T("approve", PROPOSED, APPROVED, P.GRANT_APPROVE, gates=("G-EYES", "G-SIGNED", "G-CALM"),
      meets=("approve_grant",)),
    T("pay", APPROVED, APPROVED, WORK, gates=("G-CALM",)),
    T("settle", APPROVED, PAID, P.SYSTEM_STEP),
    T("take_back", APPROVED, APPROVED, WORK, needs_reason=True),
    T("take_back", PAID, APPROVED, WORK, needs_reason=True),
    T("take_back", CANCELLED, CANCELLED, WORK, needs_reason=True),
    *(arrow for state in UNPAID for arrow in (
        T("cancel", state, CANCELLED, WORK, needs_reason=True, meets=("approve_grant",)),
        T("risk_changed", state, CANCELLED, P.SYSTEM_STEP, meets=("approve_grant",)),
    )),
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What the gates of a grant read."""

    needs_two: bool = True
    proposed_by: UUID | None = None
    actor_id: UUID | None = None
    signed: bool = False
    risk_high: bool = True


def verdicts(gates: tuple[str, ...], known: Known) -> Mapping[str, Verdict]:
    """What each gate answers."""
    other = known.proposed_by is not None and known.proposed_by != known.actor_id
    answers = {
        "G-EYES": other or not known.needs_two,
        "G-SIGNED": known.signed,
        "G-CALM": not known.risk_high,
    }
    return {gate: Verdict.PASS if answers[gate] else Verdict.FAIL for gate in gates}
