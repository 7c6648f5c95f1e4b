"""How much may ever be learned about one person: the privacy budget, in zCDP.

Rho is the unit of zero-concentrated differential privacy (Bun and Steinke, 2016): a table whose
cells carry discrete Gaussian noise of standard deviation sigma, and which one person can move by at
most m (in Euclidean length), costs m² / (2 sigma²); costs of tables add up.

Over a whole life: a person has a bounded number of rows in each kind of record, for ever. What they
pay for a kind grows with the square of the rows that lie in one period, so the worst is that all of
them lie in one month, and the sum over the kinds of the dearest month bounds every life.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import log, sqrt

from casework.kernel.refusals import Refusal

from .periods import Period

LIMIT = Fraction(5, 2)
DELTA = 1e-6


class OverBudget(Refusal):
    """Publishing this would let more be learned about one person than the limit allows."""


@dataclass(frozen=True)
class Spending:
    """What one table of one release cost each person counted in it."""

    period: Period
    table: str
    rho: Fraction

    @property
    def kind(self) -> str:
        """The kind of record the table counts: `case` of `case.region`."""
        return self.table.partition(".")[0]


def cost(variance: Fraction, squared_sensitivity: int = 1) -> Fraction:
    """Rho of one table: how far one person can move it, squared, over twice the variance."""
    return Fraction(squared_sensitivity) / (2 * variance)


def dearest_months(entries: Iterable[Spending]) -> Mapping[str, Fraction]:
    """For each kind, what the dearest month cost whoever has all their rows in it."""
    by_month: dict[tuple[str, Period], Fraction] = defaultdict(Fraction)
    for entry in entries:
        for month in entry.period.months():
            by_month[entry.kind, month] += entry.rho
    found: dict[str, Fraction] = {}
    for (kind, _), rho in by_month.items():
        found[kind] = max(rho, found.get(kind, Fraction(0)))
    return found


def most_spent(entries: Iterable[Spending]) -> Fraction:
    """The most that anybody can have paid, over all kinds and periods."""
    return sum(dearest_months(entries).values(), Fraction(0))


def check(entries: Iterable[Spending], planned: Iterable[Spending]) -> None:
    """Refuse when the planned tables would push anybody over the limit."""
    planned = list(planned)
    if planned and most_spent([*entries, *planned]) > LIMIT:
        raise OverBudget(period=planned[0].period.label)


def epsilon(rho: Fraction, delta: float = DELTA) -> float:
    """The epsilon of (epsilon, delta)-differential privacy that rho implies (Bun and Steinke
    2016, proposition 1.3): rho + 2 sqrt(rho ln(1/delta))."""
    return float(rho) + 2 * sqrt(float(rho) * log(1 / delta))
