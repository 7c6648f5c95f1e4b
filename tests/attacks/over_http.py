"""A supervisor who reads all there is, over HTTP: the simulated country behind a real server.

`flask statistics simulate` fills and freezes a country in a home of its own; granian serves it on
this machine; an analyst who is signed in asks for every table and every public file. What the
attacks know of Sanad is what comes back, and beside it the truth, which only they hold.
"""

import csv
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

from casework.db import db, unit_of_work
from casework.demo.fictional_country import LATTICE as LATTICE_NAME
from casework.demo.fictional_country import (
    Span,
    as_its_quarter_closed,
    fictional_case,
    fictional_country,
    growth,
)
from casework.facts import service as facts
from casework.facts.domain import CLASSES, Cell, Handed
from casework.kernel.clock import MOROCCO, now
from casework.statistics.domain.lattice import LATTICE, Table
from casework.statistics.domain.periods import Period
from casework.statistics.domain.public import PUBLIC
from casework.statistics.domain.publishing import Made
from casework.statistics.jobs import freeze_due
from tests.attacks.deduced import Cells, Line, deduced, guessed, likely
from tests.attacks.statistics_country import Publication, exact, register
from tests.faults.site import Browser, Served, Site, furnish, new_key

SEED = 7
CASE_TABLES = [table for table in LATTICE if table.kind == "case"]
TWO_WAY_FROM = 6
OF = "&of=simulated"


class NotAnswered(AssertionError):
    """Something that is published did not come back."""


@dataclass
class Reader:
    """The analyst, and what they were told: None where a value is only said to be small."""

    browser: Browser
    told: dict[tuple[str, Period], Cells] = field(default_factory=dict)
    lines: dict[tuple[str, Period], list[Line]] = field(default_factory=dict)
    public: dict[tuple[str, Period], Cells] = field(default_factory=dict)

    def get(self, path: str) -> str:
        """A page or a file that is answered, if need be after saying why it is taken."""
        answer = self.browser.send("GET", path)
        if answer.location.startswith("/m/table?"):
            self.browser.learn(answer.location, "reason")
            self.browser.submit(new_key(), answer.location, {"reason": "research"})
            answer = self.browser.send("GET", path)
        if answer.status != 200:
            raise NotAnswered(f"{path}: {answer.status}")
        return answer.text.removeprefix("\ufeff")

    def file(self, table: str, period: Period) -> str:
        """One table as its file."""
        return self.get(f"/m/table.csv?table={table}&period={period.label}{OF}")

    def read(self, years: Sequence[Period]) -> None:
        """Every table of cases of these years, and every public release."""
        for year in years:
            self._public(year)
        for year in years:
            self._months(year)
            for table in CASE_TABLES:
                for period in year.parts(table.every) if table.every != "month" else ():
                    self.told[table.name, period] = self._cells(table, period)
        for table in CASE_TABLES:
            for year in years if len(table.dimensions) == 2 else ():
                self.lines[table.name, year] += self._columns(table, year)

    def deduced(self) -> dict[tuple[str, Period], Cells]:
        """What was told and what follows from it."""
        return {key: deduced(cells, self.lines.get(key, [])) for key, cells in self.told.items()}

    def likely(self, key: tuple[str, Period], cell: Cell) -> float:
        """What the rows and columns of a two-way table say of one of its cells, none of which is
        looked at: its share in both."""
        return likely(cell, self.lines.get(key, []))

    def _months(self, year: Period) -> None:
        for row in _values(self.file("case.months", year)):
            self.told["case.total", Period.parse(row[1])] = {(): _value(row[3])}

    def _cells(self, table: Table, period: Period) -> Cells:
        rows = _values(self.file(table.name, period))
        if len(table.dimensions) == 1:
            found = {(row[1],): _value(row[3]) for row in rows}
            self.lines[table.name, period] = self._whole(period, tuple(found))
            return found
        across = _across(table.dimensions[1:])
        self.lines[table.name, period] = [
            Line(tuple((row[1], *cell) for cell in across), total)
            for row in rows
            if (total := _value(row[3])) is not None
        ]
        return {
            (row[1], *cell): _value(row[TWO_WAY_FROM + place])
            for row in rows
            for place, cell in enumerate(across)
        }

    def _whole(self, period: Period, cells: tuple[Cell, ...]) -> list[Line]:
        """A table by one dimension adds up to the months."""
        months = [self.told["case.total", month][()] for month in period.months()]
        known = [value for value in months if value is not None]
        return [Line(cells, sum(known))] if len(known) == len(months) else []

    def _columns(self, table: Table, year: Period) -> list[Line]:
        """The columns of a two-way table add up to the year of the table of the second dimension,
        which is told too."""
        first, second = table.dimensions
        rows = _values(self.file(f"case.{second}", year))
        return [
            Line(tuple((one, row[1]) for one in CLASSES[first]), total)
            for row in rows
            if (total := _value(row[3])) is not None
        ]

    def _public(self, year: Period) -> None:
        self.browser.learn("/m/export?of=simulated", "report")
        typed = {"report": "public", "period": year.label, "reason": "research"}
        answer = self.browser.submit(new_key(), "/m/export?of=simulated", typed)
        rows = list(csv.reader(StringIO(self.get(answer.location))))
        values = [row for row in rows if len(row) == TWO_WAY_FROM and not row[3][:1].isalpha()]
        for table in PUBLIC.values():
            cells = table.cells()
            taken, values = values[: len(cells)], values[len(cells) :]
            self.public[table.name, year] = {
                cell: _value(row[3]) for cell, row in zip(cells, taken, strict=True)
            }


@dataclass
class Simulated:
    """The country as its reader knows it, and as it was counted: each case as it was when its
    quarter was published, whatever became of it until its year was."""

    reader: Reader
    served: Served
    cases: list[Handed]
    years: list[Period]

    def come_late(self) -> None:
        """Cases of closed months come, change and are erased, and the freeze is asked again."""
        source, app = random.Random(3), self.served.site.app()
        month = self.years[-1].months()[3].starts
        with app.app_context():
            with unit_of_work():
                register((fictional_case(source, month) for _ in range(20)), LATTICE_NAME)
                register(
                    (replace(one, classes={**one.classes, "region": "MA-12"})
                     for one in self.cases[::40]), LATTICE_NAME,
                )  # fmt: skip
            with unit_of_work():
                facts.detach([one.owner_id for one in self.cases[::55]])
            freeze_due(LATTICE_NAME)
            db.session.close()
            db.engine.dispose()

    def publication(self) -> Publication:
        """What was read and worked out, beside the truth; of what stays hidden, a guess."""
        true, made = {}, {}
        for (name, period), cells in self.reader.deduced().items():
            table = next(one for one in CASE_TABLES if one.name == name)
            true[name, period] = exact(self.cases, table, period)
            shown: dict[Cell, Any] = guessed(cells, self.reader.lines.get((name, period), []))
            made[name, period] = Made(shown, shown)
        return Publication(true, made)


def _across(dimensions: Sequence[str]) -> list[Cell]:
    if len(dimensions) == 1:
        return [(code,) for code in CLASSES[dimensions[0]]]
    return [(one, two) for one in CLASSES[dimensions[0]] for two in CLASSES[dimensions[1]]]


def _values(file: str) -> list[list[str]]:
    """The rows after the names of the columns: above them stand whose numbers these are, the rules,
    the releases and, of some tables, a sentence."""
    rows = list(csv.reader(StringIO(file)))
    names = next(place for place, row in enumerate(rows) if len(row) > 3 and all(row[:4]))
    return rows[names + 1 :]


def _value(shown: str) -> int | None:
    return None if shown.startswith("<") else int(shown)


@contextmanager
def simulated_country(home: Path, cases: int, years: int, seed: int = SEED) -> Iterator[Simulated]:
    """Simulate, freeze, serve, sign in, read everything. `cases` are those of the whole years;
    those of the present one come on top, and nobody is told of them. Each `seed` is another
    country; the noise is another one in every run."""
    app, present = furnish(home), datetime.now(MOROCCO).date()
    span = Span(present.replace(year=present.year - years, month=1, day=1),
                12 * years + present.month)  # fmt: skip
    all_cases = round(cases * sum(growth(span)) / sum(growth(span)[: 12 * years]))
    said = app.test_cli_runner().invoke(
        args=["statistics", "simulate", f"--cases={all_cases}", f"--years={years}",
              f"--seed={seed}"]
    )  # fmt: skip
    if said.exit_code:
        raise RuntimeError(said.output)
    site = Site(home, env={"SANAD_REQUESTS_PER_MINUTE": "100000"})
    token = site.token("analyst")
    with site.served(workers=1) as served:
        whole = [Period(year, 1, 12) for year in range(present.year - years, present.year)]
        whole = [year for year in whole if year.is_due(now())]  # in January the last is not out yet
        everybody = fictional_country(span, all_cases, seed)
        true = [as_its_quarter_closed(one) for one in everybody if one.kind == "case"]
        reader = Reader(served.browser(token))
        reader.read(whole)
        yield Simulated(reader, served, true, whole)
