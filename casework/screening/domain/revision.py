"""A correction of a screening that was sent: what changed, and what it does to the band in force.

The band in force never falls by a correction: whoever screened may be pressed, or mistaken twice.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from casework.kernel.refusals import Conflict, Refusal
from casework.screening.domain.answers import NOT_ASKED, Response
from casework.screening.domain.finding import Band, Finding, Priority
from casework.screening.domain.instrument import Question
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Answers, Result


@dataclass(frozen=True)
class Revision:
    """Two versions of the answers, why, and the bands that were computed from them."""

    before: Answers
    after: Answers
    reason: str = ""
    source: Band | None = None
    target: Band | None = None

    def __repr__(self) -> str:
        return "Revision()"


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """One question that was answered otherwise. A question that does not apply counts as not
    asked."""

    question: Question
    before: Response
    after: Response


class Effect(StrEnum):
    """What a correction does, in the name of its step."""

    STANDS = "correct"
    RAISES = "correct_up"
    ASKS_LOWERING = "correct_down"
    ADDS = "add_correction"


class NotSentYet(Conflict):
    """A draft is changed page by page, not corrected."""


class NothingCorrected(Refusal):
    """A correction changes at least one answer."""


def changes_between(before: Interview, after: Interview) -> Iterator[AnswerChange]:
    """The questions whose answers differ, in the order of the questionnaire."""
    for question in after.instrument.questions:
        old, new = _said(before, question), _said(after, question)
        if old != new:
            yield AnswerChange(question, old, new)


def effect_of(result: Result, finding: Finding, priority: Priority) -> Effect:
    """What a new finding does before a case is open. `priority` is the one that would count.

    It raises when the computed band rose above the one in force, or the matter became more urgent;
    it asks for a lowering when the computed band fell below the one in force. A level that two
    focal points lowered, or somebody raised, stands while the computed band stays as it was.
    """
    rose, fell = finding.band < result.finding.band, finding.band > result.finding.band
    if (rose and finding.band < result.band) or priority < result.priority:
        return Effect.RAISES
    if fell and finding.band > result.band:
        return Effect.ASKS_LOWERING
    return Effect.STANDS


def corrected(result: Result, finding: Finding, priority: Priority) -> Result:
    """The finding of the corrected answers, with a band and a priority that never fall."""
    rose = finding.band < result.finding.band
    band = min(result.band, finding.band) if rose else result.band
    return Result(finding, band, min(result.priority, priority))


def _said(interview: Interview, question: Question) -> Response:
    return interview.response(question) if question.id in interview.visible else NOT_ASKED
