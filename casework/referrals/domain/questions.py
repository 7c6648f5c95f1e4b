"""Questions and answers about one request, between the two sides.

One clarifying question is cheaper than the whole file: what is asked is chosen from a list, the
words are few, and both sides read the same thread.
"""

from dataclasses import dataclass
from enum import StrEnum

from casework.kernel.workflow import Span

WORDS_LIMIT = 300
ANSWER_BY = Span(working_days=1)
ANSWER_BY_URGENT = Span(hours=4)


class Topic(StrEnum):
    """What is asked about."""

    ARRIVAL = "arrival"
    WITH_WHOM = "with_whom"
    LANGUAGE = "language"
    NEEDS = "needs"
    SAFETY = "safety"
    DOCUMENTS = "documents"
    PROGRESS = "progress"
    OTHER = "other"


TO_SENDER = (
    Topic.ARRIVAL,
    Topic.WITH_WHOM,
    Topic.LANGUAGE,
    Topic.NEEDS,
    Topic.SAFETY,
    Topic.DOCUMENTS,
    Topic.OTHER,
)
TO_RECIPIENT = (Topic.ARRIVAL, Topic.PROGRESS, Topic.DOCUMENTS, Topic.OTHER)


@dataclass(frozen=True)
class Said:
    """The words of a question or an answer; sealed under the key of the case."""

    text: str
