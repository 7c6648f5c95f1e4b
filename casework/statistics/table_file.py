"""A published table as a file that a spreadsheet opens: the same protected values as the page."""

import csv
from io import StringIO

from flask import Response, make_response

from casework.web.formats import long_date
from casework.web.languages import _

from .domain.periods import Period
from .labels import period_label
from .tables import ShownTable

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(table: ShownTable, period: str) -> str:
    """UTF-8 with its mark, so that Arabic and French open as they are; no cell is a formula."""
    lines = StringIO()
    lines.write(BOM)
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(
        map(
            harmless,
            (
                _("Period"),
                _("Short code"),
                table.column,
                _("Cases (protected estimate)"),
                _("Margin (95 times in 100)"),
                _("Frozen on"),
            ),
        )
    )
    for line in table.lines:
        count = line.count
        cells = (
            line.label if table.is_series else period,
            line.code,
            line.label,
            str(count),
            str(count.band_95),
            long_date(count.frozen_on),
        )
        writer.writerow(map(harmless, cells))
    return lines.getvalue()


def as_attachment(table: ShownTable, quarter: Period, region: str) -> Response:
    """The file as an answer; its name says the table, the quarter and the region of a history."""
    answer = make_response(as_csv(table, period_label(quarter)))
    answer.mimetype = "text/csv"
    place = f"-{region}" if table.key == "region_quarters" else ""
    name = f"sanad-{table.key}{place}-{quarter.label}.csv".replace("_", "-")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def harmless(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV
    injection)."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
