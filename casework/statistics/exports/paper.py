"""The report with pictures, on paper: French or Arabic, readable in grey."""

from casework.papers import letter
from casework.papers.blocks import (
    Bars,
    Block,
    Columns,
    Copy,
    Facts,
    Heading,
    Notice,
    Paper,
    Paragraph,
    Table,
)
from casework.web.formats import isolated_ltr
from casework.web.languages import _, within

from .. import sentences
from ..domain.lattice import of_whom
from ..file_cells import Margin, cells, with_margin
from ..labels import period_label
from ..numbers import plain
from ..pictures import bars
from ..tables import ShownTable, counted
from .contents import Export, Report, Titled, head_of, tables_of

NARROW = 3
"""The most classes across that a column of the page has room for."""
LANGUAGE = {Report.PAPER_FR: "fr", Report.PAPER_AR: "ar"}


def paper(export: Export, copy: Copy, *, fiction: bool) -> bytes:
    """The pages of a period as a PDF."""
    language = LANGUAGE[export.report]
    with within(language):
        tables = tables_of(export)
        blocks: list[Block | Columns] = [
            Notice(
                _(
                    "Protected estimates: each value was changed a little, once, so that nobody "
                    "can be recognised. “< 5” may be zero."
                )
            ),
            Facts(tuple(head_of(export, [one.table for one in tables]))),
        ]
        small = tuple(tuple(_blocks(one)) for one in tables if _narrow(one.table))
        blocks.append(Columns(small))
        for titled in tables:
            if not _narrow(titled.table):
                blocks += _blocks(titled)
        title = f"{_('Dashboard')}, {period_label(export.period)}"
        code = f"sanad-{of_whom(export.lattice)}{export.period.label}".upper()
        one = Paper(title, code, language, tuple(blocks), dense=True)
    return letter.pdf(one, copy, fiction=fiction)


def _narrow(table: ShownTable) -> bool:
    """Whether it finds room in a column."""
    return len(table.across) <= NARROW


def _blocks(titled: Titled) -> list[Block]:
    table = titled.table
    said: list[Block] = [Heading(titled.title), Paragraph(titled.counts, small=True)]
    if table.across:
        return [*said, _crossed(table), Paragraph(_margins(table), small=True)]
    sentence = sentences.of_series(table) if table.is_series else sentences.of_classes(table)
    drawn = bars([line.count for line in table.lines])
    rows = tuple(
        (line.label, with_margin(line.count), round(float(bar.width)))
        for line, bar in zip(table.lines, drawn, strict=True)
    )
    return [*said, Paragraph(sentence), Bars(rows)]


def _margins(table: ShownTable) -> str:
    """Every cell of a table carries the same noise; a line, that of the same number by itself."""
    margins = cells(map(Margin, (table.lines[0].cells[0], *table.line_range)))
    cell, whole, most = (isolated_ltr(f"± {margin}") for margin in margins)
    if whole != most:
        return _(
            "Margin (95 times in 100): each value %(cell)s, a whole line %(line)s to %(most)s.",
            cell=cell,
            line=whole,
            most=most,
        )
    return _(
        "Margin (95 times in 100): each value %(cell)s, a whole line %(line)s.",
        cell=cell,
        line=whole,
    )


def _crossed(table: ShownTable) -> Table:
    """A two-way table; one with pairs across is turned, so that it fits the page."""
    if len(table.across) > len(table.lines):
        head = (counted(table.key), *(line.label for line in table.lines))
        rows = tuple(
            (word, *(plain(line.cells[place]) for line in table.lines))
            for place, word in enumerate(table.across)
        )
        return Table(head, rows)
    head = (table.column, *table.across)
    return Table(head, tuple((line.label, *map(plain, line.cells)) for line in table.lines))
