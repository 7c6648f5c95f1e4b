"""Whether an instrument hangs together: every name it uses is there, and used where it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from enum import StrEnum

from casework.screening.domain.answers import Reply
from casework.screening.domain.assessment import SECTORS, Danger, Exploitation
from casework.screening.domain.conditions import Condition, OneOf, asked_about
from casework.screening.domain.instrument import (
    AgeGroup,
    ConsentPurpose,
    Instrument,
    Kind,
    Meaning,
    Question,
    Section,
)

QUESTIONS_IN_A_SECTION = 8

_WITH_OPTIONS = (Kind.CHOICE, Kind.CHOICES)
_ITEMS: dict[Meaning, type[StrEnum]] = {Meaning.DANGER: Danger, Meaning.CONSENT: ConsentPurpose}
_CODED_OPTIONS: dict[Meaning, Collection[str]] = {
    Meaning.SECTOR: SECTORS,
    Meaning.EXPLOITATION: frozenset(Exploitation),
    Meaning.AGE_GROUP: frozenset(AgeGroup),
}
_KINDS = {
    Meaning.AGE: Kind.NUMBER,
    Meaning.SECTOR: Kind.CHOICE,
    Meaning.AGE_GROUP: Kind.CHOICE,
    Meaning.DANGER: Kind.YES_NO,
    Meaning.CONSENT: Kind.YES_NO,
    Meaning.SELF_REQUEST: Kind.YES_NO,
}


def faults_in(instrument: Instrument, codes: Collection[str]) -> list[str]:
    """Every fault, each with the id it is found at; an empty list for a sound instrument."""
    return [
        *_repeated("section", [section.id for section in instrument.sections]),
        *_repeated("question", [question.id for question in instrument.questions]),
        *_missing_meanings(instrument),
        *(fault for section in instrument.sections for fault in _in_section(section)),
        *(fault for question in instrument.questions for fault in _in_question(question, codes)),
        *_in_order(instrument),
        *_in_conditions(instrument),
    ]


def _repeated(what: str, ids: list[str]) -> Iterator[str]:
    for id, times in Counter(ids).items():
        if times > 1:
            yield f"{what} {id}: the id is given {times} times"


def _missing_meanings(instrument: Instrument) -> Iterator[str]:
    for meaning in Meaning:
        questions = instrument.meaning(meaning)
        expected = [*_ITEMS[meaning]] if meaning in _ITEMS else [None]
        if sorted(str(q.item) for q in questions) != sorted(str(item) for item in expected):
            yield f"meaning {meaning}: should stand once for {', '.join(map(str, expected))}"


def _in_section(section: Section) -> Iterator[str]:
    if not 1 <= len(section.questions) <= QUESTIONS_IN_A_SECTION:
        yield f"section {section.id}: should hold 1 to {QUESTIONS_IN_A_SECTION} questions"


def _in_question(question: Question, codes: Collection[str]) -> Iterator[str]:
    where = f"question {question.id}"
    if bool(question.options) is not (question.kind in _WITH_OPTIONS):
        yield f"{where}: options belong to choice and choices, and to nothing else"
    yield from _repeated(f"{where} option", [option.id for option in question.options])
    for mapping in (question.feeds, question.acts, question.grounds):
        for answer in sorted(mapping.keys() - answers_to(question)):
            yield f"{where}: {answer} is not one of its answers"
    for mapping in (question.feeds, question.grounds):
        for code in sorted({code for fed in mapping.values() for code in fed} - {*codes}):
            yield f"{where}: {code} is not an indicator"
    yield from _in_meaning(where, question)


def _in_meaning(where: str, question: Question) -> Iterator[str]:
    meaning = question.meaning
    if meaning is None:
        return
    if question.kind is not _KINDS.get(meaning, question.kind):
        yield f"{where}: {meaning} should be {_KINDS[meaning]}"
    for option in question.options:
        coded = _CODED_OPTIONS.get(meaning)
        if coded is not None and not option.exclusive and option.id not in coded:
            yield f"{where}: {option.id} is not a code of {meaning}"


def answers_to(question: Question) -> set[str]:
    """The answers that teach something: yes and no, or the options."""
    if question.kind is Kind.YES_NO:
        return {Reply.YES.value, Reply.NO.value}
    return {option.id for option in question.options}


def _in_order(instrument: Instrument) -> Iterator[str]:
    """A follow-up stands on a later page than its question, so that it works without scripts."""
    earlier: set[str] = set()
    for section in instrument.sections:
        yield from _early(f"section {section.id}", section.show_if, earlier)
        for question in section.questions:
            yield from _early(f"question {question.id}", question.show_if, earlier)
            if question.used_of is not None and question.used_of not in earlier:
                yield f"question {question.id}: {question.used_of} is not on an earlier page"
        earlier.update(question.id for question in section.questions)


def _early(where: str, condition: Condition | None, earlier: set[str]) -> Iterator[str]:
    for leaf in asked_about(condition) if condition else ():
        if leaf.question not in earlier:
            yield f"{where}: {leaf.question} is not on an earlier page"


def _in_conditions(instrument: Instrument) -> Iterator[str]:
    conditions = [("observation_only_if", instrument.observation_only_if)]
    conditions += [(f"contradiction {c.id}", c.when) for c in instrument.contradictions]
    conditions += [(s.id, s.show_if) for s in instrument.sections if s.show_if]
    conditions += [(q.id, q.show_if) for q in instrument.questions if q.show_if]
    for where, condition in conditions:
        for leaf in asked_about(condition):
            question = instrument.by_id.get(leaf.question)
            if question is None:
                yield f"{where}: there is no question {leaf.question}"
            elif isinstance(leaf, OneOf):
                known = answers_to(question) | {*Reply}
                for value in leaf.values - known:
                    yield f"{where}: {value} is not an answer to {leaf.question}"
