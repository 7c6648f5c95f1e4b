"""Conditions as a form asks them: XPath expressions."""

from __future__ import annotations

from typing import assert_never

from casework.exchange.domain import marks
from casework.screening.domain.assessment import ADULT_AGE, Exploitation
from casework.screening.domain.conditions import (
    Answered,
    Condition,
    Every,
    Not,
    OneOf,
    ProfileIs,
    Some,
)
from casework.screening.domain.indicators import Profile
from casework.screening.domain.instrument import AgeGroup, Instrument, Kind, Meaning, Question

NEVER, ALWAYS = "false()", "true()"


def xpath(condition: Condition, instrument: Instrument) -> str:
    """The condition as a form asks it."""
    match condition:
        case OneOf(question, values):
            asked = instrument.by_id[question]
            return either([_is(asked, value) for value in sorted(values)])
        case Answered(question):
            return _answered(instrument.by_id[question])
        case ProfileIs(profiles):
            return either([f"{ref(marks.PROFILE)} = '{one}'" for one in sorted(profiles)])
        case Every(parts):
            return both([xpath(one, instrument) for one in parts])
        case Some(parts):
            return either([xpath(one, instrument) for one in parts])
        case Not(one):
            return f"not({xpath(one, instrument)})"
        case _:
            assert_never(condition)


def ref(name: str) -> str:
    """A reference to another question."""
    return "${" + name + "}"


def quoted(value: str) -> str:
    """A literal; XPath has no escape, so the other quotation mark is used."""
    return f'"{value}"' if "'" in value else f"'{value}'"


def both(parts: list[str]) -> str:
    """All of them; of nothing, always."""
    if not parts:
        return ALWAYS
    return parts[0] if len(parts) == 1 else " and ".join(f"({one})" for one in parts)


def either(parts: list[str]) -> str:
    """Any of them; of nothing, never."""
    if not parts:
        return NEVER
    return parts[0] if len(parts) == 1 else " or ".join(f"({one})" for one in parts)


def chosen(question: Question, value: str) -> str:
    """Whether this option was given."""
    if question.kind is Kind.CHOICES:
        return f"selected({ref(question.id)}, {quoted(value)})"
    return f"{ref(question.id)} = {quoted(value)}"


def _is(question: Question, value: str) -> str:
    if value == marks.NOT_ASKED:
        return _nothing(question)
    if question.kind.is_written:
        return f"{ref(question.id + marks.INSTEAD)} = {quoted(value)}"
    return chosen(question, value)


def _nothing(question: Question) -> str:
    if question.kind.is_written:
        return f"{ref(question.id)} = '' and {ref(question.id + marks.INSTEAD)} = ''"
    if marks.NOT_ASKED in marks.marks(question, question.options):
        return f"{ref(question.id)} = '' or {chosen(question, marks.NOT_ASKED)}"
    return f"{ref(question.id)} = ''"


def _answered(question: Question) -> str:
    if question.kind.is_written:
        return f"{ref(question.id)} != ''"
    silent = set(marks.marks(question, question.options)) - {marks.YES, marks.NO}
    without = [f"not({chosen(question, mark)})" for mark in sorted(silent)]
    return both([f"{ref(question.id)} != ''", *without])


def is_child(instrument: Instrument) -> str:
    """Under 18 as stated, or perhaps so as seen."""
    ages = [
        f"({ref(one.id)} != '' and {ref(one.id)} < {ADULT_AGE})"
        for one in instrument.meaning(Meaning.AGE)
    ]
    young = sorted(set(AgeGroup) - {AgeGroup.ADULT})
    seen = [
        chosen(one, group)
        for one in instrument.meaning(Meaning.AGE_GROUP)
        for group in young
        if group in {option.id for option in one.options}
    ]
    return either([*ages, *seen])


def profile(instrument: Instrument) -> str:
    """The code of the list that decides which questions are asked."""
    sexual = [
        chosen(one, Exploitation.SEXUAL)
        for one in instrument.meaning(Meaning.EXPLOITATION)
        if Exploitation.SEXUAL in {option.id for option in one.options}
    ]
    child = f"{ref(marks.CHILD)} = '1'"

    def by_age(young: Profile, adult: Profile) -> str:
        return f"if({child}, '{young}', '{adult}')"

    labour = by_age(Profile.CHILD_LABOUR, Profile.ADULT_LABOUR)
    of_sexual = by_age(Profile.CHILD_SEXUAL, Profile.ADULT_SEXUAL)
    if Exploitation.SEXUAL in instrument.about:
        return of_sexual
    return f"if({either(sexual)}, {of_sexual}, {labour})" if sexual else labour
