"""What people do with a return, one function per intention."""

from casework.returns.service.consulate import agreement_or_card_changed
from casework.returns.service.following import (
    case_moved,
    losses,
    resting_when_merged,
    shared,
    take_back,
    told_by_returns,
)
from casework.returns.service.opening import give_back, officer_left, open_return, take_up
from casework.returns.service.recording import keep
from casework.returns.service.steps import TRACK, break_off, gates_of, known, step

__all__ = [
    "TRACK",
    "agreement_or_card_changed",
    "break_off",
    "case_moved",
    "gates_of",
    "give_back",
    "keep",
    "known",
    "losses",
    "officer_left",
    "open_return",
    "resting_when_merged",
    "shared",
    "step",
    "take_back",
    "take_up",
    "told_by_returns",
]
