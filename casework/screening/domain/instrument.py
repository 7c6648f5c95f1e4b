"""A questionnaire: sections of plain questions, and which indicators each answer speaks to.

An instrument is written as YAML, read by `casework.screening.loader` and never changed once it
is published. Everything a person reads is in French, Arabic and English.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from casework.screening.domain.assessment import Act
from casework.screening.domain.conditions import Condition

LANGUAGES = ("fr", "ar", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in the three languages; empty where a translation is still to be written."""

    fr: str
    ar: str
    en: str

    def within(self, language: str) -> str:
        """The words in one language, or in the first that has them; an unknown language is
        refused with ValueError."""
        return str(getattr(self, self.shown_in(language)))

    def shown_in(self, language: str) -> str:
        """The language that `within` answers in: the one asked for, unless it has no words yet."""
        if language not in LANGUAGES:
            raise ValueError(language)
        written = (one for one in (language, *LANGUAGES) if getattr(self, one))
        return next(written, language)


class Kind(StrEnum):
    """What is marked: yes or no, one option, several options, a whole number, a short text.

    Whatever the kind, "unknown", "declined" and "not asked" can always be marked instead.
    """

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    TEXT = "text"


class Manner(StrEnum):
    """Asked of the person; seen by the inspector; or noted about the meeting itself."""

    ASK = "ask"
    OBSERVE = "observe"
    RECORD = "record"


class Sensitivity(StrEnum):
    """The class of what an answer holds, in the words of the data inventory."""

    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIAL = "special"


class Meaning(StrEnum):
    """What a question's answer is used for beside the indicators. DANGER and CONSENT have items."""

    SAFE_TO_TALK = "safe_to_talk"
    DANGER = "danger"
    INTERVIEW_LANGUAGE = "interview_language"
    INTERPRETER = "interpreter"
    INTERVIEWER = "interviewer"
    CONSENT = "consent"
    AGE = "age"
    AGE_GROUP = "age_group"
    SEX = "sex"
    NATIONALITY_GROUP = "nationality_group"
    SETTING = "setting"
    HOW_FOUND = "how_found"
    SECTOR = "sector"
    EXPLOITATION = "exploitation"
    THRESHOLD = "threshold"
    SELF_REQUEST = "self_request"
    OWN_VIEW = "own_view"
    WISHES = "wishes"


class Purpose(StrEnum):
    """What an answer that feeds no indicator and has no meaning is asked for.

    A question that serves no decision is not asked: it costs the person, and gains nothing.
    """

    NEXT_QUESTIONS = "next_questions"
    SAFETY = "safety"
    INTERPRETER = "interpreter"
    SERVICE_PLANNING = "service_planning"
    EVIDENCE_OF_LAW = "evidence_of_law"
    CLOSING = "closing"


class Review(StrEnum):
    """How far the wording has been tried; a new wording is a new instrument until it is tested."""

    WRITTEN = "written"
    REVIEWED = "reviewed"
    FIELD_TESTED = "field_tested"


class Use(StrEnum):
    """What an instrument is for.

    SCREENING ends in a finding by the indicator lists, OBSERVATION too but asks nobody anything.
    PRESCREEN is a few questions that only say whether to look closer. VULNERABILITY records
    determinants, risk and protective, at four levels. REPORT registers what somebody else saw.
    SURVEY holds questions that lead to no finding, such as a form from another organisation.
    """

    SCREENING = "screening"
    OBSERVATION = "observation"
    PRESCREEN = "prescreen"
    VULNERABILITY = "vulnerability"
    REPORT = "report"
    SURVEY = "survey"


class ConsentPurpose(StrEnum):
    """What the person agrees to at a screening, each on its own."""

    SCREENING = "screening"
    STORAGE = "storage"
    SERVICE_REFERRAL = "service_referral"
    FAMILY_CONTACT = "family_contact"
    STATISTICS = "statistics"


class AgeGroup(StrEnum):
    """The age as seen, when it is not known. A doubt about being under 18 protects the person."""

    UNDER_15 = "under_15"
    FROM_15_TO_17 = "from_15_to_17"
    MAY_BE_UNDER_18 = "may_be_under_18"
    ADULT = "adult"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a question. An exclusive option ("none of these") stands alone."""

    id: str
    text: Text
    exclusive: bool = False


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
    an answer can always be read beside the question it was given to.
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

    @property
    def questions(self) -> Iterator[Question]:
        """Every question, in order."""
        return (question for section in self.sections for question in section.questions)

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
