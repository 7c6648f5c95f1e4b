"""The tables that pages and files show, each read through the one door.

A table is named by a key that stands in addresses (`/m/table.csv?table=sex&period=2026-Q3`).
Adults and children are sums of the stored age bands; a region's history is one cell of each
quarter. Whatever the lattice does not hold comes back as `NotPublished`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from casework.web.languages import _

from .domain.lattice import MAJORITY
from .domain.periods import Period
from .domain.protected import ProtectedCount, total
from .labels import class_label, period_label, short_label
from .published import (
    Answer,
    NotPublished,
    Query,
    Why,
    published,
    published_periods,
    table_name,
)

KIND = "case"
MONTHS_SHOWN = 12
QUARTERS_SHOWN = 8
ONE_WAY = {
    "region": "region",
    "exploitation": "exploitation",
    "sex": "sex",
    "age": "age_band",
    "nationality": "nationality_group",
    "state": "state",
}
SERIES = ("months", "region_quarters")
KEYS = ("majority", *SERIES, *ONE_WAY)


@dataclass(frozen=True)
class Line:
    """One line of a table: a class or a period, its words, its protected count."""

    code: str
    label: str
    count: ProtectedCount
    short: str = ""
    year: str = ""


@dataclass(frozen=True)
class ShownTable:
    """A table as it is shown: what it counts by, and its lines."""

    key: str
    column: str
    lines: tuple[Line, ...]

    @property
    def is_series(self) -> bool:
        """Whether the lines are periods rather than classes."""
        return self.key in SERIES

    def count(self, code: str) -> ProtectedCount:
        """The count of one line."""
        return next(line.count for line in self.lines if line.code == code)


def read_table(key: str, quarter: Period, regions: tuple[str, ...]) -> ShownTable | NotPublished:
    """One table for a quarter; the region tables hold only the regions given."""
    readers: dict[str, Callable[[], ShownTable | NotPublished]] = {
        "months": lambda: _months(quarter),
        "majority": lambda: _majority(quarter),
        "region": lambda: _one_way("region", quarter, regions),
        "region_quarters": lambda: _region_quarters(quarter, regions),
    }
    return readers.get(key, lambda: _one_way(key, quarter))()


def quarter_total(quarter: Period) -> ProtectedCount | NotPublished:
    """Cases registered in the quarter: the sum of its months."""
    return _total(published(Query(table_name(KIND), (quarter,))))


def region_total(quarter: Period, region: str) -> ProtectedCount | NotPublished:
    """Cases registered in the quarter in one region."""
    return _total(published(Query(table_name(KIND, "region"), (quarter,), ((region,),))))


def column_name(key: str) -> str:
    """The heading of what a table counts by."""
    names = {
        "months": _("Month"),
        "region_quarters": _("Quarter"),
        "region": _("Region"),
        "exploitation": _("Form of exploitation"),
        "sex": _("Sex"),
        "age": _("Age"),
        "majority": _("Adults and children"),
        "nationality": _("Nationality group"),
        "state": _("Stage of help"),
    }
    return names[key]


def _total(answer: Answer | NotPublished) -> ProtectedCount | NotPublished:
    return answer if isinstance(answer, NotPublished) else answer.total


def _one_way(
    key: str, quarter: Period, classes: tuple[str, ...] | None = None
) -> ShownTable | NotPublished:
    dimension = ONE_WAY.get(key, key)
    cells = tuple((code,) for code in classes) if classes is not None else None
    answer = published(Query(table_name(KIND, dimension), (quarter,), cells))
    if isinstance(answer, NotPublished):
        return answer
    lines = tuple(
        Line(code, class_label(dimension, code), count) for (code,), count in answer.cells.items()
    )
    return ShownTable(key, column_name(key), lines)


def _majority(quarter: Period) -> ShownTable | NotPublished:
    answer = published(Query(table_name(KIND, "age_band"), (quarter,)))
    if isinstance(answer, NotPublished):
        return answer
    lines = tuple(
        Line(code, class_label("majority", code), total(answer.cells[band,] for band in bands))
        for code, bands in MAJORITY.items()
    )
    return ShownTable("majority", column_name("majority"), lines)


def _months(quarter: Period) -> ShownTable | NotPublished:
    """The published months up to the end of the quarter, the last twelve."""
    last = quarter.months()[-1]
    known = [month for month in published_periods(KIND, "month") if month <= last]
    return _series("months", table_name(KIND), sorted(known[:MONTHS_SHOWN]))


def _region_quarters(quarter: Period, regions: tuple[str, ...]) -> ShownTable | NotPublished:
    """One region's published quarters up to this one, the last eight."""
    if len(regions) != 1:
        return NotPublished(Why.OUTSIDE)
    known = [found for found in published_periods(KIND, "quarter") if found <= quarter]
    series = sorted(known[:QUARTERS_SHOWN])
    table = _series("region_quarters", table_name(KIND, "region"), series, ((regions[0],),))
    if isinstance(table, NotPublished):
        return table
    return replace(table, column=f"{table.column}, {class_label('region', regions[0])}")


def _series(
    key: str,
    table: str,
    periods: Iterable[Period],
    cells: tuple[tuple[str, ...], ...] | None = None,
) -> ShownTable | NotPublished:
    periods = tuple(periods)
    if not periods:
        return NotPublished(Why.NOT_YET)
    answer = published(Query(table, periods, cells))
    if isinstance(answer, NotPublished):
        return answer
    lines = tuple(
        Line(
            period.label,
            period_label(period),
            total(counts.values()),
            short_label(period),
            str(period.year),
        )
        for period, counts in zip(periods, answer.periods, strict=True)
    )
    return ShownTable(key, column_name(key), lines)
