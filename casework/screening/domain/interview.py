"""One interview in progress: who is being assessed, and what is asked next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from casework.screening.domain.answers import NOT_ASKED, Response
from casework.screening.domain.assessment import ADULT_AGE, Exploitation
from casework.screening.domain.conditions import Condition, chosen, holds
from casework.screening.domain.indicators import Profile
from casework.screening.domain.instrument import (
    AgeGroup,
    Contradiction,
    Instrument,
    Manner,
    Meaning,
    Option,
    Question,
    Section,
)

_CHILD_GROUPS = frozenset(AgeGroup) - {AgeGroup.ADULT}
# The oldest age of a group, so that nothing is assumed beyond what was seen.
_OLDEST = {AgeGroup.UNDER_15: 14, AgeGroup.FROM_15_TO_17: 17}


@dataclass(frozen=True)
class Interview:
    """An instrument and the responses given so far, by question id.

    Never changes: one more answer makes another Interview.
    """

    instrument: Instrument
    responses: Mapping[str, Response]

    def response(self, question: Question) -> Response:
        """What was marked; a question never reached is one not asked."""
        return self.responses.get(question.id, NOT_ASKED)

    def chosen(self, meaning: Meaning) -> frozenset[str]:
        """The options given to the questions of one meaning."""
        questions = self.instrument.meaning(meaning)
        return frozenset().union(*(chosen(self.response(question)) for question in questions))

    # --- who is assessed ----------------------------------------------------------------

    @cached_property
    def is_child(self) -> bool:
        """Under 18, or perhaps so: whoever may be a child is treated as one."""
        stated, group = self._stated_age, self._age_group
        return (stated is not None and stated < ADULT_AGE) or group in _CHILD_GROUPS

    @cached_property
    def age(self) -> int | None:
        """Whole years as stated, else the oldest age of the group seen; None when in doubt."""
        stated, group = self._stated_age, self._age_group
        if stated is not None and (stated < ADULT_AGE) is self.is_child:
            return stated
        return _OLDEST.get(group) if group else None

    @property
    def presumed_age(self) -> int | None:
        """The age the rule counts with: a doubt about being under 18 is read as 17, so that what
        protects children (Law 19-12 on domestic workers, art. 6) protects whoever may be one."""
        return ADULT_AGE - 1 if self.is_child and self.age is None else self.age

    @cached_property
    def exploitation(self) -> frozenset[Exploitation]:
        """The forms that were noted, and those the whole instrument is about."""
        noted = self.chosen(Meaning.EXPLOITATION) | self.instrument.about
        return frozenset(form for form in Exploitation if form in noted)

    @cached_property
    def profiles(self) -> tuple[Profile, ...]:
        """The lists that apply: two when sexual exploitation stands beside another form."""
        forms = self.exploitation
        labour = Profile.CHILD_LABOUR if self.is_child else Profile.ADULT_LABOUR
        sexual = Profile.CHILD_SEXUAL if self.is_child else Profile.ADULT_SEXUAL
        if Exploitation.SEXUAL not in forms:
            return (labour,)
        return (sexual, labour) if len(forms) > 1 else (sexual,)

    @cached_property
    def profile(self) -> Profile:
        """The list that decides which questions are asked."""
        return self.profiles[0]

    @cached_property
    def _stated_age(self) -> int | None:
        return next(
            (self.response(question).number for question in self.instrument.meaning(Meaning.AGE)),
            None,
        )

    @cached_property
    def _age_group(self) -> AgeGroup | None:
        given = self.chosen(Meaning.AGE_GROUP) & {*AgeGroup}
        return AgeGroup(min(given)) if given else None

    # --- what is asked ------------------------------------------------------------------

    @cached_property
    def is_observation_only(self) -> bool:
        """Nothing is asked of the person: not safe, no independent interpreter, or a refusal."""
        return holds(self.instrument.observation_only_if, self.responses, self.profile)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The sections with something to ask, in order."""
        return tuple(section for section in self.instrument.sections if self.questions(section))

    def questions(self, section: Section) -> tuple[Question, ...]:
        """The questions of a section that apply now, in order."""
        if section.id not in self._asked:
            self._asked[section.id] = self._ask(section)
        return self._asked[section.id]

    @cached_property
    def _asked(self) -> dict[str, tuple[Question, ...]]:
        # a page asks for its own section, and more than once
        return {}

    def _ask(self, section: Section) -> tuple[Question, ...]:
        if section.show_if is not None and not self._holds(section.show_if):
            return ()
        return tuple(question for question in section.questions if self._applies(question))

    def options(self, question: Question) -> tuple[Option, ...]:
        """The options that apply: of vulnerabilities, only those that exist can have been used."""
        if question.used_of is None:
            return question.options
        existing = chosen(self.responses.get(question.used_of, NOT_ASKED))
        return tuple(
            option for option in question.options if option.exclusive or option.id in existing
        )

    @cached_property
    def visible(self) -> frozenset[str]:
        """The ids of the questions that apply now."""
        return frozenset(
            question.id
            for section in self.instrument.sections
            for question in self.questions(section)
        )

    def _applies(self, question: Question) -> bool:
        if self.is_observation_only and question.manner is Manner.ASK:
            return False
        if question.used_of is not None and not self._has_ground(question, question.used_of):
            return False
        return question.show_if is None or self._holds(question.show_if)

    def _has_ground(self, question: Question, ground: str) -> bool:
        earlier = self.questions(self.instrument.section_of(ground))
        return any(asked.id == ground for asked in earlier) and not all(
            option.exclusive for option in self.options(question)
        )

    def _holds(self, condition: Condition) -> bool:
        return holds(condition, self.responses, self.profile)

    # --- before sending -----------------------------------------------------------------

    def missing(self) -> tuple[Question, ...]:
        """Required questions that apply and have no response at all, not even "not asked"."""
        return tuple(
            question
            for question in self.instrument.questions
            if question.required
            and question.id in self.visible
            and question.id not in self.responses
        )

    def contradictions(self) -> tuple[Contradiction, ...]:
        """Answers that do not fit together."""
        return tuple(c for c in self.instrument.contradictions if self._holds(c.when))
