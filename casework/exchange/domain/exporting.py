"""A questionnaire as a form: one group a section, the same questions asked on the same conditions.

What Sanad asks beside an answer (how one knows, a note, "unknown" instead of a number) are rows of
their own. The province and the day are asked first; the stamp says which version was filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from casework.exchange.domain import expressions, marks
from casework.exchange.domain.expressions import both, chosen, either, ref, xpath
from casework.exchange.domain.form import LANGUAGE_NAMES, Cells, Form, in_languages
from casework.exchange.domain.listing import (
    PROVINCES_LIST,
    SOURCES_LIST,
    Document,
    Wording,
    as_json,
    choices_of,
    list_of,
    rest,
    type_of,
)
from casework.screening.domain.conditions import Condition
from casework.screening.domain.drafting.writing import document_of
from casework.screening.domain.instrument import (
    Instrument,
    Kind,
    Manner,
    Question,
    Section,
    Text,
)

SHORT_HASH = 16
QUESTION_SHOWN = ("id", "text", "hint", "read_aloud", "options", "required")
SECTION_SHOWN = ("id", "title", "guidance", "script", "closing", "questions")


def form_of(instrument: Instrument, wording: Wording) -> Form:
    """The form of one version of a questionnaire."""
    document = document_of(instrument)
    return Form(
        survey=[*_about(instrument, wording), *_Survey(instrument, document, wording).rows()],
        choices=list(choices_of(instrument, _questions(document), wording)),
        settings={
            "form_title": instrument.title.within("fr"),
            "form_id": instrument.id,
            "version": f"{instrument.version}-{instrument.content_hash[:SHORT_HASH]}",
            "default_language": LANGUAGE_NAMES["fr"],
        },
        sanad=[
            {"key": key, "value": as_json(value)}
            for key, value in rest(document, ["sections"]).items()
        ],
    )


def _questions(document: Document) -> dict[str, Document]:
    return {
        question["id"]: question
        for section in document["sections"]
        for question in section["questions"]
    }


def _about(instrument: Instrument, wording: Wording) -> Iterator[Cells]:
    yield {"type": "today", "name": marks.DAY}
    yield _computed(marks.STAMP, f"'{marks.stamp(instrument)}'")
    yield {
        "type": f"select_one {PROVINCES_LIST}",
        "name": marks.PROVINCE,
        "required": "yes",
        "appearance": "autocomplete",
        **in_languages("label", wording.province),
    }
    yield _computed(marks.CHILD, f"if({expressions.is_child(instrument)}, '1', '0')")
    yield _computed(marks.PROFILE, expressions.profile(instrument))
    only = xpath(instrument.observation_only_if, instrument)
    yield _computed(marks.OBSERVED_ONLY, f"if({only}, '1', '0')")


def _computed(name: str, calculation: str) -> Cells:
    return {"type": "calculate", "name": name, "calculation": calculation}


class _Survey:
    """The rows of the sections of one questionnaire."""

    def __init__(self, instrument: Instrument, document: Document, wording: Wording) -> None:
        self.instrument, self.wording = instrument, wording
        self.sections: dict[str, Document] = {one["id"]: one for one in document["sections"]}
        self.questions = _questions(document)

    def rows(self) -> Iterator[Cells]:
        for section in self.instrument.sections:
            yield self._opening(section)
            yield from _note(section.id + marks.GUIDANCE, section.guidance)
            yield from _note(section.id + marks.SCRIPT, section.script)
            for question in section.questions:
                yield from self._question(question)
            yield from _note(section.id + marks.CLOSING, section.closing)
            yield {"type": "end_group"}

    def _opening(self, section: Section) -> Cells:
        cells = {
            "type": "begin_group",
            "name": marks.part(section.id),
            "appearance": "field-list",
            **in_languages("label", section.title),
            "sanad": as_json(rest(self.sections[section.id], SECTION_SHOWN)),
        }
        return cells | _asked([self._xpath(section.show_if)])

    def _question(self, question: Question) -> Iterator[Cells]:
        asked = _asked(self._relevant(question))
        yield from _note(question.id + marks.ALOUD, question.read_aloud, asked)
        row = {
            "type": type_of(question),
            "name": question.id,
            **in_languages("label", question.text),
            **in_languages("hint", question.hint),
            **self._bounds(question),
            "sanad": as_json(rest(self.questions[question.id], QUESTION_SHOWN)),
        }
        yield row | asked
        yield from self._beside(question, asked)

    def _beside(self, question: Question, asked: Cells) -> Iterator[Cells]:
        """The rows that belong to a question: without its words, which stand just above."""
        if question.kind.is_written:
            yield {
                "type": f"select_one {list_of(question)}",
                "name": question.id + marks.INSTEAD,
                **in_languages("label", self.wording.instead),
            } | _asked([*asked.values(), f"{ref(question.id)} = ''"])
        if marks.has_sources(question):
            yield {
                "type": f"select_multiple {SOURCES_LIST}",
                "name": question.id + marks.HOW,
                **in_languages("label", self.wording.how),
            } | _asked([f"{ref(question.id)} != ''"])
        if marks.has_note(question):
            yield {
                "type": "text",
                "name": question.id + marks.NOTE,
                "constraint": f"string-length(.) <= {marks.NOTE_WORDS}",
                **in_languages("label", self.wording.note),
            } | asked

    def _relevant(self, question: Question) -> list[str]:
        parts = []
        if question.manner is Manner.ASK:
            parts.append(f"{ref(marks.OBSERVED_ONLY)} = '0'")
        if question.used_of is not None:
            ground = self.instrument.by_id[question.used_of]
            there = [chosen(ground, one.id) for one in question.options if not one.exclusive]
            parts.append(either(there))
        return [*parts, self._xpath(question.show_if)]

    def _xpath(self, condition: Condition | None) -> str:
        return xpath(condition, self.instrument) if condition is not None else ""

    def _bounds(self, question: Question) -> Cells:
        cells: Cells = {"required": "yes"} if question.required else {}
        match question.kind:
            case Kind.NUMBER:
                cells["constraint"] = f". >= 0 and . <= {marks.highest(question)}"
            case Kind.TEXT:
                cells["constraint"] = f"string-length(.) <= {marks.WORDS}"
            case Kind.CHOICES:
                single = [f"selected(., '{mark}')" for mark in marks.alone(question)]
                cells["constraint"] = f"count-selected(.) <= 1 or not({either(single)})"
                cells |= in_languages("constraint_message", self.wording.alone)
        if question.used_of is not None:
            cells["choice_filter"] = f"stays = '1' or selected({ref(question.used_of)}, name)"
        return cells


def _asked(parts: list[str]) -> Cells:
    """The condition of a row; no cell when it is always asked."""
    needed = [part for part in parts if part]
    return {"relevant": both(needed)} if needed else {}


def _note(name: str, text: Text | None, asked: Mapping[str, str] | None = None) -> Iterator[Cells]:
    if text is not None and (words := in_languages("label", text)):
        yield {"type": "note", "name": name, **words, **(asked or {})}
