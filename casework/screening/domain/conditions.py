"""When a question is asked: a small tree of whitelisted operators. Data, never code.

{eq: [question, value]}       the reply, or one of the chosen options, is this value
{in: [question, [values]]}    one of these values
{answered: question}          yes, no, or something given
{profile: [CL, CS]}           the person is assessed against one of these lists
{and: [...]}  {or: [...]}  {not: {...}}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from casework.screening.domain.answers import NOT_ASKED, Reply, Response
from casework.screening.domain.indicators import Profile


class ConditionRefused(ValueError):
    """The tree is not one of the whitelisted forms; the message names what is wrong."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """The question's reply, or one of its chosen options, is among the values."""

    question: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Answered:
    """Something was learnt: yes, no, or given."""

    question: str


@dataclass(frozen=True, slots=True)
class ProfileIs:
    """The person is assessed against one of these lists."""

    profiles: frozenset[Profile]


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = OneOf | Answered | ProfileIs | Every | Some | Not


def holds(condition: Condition, responses: Mapping[str, Response], profile: Profile) -> bool:
    """Whether the condition is met; a question without a response is one not asked."""
    match condition:
        case OneOf(question, values):
            return not values.isdisjoint(chosen(responses.get(question, NOT_ASKED)))
        case Answered(question):
            return responses.get(question, NOT_ASKED).is_answered
        case ProfileIs(profiles):
            return profile in profiles
        case Every(parts):
            return all(holds(part, responses, profile) for part in parts)
        case Some(parts):
            return any(holds(part, responses, profile) for part in parts)
        case Not(part):
            return not holds(part, responses, profile)
        case _:
            assert_never(condition)


def chosen(response: Response) -> frozenset[str]:
    """The options a response stands for: those given, or the reply itself ("yes", "declined")."""
    if response.reply is Reply.GIVEN:
        return frozenset(response.options)
    return frozenset({response.reply.value})


def asked_about(condition: Condition) -> Iterator[OneOf | Answered]:
    """Every leaf that names a question, so that a loader can check what it names."""
    match condition:
        case OneOf() | Answered():
            yield condition
        case ProfileIs():
            return
        case Every(parts) | Some(parts):
            for part in parts:
                yield from asked_about(part)
        case Not(part):
            yield from asked_about(part)
        case _:
            assert_never(condition)


def parse_condition(tree: object) -> Condition:
    """Read a tree of plain values; anything but a known operator is refused."""
    if not isinstance(tree, dict) or len(tree) != 1:
        raise ConditionRefused("a condition is one operator with its operands")
    operator, operands = next(iter(tree.items()))
    read = _OPERATORS.get(operator)
    if read is None:
        raise ConditionRefused(f"unknown operator {operator}")
    return read(operands)


def _eq(operands: object) -> Condition:
    match operands:
        case [str() as question, str() as value]:
            return OneOf(question, frozenset({value}))
    raise ConditionRefused("eq takes a question and a value")


def _in(operands: object) -> Condition:
    match operands:
        case [str() as question, list() as values] if values:
            known = [value for value in values if isinstance(value, str)]
            if len(known) == len(values):
                return OneOf(question, frozenset(known))
    raise ConditionRefused("in takes a question and a list of values")


def _answered(operands: object) -> Condition:
    if isinstance(operands, str):
        return Answered(operands)
    raise ConditionRefused("answered takes a question")


def _profile(operands: object) -> Condition:
    if isinstance(operands, list) and operands and set(operands) <= {*Profile}:
        return ProfileIs(frozenset(Profile(name) for name in operands))
    raise ConditionRefused("profile takes a list of AL, CL, AS, CS")


def _parts(operands: object) -> tuple[Condition, ...]:
    if isinstance(operands, list) and operands:
        return tuple(parse_condition(part) for part in operands)
    raise ConditionRefused("and, or take a list of conditions")


_OPERATORS: Mapping[object, Callable[[object], Condition]] = {
    "eq": _eq,
    "in": _in,
    "answered": _answered,
    "profile": _profile,
    "and": lambda operands: Every(_parts(operands)),
    "or": lambda operands: Some(_parts(operands)),
    "not": lambda operands: Not(parse_condition(operands)),
}
