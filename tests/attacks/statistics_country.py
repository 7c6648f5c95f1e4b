"""The fictional country of `statistics simulate`, for the attacks on the published numbers."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casework.demo import fictional_country as fiction
from casework.facts import service as facts
from casework.facts.domain import Cell, Handed, cell_of
from casework.statistics.domain.lattice import Table, tables_of
from casework.statistics.domain.periods import Period
from casework.statistics.domain.publishing import Known, Made, publish

FictionalCase = Handed


def fictional_case(source: random.Random, month: Period, **fixed: str) -> FictionalCase:
    """A case of this month; classes not given are drawn by the weights of the country."""
    return fiction.fictional_case(source, month.starts, **fixed)


def fictional_country(first: Period, months: int, cases: int, seed: int = 7) -> list[FictionalCase]:
    """Cases spread over months, more of them towards the end."""
    return list(fiction.fictional_cases(fiction.Span(first.starts, months), cases, seed))


def register(handed: Iterable[Handed], lattice: str | None = None) -> None:
    """Hand records over as facts of the installation's own, in the caller's unit of work."""
    for one in handed:
        facts.put(
            one.kind, one.owner_id, one.month, one.classes, person_id=one.person_id, lattice=lattice
        )


def exact(cases: Iterable[FictionalCase], table: Table, period: Period) -> dict[Cell, int]:
    """The true counts of a table."""
    within = set(period.month_starts())
    found = Counter(
        cell_of(case.classes, table.dimensions) for case in cases if case.month in within
    )
    return {cell: found[cell] for cell in table.cells()}


@dataclass(frozen=True)
class Publication:
    """Everything published about the cases of a country, beside the truth."""

    true: dict[tuple[str, Period], dict[Cell, int]]
    made: dict[tuple[str, Period], Made]

    @property
    def published(self) -> dict[tuple[str, Period], dict[Cell, int]]:
        """The published cells of each table and period."""
        return {key: made.published for key, made in self.made.items()}

    def errors(self, every: str, dimensions: int | None = None) -> list[int]:
        """Published minus true, for each cell of the tables of a length of period."""
        return [
            self.made[key].published[cell] - self.true[key][cell]
            for key in self.true
            if key[1].kind == every
            for cell in self.true[key]
            if dimensions in (None, len(cell))
        ]


def publication(cases: list[FictionalCase], years: list[Period]) -> Publication:
    """Freeze every month, quarter and year, as the freeze does, without a database."""
    found = Publication({}, {})
    for year in years:
        within = [case for case in cases if case.month in set(year.month_starts())]
        for quarter in year.quarters():
            for period in (*quarter.months(), quarter):
                _freeze(found, within, period)
        _freeze(found, within, year)
    return found


def _freeze(found: Publication, cases: list[FictionalCase], period: Period) -> None:
    tables = tables_of(period, "case")
    true = {table.name: exact(cases, table, period) for table in tables}
    made = publish(tables, true, _known(found, period))
    found.true.update({(name, period): cells for name, cells in true.items()})
    found.made.update({(name, period): one for name, one in made.items()})


def _known(found: Publication, period: Period) -> Known:
    if period.is_month:
        return Known()
    months = [found.made["case.total", month].published[()] for month in period.months()]
    known = Known(total=sum(months))
    for quarter in period.quarters() if period.is_year else ():
        for table in tables_of(quarter, "case"):
            line = known.lines.setdefault(table.dimensions[0], {})
            for (name,), value in found.made[table.name, quarter].published.items():
                line[name] = line.get(name, 0) + value
    return known


def in_country(handed: Iterable[Handed]) -> list[Handed]:
    """The same records under one name, so that made again they are equal."""
    return [replace(one, lattice="country") for one in handed]
