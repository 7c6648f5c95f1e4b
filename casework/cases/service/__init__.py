"""What people do with a case, one function per intention. Services flush; the caller commits."""

from casework.cases.circumstances import register_circumstances
from casework.cases.queries import consents_for
from casework.cases.service.closing import (
    approve_closure,
    closure_blocks,
    keep_open,
    propose_closure,
)
from casework.cases.service.consents import (
    losses,
    questions_of,
    record_consent,
    withdraw_consent,
)
from casework.cases.service.identity import (
    end_reveal,
    extend_reveal,
    identity_shown,
    lend_for_comparison,
    may_record_identity,
    on_identity,
    open_grant,
    record_identity,
    reveal_identity,
)
from casework.cases.service.merging import merge_into, take_apart
from casework.cases.service.opening import assign, open_case
from casework.cases.service.records import (
    note_urgency_seen,
    note_vital_interest,
    record_card,
    record_legal_duty,
    record_milestone,
    record_risk,
    record_safe_contact,
    record_victim_status,
    write_note,
)
from casework.cases.service.steps import TRACK, Why, gates_of, known, step
from casework.cases.withdrawals import Loss, register_withdrawal

__all__ = [
    "TRACK",
    "Loss",
    "Why",
    "approve_closure",
    "assign",
    "closure_blocks",
    "consents_for",
    "end_reveal",
    "extend_reveal",
    "gates_of",
    "identity_shown",
    "keep_open",
    "known",
    "lend_for_comparison",
    "losses",
    "may_record_identity",
    "merge_into",
    "note_urgency_seen",
    "note_vital_interest",
    "on_identity",
    "open_case",
    "open_grant",
    "propose_closure",
    "questions_of",
    "record_card",
    "record_consent",
    "record_identity",
    "record_legal_duty",
    "record_milestone",
    "record_risk",
    "record_safe_contact",
    "record_victim_status",
    "register_circumstances",
    "register_withdrawal",
    "reveal_identity",
    "step",
    "take_apart",
    "withdraw_consent",
    "write_note",
]
