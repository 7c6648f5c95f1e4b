"""A workbook: the head on a first sheet, a sheet for each table. Nothing in it is a formula."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO

from casework.web.languages import _, current_language

from ..file_cells import Cell, cells
from ..labels import period_label
from ..table_file import rows_of
from .contents import Export, frozen_on, head_of, tables_of

NAME_LENGTH = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
NUMBERS_FROM = 3


def workbook(export: Export) -> bytes:
    """XLSX in the reader's language; in Arabic every sheet runs from right to left."""
    import xlsxwriter  # heavy, and only needed here

    content, found = BytesIO(), tables_of(export)
    shown = [titled.table for titled in found]
    day = frozen_on(shown) or export.period.due
    book = xlsxwriter.Workbook(
        content,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
    )
    made = datetime.combine(day, time(), UTC)  # the same file gives the same bytes
    book.set_properties({"created": made})
    bold = book.add_format({"bold": True})
    sheets: list[tuple[str, Sequence[tuple[Cell, ...]]]] = [(_("Rules"), head_of(export, shown))]
    sheets += [
        (titled.title, [(titled.counts,), *rows_of(titled.table, period_label(export.period))])
        for titled in found
    ]
    for number, (title, rows) in enumerate(sheets):
        sheet = book.add_worksheet(sheet_name(number, title))
        if current_language() == "ar":
            sheet.right_to_left()
        sheet.set_column(0, 2, 28)
        for at, row in enumerate(rows):
            for column, cell in enumerate(cells(row)):
                _write(sheet, at, column, cell, bold if at <= 1 and number else None)
    book.close()
    return content.getvalue()


def sheet_name(number: int, title: str) -> str:
    """A name no longer than a spreadsheet allows; numbered, so that no two are alike."""
    return f"{number} {title.translate(_NOT_IN_NAMES)}"[:NAME_LENGTH].rstrip()


def _write(sheet: object, row: int, column: int, cell: str, style: object) -> None:
    """A whole number as a number, so that it can be summed; "< 5" and all else as text."""
    if column >= NUMBERS_FROM and cell.isdigit():
        sheet.write_number(row, column, int(cell), style)  # type: ignore[attr-defined]
    else:
        sheet.write_string(row, column, cell, style)  # type: ignore[attr-defined]
