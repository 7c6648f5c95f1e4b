"""The instruments folder, read once and checked: questionnaires, indicator lists and outcomes."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from casework.screening.domain.indicators import IndicatorStandard
from casework.screening.domain.instrument import Instrument, Purpose, Text
from casework.screening.domain.offering import Offer
from casework.screening.domain.outcomes import Outcomes
from casework.screening.loader.examples import ShippedExample, load_examples
from casework.screening.loader.node import FileRefused, Node, read_yaml
from casework.screening.loader.offers import load_offers
from casework.screening.loader.outcomes import load_names, load_outcomes
from casework.screening.loader.purposes import load_purposes
from casework.screening.loader.questions import load_instrument as _load_instrument
from casework.screening.loader.shared import written_out
from casework.screening.loader.sources import load_sources
from casework.screening.loader.standard import load_standard

__all__ = [
    "FOLDER",
    "FileRefused",
    "before_other_forms",
    "current_instrument",
    "indicator_names",
    "indicator_standard",
    "instrument_by_hash",
    "load_instrument",
    "load_outcomes",
    "load_published",
    "offers",
    "outcomes",
    "published_instruments",
    "purposes_of_earlier",
    "shipped_examples",
    "sources",
]

FOLDER = Path(__file__).parent.parent / "instruments"
REGISTER = "published.yaml"


@cache
def indicator_standard() -> IndicatorStandard:
    """The version of the indicator lists in force."""
    return load_standard(FOLDER / "ilo_ec_operational_indicators.yaml")


@cache
def indicator_names() -> Mapping[str, Text]:
    """The short name of every indicator, for the result page."""
    return MappingProxyType(dict(load_names(FOLDER / "indicator_names.yaml", indicator_standard())))


@cache
def outcomes() -> Outcomes:
    """What the result page says and proposes."""
    return load_outcomes(FOLDER / "outcomes.yaml", indicator_standard())


@cache
def _purposes() -> Mapping[str, Mapping[str, Purpose]]:
    return load_purposes(FOLDER / "purposes.yaml")


def purposes_of_earlier(id: str) -> Mapping[str, Purpose]:
    """What the questions of an instrument are asked for, where its version does not say so."""
    return _purposes().get(id, MappingProxyType({}))


@cache
def offers() -> Mapping[str, Offer]:
    """Where and to whom each instrument is offered, in the order of the page where one begins."""
    return MappingProxyType(dict(load_offers(FOLDER / "offered.yaml")))


@cache
def _examples() -> Mapping[str, tuple[ShippedExample, ...]]:
    return load_examples(FOLDER / "examples.yaml")


def shipped_examples(id: str) -> tuple[ShippedExample, ...]:
    """The answers that versions of an instrument are tried on."""
    return _examples().get(id, ())


@cache
def sources() -> Mapping[str, Text]:
    """What shipped questionnaires were made from, by the English sentence in their files."""
    return load_sources(FOLDER / "sources.yaml")


def before_other_forms() -> dict[str, Any]:
    """What is put before a form from elsewhere, as plain values: its first `sections`, and
    `observation_only_if`."""
    found = written_out(read_yaml(FOLDER / "before_other_forms_1.yaml"), FOLDER)
    if found.faults:
        raise FileRefused("before_other_forms_1.yaml", found.faults)
    return copy.deepcopy(cast(dict[str, Any], found.value))


def load_instrument(file: Path) -> Instrument:
    """One questionnaire, published or not; FileRefused carries every fault with its path."""
    return _load_instrument(file, indicator_standard())


@cache
def published_instruments() -> Mapping[tuple[str, str], Instrument]:
    """Every published version by (id, version), in order of publication; each is read and checked
    when it is first asked for."""
    return Published(FOLDER)


def current_instrument(id: str = "labour_inspection") -> Instrument:
    """The latest published version of an instrument; KeyError when there is none."""
    versions = [key for key in published_instruments() if key[0] == id]
    if not versions:
        raise KeyError(id)
    return published_instruments()[versions[-1]]


def instrument_by_hash(content_hash: str) -> Instrument:
    """The version that answers were given against; KeyError when it was never published."""
    for instrument in published_instruments().values():
        if instrument.content_hash == content_hash:
            return instrument
    raise KeyError(content_hash)


def load_published(folder: Path) -> dict[tuple[str, str], Instrument]:
    """The instruments of a register; refused when one has changed since it was published."""
    return dict(Published(folder))


class Published(Mapping[tuple[str, str], Instrument]):
    """The versions of a register. Refused (FileRefused) when one is asked for that has changed
    since it was published."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries: dict[tuple[str, str], Node] = {}
        self._read: dict[tuple[str, str], Instrument] = {}
        for entry in read_yaml(folder / REGISTER).items():
            entry.keys("id", "version", "file", "sha256")
            if entry.faults:
                raise FileRefused(REGISTER, entry.faults)
            self._entries[entry["id"].phrase(), entry["version"].phrase()] = entry

    def __getitem__(self, key: tuple[str, str]) -> Instrument:
        if key not in self._read:
            self._read[key] = _registered(self._entries[key], self._folder)
        return self._read[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _registered(entry: Node, folder: Path) -> Instrument:
    instrument = load_instrument(folder / entry["file"].phrase())
    named = (entry["id"].phrase(), entry["version"].phrase(), entry["sha256"].phrase())
    found = (instrument.id, instrument.version, instrument.content_hash)
    if named != found:
        entry.refuse(
            f"{entry['file'].phrase()} holds {' '.join(found)}; "
            "a published version never changes: give the new text a new version"
        )
        raise FileRefused(REGISTER, entry.faults)
    return instrument
