"""The versions of the survey, as they are shipped: items, scales, weights, wording in three
languages. A version that was used is never changed; the newest is asked, every one is read."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from casework.reintegration.domain.lists import DIMENSIONS
from casework.reintegration.domain.scoring import Instrument, Item

FOLDER = Path(__file__).with_name("surveys")
Wording = dict[str, str]


@dataclass(frozen=True)
class Question:
    """An item as it is asked: its words and those of each step, by language."""

    key: str
    dimension: str
    words: Wording
    steps: tuple[tuple[str, Wording], ...]


@dataclass(frozen=True)
class Sheet:
    """A version: what scores it, and what is asked."""

    instrument: Instrument
    questions: tuple[Question, ...]


def versions() -> list[str]:
    """Every version shipped, the oldest first."""
    return sorted(file.stem for file in FOLDER.glob("*.yaml"))


def newest() -> Sheet:
    """The version that is asked now."""
    return sheet(versions()[-1])


@cache
def sheet(version: str) -> Sheet:
    """One version. Its name is one of `versions`."""
    if version not in versions():
        raise KeyError(version)
    top = YAML(typ="safe").load(FOLDER / f"{version}.yaml")
    items = tuple(_item(one, top["scales"]) for one in top["items"])
    weights = {one: Fraction(top["weights"][one]) for one in DIMENSIONS}
    return Sheet(
        Instrument(version, bool(top["official"]), weights, items),
        tuple(_question(one, top["scales"]) for one in top["items"]),
    )


def _item(one: Any, scales: Any) -> Item:
    values = {step["key"]: Fraction(step["value"]) for step in scales[one["scale"]]}
    return Item(one["key"], one["dimension"], Fraction(one["weight"]), values)


def _question(one: Any, scales: Any) -> Question:
    steps = tuple((step["key"], _wording(step)) for step in scales[one["scale"]])
    return Question(one["key"], one["dimension"], _wording(one), steps)


def _wording(one: Any) -> Wording:
    return {language: str(one[language]) for language in ("fr", "ar", "en")}
