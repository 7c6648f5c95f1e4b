"""Freezing what is due, and reading the budget: for the command line, the worker and the demo."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from flask import Flask, current_app

from casework.facts.domain import KINDS, SIMULATED, Cell
from casework.facts.lattices import lattice_of
from casework.facts.service import FactsMoved
from casework.kernel.clock import now

from . import ledger
from .digests import stored_digest
from .domain.budget import LIMIT, Spending, dearest_months, epsilon
from .domain.lattice import LATE_KINDS, Table, code_of, kinds_of, tables_of
from .domain.losses import is_lost
from .domain.periods import Period, due_periods
from .freeze import Sources, freeze
from .models import Release
from .stored import frozen_periods, kept_periods, note_drawn, restored_at

EXTENSION = "sanad-statistics"
FACTS_KEPT = timedelta(days=60)


@dataclass(frozen=True)
class Budget:
    """What was spent: every entry, and the most that anybody can have paid, kind by kind."""

    entries: tuple[Spending, ...]
    by_kind: Mapping[str, Fraction]
    limit: Fraction

    @property
    def most(self) -> Fraction:
        """Over all kinds of records together."""
        return sum(self.by_kind.values(), Fraction(0))

    @property
    def epsilon(self) -> float:
        """The epsilon of what the most affected person has paid, at delta 1e-6."""
        return epsilon(self.most)


def hand_over(app: Flask, sources: Sources) -> None:
    """The application says here who counts and who writes the audit."""
    app.extensions[EXTENSION] = sources


def freeze_period(period: Period, lattice: str | None = None) -> list[Release]:
    """Publish one period, in the caller's transaction. Refusals are those of `freeze`."""
    return freeze(period, _sources(), lattice_of(lattice))


def count_as_put_back(kind: str, period: Period, lattice: str) -> None:
    """The facts of a period that was put back keep by what they are counted in longer ones, as when
    it was frozen, in the caller's transaction: what its freeze wrote in them is lost with it. One
    that does not lie where it was sealed stops no putting back: they keep nothing then, and the
    freeze that follows says so."""
    if kind not in KINDS or period.is_year:
        return
    with suppress(FactsMoved):
        _sources().count_for_good(period, tables_of(period, kind), lattice)


def true_counts_of_the_fiction(
    period: Period, tables: Iterable[Table]
) -> Mapping[str, Mapping[Cell, int]]:
    """The true counts of the simulated country, to measure the error of what it published. There
    is no such function for the country itself."""
    return _sources().count(period, tables, SIMULATED)


def due(lattice: str | None = None) -> list[Period]:
    """Every period of which a kind is due and not yet frozen, in the order of freezing. What a
    restore has lost is never due again."""
    return _missing(lattice_of(lattice), lost=False)


def lost(lattice: str | None = None) -> list[Period]:
    """Every period that may have been published and was lost with a restore."""
    return _missing(lattice_of(lattice), lost=True)


def note_lost(lattice: str | None = None) -> int:
    """Say of what the log or a copy outside holds, and of what a restore has lost, that it was
    drawn, in the caller's transaction: the dashboards can read neither, and would call it not yet
    published. Answers of how many periods."""
    whose, kept = lattice_of(lattice), _sources().kept()
    periods = {(kind, period.label) for kind in KINDS for period in kept_periods(kind, whose, kept)}
    periods.update((kind, period.label) for kind, period in _missing_of(whose, lost=True))
    return note_drawn(whose, periods)


def _missing(whose: str, *, lost: bool) -> list[Period]:
    return in_freezing_order({period for _kind, period in _missing_of(whose, lost=lost)})


def _missing_of(whose: str, *, lost: bool) -> set[tuple[str, Period]]:
    found: set[tuple[str, Period]] = set()
    restored, kept = restored_at(whose, _sources().restored), _sources().kept()
    for kind in KINDS:
        if (first := _sources().first_month(kind, whose)) is None:
            continue
        done, outside = frozen_periods(kind, whose), kept_periods(kind, whose, kept)
        found.update(
            (kind, period)
            for period in due_periods(Period.month_of(first), now())
            if kind in kinds_of(period.kind)
            and period not in done
            and period.is_due(now(), LATE_KINDS.get(kind, 0))
            and is_lost(kind, period, done, restored, outside) is lost
        )
    return found


def freeze_due(lattice: str | None = None) -> list[Period]:
    """Publish everything that is due, in the caller's transaction; answers which periods."""
    periods = due(lattice)
    for period in periods:
        freeze_period(period, lattice)
    return periods


def destroy_counted(lattice: str | None = None) -> int:
    """Destroy what facts say, 60 days after their year was frozen, in the caller's transaction; of
    a year that was lost with a restore, 60 days after it would have been. Published cells never
    change; a change of a record after that reaches no number any more."""
    whose = lattice_of(lattice)
    years = [*_frozen_long_ago(whose), *_lost_long_ago(whose)]
    return sum(_sources().destroy(kind, year.month_starts(), whose) for kind, year in years)


def _frozen_long_ago(whose: str) -> Iterator[tuple[str, Period]]:
    for release in ledger.releases():
        period = Period.parse(release.period)
        old = period.is_year and release.frozen_at + FACTS_KEPT <= now()
        if old and release.kind in KINDS and release.lattice == whose:
            yield release.kind, period


def _lost_long_ago(whose: str) -> Iterator[tuple[str, Period]]:
    restored = restored_at(whose, _sources().restored)
    for kind in KINDS if restored else ():
        if (first := _sources().first_month(kind, whose)) is None:
            continue
        done, kept = frozen_periods(kind, whose), LATE_KINDS.get(kind, 0) + FACTS_KEPT.days
        for year in due_periods(Period.month_of(first), now()):
            old = year.is_year and year.is_due(now(), kept)
            if old and is_lost(kind, year, done, restored):
                yield kind, year


def altered() -> list[str]:
    """The releases whose cells are no longer those whose digest the audit holds, by code."""
    recorded = _sources().recorded()
    found = (
        (code_of(one.kind, one.period, one.lattice), stored_digest(one))
        for one in ledger.releases()
    )
    return [code for code, digest in found if (code, digest) not in recorded]


def gone() -> list[str]:
    """The releases of real records that the log holds and the database does not, by code."""
    there = {code_of(one.kind, one.period, one.lattice) for one in ledger.releases()}
    fiction = f"{SIMULATED.upper()}."
    recorded = {code for code, _digest in _sources().recorded()}
    return sorted(code for code in recorded - there if not code.startswith(fiction))


def in_freezing_order(periods: Iterable[Period]) -> list[Period]:
    """Months in order, each quarter after its last month, each year after its last quarter."""
    return sorted(periods, key=lambda one: (one.months()[-1], one.length))


def budget(lattice: str | None = None) -> Budget:
    """The ledger, and the most that anybody can have paid so far."""
    entries = tuple(ledger.entries(lattice_of(lattice)))
    return Budget(entries, dearest_months(entries), LIMIT)


def frozen(kind: str, lattice: str | None = None) -> set[Period]:
    """Every published period of a kind."""
    return frozen_periods(kind, lattice_of(lattice))


def _sources() -> Sources:
    sources: Sources = current_app.extensions[EXTENSION]
    return sources
