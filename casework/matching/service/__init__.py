"""What people do about a person met twice, one function per intention."""

from casework.matching.service.comparing import (
    answer_comparison,
    ask_comparison,
    show_both,
    shown,
)
from casework.matching.service.forgetting import forget_searches
from casework.matching.service.pairs import (
    TRACK,
    ask_of_case,
    ask_of_search,
    follow_identity,
    judge,
)
from casework.matching.service.searching import search

__all__ = [
    "TRACK",
    "answer_comparison",
    "ask_comparison",
    "ask_of_case",
    "ask_of_search",
    "follow_identity",
    "forget_searches",
    "judge",
    "search",
    "show_both",
    "shown",
]
