"""Files of text: tables one below the other, with HXL tags, and in the shapes others ask for."""

from collections.abc import Iterable

from casework.facts.domain import COUNTRY, REGIONS
from casework.web.languages import _

from ..file_cells import Cell, Margin, ToSum, csv_file
from ..labels import class_label, period_label, whose
from ..table_file import release_words, rows_of, rules
from ..tables import ShownTable, read_table
from .contents import Export, all_counts, copy_of, head_of, tables_of

HXL_TAGS = (
    "#date+period",
    "#meta+table",
    "#indicator+code",
    "#indicator+name",
    "#indicator+value+num",
    "#description+value+shown",
    "#indicator+margin+num",
    "#date+frozen",
    "#country+code",
    "#adm1+code",
    "#adm1+name",
    "#meta+release",
    "#meta+whose",
    "#meta+rules",
    "#meta+reason",
    "#meta+copy",
)
"""HXL 1.1 (hxlstandard.org): a row of tags between the heading and the values."""
MOROCCO = "MAR"
"""ISO 3166-1, three letters."""


def tables_file(export: Export) -> bytes:
    """The head, then each table with its title."""
    found = tables_of(export)
    head = head_of(export, [titled.table for titled in found])
    rows: list[Iterable[Cell]] = [*head, ()]
    for titled in found:
        rows += [(titled.title,), (titled.counts,)]
        rows += [*rows_of(titled.table, period_label(export.period)), ()]
    return csv_file(rows)


def _hxl_head() -> tuple[str, ...]:
    """The heading above the tags, in the reader's language."""
    return (
        _("Period"),
        _("Table"),
        _("Short code"),
        _("Class"),
        _("Value"),
        _("Value as shown"),
        _("Margin (95 times in 100)"),
        _("Frozen on"),
        _("Country"),
        _("Region code"),
        _("Region"),
        _("Releases"),
        _("Whose numbers"),
        _("Rules"),
        _("Reason given"),
        _("Number of the copy"),
    )


def hxl_file(export: Export) -> bytes:
    """One value a row. The tags stand in the second row, as the tools of HXL look for them; a head
    above them would be lost, so releases, rules and reason stand in `#meta` of every row. A country
    that does not exist has no country code."""
    rows: list[tuple[Cell, ...]] = [_hxl_head(), HXL_TAGS]
    copy = ", ".join(said for _name, said in copy_of(export))
    meta = (whose(export.lattice), rules(), str(export.reason), copy)
    country = MOROCCO if export.lattice == COUNTRY else ""
    for titled in tables_of(export):
        for code, label, count in all_counts(titled):
            rows.append(
                (
                    export.period.label,
                    titled.table.key,
                    code,
                    label,
                    ToSum(count),
                    count,
                    Margin(count),
                    count.frozen_on.isoformat(),
                    country,
                    *_region(code),
                    release_words((titled.table,)),
                    *meta,
                )
            )
    return csv_file(rows)


def _region(code: str) -> tuple[str, str]:
    """Code and name of the region of a cell that has one."""
    region = code.partition("|")[0]
    return (region, class_label("region", region)) if region in REGIONS else ("", "")


def shaped(
    export: Export, keys: Iterable[str], heading: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]
) -> bytes:
    """The head, then a heading and its rows, which are made of the tables of these keys."""
    found = (read_table(key, export.asked) for key in dict.fromkeys(keys))
    head = head_of(export, [table for table in found if isinstance(table, ShownTable)])
    return csv_file([*head, (), heading, *rows])
