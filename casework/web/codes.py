"""Regions, provinces and services: their codes, and their words in three languages; and what each
feature calls the codes that it writes into the trace.

The lists come from `places.yaml` and `services.yaml`. Codes are stored, words shown; a code that
is not on its list is shown as it stands, so that an old record stays readable.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from casework.web.languages import current_language

HERE = Path(__file__).parent

Words = Mapping[Any, Any] | Callable[[str], Any]
"""What codes are called: a table, or a function of the code."""

_of_events: dict[tuple[str, str], Words] = {}


@dataclass(frozen=True)
class Word:
    """What a code is called."""

    code: str
    fr: str
    ar: str
    en: str

    def name(self, language: str | None = None) -> str:
        """The word in the reader's language, or in the one asked for."""
        return {"fr": self.fr, "ar": self.ar}.get(language or current_language(), self.en)


@dataclass(frozen=True)
class Region(Word):
    """A region, with what only some uses need."""

    pilot: bool = False
    iso_note: str = ""


@dataclass(frozen=True)
class Province(Word):
    """A province or prefecture, by the code of the census."""

    region: str
    kind: str


@dataclass(frozen=True)
class Service(Word):
    """Something an organisation may offer."""

    group: str


@cache
def regions() -> dict[str, Region]:
    """The twelve regions, in the order of their codes (also in Arabic: never by collation)."""
    return {row["code"]: Region(**row) for row in _read("places.yaml")["regions"]}


@cache
def provinces() -> dict[str, Province]:
    """The 75 provinces and prefectures, by region."""
    rows = _read("places.yaml")["provinces"]
    return {row["code"]: Province(**row, en=row["fr"]) for row in rows}


@cache
def services() -> dict[str, Service]:
    """The 37 services, in the order of a list."""
    return {row["code"]: Service(**row) for row in _read("services.yaml")["services"]}


@cache
def service_groups() -> dict[str, Word]:
    """The headings of a long list of services."""
    return {row["code"]: Word(**row) for row in _read("services.yaml")["groups"]}


def region_name(code: str | None, language: str | None = None) -> str:
    """What a region is called."""
    return _name(regions().get(code or ""), code, language)


def province_name(code: str | None, language: str | None = None) -> str:
    """What a province or prefecture is called."""
    return _name(provinces().get(code or ""), code, language)


def service_name(code: str | None, language: str | None = None) -> str:
    """What a service is called."""
    return _name(services().get(code or ""), code, language)


def region_choices() -> list[tuple[str, str]]:
    """All regions as (code, name), for a list on a form."""
    return [(code, word.name()) for code, word in regions().items()]


def province_choices(region: str | None = None) -> list[tuple[str, str]]:
    """The provinces of a region (of all: None) as (code, name)."""
    found = provinces().items()
    return [(code, word.name()) for code, word in found if region in (None, word.region)]


def service_choices(codes: frozenset[str] | None = None) -> list[tuple[str, str]]:
    """The services (of those given: not None) as (code, name)."""
    found = services().items()
    return [(code, word.name()) for code, word in found if codes is None or code in codes]


def iso_label(region: str) -> str:
    """The region as ISO 3166-2 labels it, for exports that must."""
    found = regions()[region]
    return f"{found.fr} {found.iso_note}".strip()


def register_words(event: str, **fields: Words) -> None:
    """Features say here, at start, what the codes of an event of the trace are called, field by
    field, with the words of their own pages: one word for one thing."""
    for name, words in fields.items():
        _of_events[event, name] = words


def words_of_event(event: str, field: str) -> Words | None:
    """What a feature calls the codes of a field of an event; None when none has said."""
    return _of_events.get((event, field))


def _name(word: Word | None, code: str | None, language: str | None) -> str:
    return word.name(language) if word else (code or "")


def _read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load(HERE / name)
