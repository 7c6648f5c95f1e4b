"""Reading a list of persons to evaluate: strict, because a list misread gives figures that lie."""

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import BinaryIO, Final

from casework.encryption.matching import BirthDate, Particulars
from casework.matching.evaluation import Known

COLUMNS: Final = (
    "id", "person", "given_name", "family_name", "birth_date", "sex", "nationality", "phone",
    "document",
)  # fmt: skip
LONGEST: Final = 500
LONGEST_LINE: Final = 10_000
MOST_RECORDS: Final = 1_000_000
_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SEXES: Final[Mapping[str, str | None]] = {
    **dict.fromkeys(("", "unknown", "u", "x", "other", "o"), None),
    **dict.fromkeys(("f", "female", "femme", "أنثى"), "female"),
    **dict.fromkeys(("m", "male", "h", "homme", "ذكر"), "male"),
}  # fmt: skip


class ListRefused(ValueError):
    """The list cannot be evaluated; the message names the line and the fault, never a value."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(f"line {line}: {fault}")


def records(source: BinaryIO) -> list[Known]:
    """Every record of a CSV list (UTF-8, with a head). Empty fields are not known; `birth_date` is
    a year, a month or a day (`1990`, `1990-03`, `1990-03-25`)."""
    rows = _rows(source)
    places = _places(*next(rows, (1, [])))
    found: list[Known] = []
    seen: set[str] = set()
    for line, row in rows:
        one = _fields(line, row, places)
        if one["id"] in seen:
            raise ListRefused(line, "the id stands on an earlier line too")
        seen.add(one["id"])
        found.append(known(one, line))
        if len(found) > MOST_RECORDS:
            raise ListRefused(line, f"more than {MOST_RECORDS:,} records")
    if not found:
        raise ListRefused(2, "there is no record")
    return found


def known(one: Mapping[str, str], line: int = 0) -> Known:
    """One record of the list as it is compared."""
    return Known(one["person"], _particulars(line, one))


def _rows(source: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    """Rows that hold something, with the number of their last line."""
    reader = csv.reader(_lines(source), strict=True)
    try:
        for row in reader:
            if any(field.strip() for field in row):
                yield reader.line_num, row
    except csv.Error as fault:
        raise ListRefused(reader.line_num, f"not a CSV list: {fault}") from None


def _lines(source: BinaryIO) -> Iterator[str]:
    number = 0
    while raw := source.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise ListRefused(number, f"longer than {LONGEST_LINE:,} bytes")
        if b"\0" in raw:
            raise ListRefused(number, "not a text: it holds a null byte")
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise ListRefused(number, "not UTF-8") from None


def _places(line: int, head: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in head]
    if missing := [name for name in COLUMNS if name not in names]:
        raise ListRefused(line, f"missing columns: {', '.join(missing)}")
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        raise ListRefused(line, f"columns that stand twice: {', '.join(twice)}")
    return {name: names.index(name) for name in COLUMNS}


def _fields(line: int, row: list[str], places: Mapping[str, int]) -> dict[str, str]:
    if len(row) <= max(places.values()):
        raise ListRefused(line, "fewer fields than the head has columns")
    found = {name: row[place].strip() for name, place in places.items()}
    for name, value in found.items():
        if len(value) > LONGEST:
            raise ListRefused(line, f"{name} is longer than {LONGEST} signs")
    for name in ("id", "person"):
        if not found[name]:
            raise ListRefused(line, f"{name} is empty")
    return found


def _particulars(line: int, one: Mapping[str, str]) -> Particulars:
    sex = one["sex"].lower()
    if sex not in _SEXES:
        raise ListRefused(line, "sex is none of female, male, F, M, unknown or empty")
    return Particulars(
        given=one["given_name"],
        family=one["family_name"],
        birth=_birth(line, one["birth_date"]),
        sex=_SEXES[sex],
        nationality=one["nationality"].upper() or None,
        phone=one["phone"] or None,
        document=one["document"] or None,
    )


def _birth(line: int, text: str) -> BirthDate:
    if not text:
        return BirthDate()
    if (written := _DATE.fullmatch(text)) is None:
        raise ListRefused(line, "birth_date is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in written.groups())
    try:
        date(year or 0, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        raise ListRefused(line, "birth_date is no day of a calendar") from None
    return BirthDate(year, month, day)
