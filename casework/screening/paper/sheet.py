"""The layout of a questionnaire as a numbered form: pure, from the instrument alone."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from casework.screening.domain.answers import Reply, Source
from casework.screening.domain.instrument import (
    Instrument,
    Kind,
    Manner,
    Meaning,
    Option,
    Question,
    Section,
)

HASH_SHOWN = 8
SINGLE_DIGIT = 7  # options that fit beside 8, 9 and 0
# As survey forms write them: 8 for not known, 9 for no answer, 0 for not asked.
REPLY_CODES = {Reply.UNKNOWN: "8", Reply.DECLINED: "9", Reply.NOT_ASKED: "0"}
SOURCE_CODES = {
    Source.STATED: "1",
    Source.OBSERVED: "2",
    Source.DOCUMENT: "3",
    Source.THIRD_PARTY: "4",
}
BEFORE_SOURCE = "."
_SHOWN_HASH = re.compile(rf"[0-9a-f]{{{HASH_SHOWN}}}$")
NEUTRAL = "sanad"
_TELLING = re.compile(
    r"exploit|sex|traite|traffick|victim|forc[ée]|slave|esclav"
    r"|استغلال|جنس|اتجار|ضحي|قسري"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One box to tick: the code printed beside it, and the option or reply that it stands for."""

    code: str
    value: str
    option: Option | None = None

    @property
    def reply(self) -> Reply | None:
        """The reply itself (yes, no, unknown …); None for an option of the question."""
        return Reply(self.value) if self.option is None else None


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered question with its boxes."""

    number: int
    question: Question
    marks: tuple[Mark, ...]

    @property
    def is_written(self) -> bool:
        """Whether something is written rather than a box ticked."""
        return self.question.kind.is_written

    @property
    def has_sources(self) -> bool:
        """Whether it is noted how one knows."""
        asked = self.question
        counts = bool(asked.feeds or asked.acts) and asked.meaning is not Meaning.THRESHOLD
        return counts and asked.manner is not Manner.RECORD

    @property
    def has_note(self) -> bool:
        """Whether a short note is kept."""
        return self.has_sources or self.question.meaning is Meaning.THRESHOLD

    @property
    def by_code(self) -> Mapping[str, Mark]:
        """The boxes by what is typed for them."""
        return {mark.code: mark for mark in self.marks}


@dataclass(frozen=True, slots=True)
class Part:
    """One section and its lines."""

    section: Section
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Sheet:
    """The whole form. Numbers run from 1 through all parts and never depend on the answers."""

    instrument: Instrument
    parts: tuple[Part, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, in order."""
        return tuple(line for part in self.parts for line in part.lines)

    @cached_property
    def by_number(self) -> Mapping[int, Line]:
        """The lines by their number."""
        return {line.number: line for line in self.lines}

    @cached_property
    def by_question(self) -> Mapping[str, Line]:
        """The lines by the id of their question."""
        return {line.question.id: line for line in self.lines}


def sheet(instrument: Instrument) -> Sheet:
    """Number the questions of an instrument and give every answer its code."""
    parts: list[Part] = []
    before = 0
    for section in instrument.sections:
        lines = tuple(
            Line(before + place, question, marks(question))
            for place, question in enumerate(section.questions, 1)
        )
        before += len(lines)
        parts.append(Part(section, lines))
    return Sheet(instrument, tuple(parts))


def printed_code(instrument: Instrument) -> str:
    """What stands on every page: `labour_inspection v1 · 6829f66c`. A name that tells what is
    suspected gives way to a neutral one: the paper may be seen by whoever employs the person."""
    name = NEUTRAL if tells(instrument.id) else instrument.id
    return f"{name} v{instrument.version} · {instrument.content_hash[:HASH_SHOWN]}"


def tells(title: str) -> bool:
    """Whether a title says what is suspected of somebody."""
    return _TELLING.search(title.lower()) is not None


def marks(question: Question) -> tuple[Mark, ...]:
    """The boxes of a question: its options from 1, then what can be marked instead.

    With more options than fit beside 8, 9 and 0, every code has two digits: 01 …, 88, 99, 00.
    """
    taken = {option.id for option in question.options}
    instead = [reply for reply in _instead(question) if reply.value not in taken]
    chosen = question.kind in (Kind.CHOICE, Kind.CHOICES)
    options = list(question.options) if chosen else []
    width = 1 if len(options) <= SINGLE_DIGIT else 2
    found = [
        Mark(str(place).zfill(width), option.id, option) for place, option in enumerate(options, 1)
    ]
    if question.kind is Kind.YES_NO:
        found = [Mark("1", Reply.YES.value), Mark("2", Reply.NO.value)]
    lead = BEFORE_SOURCE if question.kind.is_written else ""
    return (*found, *(Mark(lead + REPLY_CODES[reply] * width, reply.value) for reply in instead))


def _instead(question: Question) -> Iterable[Reply]:
    """What can be marked instead of an answer, as on the screen."""
    if question.meaning is Meaning.CONSENT:
        return (Reply.NOT_ASKED,)
    if question.kind is Kind.YES_NO:
        if question.required and question.manner is Manner.RECORD:
            return ()
        asked = (Reply.DECLINED,) if question.manner is Manner.ASK else ()
        return (Reply.UNKNOWN, *asked, Reply.NOT_ASKED)
    return (*question.instead, *(Reply.NOT_ASKED,) * (question.manner is Manner.ASK))


def printed_as(instrument: Instrument, typed: str) -> bool:
    """Whether this code was copied from a page of this very version; the end of it is enough."""
    found = _SHOWN_HASH.search(typed.strip().lower())
    return found is not None and instrument.content_hash.startswith(found[0])
