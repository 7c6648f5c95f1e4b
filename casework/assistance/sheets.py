"""A donor report as a spreadsheet: numbers as numbers, no formula, Arabic from right to left."""

from io import BytesIO
from typing import Any

from casework.assistance.kit_forms import version_name
from casework.assistance.papers import said_of_people
from casework.assistance.report import DonorReport
from casework.funding.texts import SOURCES
from casework.web.languages import _, _p, current_language


def workbook(title: str, report: DonorReport, reason: str) -> bytes:
    """Sheets: money by line, money by source, goods, kits, people as published, and what the file
    is. How many charges there were is left out: one ticket is one person. Text that looks like a
    formula stays text."""
    import xlsxwriter

    kept = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(kept, options) as book:
        book.set_properties({"title": title, "author": "", "company": ""})
        strong = book.add_format({"bold": True})
        for name, head, rows in _sheets(report, reason):
            sheet = book.add_worksheet(name)
            if current_language() == "ar":
                sheet.right_to_left()
            sheet.write_row(0, 0, head, strong)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, row)
            sheet.set_column(0, len(head) - 1, 18)
    return kept.getvalue()


def _sheets(report: DonorReport, reason: str) -> list[tuple[str, list[str], list[list[Any]]]]:
    money = [
        [line.code, line.title, line.donor, line.amount.currency, _units(line.amount.minor),
         _units(line.before.minor), _units(line.in_period.minor), _units(line.left.minor)]
        for line in report.lines
    ]  # fmt: skip
    sources = [
        [code, str(SOURCES[kind]), paid.currency, _units(paid.minor)]
        for code, kind, paid in report.spent()
    ]
    goods = [
        [row.item, row.unit, row.stock.received, row.stock.distributed, row.stock.lost,
         row.stock.damaged, row.stock.returned, row.stock.left]
        for row in report.goods
    ]  # fmt: skip
    kits = [[version_name(row), row.received, row.given] for row in report.kits]
    people = [[row.what, without_marks(row.number)] for row in report.people]
    head = [
        [_("From"), report.first.isoformat()], [_("Until"), report.last.isoformat()],
        [_("Rules"), said_of_people()], [_("Reason given"), reason],
        [_("Releases"), report.releases],
    ]  # fmt: skip
    return [
        (_("Money"), [_("Line"), _("What it pays for"), _("Donor"), _("Currency"), _("Amount"),
                      _("Before"), _("In the period"), _("Left")], money),
        (_("By source"), [_("Line"), _("What it paid for"), _("Currency"),
                          _("In the period")], sources),
        (_("Goods"), [_("Item"), _("Unit"), _("Received"), _("Distributed"), _("Lost"),
                      _("Damaged"), _("Returned"), _("Left")], goods),
        (_("Kits"), [_("Kit"), _("Received"), _("Distributed")], kits),
        (_("People"), [_("What is counted"), _p("how many", "Number")], people),
        (_("This file"), [_("Donor report"), ""], head),
    ]  # fmt: skip


def without_marks(text: str) -> str:
    """A cell holds no marks of direction: the sheet has a direction of its own."""
    return text.translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))


def _units(minor: int) -> float:
    return minor / 100
