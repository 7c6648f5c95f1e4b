"""One question with its answers, what they mean, and when it is asked."""

from __future__ import annotations

import re
from typing import Any

from wtforms import BooleanField

from casework.screening.administration.forms.condition import (
    check_condition,
    condition_fields,
    condition_of,
    condition_shown,
)
from casework.screening.administration.forms.words import words_fields, words_of, words_shown
from casework.screening.administration.texts import (
    KINDS,
    MANNERS,
    MEANINGS,
    NOT_ACTS,
    NOT_CODES,
    OPTION_CODE,
    PURPOSES,
)
from casework.screening.domain.assessment import Act, Danger
from casework.screening.domain.drafting.writing import Document
from casework.screening.domain.instrument import ConsentPurpose
from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import _l

SPARE = 3
MOST_OPTIONS = 40
FIXED = ("yes", "no")
CODES = ("feeds", "acts", "grounds")
_OPTION = re.compile(r"[A-Za-z0-9_.-]{1,40}")
_CODE = re.compile(r"[A-Z]{2}[0-9]{2}")
_ITEMS = [(item.value, item.value) for item in (*Danger, *ConsentPurpose)]


class QuestionForm(Form):
    """One question. `rows` are the places of its listed answers, `fixed` yes and no; `kept` are
    answers of a very long list that stay as they are, with `codes` of theirs."""

    kind = Choice(_l("Kind of answer"), KINDS, select=True)
    manner = Choice(_l("Way of knowing"), MANNERS, select=True)
    required = BooleanField(_l("Must be marked before sending"))
    meaning = Choice(_l("Meaning"), MEANINGS, needed=False, select=True)
    item = Choice(_l("Item of the meaning"), _ITEMS, needed=False, select=True)
    purpose = Choice(_l("Purpose"), PURPOSES, needed=False, select=True)

    rows: tuple[int, ...] = ()
    fixed: tuple[str, ...] = ()
    kept: tuple[Document, ...] = ()
    codes: Document = {}

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form; besides, codes are codes and the condition is one."""
        fine = bool(super().validate(extra_validators))
        for row in self.rows:
            fine = self._check_option(row) and fine
        for prefix in self.prefixes():
            fine = self._check_codes(prefix) and fine
        return check_condition(self._fields) and fine

    def prefixes(self) -> list[str]:
        """How the fields of each answer begin."""
        return [*self.fixed, *(f"o{row}" for row in self.rows)]

    def changes(self) -> Document:
        """What was filled in, as changes to the document of the question."""
        made: Document = {
            "text": words_of(self, "text"),
            "hint": words_of(self, "hint", optional=True),
            "read_aloud": words_of(self, "read_aloud", optional=True),
            "kind": self.kind.data,
            "manner": self.manner.data,
            "required": True if self.required.data else None,
            "meaning": self.meaning.data or None,
            "item": self.item.data or None,
            "purpose": self.purpose.data or None,
            "show_if": condition_of(self._fields),
            "options": self._options() or None,
        }
        return made | {name: self._mapping(name) or None for name in CODES}

    def _options(self) -> list[Document]:
        typed = [
            {"id": id, "text": words_of(self, f"o{row}")}
            | ({"exclusive": True} if self[f"o{row}_exclusive"].data else {})
            for row in self.rows
            if (id := self[f"o{row}_id"].data)
        ]
        return [*typed, *self.kept]

    def _mapping(self, name: str) -> dict[str, list[str]]:
        named = [(answer, answer) for answer in self.fixed]
        named += [(f"o{row}", self[f"o{row}_id"].data) for row in self.rows]
        typed = {
            answer: codes
            for prefix, answer in named
            if answer and (codes := (self[f"{prefix}_{name}"].data or "").split())
        }
        mine = {option["id"] for option in self.kept}
        stay = {id: codes for id, codes in self.codes.get(name, {}).items() if id in mine}
        return typed | stay

    def _check_option(self, row: int) -> bool:
        field = self[f"o{row}_id"]
        parts = (*CODES, "fr", "ar", "en", "exclusive")
        begun = any(self[f"o{row}_{part}"].data for part in parts)
        if (field.data and not _OPTION.fullmatch(field.data)) or (begun and not field.data):
            field.errors = [*field.errors, OPTION_CODE]
            return False
        return True

    def _check_codes(self, prefix: str) -> bool:
        fine = True
        for name in CODES:
            field = self[f"{prefix}_{name}"]
            codes = (field.data or "").split()
            if name == "acts":
                if not set(codes) <= {*Act}:
                    field.errors = [*field.errors, NOT_ACTS % {"acts": ", ".join(Act)}]
                    fine = False
            elif not all(_CODE.fullmatch(code) for code in codes):
                field.errors = [*field.errors, NOT_CODES]
                fine = False
        return fine


def question_form(question: Document, earlier: list[tuple[str, str]]) -> QuestionForm:
    """The form of one question, over the questions of earlier pages."""
    options = question.get("options", [])
    listed = question.get("kind") in ("choice", "choices")
    rows = tuple(range(min(len(options) + SPARE, MOST_OPTIONS))) if listed else ()
    fixed = FIXED if question.get("kind", "yes_no") == "yes_no" else ()
    kept = tuple(options[len(rows) :]) if listed else ()
    fields: dict[str, Any] = {"rows": rows, "fixed": fixed, "kept": kept, "codes": question}
    for name in ("text", "hint", "read_aloud"):
        fields |= words_fields(name)
    for row in rows:
        fields |= {f"o{row}_id": TextLine(_l("Code"), limit=40)}
        fields |= words_fields(f"o{row}", lines=False)
        fields |= {f"o{row}_exclusive": BooleanField(_l("Stands alone"))}
    for prefix in (*fixed, *(f"o{row}" for row in rows)):
        fields |= {
            f"{prefix}_feeds": TextLine(_l("Indicators"), limit=200),
            f"{prefix}_acts": TextLine(_l("Acts"), limit=120),
            f"{prefix}_grounds": TextLine(_l("Vulnerabilities"), limit=200),
        }
    fields |= condition_fields(earlier)
    made = type("QuestionForm", (QuestionForm,), fields)
    form: QuestionForm = made(data=_shown(question, options[: len(rows)], fixed))
    return form


def _shown(question: Document, options: list[Document], fixed: tuple[str, ...]) -> Document:
    shown: Document = {
        name: question.get(name) for name in ("required", "meaning", "item", "purpose")
    }
    shown |= {"kind": question.get("kind", "yes_no"), "manner": question.get("manner", "ask")}
    for name in ("text", "hint", "read_aloud"):
        shown |= words_shown(name, question.get(name))
    for row, option in enumerate(options):
        shown |= words_shown(f"o{row}", option["text"])
        shown |= {f"o{row}_id": option["id"], f"o{row}_exclusive": option.get("exclusive")}
    named = [(answer, answer) for answer in fixed]
    named += [(f"o{row}", option["id"]) for row, option in enumerate(options)]
    for prefix, answer in named:
        for name in CODES:
            shown[f"{prefix}_{name}"] = " ".join(question.get(name, {}).get(answer, ()))
    return shown | condition_shown(question.get("show_if"))
