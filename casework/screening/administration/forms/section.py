"""One page of a questionnaire, and the short forms of its parts."""

from __future__ import annotations

import re
from typing import Any

from wtforms import Field, ValidationError

from casework.screening.administration.forms.condition import (
    check_condition,
    condition_fields,
    condition_of,
    condition_shown,
)
from casework.screening.administration.forms.words import words_fields, words_of, words_shown
from casework.screening.administration.texts import CODE, CODE_TAKEN, KINDS, MANNERS
from casework.screening.domain.drafting.writing import Document
from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import _l

_WORD = re.compile(r"[a-z][a-z0-9_]{0,39}")
NEEDED_WORDS = ("title", "guidance")
OTHER_WORDS = ("script", "closing")


class _Coded(Form):
    """A part that gets its code once. `taken` are the codes in use."""

    code = TextLine(_l("Code"), limit=40, needed=True)
    taken: frozenset[str] = frozenset()

    def validate_code(self, field: Field) -> None:
        """A code of small letters, not yet in use."""
        if field.data and not _WORD.fullmatch(field.data):
            raise ValidationError(CODE)
        if field.data in self.taken:
            raise ValidationError(CODE_TAKEN)


class NewSectionForm(_Coded):
    """A new page: its code and its title."""

    def part(self) -> Document:
        """The page as a document."""
        return {"id": self.code.data, "title": words_of(self, "title"), "guidance": {}}


class NewQuestionForm(_Coded):
    """A new question: its code, its kind and its words. What it means comes on its own page."""

    kind = Choice(_l("Kind of answer"), KINDS, select=True)
    manner = Choice(_l("Way of knowing"), MANNERS, select=True)

    def part(self) -> Document:
        """The question as a document."""
        made: Document = {
            "id": self.code.data,
            "text": words_of(self, "text"),
            "kind": self.kind.data,
            "manner": self.manner.data,
        }
        return made


class PartOfFormForm(Form):
    """One page: title, guidance, what is read aloud, when it is shown."""

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form; besides, the condition is one."""
        fine = bool(super().validate(extra_validators))
        return check_condition(self._fields) and fine

    def changes(self) -> Document:
        """What was filled in, as changes to the document of the page."""
        needed = {name: words_of(self, name) for name in NEEDED_WORDS}
        others = {name: words_of(self, name, optional=True) for name in OTHER_WORDS}
        return {**needed, **others, "show_if": condition_of(self._fields)}


def new_section_form(taken: frozenset[str]) -> NewSectionForm:
    """The form of a new page."""
    fields = {**words_fields("title", lines=False), "taken": taken}
    form: NewSectionForm = type("NewSectionForm", (NewSectionForm,), fields)()
    return form


def new_question_form(taken: frozenset[str]) -> NewQuestionForm:
    """The form of a new question."""
    fields = {**words_fields("text"), "taken": taken}
    form: NewQuestionForm = type("NewQuestionForm", (NewQuestionForm,), fields)()
    return form


def section_form(section: Document, earlier: list[tuple[str, str]]) -> PartOfFormForm:
    """The form of one page, over the questions of earlier pages."""
    fields: dict[str, Any] = words_fields("title", lines=False)
    shown: Document = {}
    for name in (*NEEDED_WORDS[1:], *OTHER_WORDS):
        fields |= words_fields(name, limit=3000)
    fields |= condition_fields(earlier)
    for name in (*NEEDED_WORDS, *OTHER_WORDS):
        shown |= words_shown(name, section.get(name))
    shown |= condition_shown(section.get("show_if"))
    form: PartOfFormForm = type("PartOfFormForm", (PartOfFormForm,), fields)(data=shown)
    return form
