"""A result, deeper: what does not fit, what would change it, and the signs of forced labour."""

from dataclasses import dataclass
from typing import Any

from casework.kernel import clock
from casework.screening.domain.coding import evidence
from casework.screening.domain.finding import Band, Finding, Priority
from casework.screening.domain.instrument import Kind, Question
from casework.screening.domain.interview import Interview
from casework.screening.domain.signs import signs_present
from casework.screening.domain.what_if import Reach, WouldChange, what_would_change
from casework.screening.loader import indicator_standard
from casework.screening.loader.signs import forced_labour_signs
from casework.screening.texts import PRIORITIES, SAID
from casework.screening.views.words import band_label, local
from casework.web.languages import _


@dataclass(frozen=True)
class OpenQuestion:
    """One open question, with the answer that would tell."""

    question: str
    answer: str


@dataclass(frozen=True)
class Turn:
    """One answer, or two together, and what they would lead to in words; nothing when unsure."""

    questions: tuple[OpenQuestion, ...]
    leads_to: str


@dataclass(frozen=True)
class SignShown:
    """One of the eleven signs, and the questions whose answers gave it."""

    name: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Deeper:
    """What stands below a result."""

    contradictions: tuple[str, ...]
    reach: Reach
    turns: tuple[Turn, ...]
    signs: tuple[SignShown, ...]


def deeper(screening: Any, interview: Interview, finding: Finding, band: Band) -> Deeper:
    """Put the rest of a sent screening into words. `band` is the one in force."""
    on = (screening.sent_at or clock.now()).astimezone(clock.MOROCCO).date()
    present = (band, Priority(screening.priority or finding.priority))
    outlook = what_would_change(interview, indicator_standard(), on, present)
    return Deeper(
        contradictions=tuple(local(one.text) for one in interview.contradictions()),
        reach=outlook.reach,
        turns=tuple(_turn(one, band) for one in outlook.changes),
        signs=_signs(interview, finding),
    )


def _turn(one: WouldChange, present: Band) -> Turn:
    questions = tuple(
        OpenQuestion(local(told.question.text), _answer(told.question, told.option))
        for told in one.answers
    )
    if one.band is None or one.priority is None:
        return Turn(questions, "")
    if one.band is present:
        return Turn(questions, str(PRIORITIES[one.priority]))
    return Turn(questions, band_label(one.band))


def _answer(question: Question, option: str) -> str:
    if question.kind is Kind.YES_NO:
        return str(dict(SAID[question.manner])[option])
    return next((local(one.text) for one in question.options if one.id == option), _("Yes"))


def _signs(interview: Interview, finding: Finding) -> tuple[SignShown, ...]:
    return tuple(
        SignShown(local(one.sign.name), _questions(interview, one.codes))
        for one in signs_present(forced_labour_signs(), finding.reasons)
    )


def _questions(interview: Interview, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The questions behind some indicators, each once, in order."""
    asked = {one.id: one for code in codes for one in evidence(interview, code)}
    return tuple(local(one.text) for one in asked.values())
