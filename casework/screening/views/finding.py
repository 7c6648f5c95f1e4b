"""A finding as a page shows it: act, means and purpose, their signs, and where those come from.

Signs, never scores: no number, gauge or colour stands for a person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.screening.domain.answers import Answer
from casework.screening.domain.assessment import Act
from casework.screening.domain.coding import assessment_of, evidence, indicator_answers
from casework.screening.domain.finding import Finding, Reason
from casework.screening.domain.indicators import Dimension, IndicatorList, Strength
from casework.screening.domain.interview import Interview
from casework.screening.loader import indicator_names, indicator_standard, outcomes
from casework.screening.texts import ACTS, ELEMENTS, EVIDENCE, PRESENCE, STRENGTHS
from casework.screening.views.words import in_a_row, local
from casework.screening.wording import joined

PURPOSE = (Dimension.EXPLOITATION,)
RECRUITMENT = (
    Dimension.DECEPTIVE_RECRUITMENT,
    Dimension.COERCIVE_RECRUITMENT,
    Dimension.RECRUITMENT_BY_ABUSE,
)
MEANS = (*RECRUITMENT, Dimension.COERCION, Dimension.ABUSE_AT_DESTINATION)
DOTS = {Strength.STRONG: 3, Strength.MEDIUM: 2, Strength.WEAK: 1}


@dataclass(frozen=True)
class Sign:
    """One indicator that is present: its words, its strength as dots and word, how it is known,
    and the questions it comes from."""

    name: str
    dots: int
    strength: Any
    source: Any
    questions: str


@dataclass(frozen=True)
class DimensionShown:
    """One dimension with its signs. `suffices`: they are enough for it to count."""

    name: str
    about: str
    suffices: bool
    signs: tuple[Sign, ...]
    rule: str


@dataclass(frozen=True)
class Element:
    """Act, means or purpose: present, possible, not noted or not explored."""

    key: str
    title: Any
    presence: str
    presence_words: Any
    acts: str
    dimensions: tuple[DimensionShown, ...]
    quiet: str


def elements(finding: Finding, interview: Interview) -> tuple[Element, ...]:
    """The three elements of the definition, in the order of the law."""
    return (
        _element("act", finding.act, RECRUITMENT, finding, interview, shown=False),
        _element("means", finding.means, MEANS, finding, interview),
        _element("purpose", finding.purpose, PURPOSE, finding, interview),
    )


def _element(
    key: str,
    present: bool,
    dimensions: tuple[Dimension, ...],
    finding: Finding,
    interview: Interview,
    shown: bool = True,
) -> Element:
    fired = [reason for reason in finding.reasons if reason.dimension in dimensions]
    presence = "present" if present else "possible" if fired else "not_noted"
    if presence == "not_noted" and not _explored(dimensions, finding, interview):
        presence = "not_explored"
    return Element(
        key=key,
        title=ELEMENTS[key],
        presence=presence,
        presence_words=PRESENCE[key][presence],
        acts=in_a_row(_acts(finding, interview)) if key == "act" else "",
        dimensions=tuple(_dimensions(dimensions, finding, interview)) if shown else (),
        quiet=in_a_row(_quiet(dimensions, finding)) if shown else "",
    )


def _quiet(dimensions: Iterable[Dimension], finding: Finding) -> Iterator[str]:
    """The dimensions in which nothing was noted, by name: looked at, or not asked about."""
    fired = {reason.dimension for reason in finding.reasons}
    for dimension in dimensions:
        if dimension not in fired and not finding.dimensions[dimension].positive:
            yield local(outcomes().dimensions[dimension].name)


def _dimensions(
    dimensions: Iterable[Dimension], finding: Finding, interview: Interview
) -> Iterator[DimensionShown]:
    listed = indicator_standard().lists[finding.profile]
    for dimension in dimensions:
        fired = [reason for reason in finding.reasons if reason.dimension is dimension]
        if not fired and not finding.dimensions[dimension].positive:
            continue
        words = outcomes().dimensions[dimension]
        yield DimensionShown(
            name=local(words.name),
            about=local(words.about),
            suffices=finding.dimensions[dimension].positive,
            signs=tuple(sign(reason, interview) for reason in by_strength(fired)),
            rule=_special_rule(dimension, listed),
        )


def _special_rule(dimension: Dimension, listed: IndicatorList) -> str:
    """The rule of a dimension where it is not the one that stands above all of them."""
    rule = outcomes().rule_for(dimension, listed)
    return "" if rule is outcomes().rule else local(rule)


def sign(reason: Reason, interview: Interview) -> Sign:
    """One indicator, and the questions whose answers made it present."""
    return Sign(
        name=local(indicator_names()[reason.code]),
        dots=DOTS[reason.strength],
        strength=STRENGTHS[reason.strength],
        source=EVIDENCE[reason.answer],
        questions=joined(
            " · ", (local(question.text) for question in evidence(interview, reason.code))
        ),
    )


def by_strength(reasons: Iterable[Reason]) -> list[Reason]:
    """The strong ones first, otherwise in the order of the list."""
    return sorted(reasons, key=lambda reason: -DOTS[reason.strength])


def _explored(dimensions: Iterable[Dimension], finding: Finding, interview: Interview) -> bool:
    listed = indicator_standard().lists[finding.profile].indicators
    wanted = {code for code, one in listed.items() if one.dimension in dimensions}
    asked = indicator_answers(interview, wanted).values()
    return any(answer is not Answer.NOT_ASKED for answer in asked)


def _acts(finding: Finding, interview: Interview) -> list[str]:
    listed = indicator_standard().lists[finding.profile]
    recorded = assessment_of(interview, listed, date.min).act  # the day plays no part in acts
    return [str(ACTS[act]) for act in Act if act in recorded]
