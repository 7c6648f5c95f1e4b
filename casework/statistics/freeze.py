"""Freezing a period: counts become published cells, once, and are forgotten.

One transaction, opened by the caller: count, add discrete Gaussian noise once per cell, make the
tables whole, non-negative and additive, store them, write the cost into the budget ledger and the
digest into the audit. Counting and the audit are handed in: nothing here can reach a fact, a case
or a key. Dinur and Nissim (2003) showed why there is no second chance: answers that are drawn anew
for each question can be averaged until the data is known.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert

from casework.db import db
from casework.facts.domain import Cell
from casework.kernel.clock import now
from casework.kernel.ids import new_id
from casework.kernel.refusals import Conflict

from . import ledger
from .digests import digest_of
from .domain import budget
from .domain.lattice import LATE_KINDS, PUBLIC_KIND, Table, code_of, kinds_of, tables_of
from .domain.losses import parts_of
from .domain.periods import Period
from .domain.public import public_release
from .domain.publishing import Known, Made, publish
from .models import BudgetEntry, PublishedCell, Release
from .stored import Sums, frozen_periods, is_lost, note_drawn, restored_at, sums

Counts = Mapping[Cell, int]
Count = Callable[[Period, Iterable[Table], str], Mapping[str, Counts]]
"""Counts some tables of one kind of a lattice in one pass, each under its name."""
Record = Callable[[str, str], None]
"""Told the code and the digest of each release."""
FirstMonth = Callable[[str, str], date | None]
"""The month of the first registration of a kind in a lattice; None before it."""
Recorded = Callable[[], set[tuple[str, str]]]
"""Code and digest of every release that the audit holds."""
Kept = Callable[[], Collection[str]]
"""The codes of the releases that the log holds, or of which a copy is kept outside the database."""
Restored = Callable[[], datetime | None]
"""When the database was last filled from a backup, as the log says it: a row of a table would be
believed from anybody who can take it away."""
Destroy = Callable[[str, Iterable[date], str], int]
"""Destroys what the facts of a kind say, month by month, after their year was published."""


class NotYetDue(Conflict):
    """The period is open, or closed for less than 14 days (a year: 30)."""


class AlreadyFrozen(Conflict):
    """The period was published; it is never issued again."""


class LostWithRestore(Conflict):
    """The period was due before a restore that does not hold it, or the log holds it, or a copy of
    it is kept outside and was not put back: it may have been read already."""


class PartsMissing(Conflict):
    """A quarter is the sum of its months, a year of its quarters: they are frozen first."""


class NothingRegistered(Conflict):
    """Nothing was registered up to this period: there is nothing to protect."""


@dataclass(frozen=True)
class Sources:
    """What the freeze is handed: who counts, who keeps the audit, from when, who destroys, and
    what was published before, and when the database was restored. `count_for_good`: of a period
    that is a part of longer ones, so that those are counted by the same classes."""

    count: Count
    count_for_good: Count
    first_month: FirstMonth
    record: Record
    recorded: Recorded
    destroy: Destroy
    kept: Kept
    restored: Restored


def freeze(period: Period, sources: Sources, lattice: str) -> list[Release]:
    """Publish a period, one release for each kind that is due. Flushes; the caller commits.

    Refused: NotYetDue, AlreadyFrozen, LostWithRestore, PartsMissing, NothingRegistered, OverBudget.
    A refusal has counted nothing.
    """
    kinds = _open_kinds(period, sources, lattice)
    planned = [
        budget.Spending(period, table.name, table.cost)
        for kind in kinds
        for table in tables_of(period, kind)
    ]
    budget.check(ledger.entries(lattice), planned)
    releases = []
    for kind in kinds:
        releases += _releases(kind, period, sources, lattice)
    return releases


def _open_kinds(period: Period, sources: Sources, lattice: str) -> list[str]:
    if not period.is_due(now()):
        raise NotYetDue(period=period.label)
    begun = [kind for kind in kinds_of(period.kind) if _began(kind, period, sources, lattice)]
    if not begun:
        raise NothingRegistered(period=period.label)
    found = [
        kind
        for kind in begun
        if period.is_due(now(), LATE_KINDS.get(kind, 0))
        and period not in frozen_periods(kind, lattice)
    ]
    if not found:
        raise AlreadyFrozen(period=period.label)
    kept, restored = sources.kept(), restored_at(lattice, sources.restored)
    found = [kind for kind in found if not is_lost(kind, period, lattice, restored, kept)]
    if not found:
        raise LostWithRestore(period=period.label)
    for kind in found:
        if not frozen_periods(kind, lattice).issuperset(parts_of(kind, period)):
            raise PartsMissing(period=period.label)
    return found


def _began(kind: str, period: Period, sources: Sources, lattice: str) -> bool:
    """A kind is published from the year of its first record on."""
    first = sources.first_month(kind, lattice)
    return first is not None and first.year <= period.year


def _releases(kind: str, period: Period, sources: Sources, lattice: str) -> list[Release]:
    """Count, protect and store the tables of one kind, and of a year of cases the public ones."""
    tables = tables_of(period, kind)
    before = sums(kind, lattice, parts_of(kind, period))
    known = _known(before)
    count = sources.count if period.is_year else sources.count_for_good
    made = publish(tables, count(period, tables, lattice), known)
    costs = {table.name: str(table.cost) for table in tables}
    found = [_store(kind, period, made, costs, sources, lattice)]
    if kind == "case" and period.is_year and known.total is not None:
        public = public_release(
            {name: cells.noisy for name, cells in before.items()},
            {name: one.noisy for name, one in made.items()},
            known.total,
        )
        shown = {name: Made(cells, cells) for name, cells in public.items()}
        found.append(
            _store(PUBLIC_KIND, period, shown, dict.fromkeys(public, "0"), sources, lattice)
        )
    return found


def _known(before: Mapping[str, Sums]) -> Known:
    """What was published of the parts of this period, as sums."""
    known = Known()
    for name, cells in before.items():
        dimensions = name.partition(".")[2]
        if dimensions == "total":
            known.total = cells.published[()]
        else:
            known.lines[dimensions] = {cell[0]: n for cell, n in cells.published.items()}
    if known.total is None and known.lines:
        known.total = sum(next(iter(known.lines.values())).values())
    return known


def _store(
    kind: str,
    period: Period,
    made: Mapping[str, Made],
    costs: Mapping[str, str],
    sources: Sources,
    lattice: str,
) -> Release:
    digest = digest_of(kind, period, made)
    release = Release(
        id=new_id(),
        lattice=lattice,
        kind=kind,
        period=period.label,
        frozen_at=now(),
        digest=digest,
    )
    db.session.add(release)
    db.session.flush()
    connection = db.session.connection()
    connection.execute(
        insert(PublishedCell),
        [
            {
                "release_id": release.id,
                "table_name": name,
                "cell": "|".join(cell),
                "value": value,
                "noisy": one.noisy[cell],
            }
            for name, one in made.items()
            for cell, value in one.published.items()
        ],
    )
    connection.execute(
        insert(BudgetEntry),
        [{"release_id": release.id, "table_name": name, "rho": rho} for name, rho in costs.items()],
    )
    note_drawn(lattice, {(kind, period.label)})
    sources.record(code_of(kind, period.label, lattice), digest)
    return release
