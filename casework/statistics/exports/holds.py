"""What each file holds, said before it is asked for: its columns, and the rules it was made by."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from casework.web.languages import _l

from .contents import TITLES, Report

_PAPER = _l(
    "The rules on the first page; then each table as a picture with its values, or as a table of "
    "classes down and across, with the margin below."
)
COLUMNS: Mapping[Report, Any] = MappingProxyType(
    {
        Report.WORKBOOK: _l(
            "A sheet with the rules, then a sheet for each table: period, short code, class, "
            "value, margin, day on which it was frozen; of tables of two classes a column for each "
            "across."
        ),
        Report.TABLES: _l("The rules, then the same tables with the same columns."),
        Report.HXL: _l(
            "One value a line: period, table, short code, class, value to sum, value as shown, "
            "margin, day on which it was frozen, country, region, releases, rules, reason, copy."
        ),
        Report.IC_TIP: _l(
            "Whole years: unit counted, variable, short code, class, value, margin, stage."
        ),
        Report.SDG: _l(
            "Whole years: indicator, stage, told apart by, short code, class, value, margin, and "
            "for 100,000 inhabitants."
        ),
        Report.TIP: _l("Whole years: what is counted, stage, value, margin."),
        Report.PAPER_FR: _PAPER,
        Report.PAPER_AR: _PAPER,
        Report.PUBLIC: _l(
            "Whole years: the total, six tables by one class and four by two, with the columns of "
            "the tables. Below 10 is hidden, all else rounded to 5; it does not name who made it."
        ),
    }
)


def columns_of_files() -> list[tuple[str, str]]:
    """Each file by its title, and what stands in it."""
    return [(str(TITLES[report]), str(held)) for report, held in COLUMNS.items()]
