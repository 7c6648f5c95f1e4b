"""From responses to coded answers, to an assessment, to the finding of an interview."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace

from casework.screening.domain.answers import (
    NOT_ASKED,
    Answer,
    Reply,
    Response,
    Source,
    combined,
    yes_from,
)
from casework.screening.domain.assessment import (
    SECTORS,
    Act,
    Assessment,
    Danger,
)
from casework.screening.domain.conditions import chosen
from casework.screening.domain.decision import assess
from casework.screening.domain.finding import Finding, reading_of
from casework.screening.domain.indicators import IndicatorList, IndicatorStandard
from casework.screening.domain.instrument import (
    ConsentPurpose,
    Kind,
    Manner,
    Meaning,
    Question,
    Use,
)
from casework.screening.domain.interview import Interview
from casework.screening.domain.terms import TODAY

_NOT_LEARNT = {
    Reply.UNKNOWN: Answer.UNKNOWN,
    Reply.DECLINED: Answer.DECLINED,
    Reply.NOT_ASKED: Answer.NOT_ASKED,
}


def finding_of(interview: Interview, standard: IndicatorStandard, on: datetime.date) -> Finding:
    """Assess an interview held on a day; where two lists apply, the higher band stands."""
    findings = [
        assess(assessment_of(interview, standard.lists[profile], on), standard)
        for profile in interview.profiles
    ]
    findings.sort(key=lambda finding: (finding.band, finding.priority))
    highest, *others = findings
    return replace(highest, others=tuple(map(reading_of, others)))


def assessment_of(interview: Interview, listed: IndicatorList, on: datetime.date) -> Assessment:
    """The codes of an interview for one list. Asking for help now is also a request for help."""
    danger = frozenset(Danger(item) for item in _items_with_yes(interview, Meaning.DANGER))
    wants_help = Reply.YES in interview.chosen(Meaning.SELF_REQUEST)
    flagged = Reply.YES in interview.chosen(Meaning.PRESCREEN)
    return Assessment(
        profile=listed.profile,
        indicators=indicator_answers(interview, listed.indicators),
        age=interview.presumed_age,
        act=_acts(interview),
        danger=danger,
        self_request=wants_help or Danger.ASKS_HELP in danger,
        prescreen=flagged,
        pressing=TODAY in interview.chosen(Meaning.URGENCY),
        sector=min(interview.chosen(Meaning.SECTOR) & SECTORS, default=None),
        visited_on=on,
        exploitation=interview.exploitation,
        vulnerabilities=vulnerabilities(interview, listed.indicators),
    )


def indicator_answers(interview: Interview, codes: Iterable[str]) -> dict[str, Answer]:
    """One coded answer for each code: what all questions that speak to it say together."""
    return {code: combined(answer for _, answer in _said_about(interview, code)) for code in codes}


def evidence(interview: Interview, code: str) -> tuple[Question, ...]:
    """The questions whose answer made this indicator present, in order."""
    return tuple(question for question, answer in _said_about(interview, code) if answer.is_yes)


def vulnerabilities(interview: Interview, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes whose ground exists, used by somebody or not, in the order given."""
    existing = {
        code
        for question in interview.instrument.questions
        if question.id in interview.visible
        for option in chosen(interview.response(question))
        for code in question.grounds.get(option, ())
    }
    return tuple(code for code in codes if code in existing)


def consents(interview: Interview) -> dict[ConsentPurpose, Reply]:
    """What the person agreed to, purpose by purpose; silence is "not asked", never yes."""
    return {
        ConsentPurpose(question.item): interview.response(question).reply
        for question in interview.instrument.meaning(Meaning.CONSENT)
        if question.item is not None
    }


def _said_about(interview: Interview, code: str) -> Iterator[tuple[Question, Answer]]:
    for question in interview.instrument.feeding.get(code, ()):
        yield question, _coded(interview, question, code)


def _coded(interview: Interview, question: Question, code: str) -> Answer:
    counting = {option for option, codes in question.feeds.items() if code in codes}
    settled = _without_ground(interview, question, counting)
    if settled is not None:
        return settled
    if question.id not in interview.visible:
        return Answer.NOT_ASKED
    response = interview.response(question)
    if not response.is_answered:
        return _NOT_LEARNT[response.reply]
    if counting.isdisjoint(chosen(response)):
        return Answer.NOT_ASKED if _may_be_unseen(question, response) else Answer.NO
    return yes_from(response.sources, otherwise=unmarked_source(interview, question))


def unmarked_source(interview: Interview, question: Question) -> Source:
    """How one knows where nothing is marked: what was asked is stated, else it was seen. A report
    is what somebody else says, unless the person reports for themself."""
    if interview.instrument.use is Use.REPORT:
        own = "self" in interview.chosen(Meaning.REPORTER)
        return Source.STATED if own else Source.THIRD_PARTY
    return Source.STATED if question.manner is Manner.ASK else Source.OBSERVED


def _may_be_unseen(question: Question, response: Response) -> bool:
    """Of a list that nobody was asked about, what is not ticked may only not have been seen; that
    nothing of it was there is said by the option that stands alone."""
    if question.kind is not Kind.CHOICES or question.manner is Manner.ASK:
        return False
    alone = {option.id for option in question.options if option.exclusive}
    return alone.isdisjoint(chosen(response))


def _without_ground(interview: Interview, question: Question, counting: set[str]) -> Answer | None:
    """Nobody can have used what does not exist: the answer when the ground is not there."""
    if question.used_of is None:
        return None
    asked = question.used_of in interview.visible
    ground = interview.responses.get(question.used_of, NOT_ASKED) if asked else NOT_ASKED
    if not ground.is_answered:
        return _NOT_LEARNT[ground.reply]
    return Answer.NO if counting.isdisjoint(chosen(ground)) else None


def _acts(interview: Interview) -> frozenset[Act]:
    return frozenset(
        act
        for question in interview.instrument.questions
        if question.id in interview.visible
        for option in chosen(interview.response(question))
        for act in question.acts.get(option, ())
    )


def _items_with_yes(interview: Interview, meaning: Meaning) -> Iterator[str]:
    for question in interview.instrument.meaning(meaning):
        if question.item is not None and interview.response(question).reply is Reply.YES:
            yield question.item
