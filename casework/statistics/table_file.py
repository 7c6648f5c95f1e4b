"""A published table as a file that a spreadsheet opens: the same protected values as the page."""

from collections.abc import Iterator

from flask import Response, make_response

from casework.facts.domain import COUNTRY
from casework.web.formats import long_date
from casework.web.languages import _

from .domain.lattice import of_whom
from .file_cells import Cell, Margin, csv_file
from .forms import TableQuestion
from .labels import period_label, whose
from .tables import ShownTable, counted


def as_csv(table: ShownTable, period: str, lattice: str) -> bytes:
    """The file of one table. One about nobody real says so in its first line."""
    rows: list[tuple[Cell, ...]] = list(rows_of(table, period))
    if lattice != COUNTRY:
        rows.insert(0, (_("Whose numbers"), whose(lattice)))
    return csv_file(rows)


def rows_of(table: ShownTable, period: str) -> Iterator[tuple[Cell, ...]]:
    """The heading and the lines of a table, as every file has them. In a two-way table each line
    ends with a value for each class across, and the margin that holds for each of them."""
    across = (*table.across, _("Margin of each")) if table.across else ()
    yield (
        _("Period"),
        _("Short code"),
        table.column,
        _("%(counted)s (protected estimate)", counted=counted(table.key)),
        _("Margin (95 times in 100)"),
        _("Frozen on"),
        *across,
    )
    for line in table.lines:
        count = line.count
        crossed: tuple[Cell, ...] = (*line.cells, Margin(line.cells[0])) if line.cells else ()
        yield (
            line.label if table.is_series else period,
            line.code,
            line.label,
            count,
            Margin(count),
            long_date(count.frozen_on),
            *crossed,
        )


def as_attachment(table: ShownTable, question: TableQuestion) -> Response:
    """The file as an answer; its name says the table, the period and the region of a history."""
    answer = make_response(as_csv(table, period_label(question.period), question.lattice))
    answer.mimetype = "text/csv"
    place = f"-{question.chosen}" if table.key == "case.region_quarters" else ""
    name = f"sanad-{of_whom(question.lattice)}{table.key}{place}-{question.period.label}.csv"
    name = name.replace("_", "-").replace(".", "-", 1)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
