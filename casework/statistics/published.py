"""The one door to the numbers: sums of published cells, or "not published".

Dashboards, files and the API ask here and nowhere else, over a connection that can read nothing
else. Nothing is computed from a case or a fact, so a question asked twice has one answer, before
and after a restart and whatever is written in between. What the lattice does not hold (a free date
range, a single day, a region by sex in one quarter) is not refused out of caution but because the
number does not exist.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from itertools import groupby

from sqlalchemy import select

from casework.db.installation import Restoration
from casework.facts.domain import SIMULATED, Cell
from casework.facts.lattices import lattice_of
from casework.kernel.clock import MOROCCO

from .domain.lattice import BY_NAME, PUBLIC_KIND, TOTAL, Table, code_of
from .domain.losses import is_lost
from .domain.periods import Period
from .domain.protected import ProtectedCount, total
from .domain.public import LEAST, PUBLIC
from .models import DrawnPeriod, PublishedCell, Release
from .reading import reading
from .stored import read_cell


class Why(StrEnum):
    """Why there is no number."""

    OUTSIDE = "outside"
    NOT_YET = "not_yet"
    LOST = "lost"


@dataclass(frozen=True)
class NotPublished:
    """No number, and why: outside the lattice, not yet frozen, or lost with a restore."""

    why: Why


@dataclass(frozen=True)
class Query:
    """A sum of stored cells: one table, one or more periods, some or all of its cells.

    A table of months also answers for quarters and years, one of quarters for years, as sums.
    Without a `lattice`, of the installation's own records.
    """

    table: str
    periods: tuple[Period, ...]
    cells: tuple[Cell, ...] | None = None
    lattice: str | None = None


@dataclass(frozen=True, order=True)
class ReleaseCode:
    """The name of a release, as the audit and every file have it, and its day (ISO 8601: pages
    take words and protected numbers alone)."""

    code: str
    day: str

    @property
    def frozen_on(self) -> date:
        """Its day in Morocco."""
        return date.fromisoformat(self.day)


@dataclass(frozen=True)
class Answer:
    """The protected counts of a query, period by period in the order asked, and the releases that
    they were read from: of a sum, those of all its parts."""

    periods: tuple[Mapping[Cell, ProtectedCount], ...]
    releases: tuple[ReleaseCode, ...] = ()

    @property
    def cells(self) -> dict[Cell, ProtectedCount]:
        """Each cell, summed over the periods."""
        return {cell: total(one[cell] for one in self.periods) for cell in self.periods[0]}

    @property
    def total(self) -> ProtectedCount:
        """All cells of all periods in one."""
        return total(self.cells.values())


def published(query: Query) -> Answer | NotPublished:
    """The only way to a number."""
    table = BY_NAME.get(query.table) or PUBLIC.get(query.table)
    if table is None or not _inside(table, query):
        return NotPublished(Why.OUTSIDE)
    wanted = {part for period in query.periods for part in period.parts(table.every)}
    stored, releases = _stored(table, wanted, lattice_of(query.lattice))
    cells = query.cells if query.cells is not None else table.cells()
    found = []
    for period in query.periods:
        parts = [stored.get(part) for part in period.parts(table.every)]
        if any(part is None for part in parts):
            gone = lost_ones(table.kind, query.lattice)
            return NotPublished(Why.LOST if any(map(gone, wanted)) else Why.NOT_YET)
        if any(cell not in part for part in parts if part for cell in cells):
            return NotPublished(Why.OUTSIDE)  # a class that joined its list later
        found.append({cell: total(part[cell] for part in parts if part) for cell in cells})
    return Answer(tuple(found), releases)


def published_periods(kind: str, every: str, lattice: str | None = None) -> list[Period]:
    """The frozen months, quarters or years of a kind, the newest first."""
    whose = lattice_of(lattice)
    rows = select(Release.period).where(Release.kind == kind, Release.lattice == whose)
    with reading() as connection:
        periods = [Period.parse(label) for (label,) in connection.execute(rows)]
    return sorted((period for period in periods if period.kind == every), reverse=True)


def lost_ones(kind: str, lattice: str | None = None) -> Callable[[Period], bool]:
    """Tells of each period of a kind whether it was published, or may have been, and is lost: with
    a restore, or because somebody took away what was published."""
    whose = lattice_of(lattice)
    kinds = (kind, PUBLIC_KIND) if kind == "case" else (kind,)
    drawn_rows = select(DrawnPeriod.period).where(
        DrawnPeriod.kind.in_(kinds), DrawnPeriod.lattice == whose
    )
    rows = select(Release.period).where(Release.kind == kind, Release.lattice == whose)
    with reading() as connection:
        restores = connection.scalars(select(Restoration.restored_at)).all()
        done = {Period.parse(label) for label in connection.scalars(rows)}
        drawn = {Period.parse(label) for label in connection.scalars(drawn_rows)}
    last = max(restores, default=None) if whose != SIMULATED else None
    return lambda period: is_lost(kind, period, done, last, drawn)


def table_name(kind: str, *dimensions: str) -> str:
    """The name of a table of the lattice: `case.region`; without dimensions, the total."""
    return f"{kind}.{'_'.join(dimensions) or TOTAL}"


def _inside(table: Table, query: Query) -> bool:
    if not query.periods or (query.cells is not None and not query.cells):
        return False
    if not set(query.cells or ()).issubset(table.cells()):
        return False
    return all(period.parts(table.every) for period in query.periods)


def _stored(
    table: Table, periods: Iterable[Period], lattice: str
) -> tuple[dict[Period, dict[Cell, ProtectedCount]], tuple[ReleaseCode, ...]]:
    kind, least = table.kind, 5
    if table.name in PUBLIC:
        kind, least = PUBLIC_KIND, LEAST
    wanted = (
        select(Release.period, Release.frozen_at, PublishedCell.cell, PublishedCell.value)
        .join(PublishedCell, PublishedCell.release_id == Release.id)
        .where(Release.lattice == lattice, Release.kind == kind)
        .where(PublishedCell.table == table.name)
        .where(Release.period.in_([period.label for period in periods]))
        .order_by(Release.period)
    )
    with reading() as connection:
        rows = connection.execute(wanted).all()
    found = {
        Period.parse(label): {
            read_cell(row.cell): _count(row, table.variance, least) for row in group
        }
        for label, group in groupby(rows, key=lambda row: row.period)
    }
    days = {code_of(kind, row.period, lattice): _day(row.frozen_at).isoformat() for row in rows}
    return found, tuple(ReleaseCode(*one) for one in sorted(days.items()))


def _count(row: object, variance: Fraction, least: int) -> ProtectedCount:
    return ProtectedCount(row.value, variance, _day(row.frozen_at), least)  # type: ignore[attr-defined]


def _day(moment: datetime) -> date:
    return moment.astimezone(MOROCCO).date()
