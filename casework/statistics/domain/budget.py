"""How much may ever be learned about one person: the privacy budget, in zCDP.

Rho is the unit of zero-concentrated differential privacy (Bun and Steinke, 2016): a table whose
cells carry discrete Gaussian noise of standard deviation sigma, and in which one person has at
most m rows, costs m² / (2 sigma²); costs of tables add up. A case counts once, in its month of
registration, so what one person has paid is what was spent on the months of one period.
"""

from collections.abc import Iterable
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


def cost(variance: Fraction, rows: int = 1) -> Fraction:
    """Rho of one table: `rows` squared over twice the variance of its noise."""
    return Fraction(rows * rows) / (2 * variance)


def spent_per_person(entries: Iterable[Spending], period: Period) -> Fraction:
    """The most that anybody counted in `period` has paid: over its months, the largest sum of
    all tables that cover that month."""
    entries = list(entries)
    return max(
        sum((entry.rho for entry in entries if month in entry.period.months()), Fraction(0))
        for month in period.months()
    )


def check(entries: Iterable[Spending], planned: Iterable[Spending]) -> None:
    """Refuse when the planned tables would push anybody over the limit."""
    planned = list(planned)
    together = [*entries, *planned]
    for period in {entry.period for entry in planned}:
        if spent_per_person(together, period) > LIMIT:
            raise OverBudget(period=period.label)


def epsilon(rho: Fraction, delta: float = DELTA) -> float:
    """The epsilon of (epsilon, delta)-differential privacy that rho implies (Bun and Steinke
    2016, proposition 1.3): rho + 2 sqrt(rho ln(1/delta))."""
    return float(rho) + 2 * sqrt(float(rho) * log(1 / delta))
