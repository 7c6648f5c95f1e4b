"""What each report holds: its tables, read through the one door, and the head that goes with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from casework.facts.domain import REGIONS
from casework.kernel.refusals import Refusal
from casework.web.formats import long_date
from casework.web.languages import _, _l

from ..catalogue import COUNTS, VIEWS
from ..domain.lattice import PUBLIC_KIND, of_whom
from ..domain.periods import Period
from ..domain.protected import ProtectedCount
from ..domain.public import PUBLIC
from ..labels import class_label, period_label, whose
from ..published import Answer, NotPublished, Query, published
from ..table_file import release_words, rules
from ..tables import COLUMNS, Asked, Line, ShownTable, read_table, stage_words


class Report(StrEnum):
    """The files that can be asked for."""

    WORKBOOK = "workbook"
    TABLES = "tables"
    HXL = "hxl"
    IC_TIP = "ic_tip"
    SDG = "sdg"
    TIP = "tip"
    PAPER_FR = "paper_fr"
    PAPER_AR = "paper_ar"
    PUBLIC = "public"


YEARLY = frozenset({Report.IC_TIP, Report.SDG, Report.TIP, Report.PUBLIC})
EXTENSIONS: Mapping[Report, str] = MappingProxyType(
    {Report.WORKBOOK: "xlsx", Report.PAPER_FR: "pdf", Report.PAPER_AR: "pdf"}
)
TITLES: Mapping[Report, Any] = MappingProxyType(
    {
        Report.WORKBOOK: _l("All tables, as a workbook (XLSX)"),
        Report.TABLES: _l("All tables, one below the other (CSV)"),
        Report.HXL: _l("All tables with HXL tags, for humanitarian tools (CSV)"),
        Report.IC_TIP: _l("Shaped after the IC-TIP classification (CSV)"),
        Report.SDG: _l("Indicator 16.2.2 of the Sustainable Development Goals (CSV)"),
        Report.TIP: _l("Table for the yearly report on trafficking (CSV)"),
        Report.PAPER_FR: _l("Report with pictures, in French (PDF)"),
        Report.PAPER_AR: _l("Report with pictures, in Arabic (PDF)"),
        Report.PUBLIC: _l("Public release: rounded, with more noise (CSV)"),
    }
)


class NotOfThisPeriod(Refusal):
    """This report is made of whole years, or the period is not published."""

    field = "period"


@dataclass(frozen=True)
class Export:
    """Which report of which period, of whose numbers, and why it was asked for; made for whom, and
    the how manieth file it is that they asked for, as the log counts them."""

    report: Report
    period: Period
    lattice: str
    reason: Any
    made_for: str
    serial: int

    @property
    def asked(self) -> Asked:
        """The whole country: an export is national."""
        return Asked(self.period, REGIONS, self.lattice)

    @property
    def file_name(self) -> str:
        """The name of the file: nothing in it but codes; it says when nobody in it is real."""
        extension = EXTENSIONS.get(self.report, "csv")
        name = f"sanad-{of_whom(self.lattice)}{self.report.value}-{self.period.label}"
        name = name.replace("_", "-")
        return f"{name}.{extension}"


@dataclass(frozen=True)
class Titled:
    """A table with the title of its picture, and what it counts."""

    title: str
    counts: str
    table: ShownTable


def tables_of(export: Export) -> list[Titled]:
    """Every table of every dashboard that is published for this period, each once."""
    if export.report is Report.PUBLIC:
        return _public(export)
    found: dict[str, Titled] = {}
    for view in VIEWS.values():
        for picture in view.pictures:
            table = read_table(picture.key, export.asked)
            if isinstance(table, ShownTable) and picture.key not in found:
                counts = stage_words(picture.key, str(COUNTS[picture.kind]))
                found[picture.key] = Titled(str(picture.title), counts, table)
    if not found:
        raise NotOfThisPeriod
    return list(found.values())


def frozen_on(tables: Iterable[ShownTable]) -> date | None:
    """The day on which what a file tells of cases was frozen; other kinds, of which some follow
    months later, have theirs beside their values."""
    own = (table for table in tables if table.key.partition(".")[0] in ("case", PUBLIC_KIND))
    return max((one.frozen_on for table in own for one in table.releases), default=None)


def head_of(export: Export, tables: Collection[ShownTable]) -> list[tuple[str, str]]:
    """What stands at the head of a file of these tables."""
    least = "10" if export.report is Report.PUBLIC else "5"
    return [*_rules_of(export, tables, least), *copy_of(export)]


def copy_of(export: Export) -> list[tuple[str, str]]:
    """Whose copy a file is. Not of a public one: it goes on without whoever took it out."""
    if export.report is Report.PUBLIC:
        return []
    return [(_("Made for"), export.made_for), (_("Number of the copy"), str(export.serial))]


def _rules_of(export: Export, tables: Collection[ShownTable], least: str) -> list[tuple[str, str]]:
    return [
        (_("What it is"), str(TITLES[export.report])),
        (_("Period"), period_label(export.period)),
        (_("Frozen on"), long_date(frozen_on(tables))),
        (_("Whose numbers"), whose(export.lattice)),
        (_("Rules"), f"{rules()} {_public_rules()}" if least == "10" else rules()),
        (_("Small numbers"), _("“< %(least)s” may be zero; a zero is never certain.", least=least)),
        (_("Not to be done"), _("Add it to numbers of courts or police; look for a person in it.")),
        (_("Reason given"), str(export.reason)),
        (_("Releases"), release_words(tables)),
    ]


def _public_rules() -> str:
    """Why the parts of the public release do not add up: values that do would give away, by
    subtraction, those that are hidden."""
    return _(
        "It carries more noise than the dashboards, and is rounded to 5, each value for itself: "
        "parts may add up to a little more or less than their whole. Made to add up, they would "
        "give away what is hidden below 10."
    )


def _public(export: Export) -> list[Titled]:
    found = []
    for name, table in PUBLIC.items():
        answer = published(Query(name, (export.period,), lattice=export.lattice))
        if isinstance(answer, NotPublished):
            raise NotOfThisPeriod
        found.append(
            Titled(
                _public_title(table.dimensions),
                str(COUNTS["case"]),
                _shown(name, table.dimensions, answer),
            )
        )
    return found


def _public_title(dimensions: tuple[str, ...]) -> str:
    if not dimensions:
        return _("Cases registered")
    return ", ".join(str(COLUMNS[name]) for name in dimensions)


def _shown(name: str, dimensions: tuple[str, ...], answer: Answer) -> ShownTable:
    """A line for each cell, whatever its dimensions: a public file has no margins across."""
    lines = [
        Line("|".join(cell), _cell_label(dimensions, cell), count)
        for cell, count in answer.cells.items()
    ]
    return ShownTable(name, _public_title(dimensions), tuple(lines), releases=answer.releases)


def _cell_label(dimensions: tuple[str, ...], cell: tuple[str, ...]) -> str:
    words = [class_label(name, code) for name, code in zip(dimensions, cell, strict=True)]
    return ", ".join(words) or _("All together")


def all_counts(titled: Titled) -> list[tuple[str, str, ProtectedCount]]:
    """Every value of a table: the code of its cell, its words, its count."""
    found = []
    for line in titled.table.lines:
        if not line.cells:
            found.append((line.code, line.label, line.count))
        for code, word, cell in zip(
            titled.table.across_codes, titled.table.across, line.cells, strict=False
        ):
            found.append((f"{line.code}|{code}", f"{line.label}, {word}", cell))
    return found
