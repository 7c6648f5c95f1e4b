"""A form that comes in as the document of a draft, with what could not be carried over.

Groups become pages of at most eight questions; a question that depends on another moves to a later
page. A form of our own comes back as the questionnaire that went out. Nothing of a form is run.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casework.exchange.domain import marks
from casework.exchange.domain.asked import LONGEST_ID, Asked, Document
from casework.exchange.domain.columns import Columns, language_of
from casework.exchange.domain.form import SheetRow, Sheets
from casework.exchange.domain.pages import Group, Pages
from casework.exchange.domain.remarks import Remark, Remarks, Why

SHEETS = ("survey", "choices", "settings", "sanad")
_ENDINGS = {marks.GUIDANCE: "guidance", marks.SCRIPT: "script", marks.CLOSING: "closing"}
_BESIDE = (marks.INSTEAD, marks.HOW, marks.NOTE)
_OWN = {"id", "version", "title"}


@dataclass(frozen=True)
class Draft:
    """What was read: the document, how many questions it has, and the remarks."""

    document: Document
    questions: int
    remarks: tuple[Remark, ...] = field(default=())


def draft_of(
    sheets: Sheets, language: str, name: str, on: datetime.date, before: Document
) -> Draft:
    """The draft of a form. `language` is that of texts whose column names none; `name` that of the
    file, for a form without an id; `on` the day of the draft; `before` the pages (`sections`) that
    are put before a form from elsewhere, with `observation_only_if`."""
    remarks = Remarks()
    settings = next(iter(sheets.of("settings")), SheetRow(0, {}))
    usual = language_of(settings.get("default_language")) or language
    whole = dict(_whole(sheets))
    own = whole.keys() >= _OWN
    survey = _Survey(sheets, usual, own, remarks, () if own else before["sections"])
    sections = survey.sections()
    for sheet in sheets.rows:
        if sheet not in SHEETS:
            remarks.add(sheet, 0, Why.SHEET, sheet)
    if own:
        document = whole | {"sections": sections}
    else:
        document = _top(settings, name, usual, on) | before
        document |= {"sections": [*before["sections"], *sections]}
    questions = sum(len(section["questions"]) for section in sections)
    ordered = sorted(
        remarks,
        key=lambda one: (SHEETS.index(one.sheet) if one.sheet in SHEETS else len(SHEETS), one.row),
    )
    return Draft(document, questions, tuple(ordered))


def _top(settings: SheetRow, name: str, usual: str, on: datetime.date) -> Document:
    id = re.sub(r"[^a-z0-9]+", "_", (settings.get("form_id") or name).lower())[:LONGEST_ID].strip(
        "_"
    )
    title = settings.get("form_title") or settings.get("form_id") or name
    version = settings.get("version")
    return {
        "id": id if re.match(r"[a-z]", id) else f"form_{id}".rstrip("_"),
        "version": "1",
        "title": {usual: title},
        "published": on.isoformat(),
        "source": f"XLSForm {name}" + (f", version {version}" if version else ""),
        "review": "written",
        "use": "survey",
        "contradictions": [],
    }


def _whole(sheets: Sheets) -> Iterator[tuple[str, Any]]:
    """What a form of our own says of the whole; nothing when it is not, or was damaged."""
    for row in sheets.of("sanad"):
        try:
            yield row.get("key"), json.loads(row.get("value"))
        except (ValueError, RecursionError):
            continue


class _Survey:
    """One pass over the survey sheet."""

    def __init__(
        self,
        sheets: Sheets,
        usual: str,
        own: bool,
        remarks: Remarks,
        before: Sequence[Document],
    ) -> None:
        self.rows, self.own, self.remarks = sheets.of("survey"), own, remarks
        self.columns = Columns("survey", self.rows, usual)
        choices = Columns("choices", sheets.of("choices"), usual)
        lists = _lists(sheets.of("choices"), choices, usual, remarks)
        taken = {question["id"] for page in before for question in page["questions"]}
        self.asked = Asked(self.columns, lists, remarks, own, taken)
        self.pages = Pages(self.asked, lists, remarks, {page["id"] for page in before})
        self.repeats = 0
        self.aloud: dict[str, dict[str, str]] = {}
        self.columns.unread(own, remarks)
        choices.unread(own, remarks)

    def sections(self) -> list[Document]:
        """The pages with their questions."""
        for row in self.rows:
            kind = row.get("type").lower().replace("_", " ")
            if kind in ("begin repeat", "end repeat"):
                self._repeat(row, kind)
            elif kind == "begin group":
                self.pages.open(self._group(row))
            elif kind == "end group":
                self.pages.close()
            elif self.repeats:
                self.remarks.add("survey", row.number, Why.REPEATED, row.get("name"))
            elif kind == "note":
                self._note(row)
            elif kind and not self._beside(row):
                self._question(row)
        return self.pages.sections()

    def _repeat(self, row: SheetRow, kind: str) -> None:
        self.repeats = max(self.repeats + (1 if kind == "begin repeat" else -1), 0)
        if kind == "begin repeat":
            self.remarks.add("survey", row.number, Why.REPEATED, row.get("name"))

    def _group(self, row: SheetRow) -> Group:
        return Group(
            row.number,
            row.get("name"),
            self.columns.texts(row, "label"),
            self.columns.cell(row, "relevant", "relevance", "bind::relevant", "bind:relevant"),
            row.get("sanad") if self.own else "",
        )

    def _note(self, row: SheetRow) -> None:
        name, words = row.get("name"), self.columns.texts(row, "label")
        if self.own and name.endswith(marks.ALOUD):
            self.aloud[name.removesuffix(marks.ALOUD)] = words
            return
        for ending, key in _ENDINGS.items():
            if self.own and name.endswith(ending):
                self.pages.say(key, words)
                return
        if words:
            self.remarks.add("survey", row.number, Why.NOTE_MOVED, name)
            self.pages.add_guidance(words)

    def _beside(self, row: SheetRow) -> bool:
        """Whether the row belongs to a question, or to the form, of our own."""
        name = row.get("name")
        return self.own and (name.startswith("sanad_") or name.endswith(_BESIDE))

    def _question(self, row: SheetRow) -> None:
        document = self.asked.question(row)
        if document is None:
            return
        if row.get("name") in self.aloud:
            document["read_aloud"] = self.aloud[row.get("name")]
        relevant = self.columns.cell(
            row, "relevant", "relevance", "bind::relevant", "bind:relevant"
        )
        self.pages.put(row, document, "" if self.own and row.get("sanad") else relevant)


def _lists(
    rows: Any, columns: Columns, usual: str, remarks: Remarks
) -> Mapping[str, list[Document]]:
    lists: dict[str, list[Document]] = {}
    for row in rows:
        listed = columns.cell(row, "list_name", "list name")
        option: Document = {"id": row.get("name"), "text": columns.texts(row, "label")}
        if not listed or not option["id"]:
            continue
        if option["id"] in {one["id"] for one in lists.get(listed, [])[-500:]}:
            remarks.add("choices", row.number, Why.CHOICE_TWICE, option["id"])
            continue
        option["text"] = option["text"] or {usual: option["id"]}
        option |= _of_option(row)
        lists.setdefault(listed, []).append(option)
    return lists


def _of_option(row: SheetRow) -> Document:
    try:
        more = json.loads(row.get("sanad_option") or "{}")
    except (ValueError, RecursionError):
        more = {}
    kept = (
        {key: value for key, value in more.items() if key not in ("id", "text")}
        if isinstance(more, dict)
        else {}
    )
    return kept | ({"mark": row.get("sanad_mark")} if row.get("sanad_mark") else {})
