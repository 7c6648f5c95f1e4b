"""A published table as a file that a spreadsheet opens: the same protected values as the page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import Response, make_response

from casework.web.formats import long_date
from casework.web.languages import _

from .domain.lattice import of_whom
from .file_cells import Cell, Margin, csv_file
from .forms import TableQuestion
from .labels import period_label, whose
from .remarks import remark
from .tables import ShownTable, counted


@dataclass(frozen=True)
class Taken:
    """For which reason a table is taken and by whom, and the how manieth reason it is that they
    gave, as the log counts them: a copy that is found can be led back to it, and the same table
    taken again for the same reason is the same file to the byte."""

    reason: str
    made_for: str
    serial: int


def as_csv(table: ShownTable, question: TableQuestion, taken: Taken) -> bytes:
    """The file of one table, under a short head: whose numbers, by which rules, of which releases
    and period, for which reason it was taken and by whom."""
    head: list[tuple[Cell, ...]] = [
        (_("Whose numbers"), whose(question.lattice)),
        (_("Rules"), rules()),
        (_("Releases"), release_words((table,))),
        (_("Reason given"), taken.reason),
        (_("Period"), period_label(question.period)),
        (_("Made for"), taken.made_for),
        (_("Number of the reason given"), str(taken.serial)),
    ]
    if said := remark(table.key):
        head.append((_("To be known"), said))
    return csv_file([*head, *rows_of(table, period_label(question.period))])


def release_words(tables: Iterable[ShownTable]) -> str:
    """The releases that the values of some tables were read from, each once."""
    return " ".join(sorted({one.code for table in tables for one in table.releases}))


def rules() -> str:
    """What was done to each value, as every file says it."""
    return _("Each value was changed a little, once, so that nobody can be recognised.")


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


def as_attachment(table: ShownTable, question: TableQuestion, taken: Taken) -> Response:
    """The file as an answer; its name says the table, the period and the region of a history."""
    answer = make_response(as_csv(table, question, taken))
    answer.mimetype = "text/csv"
    place = f"-{question.chosen}" if table.key == "case.region_quarters" else ""
    name = f"sanad-{of_whom(question.lattice)}{table.key}{place}-{question.period.label}.csv"
    name = name.replace("_", "-").replace(".", "-", 1)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
