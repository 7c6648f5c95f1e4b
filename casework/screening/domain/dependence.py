"""Which questions depend on the answer to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casework.screening.domain.conditions import Condition, asked_about
from casework.screening.domain.instrument import Instrument


def depending_on(instrument: Instrument) -> Mapping[str, frozenset[str]]:
    """Of each question, those that are asked, or counted, according to its answer."""
    found: dict[str, set[str]] = {}
    for section in instrument.sections:
        for question in section.questions:
            conditions = (section.show_if, question.show_if)
            named = {id for condition in conditions for id in _named_by(condition)}
            for id in named | ({question.used_of} if question.used_of else set()):
                found.setdefault(id, set()).add(question.id)
    return {id: frozenset(depending) for id, depending in found.items()}


def stops_asking(instrument: Instrument) -> frozenset[str]:
    """The questions after which nothing may be asked of the person any more."""
    return frozenset(_named_by(instrument.observation_only_if))


def _named_by(condition: Condition | None) -> Iterator[str]:
    if condition is not None:
        yield from (leaf.question for leaf in asked_about(condition))
