"""What would change this: the questions still open, and what each telling answer would lead to.

An answer is tried by the rule itself: the indicators it would add are counted with those that are
present, and band and priority follow (`decision`). Nothing is guessed about how likely an answer
is. Questions the person preferred not to answer are left alone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.coding import assessment_of, finding_of
from casework.screening.domain.counting import Count, Outcome, Telling
from casework.screening.domain.dependence import depending_on, stops_asking
from casework.screening.domain.finding import Band, Priority
from casework.screening.domain.indicators import IndicatorStandard, Strength
from casework.screening.domain.instrument import Kind, Meaning, Question
from casework.screening.domain.interview import Interview

SHOWN = 3
_PLAIN = (None, Meaning.SELF_REQUEST, Meaning.DANGER)
_OPEN = (Reply.NOT_ASKED, Reply.UNKNOWN)
_ORDER = list(Strength)
_NO_STRENGTH = len(_ORDER)


class Reach(StrEnum):
    """How near another result is: one answer alone, two together, or more than two."""

    ALONE = "alone"
    TOGETHER = "together"
    FURTHER = "further"


@dataclass(frozen=True, slots=True)
class WouldChange:
    """What answers would lead to: one telling answer, or two together. None: no pair suffices."""

    answers: tuple[Telling, ...]
    band: Band | None = None
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """The open questions that would change a result most, the most telling first."""

    reach: Reach
    changes: tuple[WouldChange, ...]


def what_would_change(
    interview: Interview, standard: IndicatorStandard, on: datetime.date, present: Outcome
) -> Outlook:
    """The three open questions that would raise the band in force (`present`) most.

    First those whose answer alone does it, by band reached, then priority, then strength; when
    there is none, the pairs of answers that do it; when there is none either, the questions that
    speak to the strongest indicators.
    """
    if present == (Band.A, Priority.P1):
        return Outlook(Reach.FURTHER, ())
    trial = _Trial(interview, standard, on)
    open_now = list(trial.open_answers())
    alone = [_changed(trial, (one,)) for one in open_now]
    found = _best(trial, alone, present)
    if found:
        return Outlook(Reach.ALONE, found)
    adding = _one_of_each_kind(trial, open_now)
    pairs = [
        _changed(trial, pair)
        for pair in combinations(adding, 2)
        if pair[0].question is not pair[1].question
    ]
    found = _best(trial, pairs, present)
    if found:
        return Outlook(Reach.TOGETHER, found)
    return Outlook(Reach.FURTHER, tuple(_strongest(trial, open_now)))


def _strongest(trial: _Trial, answers: Iterable[Telling]) -> Iterator[WouldChange]:
    shown: list[Question] = []
    for one in sorted(answers, key=lambda one: (trial.strength(one), trial.place(one))):
        if len(shown) < SHOWN and trial.listed(one.codes) and one.question not in shown:
            shown.append(one.question)
            yield WouldChange((one,))


def _changed(trial: _Trial, answers: tuple[Telling, ...]) -> WouldChange:
    return WouldChange(answers, *trial.outcome(answers))


def _best(trial: _Trial, tried: Iterable[WouldChange], present: Outcome) -> tuple[WouldChange, ...]:
    """The first three that lead higher, each about a question not shown before."""
    shown: list[WouldChange] = []
    seen: set[str] = set()
    higher = [one for one in tried if (one.band, one.priority) < present]
    for one in sorted(higher, key=lambda one: (one.band, one.priority, *_weight(trial, one))):
        about = {told.question.id for told in one.answers}
        if not about <= seen:
            seen |= about
            shown.append(one)
        if len(shown) == SHOWN:
            break
    return tuple(shown)


def _weight(trial: _Trial, one: WouldChange) -> tuple[int, ...]:
    strengths = [trial.strength(told) for told in one.answers]
    return sum(strengths), *(trial.place(told) for told in one.answers)


def _one_of_each_kind(trial: _Trial, answers: Iterable[Telling]) -> list[Telling]:
    """Without the answers that would add the same as an earlier one of the same question."""
    found: dict[tuple[str, frozenset[str], bool], Telling] = {}
    for one in answers:
        found.setdefault((one.question.id, trial.listed(one.codes), one.act), one)
    return [one for one in found.values() if one.act or trial.listed(one.codes)]


class _Trial:
    """An interview, and what answers not given yet would make of it."""

    def __init__(
        self, interview: Interview, standard: IndicatorStandard, on: datetime.date
    ) -> None:
        self._interview, self._standard, self._on = interview, standard, on
        lists = [standard.lists[profile] for profile in interview.profiles]
        self._counts = [
            Count(assessment_of(interview, listed, on), listed, standard) for listed in lists
        ]
        self._indicators = {
            code: one for listed in lists for code, one in listed.indicators.items()
        }
        self._depending = depending_on(interview.instrument)
        self._stopping = stops_asking(interview.instrument)
        self._places = {question.id: n for n, question in enumerate(interview.instrument.questions)}

    def open_answers(self) -> Iterator[Telling]:
        """Every telling answer to a question that applies and was not asked, or not known."""
        for question in self._interview.instrument.questions:
            if question.id not in self._interview.visible:
                continue
            if self._interview.response(question).reply in _OPEN:
                yield from self._telling(question)

    def outcome(self, answers: tuple[Telling, ...]) -> Outcome:
        """Band and priority if these answers were given; the higher of two lists stands."""
        if any(self._turns_the_interview(one.question) for one in answers):
            return self._assessed(answers)
        return min(count.outcome(answers) for count in self._counts)

    def listed(self, codes: frozenset[str]) -> frozenset[str]:
        """The codes that would be new and count in a list that applies."""
        return frozenset(code for count in self._counts for code in count.new(codes))

    def strength(self, one: Telling) -> int:
        """The strongest indicator an answer would add: 0 strong, 1 medium, 2 weak, 3 none."""
        new = self.listed(one.codes)
        strengths = (_ORDER.index(self._indicators[code].strength) for code in new)
        return min(strengths, default=_NO_STRENGTH)

    def place(self, one: Telling) -> int:
        """Where the question stands in the questionnaire."""
        return self._places[one.question.id]

    def _telling(self, question: Question) -> Iterator[Telling]:
        yes = Reply.YES.value
        offered = [option.id for option in self._interview.options(question)] or [yes]
        wish = question.meaning is Meaning.SELF_REQUEST
        danger = question.meaning is Meaning.DANGER
        for option in offered:
            codes = frozenset(question.feeds.get(option, ()))
            act = bool(question.acts.get(option))
            flagged = option == yes and (wish or danger)
            if codes or act or flagged:
                asks = danger and question.item == "asks_help"
                yield Telling(question, option, codes, act, flagged and (wish or asks), danger)

    def _turns_the_interview(self, question: Question) -> bool:
        """Whether its answer could change which other answers count, or whom they are about."""
        if question.meaning not in _PLAIN or question.id in self._stopping:
            return True
        depending = self._depending.get(question.id, ())
        return any(id in self._interview.responses for id in depending)

    def _assessed(self, answers: tuple[Telling, ...]) -> Outcome:
        given = {one.question.id: _response(one) for one in answers}
        responses = {**self._interview.responses, **given}
        turned = Interview(self._interview.instrument, responses)
        finding = finding_of(turned, self._standard, self._on)
        return finding.band, finding.priority


def _response(one: Telling) -> Response:
    if one.question.kind is Kind.YES_NO:
        return Response(Reply(one.option))
    return Response(Reply.GIVEN, options=(one.option,))
