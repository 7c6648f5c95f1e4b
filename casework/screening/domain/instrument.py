"""A questionnaire: sections of plain questions, and which indicators each answer speaks to.

An instrument is written as YAML, read by `casework.screening.loader` and never changed once it
is published. Everything a person reads is in French, Arabic and English.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casework.screening.domain.answers import Reply
from casework.screening.domain.assessment import Act
from casework.screening.domain.conditions import Condition
from casework.screening.domain.languages import complete
from casework.screening.domain.terms import (
    LANGUAGES,
    SEVERITIES,
    AgeGroup,
    ConsentPurpose,
    Direction,
    Kind,
    Level,
    Manner,
    Meaning,
    Purpose,
    Review,
    Sensitivity,
    Text,
    Use,
)
from casework.screening.domain.validity import Validity

__all__ = [
    "LANGUAGES",
    "SEVERITIES",
    "AgeGroup",
    "ConsentPurpose",
    "Contradiction",
    "Determinant",
    "Direction",
    "Instrument",
    "Kind",
    "Level",
    "Manner",
    "Meaning",
    "Option",
    "Purpose",
    "Question",
    "Review",
    "Section",
    "Sensitivity",
    "Text",
    "Use",
]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a question. An exclusive option ("none of these") stands alone."""

    id: str
    text: Text
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Determinant:
    """What a question records of somebody's vulnerability; `advice` is what helps, where it is a
    risk."""

    level: Level
    direction: Direction
    advice: Text | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question, and what its answers mean.

    `feeds` maps an option ("yes" and "no" for a yes-no question) to indicator codes; `acts` to
    acts. `grounds` maps an option to the codes of a vulnerability that exists: kept, never
    counted. `used_of` names such a question, and asks which of those were used by somebody: its
    options and codes are taken from there, and only its answers count. `purpose` names the
    decision that the answer serves, where nothing else does.
    """

    id: str
    kind: Kind
    text: Text
    manner: Manner
    sensitivity: Sensitivity
    options: tuple[Option, ...] = ()
    hint: Text | None = None
    read_aloud: Text | None = None
    required: bool = False
    show_if: Condition | None = None
    feeds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    acts: Mapping[str, tuple[Act, ...]] = field(default_factory=dict)
    grounds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    used_of: str | None = None
    meaning: Meaning | None = None
    item: str | None = None
    purpose: Purpose | None = None
    determinant: Determinant | None = None

    @property
    def instead(self) -> tuple[Reply, ...]:
        """What may stand for an answer, save "not asked". Not for the age group: it is what is
        seen, a doubt is one of its options, and "not known" would be read as an adult."""
        if self.meaning is Meaning.AGE_GROUP:
            return ()
        return (Reply.UNKNOWN, *(Reply.DECLINED,) * (self.manner is Manner.ASK))


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the form: at most eight questions."""

    id: str
    title: Text
    guidance: Text
    questions: tuple[Question, ...]
    script: Text | None = None
    closing: Text | None = None
    show_if: Condition | None = None


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two answers that do not fit, put as a question to the inspector before sending."""

    id: str
    when: Condition
    text: Text


@dataclass(frozen=True)
class Instrument:
    """One version of a questionnaire.

    `content_hash` is the SHA-256 of its canonical form; it is stored with every answer, so that
    an answer can always be read beside the question it was given to. `about` are the forms of
    exploitation the whole form is about, so that they need not be asked; `validity` the published
    study of it, if there is one; `first_step` the action that comes first when the person is a
    child.
    """

    id: str
    version: str
    title: Text
    published: datetime.date
    source: str
    review: Review
    sections: tuple[Section, ...]
    observation_only_if: Condition
    contradictions: tuple[Contradiction, ...]
    content_hash: str
    use: Use = Use.SCREENING
    about: frozenset[str] = frozenset()
    weights_unverified: bool = False
    validity: Validity | None = None
    first_step: str | None = None

    @property
    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        return (question for section in self.sections for question in section.questions)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages in which no text is missing: in these alone it can be begun."""
        return complete((self.title, self.sections, self.contradictions, self.validity))

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Questions by their id."""
        return {question.id: question for question in self.questions}

    @cached_property
    def feeding(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions that speak to each indicator code, in order."""
        feeding: dict[str, tuple[Question, ...]] = {}
        for question in self.questions:
            for code in {code for codes in question.feeds.values() for code in codes}:
                feeding[code] = (*feeding.get(code, ()), question)
        return feeding

    def section_of(self, question_id: str) -> Section:
        """The page that a question stands on; KeyError when there is none."""
        return self._section_of[question_id]

    @cached_property
    def _section_of(self) -> Mapping[str, Section]:
        return {question.id: section for section in self.sections for question in section.questions}

    def meaning(self, meaning: Meaning) -> tuple[Question, ...]:
        """The questions with this meaning, in order."""
        return self._by_meaning.get(meaning, ())

    @cached_property
    def _by_meaning(self) -> Mapping[Meaning, tuple[Question, ...]]:
        # a page asks for a dozen meanings of an instrument that never changes
        found: dict[Meaning, tuple[Question, ...]] = {}
        for question in self.questions:
            if question.meaning is not None:
                found[question.meaning] = (*found.get(question.meaning, ()), question)
        return found
