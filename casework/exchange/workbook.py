"""Forms as files: a workbook (Office Open XML) and an XForm (ODK XForms specification).

No cell is ever a formula or a link, whatever it begins with.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from casework.exchange.domain.form import Cells, Form
from casework.kernel.refusals import Conflict

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XFORM = "application/xml"
WIDTH = 32


class FormNotPossible(Conflict):
    """The questionnaire holds something that a form cannot: an id or a condition."""


def as_xlsx(form: Form) -> bytes:
    """The form as a workbook, its headings in bold and kept in sight."""
    import xlsxwriter

    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        heading = book.add_format({"bold": True, "bg_color": "#E7EFEC"})
        for name, rows in form.sheets().items():
            sheet = book.add_worksheet(name)
            columns = headings(rows)
            sheet.write_row(0, 0, columns, heading)
            sheet.freeze_panes(1, 2 if name == "survey" else 0)
            sheet.set_column(0, max(len(columns) - 1, 0), WIDTH)
            for number, cells in enumerate(rows, 1):
                for column, title in enumerate(columns):
                    if text := cells.get(title):
                        _write(sheet, number, column, text)
    return written.getvalue()


def _write(sheet: Any, number: int, column: int, text: str) -> None:
    if sheet.write_string(number, column, text) != 0:
        raise FormNotPossible()  # longer than a cell can be: it would have been left out


def as_xform(form: Form) -> str:
    """The form as an XForm; FormNotPossible when it has no such form."""
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert

    sheets = {name: rows for name, rows in form.sheets().items() if name != "sanad"}
    known: dict[str, list[Any]] = {}
    for name, rows in sheets.items():
        known[name] = [_for_forms(row) for row in rows]
        # pyxform looks for columns in the first rows only, unless it is told of them
        known[f"{name}_header"] = [dict.fromkeys(headings(known[name]))]
    try:
        return str(convert(known, form_name=form.settings["form_id"]).xform)
    except PyXFormError as refused:
        raise FormNotPossible() from refused


def headings(rows: Iterable[Cells]) -> list[str]:
    """Every column that some row has, in the order of first use."""
    return list(dict.fromkeys(column for row in rows for column in row))


def _for_forms(row: Cells) -> Cells:
    return {column: text for column, text in row.items() if not column.startswith("sanad")}
