"""How far the published numbers of the simulated country lie from its true ones.

Of the fiction alone: there nobody is real, and the true counts may be shown. Of the country itself
nobody can measure this, since its true counts are forgotten when it is frozen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casework.facts.domain import KINDS, SIMULATED, Cell
from casework.web.formats import isolated_ltr, number
from casework.web.languages import _

from . import service
from .domain.lattice import LATTICE, Table
from .domain.periods import Period
from .domain.protected import ProtectedCount
from .published import Answer, Query, published, published_periods
from .tables import COLUMNS, counted


@dataclass(frozen=True)
class TableError:
    """One table of a year: how many cells, the mean distance of a published one from the true one,
    the margin that is told, and of how many cells in a hundred the true number lies within it."""

    table: Table
    cells: int
    mean: float
    margin: int
    within: int
    together: bool = False
    """All cells in one: the total of a kind that publishes none of its own."""

    @property
    def name(self) -> str:
        """The table, and whether its cells are taken together."""
        return f"{self.table.name}, together" if self.together else self.table.name


@dataclass(frozen=True)
class ErrorLine:
    """The same in words, for the page."""

    counted: str
    by: str
    cells: str
    mean: str
    margin: str
    within: str


def newest_year() -> Period | None:
    """The newest year of the simulated country that is published."""
    years = published_periods("case", "year", SIMULATED)
    return years[0] if years else None


def measured_errors(year: Period) -> tuple[TableError, ...]:
    """Every table that the simulated country published for a year, as its dashboards show it: a
    table of months or quarters by the sums of the year. Facts are opened once a kind."""
    return tuple(found for kind in KINDS for found in _of_kind(kind, year))


def error_lines(year: Period) -> tuple[ErrorLine, ...]:
    """The measured errors in the reader's language."""
    return tuple(
        ErrorLine(
            counted(one.table.name),
            _by(one),
            str(one.cells),
            number(round(one.mean, 1)),
            isolated_ltr(f"± {one.margin}"),
            _("%(share)s%%", share=str(one.within)),
        )
        for one in measured_errors(year)
    )


def _by(one: TableError) -> str:
    names = () if one.together else one.table.dimensions
    return ", ".join(str(COLUMNS[name]) for name in names) or _("All together")


def _of_kind(kind: str, year: Period) -> Iterator[TableError]:
    answers = {
        table: answer
        for table in LATTICE
        if table.kind == kind
        and isinstance(answer := published(Query(table.name, (year,), lattice=SIMULATED)), Answer)
    }
    if not answers:
        return
    true = service.true_counts_of_the_fiction(year, list(answers))
    for table, answer in answers.items():
        yield _error(table, answer.cells, true[table.name])
    if all(table.dimensions for table in answers):
        first = next(iter(answers))
        whole: dict[Cell, ProtectedCount] = {(): answers[first].total}
        true_whole: dict[Cell, int] = {(): sum(true[first.name].values())}
        yield replace(_error(first, whole, true_whole), together=True)


def _error(
    table: Table, shown: Mapping[Cell, ProtectedCount], true: Mapping[Cell, int]
) -> TableError:
    distances = {cell: abs(count.value - true[cell]) for cell, count in shown.items()}
    within = sum(distance <= shown[cell].band_95 for cell, distance in distances.items())
    return TableError(
        table,
        len(shown),
        sum(distances.values()) / len(shown),
        max(count.band_95 for count in shown.values()),
        round(100 * within / len(shown)),
    )
