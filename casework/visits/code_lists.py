"""The lists of visits, read from their files: sectors, facts noted for all, infractions.

Codes are stored, words shown (see casework.web.codes). A fact's answer says by itself what it
carries into the questionnaires and which infractions it points to, so that a new fact is a line of
data.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from casework.visits.domain.records import GroupFacts
from casework.web.codes import Word

HERE = Path(__file__).parent
YOUNG = "young_workers"


@dataclass(frozen=True)
class FactOption(Word):
    """One answer of a fact: question → answer it carries, and the infractions it points to."""

    carries: Mapping[str, str] = field(default_factory=dict)
    infractions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fact(Word):
    """Something that is noted once for a whole workplace."""

    options: tuple[FactOption, ...] = ()

    def option(self, code: str) -> FactOption | None:
        """The answer with this code."""
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True)
class Infraction(Word):
    """An infraction of labour law; `signs` are the indicators that point to it."""

    signs: tuple[str, ...] = ()
    safety: bool = False


@cache
def sectors() -> dict[str, Word]:
    """The sectors, those met most first."""
    return {row["code"]: Word(**row) for row in _read("sectors.yaml")["sectors"]}


@cache
def facts() -> dict[str, Fact]:
    """The facts, in the order of the form."""
    return {row["code"]: _fact(row) for row in _read("group_facts.yaml")["facts"]}


@cache
def infractions() -> dict[str, Infraction]:
    """The infractions, in the order of a list."""
    rows = _read("infractions.yaml")["infractions"]
    return {
        row["code"]: Infraction(**(row | {"signs": tuple(row.get("signs", ()))})) for row in rows
    }


@cache
def about_safety() -> frozenset[str]:
    """The infractions of hygiene and safety, for which a formal notice comes first."""
    return frozenset(code for code, one in infractions().items() if one.safety)


def sector_name(code: str) -> str:
    """What a sector is called."""
    return named(sectors(), code)


def infraction_name(code: str) -> str:
    """What an infraction is called."""
    return named(infractions(), code)


def named(words: Mapping[str, Word], code: str) -> str:
    """What a code is called; a code that left its list stands as it is."""
    return words[code].name() if code in words else code


def choices(words: Mapping[str, Word]) -> list[tuple[str, str]]:
    """A list as the choices of a field."""
    return [(code, word.name()) for code, word in words.items()]


def answered(group: GroupFacts) -> Iterator[tuple[Fact, FactOption]]:
    """What was noted, in the order of the form; answers that left their list are passed over."""
    for code, fact in facts().items():
        option = fact.option(group.noted.get(code, ""))
        if option is not None:
            yield fact, option


def carried(group: GroupFacts) -> dict[str, str]:
    """What is carried into each person's questionnaire: question → answer."""
    return {
        question: answer
        for _fact_, option in answered(group)
        for question, answer in option.carries.items()
    }


def proposed(group: GroupFacts) -> tuple[str, ...]:
    """The infractions that what was noted points to, in the order of the list."""
    found = {code for _fact_, option in answered(group) for code in option.infractions}
    if group.children:
        found.add(YOUNG)
    return _in_order(found)


def infractions_behind(signs: Iterable[str]) -> tuple[str, ...]:
    """The infractions that some indicators point to, in the order of the list."""
    seen = set(signs)
    return _in_order(code for code, one in infractions().items() if seen & set(one.signs))


def _in_order(codes: Iterable[str]) -> tuple[str, ...]:
    wanted = set(codes)
    return tuple(code for code in infractions() if code in wanted)


def _fact(row: Mapping[str, Any]) -> Fact:
    options = tuple(
        FactOption(**({**option} | {"infractions": tuple(option.get("infractions", ()))}))
        for option in row["options"]
    )
    return Fact(**({**row} | {"options": options}))


def _read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load(HERE / name)
