"""Reading the sheets of a workbook that was looked through: rows of texts under their headings."""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Any

from casework.exchange.domain.form import SheetRow, Sheets
from casework.exchange.package import COLUMNS, ROWS, inspected
from casework.exchange.refusals import (
    CellTooLong,
    HoldsError,
    HoldsFormula,
    NotAForm,
    NotAWorkbook,
    SheetTooLarge,
)

LONGEST = 10_000
SHEETS = 12
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
)


def read_form(content: bytes) -> Sheets:
    """The sheets of an XLSForm; refused when the file is not one, or is not safe to read."""
    import openpyxl

    package = inspected(content)
    try:
        book = openpyxl.load_workbook(package, read_only=True, keep_links=False)
        found = {_name(sheet.title): tuple(_rows(sheet)) for sheet in book.worksheets[:SHEETS]}
        book.close()
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as broken:
        raise NotAWorkbook() from broken
    if not found.get("survey"):
        raise NotAForm()
    return Sheets(found)


def _name(title: str) -> str:
    return re.sub(r"[^a-z0-9_]", "", title.lower())[:31]


def _rows(sheet: Any) -> Iterator[SheetRow]:
    headings: list[str] = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > ROWS or len(row) > COLUMNS:
            raise SheetTooLarge(sheet=_name(sheet.title), rows=ROWS, columns=COLUMNS)
        texts = [_text(cell, sheet.title) for cell in row]
        if not any(texts):
            continue
        if not headings:
            headings = [_heading(text) for text in texts]
        else:
            yield SheetRow(number, dict(_under(headings, texts)))


def _under(headings: Iterable[str], texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for heading, text in zip(headings, texts, strict=False):
        if heading and text:
            yield heading, text


def _heading(text: str) -> str:
    """`Label :: English` and `label::english` are one column."""
    return re.sub(r"\s*(::?)\s*", r"\1", " ".join(text.split()))[:120]


def _text(cell: Any, sheet: str) -> str:
    place = {"sheet": _name(sheet), "cell": getattr(cell, "coordinate", "")}
    if getattr(cell, "data_type", "n") == "f":
        raise HoldsFormula(**place)
    if getattr(cell, "data_type", "n") == "e":
        raise HoldsError(**place)
    text = _plain(cell.value)
    if len(text) > LONGEST:
        raise CellTooLong(**place, limit=LONGEST)
    return text


def _plain(value: object) -> str:
    """Any cell as a text: a whole number without its decimal point, a day as ISO 8601."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() | datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return _UNSEEN.sub("", str(value)).strip()
