"""Files of submissions as rows of texts: JSON of a Kobo or ODK server, or CSV of either.

Bounded before it is read: bytes, rows, columns, nesting, length of a cell. Nothing is guessed: a
file that is neither is refused.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any, NoReturn

from casework.exchange.domain.headings import Headings
from casework.exchange.domain.submissions import Filled
from casework.exchange.package import MEGABYTE
from casework.exchange.refusals import FileTooLarge, NotSubmissions, OtherForm, TooManyRows

LARGEST = 32 * MEGABYTE
ROWS, COLUMNS, CELL, NESTED = 5_000, 2_000, 20_000, 6
_LISTS = ("results", "value", "data", "submissions")
_SIGNS = ",;\t"


def read_submissions(content: bytes, headings: Headings, most: int = ROWS) -> list[Filled]:
    """The rows of a file; refused when it cannot be one, or belongs to another form."""
    if len(content) > LARGEST:
        raise FileTooLarge(limit=LARGEST // MEGABYTE)
    text = _text(content)
    is_json = text[:1] in ("[", "{")
    rows = list(_of_json(text, most) if is_json else _of_csv(text, headings, most))
    if len(rows) > most:
        raise TooManyRows(limit=most)
    if not rows:
        raise NotSubmissions()
    if not any(headings.recognised(row.cells) for row in rows):
        raise OtherForm()
    return rows


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig").strip()
    except UnicodeDecodeError as broken:
        raise NotSubmissions() from broken
    if not text or "\x00" in text:
        raise NotSubmissions()
    return text


def _of_json(text: str, most: int) -> Iterator[Filled]:
    try:
        document = json.loads(text, parse_constant=_no_such_number)
    except (ValueError, RecursionError) as broken:
        raise NotSubmissions() from broken
    listed = _listed(document)
    if len(listed) > most:
        raise TooManyRows(limit=most)
    for line, one in enumerate(listed, 1):
        if not isinstance(one, dict):
            raise NotSubmissions()
        cells = dict(_flat(one, "", 0))
        if len(cells) > COLUMNS:
            raise NotSubmissions()
        yield Filled(line, cells)


def _listed(document: Any) -> list[Any]:
    """A list, or the list under the name that Kobo (`results`) or ODK (`value`) gives it."""
    if isinstance(document, dict):
        document = next((document[key] for key in _LISTS if key in document), [document])
    if not isinstance(document, list):
        raise NotSubmissions()
    return document


def _flat(value: Mapping[str, Any], under: str, depth: int) -> Iterator[tuple[str, str]]:
    """Groups become `group/question`; a list of words becomes words with spaces between."""
    if depth > NESTED:
        raise NotSubmissions()
    for key, inner in value.items():
        name = f"{under}{key}"
        if isinstance(inner, dict):
            yield from _flat(inner, f"{name}/", depth + 1)
        else:
            yield name, _cell(inner)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        words = [str(one) for one in value if isinstance(one, (str, int))]
        value = " ".join(words) if len(words) == len(value) else ""
    if isinstance(value, bool):
        value = "true" if value else "false"
    text = "" if value is None else str(value)
    if len(text) > CELL:
        raise NotSubmissions()
    return text


def _of_csv(text: str, headings: Headings, most: int) -> Iterator[Filled]:
    """The sign between cells is the one with which most columns are known."""
    first = text.split("\n", 1)[0]
    sign = max(_SIGNS, key=lambda one: headings.recognised(_header(first, one)))
    lines = csv.reader(StringIO(text), delimiter=sign)
    try:
        names = [name.strip() for name in next(lines)]
        if len(names) > COLUMNS or len(set(filter(None, names))) < len(list(filter(None, names))):
            raise NotSubmissions()
        for number, row in enumerate(lines):
            if number > most:
                raise TooManyRows(limit=most)
            if any(row):
                yield _row(names, row, lines.line_num)
    except csv.Error as broken:
        raise NotSubmissions() from broken


def _header(line: str, sign: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r")], delimiter=sign), [])
    except csv.Error:
        return []


def _row(names: list[str], row: list[str], line: int) -> Filled:
    if len(row) > len(names) or any(len(cell) > CELL for cell in row):
        raise NotSubmissions()
    return Filled(line, dict(zip(names, row, strict=False)))


def _no_such_number(name: str) -> NoReturn:
    raise ValueError(name)
