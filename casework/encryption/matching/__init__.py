"""Finding the same person again across organisations, without a name in clear in the database.

Names are normalised and coded by sound, the same from Arabic and Latin script; keyed tokens of
compound contents are stored; candidates that share a token are opened in memory and scored. Nothing
merges by itself: a score only asks a person to look.
"""

from casework.encryption.matching.agreement import WORDS, Agreement, agreement
from casework.encryption.matching.particulars import BirthDate, Particulars
from casework.encryption.matching.score import REVIEW, STRONG, likeness
from casework.encryption.matching.tokens import (
    CANDIDATES,
    MatchToken,
    candidates,
    forget_tokens,
    persons_by_version,
    persons_of_other_versions,
    record_tokens,
    search_tokens,
    tokens_for,
)

__all__ = [
    "CANDIDATES",
    "REVIEW",
    "STRONG",
    "WORDS",
    "Agreement",
    "BirthDate",
    "MatchToken",
    "Particulars",
    "agreement",
    "candidates",
    "forget_tokens",
    "likeness",
    "persons_by_version",
    "persons_of_other_versions",
    "record_tokens",
    "search_tokens",
    "tokens_for",
]
