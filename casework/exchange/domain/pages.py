"""The pages of a draft: groups cut into pages of at most eight, follow-ups on a later page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

from casework.exchange.domain import marks
from casework.exchange.domain.asked import LONGEST_ID, Asked, Document
from casework.exchange.domain.form import SheetRow
from casework.exchange.domain.purposes import purpose_of
from casework.exchange.domain.relevance import NotUnderstood, read_relevant
from casework.exchange.domain.remarks import Remarks, Why
from casework.screening.domain.answers import Reply
from casework.screening.domain.conditions import (
    ConditionRefused,
    OneOf,
    asked_about,
    parse_condition,
)
from casework.screening.domain.soundness import QUESTIONS_IN_A_SECTION

PART = {"fr": "Partie %d", "ar": "الجزء %d", "en": "Part %d"}
GUIDANCE = {
    "fr": "Questions d’un autre formulaire : ne posez que celles qui servent à la personne.",
    "ar": "أسئلة من استمارة أخرى: لا تطرح منها إلا ما يفيد الشخص.",
    "en": "Questions of another form: ask only those that serve the person.",
}
"""Said on a page of a form from elsewhere that has no note of its own."""


@dataclass(frozen=True)
class Group:
    """A group of a form as it was opened."""

    row: int
    name: str
    title: Mapping[str, str]
    relevant: str
    sanad: str


class Pages:
    """Sections in the making. A page begins with a group, with the ninth question, and with one
    that depends on the page it would stand on."""

    def __init__(
        self,
        asked: Asked,
        lists: Mapping[str, list[Document]],
        remarks: Remarks,
        taken: Set[str],
    ) -> None:
        """`taken` are ids of pages that stand before."""
        self.asked, self.lists, self.remarks, self.before = asked, lists, remarks, taken
        self.made: list[Document] = []
        self.page: Document | None = None
        self.groups: list[Group] = []
        self.answers: dict[str, set[str]] = {}

    def sections(self) -> list[Document]:
        """The pages that ask something."""
        asking = [page for page in self.made if page["questions"]]
        for page in asking:
            if not self.asked.own:
                page["guidance"] = page["guidance"] or dict(GUIDANCE)
        return asking

    def open(self, group: Group) -> None:
        """A group begins: a new page."""
        self.groups.append(group)
        self.page = None

    def close(self) -> None:
        """A group ends."""
        if self.groups:
            self.groups.pop()
        self.page = None

    def say(self, key: str, words: Mapping[str, str]) -> None:
        """Guidance, script or closing of the page."""
        self._page()[key] = dict(words)

    def add_guidance(self, words: Mapping[str, str]) -> None:
        """One more paragraph for whoever asks."""
        guidance = self._page()["guidance"]
        for language, text in words.items():
            guidance[language] = "\n".join(filter(None, (guidance.get(language, ""), text)))

    def put(self, row: SheetRow, question: Document, relevant: str) -> None:
        """A question on its page, with its condition when it can be asked."""
        if relevant and (tree := self._condition(relevant, row.number, row.get("name"))):
            question["show_if"] = tree
        if not self.asked.own:
            around = [word for one in self.groups for word in (one.name, *one.title.values())]
            question["purpose"] = purpose_of(around, row.get("name"))
        depends = _named(question.get("show_if")) | {question.get("used_of")}
        here = {one["id"] for one in self._page()["questions"]}
        if len(here) == QUESTIONS_IN_A_SECTION or depends & here:
            self.page = None
        self._page()["questions"].append(question)
        self.answers[question["id"]] = self._answers(question)

    def _page(self) -> Document:
        if self.page is None:
            self.page = self._new()
            self.made.append(self.page)
        return self.page

    def _new(self) -> Document:
        number = len(self.made) + 1
        titled = next((one for one in reversed(self.groups) if one.title), None)
        words = titled.title if titled else {key: text % number for key, text in PART.items()}
        page: Document = {
            "id": self._id(number), "title": dict(words), "guidance": {}, "questions": [],
        }  # fmt: skip
        return page | self._shown()

    def _id(self, number: int) -> str:
        name = self.groups[-1].name.lower() if self.groups else ""
        id = re.sub(r"[^a-z0-9]+", "_", name.removeprefix(marks.part("")))[:LONGEST_ID].strip("_")
        id = id if re.match(r"[a-z]", id) else f"part_{number}"
        taken = self.before | {page["id"] for page in self.made}
        return id if id not in taken else f"{id[: LONGEST_ID - 4]}_{number}"

    def _shown(self) -> Document:
        """The conditions of all groups that the page lies in."""
        if self.groups and self.groups[-1].sanad:
            return _read(self.groups[-1].sanad)
        trees = [
            tree
            for group in self.groups
            if group.relevant and (tree := self._condition(group.relevant, group.row, group.name))
        ]
        if not trees:
            return {}
        return {"show_if": trees[0] if len(trees) == 1 else {"and": trees}}

    def _condition(self, relevant: str, row: int, name: str) -> Document | None:
        try:
            tree = read_relevant(relevant, self._known)
            for leaf in asked_about(parse_condition(tree)):
                if isinstance(leaf, OneOf) and not leaf.values <= self.answers[leaf.question]:
                    raise NotUnderstood()
        except (NotUnderstood, ConditionRefused):
            self.remarks.add("survey", row, Why.CONDITION, name)
            return None
        return tree

    def _known(self, name: str) -> str:
        id = self.asked.ids.get(name)
        if id is None or id not in self.answers:
            raise NotUnderstood()
        return id

    def _answers(self, question: Document) -> set[str]:
        marked = {reply.value for reply in Reply}
        return marked | {option["id"] for option in question.get("options", ())}


def _read(written: str) -> Document:
    try:
        more = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return {"show_if": more["show_if"]} if isinstance(more, dict) and "show_if" in more else {}


def _named(tree: Any, depth: int = 0) -> set[Any]:
    """Every question that a tree of plain values names."""
    if not isinstance(tree, dict) or depth > 50:
        return set()
    found: set[Any] = set()
    for operator, operands in tree.items():
        if operator in ("eq", "in") and isinstance(operands, list) and operands:
            found.add(operands[0] if isinstance(operands[0], str) else None)
        elif operator == "answered" and isinstance(operands, str):
            found.add(operands)
        elif isinstance(operands, list):
            found |= {one for part in operands for one in _named(part, depth + 1)}
        else:
            found |= _named(operands, depth + 1)
    return found
