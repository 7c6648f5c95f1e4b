"""The columns of a form that was read: which hold words, and in which language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from casework.exchange.domain.form import SheetRow
from casework.exchange.domain.remarks import Remarks, Why

_CODE = re.compile(r"\(\s*([a-z]{2,3})(?:[-_][a-z0-9]+)?\s*\)$", re.I)
_NAMES = {
    "french": "fr", "français": "fr", "francais": "fr", "fr": "fr", "fra": "fr",
    "arabic": "ar", "arabe": "ar", "العربية": "ar", "عربي": "ar", "ar": "ar", "ara": "ar",
    "english": "en", "anglais": "en", "en": "en", "eng": "en",
}  # fmt: skip
_WORDS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
# Read here, or of no consequence for what is asked.
_KNOWN = {
    "type", "name", "list_name", "list name", "label", "hint", "required", "relevant", "relevance",
    "calculation", "stays", "sanad", "sanad_mark", "sanad_option", "parameters",
}  # fmt: skip
_SILENT = {"appearance", "body::accuracythreshold", "$given_name", "note", "notes", "comment"}


class Columns:
    """The columns of one sheet."""

    def __init__(self, sheet: str, rows: Iterable[SheetRow], usual: str) -> None:
        self.sheet, self.usual = sheet, usual
        self._names = dict.fromkeys(name for row in rows for name in row.cells)

    def texts(self, row: SheetRow, kind: str) -> dict[str, str]:
        """The words of a row by language: of `label`, `label::French (fr)`, `label:ar`."""
        found: dict[str, str] = {}
        for name in self._names:
            word, language = _parted(name)
            if word != kind or not row.get(name):
                continue
            known = self.usual if not language else language_of(language)
            if known and (language or known not in found):
                found[known] = row.get(name)
        return found

    def cell(self, row: SheetRow, *names: str) -> str:
        """The first of these columns that has something; headings in any case."""
        small = {name.lower(): text for name, text in row.cells.items()}
        return next((small[name].strip() for name in names if small.get(name)), "")

    def unread(self, own: bool, remarks: Remarks) -> None:
        """Name the columns that are not carried over."""
        for name in self._names:
            word, language = _parted(name)
            if word in _WORDS[:2]:
                if language and not language_of(language):
                    remarks.add(self.sheet, 0, Why.LANGUAGE, name)
            elif not own and word not in _KNOWN and word not in _SILENT:
                remarks.add(self.sheet, 0, Why.COLUMN, name)


def language_of(words: str) -> str:
    """fr, ar or en of `Français (fr)`, `French` or `ara`; empty for another language."""
    if code := _CODE.search(words.strip()):
        return _NAMES.get(code[1].lower(), "")
    return _NAMES.get(words.strip().lower(), "")


def _parted(name: str) -> tuple[str, str]:
    word, _sign, language = name.replace("::", ":").partition(":")
    return word.lower(), language


def truth(text: str) -> bool | None:
    """Yes or no as forms write it; None for an expression."""
    return _TRUTHS.get(text.lower().replace(" ", ""))


_TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys(("yes", "true", "true()", "1"), True),
    **dict.fromkeys(("", "no", "false", "false()", "0"), False),
}
