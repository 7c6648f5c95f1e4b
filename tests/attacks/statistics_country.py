"""A fictional country of facts, for the attacks on the published numbers.

Two thousand cases over six years, uneven as real ones are: one region with a third of them, others
with a handful, rare nationalities, small age groups. The seed fixes the people, never the noise.
"""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from casework.facts import service as facts
from casework.facts.domain import CLASSES, Cell, Classes
from casework.statistics.domain.lattice import LATTICE, Table, tables_of
from casework.statistics.domain.periods import Period
from casework.statistics.domain.publishing import publish

WEIGHTS = {
    "region": (14, 10, 8, 17, 3, 25, 11, 1.3, 6, 0.9, 0.8, 0.5),
    "nationality_group": (68, 22, 4, 3.5, 1, 1.5),
    "exploitation": (40, 14, 9, 10, 11, 8, 6, 2),
    "age_band": (3, 24, 28, 25, 11, 6, 3),
    "sex": (63, 36, 1),
    "state": (10, 6, 10, 32, 3, 6, 13, 20),
}


@dataclass(frozen=True)
class FictionalCase:
    """One case as a fact sees it."""

    id: UUID
    month: Period
    classes: Classes


def fictional_case(source: random.Random, month: Period, **fixed: str) -> FictionalCase:
    """A case of this month; classes not given are drawn by the weights of the country."""
    drawn = {
        name: fixed.get(name) or source.choices(classes, WEIGHTS[name])[0]
        for name, classes in CLASSES.items()
    }
    return FictionalCase(UUID(int=source.getrandbits(128)), month, Classes(**drawn))


def fictional_country(first: Period, months: int, cases: int, seed: int = 7) -> list[FictionalCase]:
    """Cases spread over months, more of them towards the end."""
    source = random.Random(seed)
    all_months = [first]
    while len(all_months) < months:
        all_months.append(all_months[-1].next)
    growth = [1 + place / months for place in range(months)]
    return [fictional_case(source, source.choices(all_months, growth)[0]) for _ in range(cases)]


def register(cases: Iterable[FictionalCase]) -> None:
    """Hand the cases over as facts, in the caller's unit of work."""
    for case in cases:
        facts.put("case", case.id, case.month.starts, case.classes)


def exact(cases: Iterable[FictionalCase], table: Table, period: Period) -> dict[Cell, int]:
    """The true counts of a table."""
    found = Counter(
        tuple(getattr(case.classes, name) for name in table.dimensions)
        for case in cases
        if case.month in period.months()
    )
    return {cell: found[cell] for cell in table.cells()}


@dataclass(frozen=True)
class Publication:
    """Everything published about a country, beside the truth."""

    true: dict[tuple[str, Period], dict[Cell, int]]
    published: dict[tuple[str, Period], dict[Cell, int]]

    def errors(self, every: str) -> list[int]:
        """Published minus true, for each cell of the monthly or the quarterly tables."""
        return [
            self.published[key][cell] - self.true[key][cell]
            for key in self.true
            if key[1].kind == every
            for cell in self.true[key]
        ]


def publication(cases: list[FictionalCase], quarters: list[Period]) -> Publication:
    """Freeze every month and quarter, as the freeze does, without a database."""
    true: dict[tuple[str, Period], dict[Cell, int]] = {}
    published: dict[tuple[str, Period], dict[Cell, int]] = {}
    total = LATTICE[0].name
    for quarter in quarters:
        within = [case for case in cases if case.month in quarter.months()]
        for period in (*quarter.months(), quarter):
            for table in tables_of(period):
                key = table.name, period
                true[key] = exact(within, table, period)
                whole = None
                if table.dimensions:
                    whole = sum(published[total, month][()] for month in quarter.months())
                published[key] = publish(table, true[key], whole)
    return Publication(true, published)
