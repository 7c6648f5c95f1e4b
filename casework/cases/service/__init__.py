"""What people do with a case, one function per intention. Services flush; the caller commits."""

from casework.cases.circumstances import register_circumstances
from casework.cases.queries import consents_for
from casework.cases.service.children import (
    learn_asylum,
    record_age_assessed,
    record_authority_decided,
    record_family_step,
    record_guardian,
    record_interests_assessed,
    record_interests_determined,
)
from casework.cases.service.closing import (
    approve_closure,
    closure_blocks,
    keep_open,
    propose_closure,
)
from casework.cases.service.conflicts import conflicts_of, declare_conflict, end_conflict
from casework.cases.service.consents import (
    ending_soon,
    kept,
    kept_after_all,
    losses,
    questions_of,
    record_consent,
    shared_before,
    withdraw_consent,
)
from casework.cases.service.contacts import record_attempt, record_follow_up
from casework.cases.service.deletions import (
    answer_deletion,
    answers_itself,
    ask_to_delete,
    record_answer,
)
from casework.cases.service.identity import (
    end_lent,
    end_reveal,
    extend_reveal,
    identity_shown,
    lend_for_comparison,
    lend_identity,
    may_record_identity,
    note_shown,
    on_identity,
    open_grant,
    record_identity,
    reveal_identity,
)
from casework.cases.service.keeping import on_kept
from casework.cases.service.leaving import ask_hand_over
from casework.cases.service.liaison import confirm_report
from casework.cases.service.merging import merge_into, register_resting, take_apart
from casework.cases.service.milestones import record_milestone
from casework.cases.service.notes import write_note
from casework.cases.service.opening import assign, hand_over, open_case
from casework.cases.service.protection import (
    change_recovery,
    record_decision,
    record_non_removal,
    record_recovery,
    record_victim_status,
    set_recovery_rule,
)
from casework.cases.service.records import (
    ask_risk_again,
    note_urgency_seen,
    note_vital_interest,
    on_risk,
    record_card,
    record_legal_duty,
    record_risk,
    record_safe_contact,
)
from casework.cases.service.restriction import open_restricted
from casework.cases.service.rhythm import change_priority, contact_made, note_danger
from casework.cases.service.safety import record_safety_plan
from casework.cases.service.steps import TRACK, Why, gates_of, has_duty_record, known, step
from casework.cases.withdrawals import Loss, register_withdrawal

__all__ = [
    "TRACK",
    "Loss",
    "Why",
    "answer_deletion",
    "answers_itself",
    "approve_closure",
    "ask_hand_over",
    "ask_risk_again",
    "ask_to_delete",
    "assign",
    "change_priority",
    "change_recovery",
    "closure_blocks",
    "confirm_report",
    "conflicts_of",
    "consents_for",
    "contact_made",
    "declare_conflict",
    "end_conflict",
    "end_lent",
    "end_reveal",
    "ending_soon",
    "extend_reveal",
    "gates_of",
    "hand_over",
    "has_duty_record",
    "identity_shown",
    "keep_open",
    "kept",
    "kept_after_all",
    "known",
    "learn_asylum",
    "lend_for_comparison",
    "lend_identity",
    "losses",
    "may_record_identity",
    "merge_into",
    "note_danger",
    "note_shown",
    "note_urgency_seen",
    "note_vital_interest",
    "on_identity",
    "on_kept",
    "on_risk",
    "open_case",
    "open_grant",
    "open_restricted",
    "propose_closure",
    "questions_of",
    "record_age_assessed",
    "record_answer",
    "record_attempt",
    "record_authority_decided",
    "record_card",
    "record_consent",
    "record_decision",
    "record_family_step",
    "record_follow_up",
    "record_guardian",
    "record_identity",
    "record_interests_assessed",
    "record_interests_determined",
    "record_legal_duty",
    "record_milestone",
    "record_non_removal",
    "record_recovery",
    "record_risk",
    "record_safe_contact",
    "record_safety_plan",
    "record_victim_status",
    "register_circumstances",
    "register_resting",
    "register_withdrawal",
    "reveal_identity",
    "set_recovery_rule",
    "shared_before",
    "step",
    "take_apart",
    "withdraw_consent",
    "write_note",
]
