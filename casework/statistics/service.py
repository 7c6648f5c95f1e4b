"""Freezing what is due, and reading the budget: for the command line, the worker and the demo."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from flask import Flask, current_app

from casework.kernel.clock import now

from . import ledger
from .digests import code_of, stored_digest
from .domain.budget import LIMIT, Spending, epsilon, spent_per_person
from .domain.lattice import LATTICE
from .domain.periods import Period, due_periods
from .freeze import Sources, freeze
from .models import Release
from .published import published_periods

EXTENSION = "sanad-statistics"


@dataclass(frozen=True)
class Budget:
    """What was spent: every entry, and the most that anybody has paid."""

    entries: tuple[Spending, ...]
    most: Fraction
    limit: Fraction

    @property
    def epsilon(self) -> float:
        """The epsilon of what the most affected person has paid, at delta 1e-6."""
        return epsilon(self.most)


def hand_over(app: Flask, sources: Sources) -> None:
    """The application says here who counts and who writes the audit."""
    app.extensions[EXTENSION] = sources


def freeze_period(period: Period) -> list[Release]:
    """Publish one period, in the caller's transaction. Refusals are those of `freeze`."""
    return freeze(period, _sources())


def due() -> list[Period]:
    """Every period that is due and not yet frozen, in the order in which they are frozen."""
    kinds = list(dict.fromkeys(table.kind for table in LATTICE))
    found: set[Period] = set()
    for kind in kinds:
        done = {*published_periods(kind, "month"), *published_periods(kind, "quarter")}
        found.update(set(due_periods(start, now())) - done if (start := _start(kind)) else ())
    return in_freezing_order(found)


def freeze_due() -> list[Period]:
    """Publish everything that is due, in the caller's transaction; answers which periods."""
    periods = due()
    for period in periods:
        freeze_period(period)
    return periods


def altered() -> list[str]:
    """The releases whose cells are no longer those whose digest the audit holds, by code."""
    recorded = _sources().recorded()
    found = ((code_of(one.kind, one.period), stored_digest(one)) for one in ledger.releases())
    return [code for code, digest in found if (code, digest) not in recorded]


def in_freezing_order(periods: Iterable[Period]) -> list[Period]:
    """Months in order, each quarter after its last month."""
    return sorted(periods, key=lambda one: (one.months()[-1], one.length))


def budget() -> Budget:
    """The ledger, and the most that anybody has paid so far."""
    entries = tuple(ledger.entries())
    most = max((spent_per_person(entries, entry.period) for entry in entries), default=Fraction(0))
    return Budget(entries, most, LIMIT)


def _start(kind: str) -> Period | None:
    """The first published month, else the month of the first registration."""
    if months := published_periods(kind, "month"):
        return months[-1]
    first = _sources().first_month(kind)
    return Period.month_of(first) if first else None


def _sources() -> Sources:
    sources: Sources = current_app.extensions[EXTENSION]
    return sources
