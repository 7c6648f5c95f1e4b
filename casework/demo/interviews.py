"""Answers to an instrument for a fictional person: what an inspector would have marked.

Pure: an instrument, a pattern and chance in; responses by section out. Every question that is
shown gets a mark, mostly an answer, sometimes "not asked", rarely "does not know" or "declined".
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casework.demo.patterns import Pattern
from casework.screening.domain.answers import Reply, Response, Source
from casework.screening.domain.assessment import ADULT_AGE
from casework.screening.domain.instrument import (
    SEVERITIES,
    Instrument,
    Kind,
    Meaning,
    Option,
    Question,
    Section,
)
from casework.screening.domain.interview import Interview

LANGUAGE = {"moroccan": "darija", "foreign": "french"}
SOURCES = (Source.STATED, Source.STATED, Source.OBSERVED, Source.DOCUMENT)
LIKELY = 0.3
LOCKED_IN, CANNOT_GO_OUT = "locked_in", "CD03"


@dataclass(frozen=True)
class Met:
    """A fictional person as an inspector meets them. `names`: the group their name is taken of."""

    pattern: Pattern
    sex: str
    age: int
    group: str
    names: str
    codes: frozenset[str]
    dangers: frozenset[str]
    hurried: float


def meet(chance: random.Random, pattern: Pattern, *, clear: bool = False, danger: str = "") -> Met:
    """Draw a person and what happened to them; `clear`: with every sign that is likely, and time
    to ask for all of them; `danger`: in this danger today, and in no other."""
    low, high = pattern.ages
    group = _weighted(chance, pattern.groups)
    codes = frozenset(code for code, odds in pattern.codes.items() if chance.random() < odds)
    if clear:
        codes = frozenset(code for code, odds in pattern.codes.items() if odds > LIKELY)
    drawn = {item for item, odds in pattern.danger.items() if chance.random() < odds}
    dangers = {danger} - {""} if clear else drawn
    if LOCKED_IN in dangers:
        codes |= {CANNOT_GO_OUT}
    return Met(
        pattern=pattern,
        sex=_weighted(chance, pattern.sexes),
        age=chance.randint(low, high),
        group=group,
        names=pattern.foreign_names if group == "foreign" else "moroccan",
        codes=codes,
        dangers=frozenset(dangers),
        hurried=0.0 if clear else chance.choice((0.0, 0.05, 0.15, 0.35)),
    )


def pages(
    chance: random.Random, instrument: Instrument, met: Met
) -> Iterator[tuple[Section, dict[str, Response]]]:
    """Section by section, as they would be left; sections that do not apply are passed over."""
    given: dict[str, Response] = {}
    for section in instrument.sections:
        marked: dict[str, Response] = {}
        for _look in range(2 if _opens_more(section) else 1):
            interview = Interview(instrument, given | marked)
            for question in interview.questions(section):
                if question.id not in marked:
                    marked[question.id] = _mark(chance, interview, question, met)
        if marked:
            given |= marked
            yield section, marked


def _opens_more(section: Section) -> bool:
    """Whether an answer may open another question of the same page."""
    return any(question.show_if or question.used_of for question in section.questions)


def _mark(chance: random.Random, interview: Interview, question: Question, met: Met) -> Response:
    if question.meaning is not None:
        return _context(chance, question, met)
    if question.determinant is not None:
        return Response(Reply.GIVEN, options=tuple(chance.choices(SEVERITIES, (5, 2, 2, 1))))
    if chance.random() < met.hurried or question.kind.is_written:
        return Response(Reply.NOT_ASKED)
    if chance.random() < 0.03:
        return Response(chance.choice((Reply.UNKNOWN, Reply.DECLINED)))
    return _about(chance, interview, question, met)


def _about(chance: random.Random, interview: Interview, question: Question, met: Met) -> Response:
    """The options whose indicators or acts are true of the person, else one that says nothing."""
    speaking = {**question.grounds, **question.feeds}
    told = [option for option, codes in speaking.items() if not met.codes.isdisjoint(codes)]
    if question.acts and chance.random() < met.pattern.act_chance:
        told.append(chance.choice(list(question.acts)))
    source = frozenset({chance.choice(SOURCES)})
    if question.kind is Kind.YES_NO:
        silent = "no" if "yes" in speaking or "yes" in question.acts else "yes"
        return Response(Reply(told[0] if told else silent), sources=source)
    offered = interview.options(question)
    ids = {option.id for option in offered}
    kept = tuple(dict.fromkeys(one for one in told if one in ids))
    if kept:
        kept = kept if question.kind is Kind.CHOICES else kept[:1]
        return Response(Reply.GIVEN, options=kept, sources=source)
    return _nothing_to_tell(question, offered)


def _nothing_to_tell(question: Question, offered: tuple[Option, ...]) -> Response:
    alone = [option.id for option in offered if option.exclusive]
    telling = {*question.feeds, *question.acts, *question.grounds}
    quiet = alone or [option.id for option in offered if option.id not in telling]
    return Response(Reply.GIVEN, options=(quiet[0],)) if quiet else Response(Reply.NOT_ASKED)


def _context(chance: random.Random, question: Question, met: Met) -> Response:
    """The questions about the meeting itself."""
    meaning = question.meaning
    if meaning is Meaning.DANGER:
        return _yes_or_no(question.item in met.dangers)
    if meaning is Meaning.CONSENT:
        return _yes_or_no(chance.random() >= 0.04 or question.item == "screening")
    if meaning is Meaning.SAFE_TO_TALK:
        return Response(Reply.YES)
    if meaning is Meaning.AGE:
        known = chance.random() < 0.85
        return Response(Reply.GIVEN, number=met.age) if known else Response(Reply.UNKNOWN)
    if meaning is Meaning.SELF_REQUEST:
        return _yes_or_no(chance.random() < met.pattern.self_request)
    if meaning is Meaning.PRESCREEN:
        return _yes_or_no(chance.random() < 0.4)
    if meaning in (Meaning.OWN_VIEW, Meaning.WISHES, Meaning.REPORTER_CONTACT):
        return Response(Reply.NOT_ASKED)
    return _given_context(chance, question, met)


def _given_context(chance: random.Random, question: Question, met: Met) -> Response:
    if question.kind is Kind.YES_NO:
        return Response(Reply.NO)
    offered = {option.id for option in question.options}
    options = tuple(one for one in _known(chance, question.meaning, met) if one in offered)
    if not options:
        return Response(Reply.UNKNOWN)
    kept = options if question.kind is Kind.CHOICES else options[:1]
    return Response(Reply.GIVEN, options=kept)


def _known(chance: random.Random, meaning: Meaning | None, met: Met) -> tuple[str, ...]:
    """What is marked for a question with this meaning, in the order of the pattern."""
    foreign = met.group == "foreign"
    known: Mapping[Meaning | None, tuple[str, ...]] = {
        Meaning.INTERVIEW_LANGUAGE: (LANGUAGE[met.group],),
        Meaning.INTERPRETER: ("independent" if foreign else "not_needed",),
        Meaning.INTERVIEWER: ("no_preference",),
        Meaning.AGE_GROUP: (_age_group(met.age),),
        Meaning.SEX: (met.sex,),
        Meaning.NATIONALITY_GROUP: (met.group,),
        Meaning.SETTING: ("office" if met.pattern.sector == "domestic_work" else "workplace",),
        Meaning.HOW_FOUND: (chance.choice(("planned_visit", "report", "joint_visit")),),
        Meaning.SECTOR: (met.pattern.sector,),
        Meaning.EXPLOITATION: met.pattern.exploitation or ("none",),
        Meaning.REPORTER: ("hotline",),
        Meaning.THRESHOLD: ("no" if met.pattern.exploitation else "yes",),
    }
    return known.get(meaning, ())


def _yes_or_no(yes: bool) -> Response:
    return Response(Reply.YES if yes else Reply.NO)


def _age_group(age: int) -> str:
    if age < 15:
        return "under_15"
    return "from_15_to_17" if age < ADULT_AGE else "adult"


def _weighted(chance: random.Random, weights: Mapping[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]
