"""One row of a survey as a question of a questionnaire."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Set
from typing import Any

from casework.exchange.domain import listing, marks
from casework.exchange.domain.columns import Columns, truth
from casework.exchange.domain.form import SheetRow
from casework.exchange.domain.remarks import Remarks, Why
from casework.screening.domain.terms import Sensitivity

Document = dict[str, Any]
LONGEST_ID = 40
OF_THE_DEVICE = frozenset(
    {
        "start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username",
        "email", "audit", "start-geopoint", "background-audio", "background-geopoint",
        "xml-external", "csv-external",
    }
)  # fmt: skip
AS_TEXT = frozenset({"text", "string", "time", "datetime", "dateTime", "decimal", "barcode"})
_AS_NUMBER = frozenset({"integer", "int", "range"})
_ONE = re.compile(r"select[_ ]one\s+(?P<list>\S+)(?P<other>\s+or[_ ]other)?", re.I)
_MANY = re.compile(r"select[_ ]multiple\s+(?P<list>\S+)(?P<other>\s+or[_ ]other)?", re.I)
_YES_NO = {marks.YES, marks.NO}
_MARKS = {marks.UNKNOWN, marks.DECLINED, marks.NOT_ASKED}
_IDENTITY = re.compile(
    r"\b(?:first|second|last|family|given|full|sur|sir|middle)[ _-]?name"
    r"|\bname\b|\bnoms?\b|pr[ée]noms?|phone|t[ée]l[ée]phone|mobile|whatsapp|e-?mail|courriel|\bstreet|\baddress|adresse|postal"
    r"|birth[ _-]?da(?:y|te)|date of birth|\bdob\b|naissance|passport|passeport|\bcnie?\b|\bcin\b"
    r"|id[ _-](?:number|card)|identity card|nick ?name|surnom|sobriquet"
    r"|appel(?:ez|les)[- ](?:vous|tu)|\bt[ée]l\b|carte (?:nationale|de s[ée]jour|d['’]identit[ée])"
    r"|residence (?:card|permit)"
    r"|[اإ]سم(?:ك|ه|ها)?\b|لقب|النسب|هاتف|عنوان|ميلاد|ازدياد|جواز|البطاقة الوطنية|بطاقة الإقامة",
    re.I,
)
_COUNTED = re.compile(r"how many|number of|combien|nombre d|\bكم\b|عدد", re.I)
_QUOTE = re.compile(r"\$\{[^}]*\}")


class Asked:
    """Reads questions; knows the lists of choices and the ids given so far."""

    def __init__(
        self,
        columns: Columns,
        lists: Mapping[str, list[Document]],
        remarks: Remarks,
        own: bool,
        taken: Set[str],
    ) -> None:
        """`taken` are ids that a page before has already."""
        self.columns, self.lists, self.remarks, self.own = columns, lists, remarks, own
        self.taken = taken
        self.ids: dict[str, str] = {}

    def question(self, row: SheetRow) -> Document | None:
        """The question of a row; None, with a remark, when the row is none."""
        kind, options = self._kind(row)
        if kind is None:
            return None
        name = row.get("name")
        document: Document = {"id": self._id(row, name), "text": self._words(row, name)}
        if not self.own and self._names_the_person(row, kind, [name, *document["text"].values()]):
            document["sensitivity"] = Sensitivity.IDENTITY.value
        if kind != "yes_no":
            document["kind"] = kind
        if hint := self.columns.texts(row, "hint"):
            document["hint"] = hint
        if self._required(row):
            document["required"] = True
        document |= self._more(row)
        if options and (kept := _written(options, "used_of" in document)):
            document["options"] = kept
        return document

    def _kind(self, row: SheetRow) -> tuple[str | None, list[Document]]:
        written = " ".join(row.get("type").split())
        if found := _ONE.fullmatch(written):
            return self._chosen(row, found, many=False)
        if found := _MANY.fullmatch(written):
            return self._chosen(row, found, many=True)
        if written in _AS_NUMBER:
            return "number", []
        if written == "date":
            return "date", []
        if written in AS_TEXT:
            if written not in ("text", "string"):
                self._remark(row, Why.NOW_TEXT)
            return "text", []
        if written in ("acknowledge", "trigger"):
            self._remark(row, Why.NOW_YES_NO)
            return "yes_no", []
        self._remark(row, _why_not(written))
        return None, []

    def _chosen(
        self, row: SheetRow, found: re.Match[str], many: bool
    ) -> tuple[str | None, list[Document]]:
        options = self.lists.get(found["list"], [])
        names = {option["id"] for option in options}
        if not options:
            self._remark(row, Why.NO_CHOICES)
            return None, []
        if found["other"]:
            self._remark(row, Why.OR_OTHER)
        if not many and _YES_NO <= names <= _YES_NO | _MARKS:
            return "yes_no", []
        return ("choices" if many else "choice"), options

    def _words(self, row: SheetRow, name: str) -> dict[str, str]:
        texts = self.columns.texts(row, "label")
        if not texts:
            self._remark(row, Why.NO_LABEL)
            return {self.columns.usual: name}
        if not self.own and any(_QUOTE.search(text) for text in texts.values()):
            self._remark(row, Why.QUOTES)
        return texts

    def _names_the_person(self, row: SheetRow, kind: str, texts: list[str]) -> bool:
        """Only what is written can say who somebody is: a choice ("who keeps your passport?") and
        a number of things do not."""
        if kind not in ("text", "date", "number"):
            return False
        said = " ".join(texts).replace("_", " ")
        found = bool(_IDENTITY.search(said)) and not (kind == "number" and _COUNTED.search(said))
        if found:
            self._remark(row, Why.IDENTITY)
        return found

    def _required(self, row: SheetRow) -> bool:
        needed = truth(row.get("required"))
        if needed is None:
            self._remark(row, Why.CONDITION)
        return bool(needed)

    def _more(self, row: SheetRow) -> Document:
        """What only a form of our own holds: kept as it is, and checked when the draft is."""
        if not self.own:
            return {}
        try:
            more = json.loads(row.get("sanad") or "{}")
        except (ValueError, RecursionError):
            return {}
        fixed = ("id", "text", "options")
        if not isinstance(more, dict):
            return {}
        return {key: value for key, value in more.items() if key not in fixed}

    def _id(self, row: SheetRow, name: str) -> str:
        written = re.sub(r"[^a-z0-9_]+", "_", name.lower())[:LONGEST_ID].strip("_")
        if not re.match(r"[a-z]", written):
            written = f"q_{written}".rstrip("_")[:LONGEST_ID]
        free, times = written, 1
        while free in self.taken or free in self.ids.values():
            times += 1
            free = f"{written[: LONGEST_ID - 4]}_{times}"
        if free != name.lower():
            self._remark(row, Why.RENAMED)
        self.ids[name] = free
        return free

    def _remark(self, row: SheetRow, why: Why) -> None:
        self.remarks.add("survey", row.number, why, row.get("name") or row.get("type"))


def _why_not(written: str) -> Why:
    if written in OF_THE_DEVICE or written.split(" ")[0] in OF_THE_DEVICE:
        return Why.OF_THE_DEVICE
    return Why.COMPUTED if written in ("calculate", "hidden") else Why.NO_SUCH_TYPE


def _written(options: list[Document], used_of: bool) -> list[Document]:
    """The options of the question itself: no marks, and none that another question gives it."""
    left_out = {listing.MARK, listing.INHERITED} if used_of else {listing.MARK}
    return [
        {key: value for key, value in option.items() if key != "mark"}
        for option in options
        if option.get("mark") not in left_out
    ]
