"""Reading a list of persons to evaluate: strict about its shape, because a list misread gives
figures that lie. A single date or sex that nobody could type into Sanad is counted as not known,
as far as it cannot be read, and told with its line."""

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

_TAKEN_AS: Final[Mapping[str, str]] = {
    "birth_date": "only the part that a calendar has was compared",
    "sex": "compared as not known",
}


class ListRefused(ValueError):
    """The list cannot be evaluated; the message names the line and the fault, never a value."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(f"line {line}: {fault}")


class Unread:
    """Which values of a list could not be read: column by column, how often and where first."""

    def __init__(self) -> None:
        self._lines: dict[str, list[int]] = {}

    def add(self, column: str, line: int) -> None:
        """A value of this column, on this line."""
        self._lines.setdefault(column, []).append(line)

    def told(self) -> list[str]:
        """One line for each column, without any value."""
        return [
            f"{column}: {len(lines)} not read (first on line {lines[0]}), {_TAKEN_AS[column]}"
            for column, lines in self._lines.items()
        ]


def records(source: BinaryIO, unread: Unread | None = None) -> list[Known]:
    """Every record of a CSV list (UTF-8, with a head). Empty fields are not known; `birth_date` is
    a year, a month or a day (`1990`, `1990-03`, `1990-03-25`). `unread` is told what is neither."""
    unread = unread or Unread()
    rows = _rows(source)
    places = _places(*next(rows, (1, [])))
    found: list[Known] = []
    seen: set[str] = set()
    for line, row in rows:
        one = _fields(line, row, places)
        if one["id"] in seen:
            raise ListRefused(line, "the id stands on an earlier line too")
        seen.add(one["id"])
        found.append(known(one, line, unread))
        if len(found) > MOST_RECORDS:
            raise ListRefused(line, f"more than {MOST_RECORDS:,} records")
    if not found:
        raise ListRefused(2, "there is no record")
    return found


def known(one: Mapping[str, str], line: int = 0, unread: Unread | None = None) -> Known:
    """One record of the list as it is compared."""
    return Known(one["person"], _particulars(one, line, unread or Unread()))


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


def _particulars(one: Mapping[str, str], line: int, unread: Unread) -> Particulars:
    sex, birth = one["sex"].lower(), _birth(one["birth_date"])
    if sex not in _SEXES:
        unread.add("sex", line)
    if _written(birth) != one["birth_date"]:
        unread.add("birth_date", line)
    return Particulars(
        given=one["given_name"],
        family=one["family_name"],
        birth=birth,
        sex=_SEXES.get(sex),
        nationality=one["nationality"].upper() or None,
        phone=one["phone"] or None,
        document=one["document"] or None,
    )


def _birth(text: str) -> BirthDate:
    """As much of the date as a calendar has: of 1990-02-30 the month, of 1990-25-03 the year."""
    written = _DATE.fullmatch(text)
    parts = [int(part) for part in written.groups() if part] if written else []
    while parts:
        try:
            date(*[*parts, 1, 1][:3])
        except ValueError:
            parts.pop()
        else:
            return BirthDate(*parts)
    return BirthDate()


def _written(birth: BirthDate) -> str:
    year, month, day = birth.year, birth.month, birth.day
    parts = (
        f"{year:04d}" if year else "",
        f"{month:02d}" if month else "",
        f"{day:02d}" if day else "",
    )
    return "-".join(part for part in parts if part)
