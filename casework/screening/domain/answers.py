"""Answers to questions, and the coded answers of indicators.

A reply is what the inspector marks for one question. A coded answer is what the decision rule
reads for one indicator. "No", "unknown", "declined" and "not asked" all count as absent in the
rule, and are always kept apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from casework.kernel.notes import seems_to_name


class Answer(StrEnum):
    """The coded answer of one indicator. Only the four yes values count."""

    YES_OBSERVED = "yes_observed"
    YES_STATED = "yes_stated"
    YES_DOCUMENT = "yes_document"
    YES_THIRD_PARTY = "yes_third_party"
    NO = "no"
    UNKNOWN = "unknown"
    NOT_ASKED = "not_asked"
    DECLINED = "declined"

    @property
    def is_yes(self) -> bool:
        """True for the four answers that count as the indicator being present."""
        return self in _YES

    @property
    def was_asked(self) -> bool:
        """True when somebody looked at the matter, whatever came of it."""
        return self is not Answer.NOT_ASKED


_YES = frozenset(
    {Answer.YES_OBSERVED, Answer.YES_STATED, Answer.YES_DOCUMENT, Answer.YES_THIRD_PARTY}
)


class Source(StrEnum):
    """How the inspector knows."""

    STATED = "stated"
    OBSERVED = "observed"
    DOCUMENT = "document"
    THIRD_PARTY = "third_party"


class Reply(StrEnum):
    """What was marked for a question. GIVEN is for options, numbers and text."""

    YES = "yes"
    NO = "no"
    GIVEN = "given"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Response:
    """One question's response, complete: all sources are kept, whichever one the rule uses.

    The text and note may describe a person, so neither is part of the printed form.
    """

    reply: Reply
    options: tuple[str, ...] = ()
    number: int | None = None
    sources: frozenset[Source] = frozenset()
    text: str = ""
    note: str = ""

    def __repr__(self) -> str:
        return f"Response({self.reply.value})"

    @property
    def is_answered(self) -> bool:
        """True for yes, no and given: something was learnt."""
        return self.reply in (Reply.YES, Reply.NO, Reply.GIVEN)

    @property
    def was_asked(self) -> bool:
        """True for every mark but "not asked"."""
        return self.reply is not Reply.NOT_ASKED

    @property
    def may_name(self) -> bool:
        """Whether the words or the note seem to say who somebody is."""
        return seems_to_name(self.text) or seems_to_name(self.note)


NOT_ASKED = Response(Reply.NOT_ASKED)

# From the firmest evidence to the least firm.
_BY_EVIDENCE = (
    (Source.DOCUMENT, Answer.YES_DOCUMENT),
    (Source.OBSERVED, Answer.YES_OBSERVED),
    (Source.STATED, Answer.YES_STATED),
    (Source.THIRD_PARTY, Answer.YES_THIRD_PARTY),
)

# Which answer stands when several questions speak to one indicator.
_PRECEDENCE = (
    *(answer for _, answer in _BY_EVIDENCE),
    Answer.NO,
    Answer.UNKNOWN,
    Answer.DECLINED,
    Answer.NOT_ASKED,
)


def yes_from(sources: Collection[Source], otherwise: Source) -> Answer:
    """A yes, coded by the firmest of its sources; `otherwise` when none was marked."""
    known = sources or (otherwise,)
    return next(answer for source, answer in _BY_EVIDENCE if source in known)


def combined(answers: Iterable[Answer]) -> Answer:
    """One answer from several: any yes, else no, unknown, declined, not asked, in that order."""
    return min(answers, key=_PRECEDENCE.index, default=Answer.NOT_ASKED)
