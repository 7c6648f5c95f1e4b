"""What people do about a person met twice, one function per intention."""

from casework.matching.service.comparing import (
    COMPARE,
    answer_comparison,
    ask_comparison,
    show_both,
    shown,
    tasks_of_worker,
)
from casework.matching.service.forgetting import forget_searches
from casework.matching.service.pairs import (
    TRACK,
    TURNS,
    ask_of_case,
    ask_of_search,
    follow_identity,
    judge,
)
from casework.matching.service.recomputing import catch_up, recompute, recompute_old_tokens
from casework.matching.service.searching import search
from casework.matching.service.spellings import RECOMPUTE, add_spelling, withdraw_spelling

__all__ = [
    "COMPARE",
    "RECOMPUTE",
    "TRACK",
    "TURNS",
    "add_spelling",
    "answer_comparison",
    "ask_comparison",
    "ask_of_case",
    "ask_of_search",
    "catch_up",
    "follow_identity",
    "forget_searches",
    "judge",
    "recompute",
    "recompute_old_tokens",
    "search",
    "show_both",
    "shown",
    "tasks_of_worker",
    "withdraw_spelling",
]
