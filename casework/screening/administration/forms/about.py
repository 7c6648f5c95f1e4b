"""What a questionnaire is as a whole, and its checks of answers that do not fit together."""

from __future__ import annotations

from typing import Any

from casework.screening.administration.forms.words import words_fields, words_of, words_shown
from casework.screening.administration.texts import NOT_A_CONDITION, OPTION_CODE, REVIEWS
from casework.screening.domain.conditions import ConditionRefused
from casework.screening.domain.drafting.writing import Document
from casework.screening.loader.conditions import LONGEST, read_condition, written
from casework.web.forms import Choice, Form, TextBlock, TextLine
from casework.web.languages import _l

SPARE = 1
MOST = 20


class AboutForm(Form):
    """Title, source, review state; when nothing is asked; the checks, in `rows`."""

    source = TextBlock(_l("Source"), limit=1000, needed=True)
    review = Choice(_l("Review state"), REVIEWS)
    observation = TextBlock(
        _l("When nothing is asked of the person"),
        limit=LONGEST,
        hint=_l("Empty: nobody is asked anything, as in a checklist."),
    )
    rows: tuple[int, ...] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form; besides, conditions are conditions and every check has a code."""
        fine = bool(super().validate(extra_validators))
        fine = _is_condition(self.observation, needed=False) and fine
        for row in self.rows:
            fine = self._check(row) and fine
        return fine

    def changes(self) -> Document:
        """What was filled in, as changes to the document."""
        checks = [
            {
                "id": self[f"k{row}_id"].data,
                "when": read_condition(self[f"k{row}_when"].data),
                "text": words_of(self, f"k{row}"),
            }
            for row in self.rows
            if self[f"k{row}_id"].data
        ]
        return {
            "title": words_of(self, "title"),
            "source": self.source.data,
            "review": self.review.data,
            "observation_only_if": read_condition(self.observation.data or ""),
            "contradictions": checks,
        }

    def _check(self, row: int) -> bool:
        code, when = self[f"k{row}_id"], self[f"k{row}_when"]
        begun = any(self[f"k{row}_{part}"].data for part in ("id", "when", "fr", "ar", "en"))
        if begun and not (code.data or "").isidentifier():
            code.errors = [*code.errors, OPTION_CODE]
            return False
        return not begun or _is_condition(when, needed=True)


def about_form(document: Document) -> AboutForm:
    """The form, with as many rows as there are checks and one more."""
    checks = document.get("contradictions", [])
    rows = tuple(range(min(len(checks) + SPARE, MOST)))
    fields: dict[str, Any] = {"rows": rows, **words_fields("title", lines=False)}
    for row in rows:
        fields |= {
            f"k{row}_id": TextLine(_l("Code"), limit=40),
            f"k{row}_when": TextBlock(_l("When the check applies"), limit=LONGEST),
            **words_fields(f"k{row}"),
        }
    form: AboutForm = type("AboutForm", (AboutForm,), fields)(data=_shown(document, checks))
    return form


def _shown(document: Document, checks: list[Document]) -> Document:
    shown: Document = {"source": document.get("source"), "review": document.get("review")}
    shown |= words_shown("title", document.get("title"))
    shown["observation"] = written(document.get("observation_only_if"))
    for row, check in enumerate(checks):
        shown |= {f"k{row}_id": check["id"], f"k{row}_when": written(check["when"])}
        shown |= words_shown(f"k{row}", check["text"])
    return shown


def _is_condition(field: Any, *, needed: bool) -> bool:
    try:
        found = read_condition(field.data or "")
    except ConditionRefused:
        found = None
        wrong = True
    else:
        wrong = needed and found is None
    if wrong:
        field.errors = [*field.errors, NOT_A_CONDITION]
    return not wrong
