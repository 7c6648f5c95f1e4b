"""The one door to the numbers: sums of published cells, or "not published".

Dashboards, files and later the API ask here and nowhere else. Nothing is computed from a case or a
fact, so a question asked twice has one answer, before and after a restart and whatever is written
in between. What the lattice does not hold (a free date range, a region by sex, a single day) is not
refused out of caution but because the number does not exist.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from sqlalchemy import select

from casework.db import db
from casework.facts.domain import Cell
from casework.kernel.clock import MOROCCO

from .domain.lattice import LATTICE, TOTAL, Table
from .domain.periods import Period
from .domain.protected import ProtectedCount, total
from .models import PublishedCell, Release


class Why(StrEnum):
    """Why there is no number."""

    OUTSIDE = "outside"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class NotPublished:
    """No number, and why: outside the lattice, or not yet frozen."""

    why: Why


@dataclass(frozen=True)
class Query:
    """A sum of stored cells: one table, one or more periods, some or all of its cells.

    A table of months also answers for quarters, as the sum of their months.
    """

    table: str
    periods: tuple[Period, ...]
    cells: tuple[Cell, ...] | None = None


@dataclass(frozen=True)
class Answer:
    """The protected counts of a query, period by period in the order asked."""

    periods: tuple[Mapping[Cell, ProtectedCount], ...]

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
    table = next((known for known in LATTICE if known.name == query.table), None)
    if table is None or not _inside(table, query):
        return NotPublished(Why.OUTSIDE)
    stored = _stored(table, {part for period in query.periods for part in _parts(table, period)})
    cells = query.cells if query.cells is not None else table.cells()
    found = []
    for period in query.periods:
        parts = [stored.get(part) for part in _parts(table, period)]
        if any(part is None for part in parts):
            return NotPublished(Why.NOT_YET)
        found.append({cell: total(part[cell] for part in parts if part) for cell in cells})
    return Answer(tuple(found))


def published_periods(kind: str, every: str) -> list[Period]:
    """The frozen months, or the frozen quarters, the newest first."""
    labels = db.session.scalars(select(Release.period).where(Release.kind == kind))
    periods = [period for period in map(Period.parse, labels) if period.kind == every]
    return sorted(periods, reverse=True)


def table_name(kind: str, *dimensions: str) -> str:
    """The name of a table of the lattice: `case.region`; without dimensions, the total."""
    return f"{kind}.{'_'.join(dimensions) or TOTAL}"


def _inside(table: Table, query: Query) -> bool:
    if not query.periods or (query.cells is not None and not query.cells):
        return False
    if not set(query.cells or ()).issubset(table.cells()):
        return False
    return all(table.every in ("month", period.kind) for period in query.periods)


def _parts(table: Table, period: Period) -> tuple[Period, ...]:
    """The stored periods that a period of the question is made of."""
    return period.months() if table.every == "month" else (period,)


def _stored(table: Table, periods: Iterable[Period]) -> dict[Period, dict[Cell, ProtectedCount]]:
    rows = db.session.execute(
        select(Release.period, Release.frozen_at, PublishedCell.cell, PublishedCell.value)
        .join(PublishedCell)
        .where(Release.kind == table.kind, PublishedCell.table == table.name)
        .where(Release.period.in_([period.label for period in periods]))
        .order_by(Release.period)
    )
    return {
        Period.parse(label): {
            _cell(row.cell): ProtectedCount(row.value, table.variance, _day(row.frozen_at))
            for row in group
        }
        for label, group in groupby(rows, key=lambda row: row.period)
    }


def _cell(stored: str) -> Cell:
    return tuple(stored.split("|")) if stored else ()


def _day(moment: datetime) -> date:
    return moment.astimezone(MOROCCO).date()
