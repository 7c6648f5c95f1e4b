"""Whether an instrument hangs together: every name it uses is there, and used where it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from enum import StrEnum

from casework.screening.domain.answers import Reply
from casework.screening.domain.assessment import SECTORS, Danger, Exploitation
from casework.screening.domain.conditions import Condition, OneOf, asked_about
from casework.screening.domain.faults import Fault, Place, fault
from casework.screening.domain.instrument import (
    AgeGroup,
    ConsentPurpose,
    Instrument,
    Kind,
    Meaning,
    Question,
    Section,
    Use,
)
from casework.screening.domain.terms import TODAY

QUESTIONS_IN_A_SECTION = 8

_WITH_OPTIONS = (Kind.CHOICE, Kind.CHOICES)
_ITEMS: dict[Meaning, type[StrEnum]] = {Meaning.DANGER: Danger, Meaning.CONSENT: ConsentPurpose}
_CODED_OPTIONS: dict[Meaning, Collection[str]] = {
    Meaning.SECTOR: SECTORS,
    Meaning.EXPLOITATION: frozenset(Exploitation),
    Meaning.AGE_GROUP: frozenset(AgeGroup),
    Meaning.URGENCY: frozenset({TODAY, "week", "later"}),
}
_KINDS = {
    Meaning.AGE: Kind.NUMBER,
    Meaning.SECTOR: Kind.CHOICE,
    Meaning.AGE_GROUP: Kind.CHOICE,
    Meaning.DANGER: Kind.YES_NO,
    Meaning.CONSENT: Kind.YES_NO,
    Meaning.SELF_REQUEST: Kind.YES_NO,
    Meaning.PRESCREEN: Kind.YES_NO,
    Meaning.URGENCY: Kind.CHOICE,
    Meaning.REPORTER_CONTACT: Kind.TEXT,
}
# Asked whole or not at all.
WHOLE = frozenset({Meaning.DANGER})
_SAFE = frozenset({Meaning.DANGER, Meaning.AGE_GROUP})
_FREE = _SAFE | {Meaning.SAFE_TO_TALK, Meaning.INTERPRETER, Meaning.CONSENT}
# What a form of each use cannot do without: nobody is asked anything before safety and agreement.
NEEDED: dict[Use, frozenset[Meaning]] = {
    Use.SCREENING: _FREE | {Meaning.SELF_REQUEST},
    Use.OBSERVATION: _SAFE,
    Use.PRESCREEN: _FREE | {Meaning.PRESCREEN},
    Use.VULNERABILITY: _FREE,
    Use.REPORT: _SAFE | {Meaning.REPORTER},
    Use.SURVEY: _FREE,
}


def faults_in(instrument: Instrument, codes: Collection[str]) -> list[Fault]:
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


def _repeated(what: str, ids: list[str], of: str = "") -> Iterator[Fault]:
    for id, times in Counter(ids).items():
        if times > 1:
            place = Place("question", of, f"question {of} {what} {id}") if of else Place(what, id)
            yield fault(place, "repeated", times=times)


def _missing_meanings(instrument: Instrument) -> Iterator[Fault]:
    """What the use of a form needs stands in it; every other meaning at most once."""
    needed = NEEDED[instrument.use]
    for meaning in Meaning:
        found = sorted(str(question.item) for question in instrument.meaning(meaning))
        known = sorted(map(str, _ITEMS.get(meaning, (None,))))
        whole = found == known if meaning in WHOLE else set(found) <= {*known}
        once = len(set(found)) == len(found) or meaning is Meaning.PRESCREEN
        if not (once and (whole or not found) and (found or meaning not in needed)):
            yield fault(Place("meaning", meaning.value), "meaning", items=", ".join(known))


def _in_section(section: Section) -> Iterator[Fault]:
    if not 1 <= len(section.questions) <= QUESTIONS_IN_A_SECTION:
        yield fault(Place("section", section.id), "size", most=QUESTIONS_IN_A_SECTION)


def _in_question(question: Question, codes: Collection[str]) -> Iterator[Fault]:
    where = Place("question", question.id)
    if bool(question.options) is not (question.kind in _WITH_OPTIONS):
        yield fault(where, "options")
    yield from _repeated("option", [option.id for option in question.options], of=question.id)
    for mapping in (question.feeds, question.acts, question.grounds):
        for answer in sorted(mapping.keys() - answers_to(question)):
            yield fault(where, "no_answer", answer=answer)
    for mapping in (question.feeds, question.grounds):
        for code in sorted({code for fed in mapping.values() for code in fed} - {*codes}):
            yield fault(where, "no_indicator", code=code)
    yield from _in_meaning(where, question)


def _in_meaning(where: Place, question: Question) -> Iterator[Fault]:
    meaning = question.meaning
    if meaning is None:
        return
    if question.kind is not _KINDS.get(meaning, question.kind):
        kind = _KINDS[meaning].value
        yield fault(where, "wrong_kind", meaning=meaning.value, kind=kind)
    for option in question.options:
        coded = _CODED_OPTIONS.get(meaning)
        beside = option.exclusive and meaning is not Meaning.AGE_GROUP
        if coded is not None and not beside and option.id not in coded:
            yield fault(where, "wrong_option", option=option.id, meaning=meaning.value)


def answers_to(question: Question) -> set[str]:
    """The answers that teach something: yes and no, or the options."""
    if question.kind is Kind.YES_NO:
        return {Reply.YES.value, Reply.NO.value}
    return {option.id for option in question.options}


def _in_order(instrument: Instrument) -> Iterator[Fault]:
    """A follow-up stands on a later page than its question, so that it works without scripts."""
    earlier: set[str] = set()
    for section in instrument.sections:
        yield from _early(Place("section", section.id), section.show_if, earlier)
        for question in section.questions:
            where = Place("question", question.id)
            yield from _early(where, question.show_if, earlier)
            if question.used_of is not None and question.used_of not in earlier:
                yield fault(where, "not_earlier", question=question.used_of)
        earlier.update(question.id for question in section.questions)


def _early(where: Place, condition: Condition | None, earlier: set[str]) -> Iterator[Fault]:
    for leaf in asked_about(condition) if condition else ():
        if leaf.question not in earlier:
            yield fault(where, "not_earlier", question=leaf.question)


def _in_conditions(instrument: Instrument) -> Iterator[Fault]:
    top, name = instrument.observation_only_if, "observation_only_if"
    conditions = [(Place("top", name, name), top)]
    conditions += [(Place("contradiction", c.id), c.when) for c in instrument.contradictions]
    parts = (("section", instrument.sections), ("question", instrument.questions))
    conditions += [(Place(k, p.id, p.id), p.show_if) for k, ps in parts for p in ps if p.show_if]
    for where, condition in conditions:
        for leaf in asked_about(condition):
            question = instrument.by_id.get(leaf.question)
            if question is None:
                yield fault(where, "no_question", question=leaf.question)
            elif isinstance(leaf, OneOf):
                known = answers_to(question) | {*Reply}
                for value in leaf.values - known:
                    yield fault(where, "not_an_answer", value=value, question=leaf.question)
