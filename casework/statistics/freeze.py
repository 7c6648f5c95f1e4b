"""Freezing a period: counts become published cells, once, and are forgotten.

One transaction, opened by the caller: count, add discrete Gaussian noise once per cell, make the
tables whole, non-negative and additive, store them, write the cost into the budget ledger and the
digest into the audit. Counting and the audit are handed in: nothing here can reach a fact, a case
or a key. Dinur and Nissim (2003) showed why there is no second chance: answers that are drawn anew
for each question can be averaged until the data is known.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import select

from casework.db import db
from casework.facts.domain import Cell
from casework.kernel.clock import now
from casework.kernel.ids import new_id
from casework.kernel.refusals import Refusal

from . import ledger
from .digests import code_of, digest_of
from .domain import budget
from .domain.lattice import LATTICE, Table, tables_of
from .domain.periods import Period
from .domain.publishing import publish
from .models import BudgetEntry, PublishedCell, Release

Counts = Mapping[Cell, int]
Count = Callable[[Period, Table], Counts]
Record = Callable[[str, str], None]
"""Told the code and the digest of each release."""
FirstMonth = Callable[[str], date | None]
"""The month of the first registration of a kind, where its series begins; None before it."""
Recorded = Callable[[], set[tuple[str, str]]]
"""Code and digest of every release that the audit holds."""


class NotYetDue(Refusal):
    """The period is open, or closed for less than 14 days."""

    status = 409


class AlreadyFrozen(Refusal):
    """The period was published; it is never issued again."""

    status = 409


class MonthsMissing(Refusal):
    """A quarter is the sum of its months: they are frozen first."""

    status = 409


@dataclass(frozen=True)
class Sources:
    """What the freeze is handed: who counts, who keeps the audit, and from when."""

    count: Count
    first_month: FirstMonth
    record: Record
    recorded: Recorded


def freeze(period: Period, sources: Sources) -> list[Release]:
    """Publish a period, one release for each kind of the lattice. Flushes; the caller commits.

    Refused: NotYetDue, AlreadyFrozen, MonthsMissing, OverBudget. A refusal has counted nothing.
    """
    tables = tables_of(period)
    kinds = list(dict.fromkeys(table.kind for table in tables))
    _check(period, kinds)
    planned = [(table, budget.cost(table.variance, table.rows)) for table in tables]
    budget.check(ledger.entries(), [budget.Spending(period, t.name, rho) for t, rho in planned])
    return [_release(kind, period, planned, sources) for kind in kinds]


def frozen_months(kind: str) -> set[Period]:
    """The months of a kind that were published."""
    labels = db.session.scalars(select(Release.period).where(Release.kind == kind))
    return {period for period in map(Period.parse, labels) if period.is_month}


def _check(period: Period, kinds: Iterable[str]) -> None:
    if not period.is_due(now()):
        raise NotYetDue(period=period.label)
    for kind in kinds:
        found = select(Release.id).where(Release.kind == kind, Release.period == period.label)
        if db.session.scalar(found) is not None:
            raise AlreadyFrozen(period=period.label)
        if not period.is_month and not frozen_months(kind).issuperset(period.months()):
            raise MonthsMissing(period=period.label)


def _release(
    kind: str, period: Period, planned: list[tuple[Table, Fraction]], sources: Sources
) -> Release:
    """Count, protect and store the tables of one kind."""
    mine = [(table, rho) for table, rho in planned if table.kind == kind]
    values = {table.name: _protected(table, period, sources.count) for table, _ in mine}
    digest = digest_of(kind, period, values)
    release = Release(id=new_id(), kind=kind, period=period.label, frozen_at=now(), digest=digest)
    db.session.add(release)
    db.session.flush()
    for name, cells in values.items():
        db.session.add_all(
            PublishedCell(release_id=release.id, table=name, cell="|".join(cell), value=value)
            for cell, value in cells.items()
        )
    db.session.add_all(
        BudgetEntry(release_id=release.id, table=table.name, rho=str(rho)) for table, rho in mine
    )
    db.session.flush()
    sources.record(code_of(kind, period.label), digest)
    return release


def _protected(table: Table, period: Period, count: Count) -> dict[Cell, int]:
    """Count, protect, forget: the exact counts live in this line alone."""
    total = _total(table.kind, period) if table.dimensions else None
    return publish(table, count(period, table), total)


def _total(kind: str, period: Period) -> int:
    """The published total of a quarter: the sum of its stored months."""
    total = next(table for table in LATTICE if table.kind == kind and not table.dimensions)
    labels = [month.label for month in period.months()]
    wanted = (
        select(PublishedCell.value)
        .join(Release)
        .where(Release.kind == kind, Release.period.in_(labels), PublishedCell.table == total.name)
    )
    return sum(db.session.scalars(wanted))
