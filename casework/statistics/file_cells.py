"""How a file is written: words and protected numbers, and no other number.

The lock of the files, as `numbers` is that of the pages. A row holds words and protected counts as
they are; what becomes of a count (the value shown, its margin, a value to be summed) is decided
here, so that no file can print a number that did not come through the one door.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from io import StringIO

from .domain.protected import BareNumberError, ProtectedCount

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
POPULATION = 36_828_330
"""Residents of Morocco by the census of 2024 (High Commission for Planning, RGPH 2024)."""
PER = 100_000
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True)
class Margin:
    """The 95 % band of a count."""

    count: ProtectedCount


@dataclass(frozen=True)
class ToSum:
    """A count as a number for those who add up; empty where it is shown as "< 5"."""

    count: ProtectedCount


@dataclass(frozen=True)
class PerInhabitants:
    """A count for 100,000 inhabitants."""

    count: ProtectedCount


Cell = str | ProtectedCount | Margin | ToSum | PerInhabitants


def cells(row: Iterable[Cell]) -> tuple[str, ...]:
    """A row as text. BareNumberError for whatever is neither words nor a protected number."""
    return tuple(map(_cell, row))


def csv_file(rows: Iterable[Iterable[Cell]]) -> bytes:
    """Rows as CSV in UTF-8 with its mark, so that Arabic and French open as they are; no cell
    starts a formula."""
    lines = StringIO()
    lines.write(BOM)
    writer = csv.writer(lines, lineterminator="\r\n")
    for row in rows:
        writer.writerow(map(harmless, cells(row)))
    return lines.getvalue().encode()


def with_margin(count: ProtectedCount) -> str:
    """A count and its margin on paper: `120 ± 4`."""
    return f"{_cell(count)} ± {_cell(Margin(count))}"


def rate(count: ProtectedCount) -> str:
    """For 100,000 inhabitants, with two decimals; nothing where the value itself is not shown."""
    return _cell(PerInhabitants(count))


def margin_rate(count: ProtectedCount) -> str:
    """The margin of that rate, with two decimals."""
    return f"{count.band_95 * PER / POPULATION:.2f}"


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV
    injection)."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell


def _cell(cell: object) -> str:
    if isinstance(cell, str):
        return cell
    count = cell.count if isinstance(cell, Margin | ToSum | PerInhabitants) else cell
    if not isinstance(count, ProtectedCount):
        raise BareNumberError(type(count).__name__)
    if isinstance(cell, Margin):
        return str(count.band_95)
    if isinstance(cell, ToSum):
        return "" if count.small else str(count.value)
    if isinstance(cell, PerInhabitants):
        return "" if count.small else f"{count.value * PER / POPULATION:.2f}"
    return str(count)
