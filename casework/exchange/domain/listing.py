"""The choices of a form: the options of each question, and the marks that stand beside them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casework.exchange.domain import marks
from casework.exchange.domain.form import Cells, in_languages
from casework.screening.domain.instrument import Instrument, Kind, Manner, Question, Text

SOURCES_LIST, PROVINCES_LIST = "sources", "provinces"
OPTION_SHOWN = ("id", "text")
MARK, INHERITED = "mark", "inherited"
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Wording:
    """The words that stand in no questionnaire, each in three languages.

    `marks` by manner and mark; `agreed` for consent; `sources`, `provinces` by code.
    """

    marks: Mapping[tuple[Manner, str], Text]
    agreed: Mapping[str, Text]
    sources: Mapping[str, Text]
    provinces: Mapping[str, Text]
    province: Text
    instead: Text
    how: Text
    note: Text
    alone: Text


def type_of(question: Question) -> str:
    """The type of a question with the list of its choices."""
    match question.kind:
        case Kind.NUMBER:
            return "integer"
        case Kind.TEXT:
            return "text"
        case Kind.DATE:
            return "date"
        case Kind.CHOICES:
            return f"select_multiple {list_of(question)}"
        case _:
            return f"select_one {list_of(question)}"


def list_of(question: Question) -> str:
    """The name of the list that a question draws on: its own, or one that many share."""
    if question.kind.is_written:
        return f"instead_{question.manner}"
    if question.kind is not Kind.YES_NO:
        return f"options_{question.id}"
    return f"agreed_{question.manner}" if _is_agreement(question) else _yes_no(question)


def _is_agreement(question: Question) -> bool:
    return marks.marks(question)[2:] == (marks.NOT_ASKED,)


def _yes_no(question: Question) -> str:
    short = len(marks.marks(question)) == 2
    return f"yes_no_{'only' if short else question.manner}"


def province_option(code: str) -> str:
    """A province as an option: a code such as 06.141 would come back from a sheet as a number."""
    return "p" + code.replace(".", "_")


def as_json(value: object) -> str:
    """A value in one cell."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def rest(document: Document, shown: Collection[str]) -> dict[str, Any]:
    """What a questionnaire holds and no form shows."""
    return {key: value for key, value in document.items() if key not in shown}


def choices_of(
    instrument: Instrument, documents: Mapping[str, Document], wording: Wording
) -> Iterator[Cells]:
    """The rows of all lists; `documents` are the questions as plain values, by their ids."""
    yield from _listed(SOURCES_LIST, wording.sources)
    provinces = {province_option(code): text for code, text in wording.provinces.items()}
    yield from _listed(PROVINCES_LIST, provinces)
    written: set[str] = set()
    for question in instrument.questions:
        name = list_of(question)
        if name not in written:
            written.add(name)
            yield from _options(question, documents[question.id])
            yield from _marks(question, wording)


def _listed(name: str, words: Mapping[str, Text]) -> Iterator[Cells]:
    for code, text in words.items():
        yield {"list_name": name, "name": code, **in_languages("label", text)}


def _options(question: Question, document: Document) -> Iterator[Cells]:
    own = {option["id"]: option for option in document.get("options", ())}
    for option in question.options:
        cells = {
            "list_name": list_of(question),
            "name": option.id,
            **in_languages("label", option.text),
        }
        if option.exclusive:
            cells["stays"] = "1"
        if option.id not in own:
            cells["sanad_mark"] = INHERITED
        elif more := rest(own[option.id], OPTION_SHOWN):
            cells["sanad_option"] = as_json(more)
        yield cells


def _marks(question: Question, wording: Wording) -> Iterator[Cells]:
    agreed = question.kind is Kind.YES_NO and _is_agreement(question)
    for mark in marks.marks(question, question.options):
        text = wording.agreed[mark] if agreed else wording.marks[question.manner, mark]
        cells = {"list_name": list_of(question), "name": mark, **in_languages("label", text)}
        yield cells | {"stays": "1", "sanad_mark": MARK}
