"""What Sanad promises of its published numbers, each figure measured over HTTP beside its bound.

The bounds are those of docs/disclosure-control.md. A run that passes one of them fails.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import erf, sqrt
from statistics import stdev

from casework.demo.fictional_country import fictional_case
from casework.facts.domain import Handed, cell_of
from casework.statistics.domain.lattice import LATTICE
from casework.statistics.domain.noise import discrete_gaussian
from casework.statistics.domain.periods import Period
from casework.statistics.domain.public import PUBLIC
from tests.attacks.deduced import Cells
from tests.attacks.over_http import CASE_TABLES, OF, Simulated
from tests.attacks.statistics_country import exact

BY_NAME = {table.name: table for table in LATTICE}
TARGETS, CHANCE = 500, 0.5
AREA, PUBLIC_AREA, SHOWN_IN_PUBLIC = 0.64, 0.52, 0.76
"""What was measured before: 0.60, 0.505 and 78 %."""
ONE_OR_NONE = "one case in a two-way cell or none (area under the curve)"
PUBLIC_SMALL = 5
"""What a reader takes for "< 10": its middle."""


@dataclass(frozen=True)
class Figure:
    """One promise: what was measured, and the least and the most it may be; without either, what
    is told to be compared with."""

    name: str
    measured: float
    most: float | None = None
    least: float | None = None

    @property
    def held(self) -> bool:
        """Whether it lies within its bounds."""
        below = self.most is None or self.measured <= self.most
        return below and (self.least is None or self.measured >= self.least)

    def __str__(self) -> str:
        bounds = (("≤", self.most), ("≥", self.least))
        bound = "".join(f"{sign} {most:g}" for sign, most in bounds if most is not None)
        word = "" if self.held else "  PASSED ITS BOUND"
        return f"{self.name:66} {self.measured:7.3f}  {bound}{word}".rstrip()


@dataclass
class Apart:
    """What a reader takes the two-way cells of a year for that truly hold one case, and those that
    hold none; of one draw, or of several together."""

    ones: list[float]
    nones: list[float]

    def __add__(self, other: "Apart") -> "Apart":
        return Apart(self.ones + other.ones, self.nones + other.nones)

    @property
    def area(self) -> float:
        """How often a cell with one case is taken for more than one with none."""
        return area_under_curve(self.ones, self.nones)


@dataclass
class Draw:
    """What one draw of one country says of its small cells: to a reader of everything, and to one
    who reads the lines alone (whatever the cells of a table say, each is taken for what its row and
    its column make likely)."""

    all_told: Apart
    lines_alone: Apart

    @classmethod
    def of(cls, country: Simulated) -> "Draw":
        """From what was told over HTTP, beside the truth."""
        told = country.publication()
        cells = [
            (told.published[key][cell], country.reader.likely(key, cell), true)
            for key, counts in told.true.items()
            if key[1].is_year and len(next(iter(counts))) == 2
            for cell, true in counts.items()
        ]
        shown, likely = (
            Apart(*([one[place] for one in cells if one[2] == n] for n in (1, 0)))
            for place in (0, 1)
        )
        return cls(shown, likely)

    def __add__(self, other: "Draw") -> "Draw":
        return Draw(self.all_told + other.all_told, self.lines_alone + other.lines_alone)


def figures(country: Simulated, *, few: bool = False, further: Sequence[Draw] = ()) -> list[Figure]:
    """All promises, measured on what an analyst was told over HTTP, and on the noise itself. A
    country so small that its cells are `few` is allowed what chance does to so few. `further`:
    other draws, whose small cells are judged together with those of this country."""
    measured = (
        useful(country, few=few), told_apart(country, further, few=few), guarded(country),
        public(country, few=few), settled(country), noise(),
    )  # fmt: skip
    return [one for part in measured for one in part]


def useful(country: Simulated, *, few: bool) -> Iterator[Figure]:
    """How far the numbers are from the truth."""
    told = country.publication()
    for every, dimensions, most in (("month", 0, 1.5), ("quarter", 1, 1.7), ("year", 2, 2.1)):
        errors = [abs(error) for error in told.errors(every, dimensions)]
        chance = 3 * _error_of_mean(errors) if few else 0
        yield Figure(f"mean absolute error of a cell of a {every}", _mean(errors), most + chance)
    near = [
        abs(told.published[key][cell] - value) <= 0.25 * value
        for key, cells in told.true.items()
        if len(next(iter(cells))) == 2
        for cell, value in cells.items()
        if value >= 10
    ]
    yield Figure("two-way cells of 10 or more that are within 25 %", _mean(near), least=0.8)
    hidden = [
        told.true[key][cell] > 0
        for key, cells in country.reader.told.items()
        for cell, value in cells.items()
        if value is None
    ]
    yield Figure("small published cells that hide somebody", _mean(hidden), least=0.02)


def told_apart(country: Simulated, further: Sequence[Draw], *, few: bool) -> Iterator[Figure]:
    """One case or none, of all draws together: the bound is that of the figure and has no allowance
    for chance, except where the cells are few."""
    draws = sum(further, Draw.of(country))
    shown = draws.all_told
    chance = 2 * error_of_area(AREA, len(shown.ones), len(shown.nones)) if few else 0
    yield Figure(ONE_OR_NONE, shown.area, AREA + chance)
    yield Figure("the same, by who reads the lines alone", draws.lines_alone.area)


def guarded(country: Simulated) -> Iterator[Figure]:
    """What somebody who knows all others can tell."""
    bound = bound_of_membership() + 0.02
    yield Figure("one membership, by who knows every other case", knowing_all(country), bound)


def public(country: Simulated, *, few: bool) -> Iterator[Figure]:
    """The public release, as it was downloaded."""
    ones: list[int] = []
    nones: list[int] = []
    shown = whole = 0
    for (name, year), cells in country.reader.public.items():
        table = PUBLIC[name]
        if len(table.dimensions) != 2:
            continue
        true = exact(country.cases, table, year)
        for cell, value in cells.items():
            told = PUBLIC_SMALL if value is None else value
            (ones if true[cell] == 1 else nones if not true[cell] else []).append(told)
            whole += true[cell]
            shown += true[cell] if value is not None else 0
    area = area_under_curve(ones, nones)
    yield Figure(
        "public release: one case in a two-way cell or none (area)", area, PUBLIC_AREA + 0.01 * few
    )
    yield Figure(
        "public release: share of cases in cells that are shown",
        shown / whole,
        least=SHOWN_IN_PUBLIC - 0.01 * few,
    )


ASKED = (
    "/m?view=overview&period={quarter}", "/m?view=people&period={year}", "/m/organisation",
    "/m?view=help&period={year}", "/m/table.csv?table=case.months&period={year}",
    "/m/table.csv?table=case.region_group_sex&period={year}",
    "/m/table.csv?table=case.region&period={quarter}",
    "/m/table.csv?table=referral.service_answer&period={year}",
)  # fmt: skip
OUTSIDE = (
    "/m?from=2025-01-01&to=2025-01-02", "/m?period=2025-01", "/m?period=2025-W03", "/m?sex=female",
    "/m/table.csv?table=case.region_sex&period={quarter}", "/m?period={year}&period={quarter}",
    "/m/table.csv?table=case.region_group_sex&period={quarter}", "/m/table.csv?table=fact",
    "/m/table.csv?table=case.sex&period={year}&day=1", "/m?region=MA-99",
)  # fmt: skip


def settled(country: Simulated) -> Iterator[Figure]:
    """Answers that are other ones when asked again, after the server was killed and started anew,
    after late, changed and erased cases; and questions outside the lattice that are answered."""
    first = answers(country)
    yield Figure("answers that changed when asked again", _changed(first, country), 0)
    country.served.kill()
    country.served.start()
    yield Figure("answers that changed after a restart", _changed(first, country), 0)
    country.come_late()
    yield Figure("answers that changed after late and erased cases", _changed(first, country), 0)
    answered = [country.reader.browser.send("GET", path).status for path in _with(OUTSIDE, country)]
    yield Figure("questions outside the lattice that were answered",
                 sum(status != 422 for status in answered), 0)  # fmt: skip


def answers(country: Simulated) -> dict[str, str]:
    """Dashboards and files as they come, pages without what belongs to the session."""
    found = {path: country.reader.get(path) for path in _with(ASKED, country)}
    return {path: text[text.find("<main") :].partition("</main>")[0] if "<main" in text else text
            for path, text in found.items()}  # fmt: skip


def _with(paths: Iterable[str], country: Simulated) -> list[str]:
    year = country.years[-1]
    said = {"year": year.label, "quarter": year.quarters()[-1].label}
    asked = [path.format(**said) for path in paths]
    return [one + OF if "?" in one else one for one in asked]


def _changed(first: dict[str, str], country: Simulated) -> int:
    return sum(first[path] != text for path, text in answers(country).items())


def noise(draws: int = 20_000) -> Iterator[Figure]:
    """The variance of the generator against what it promises, of every sigma there is."""
    for variance in sorted({table.variance for table in LATTICE}):
        drawn = [discrete_gaussian(variance) for _ in range(draws)]
        off = abs(_mean(n * n for n in drawn) - _mean(drawn) ** 2) / float(variance)
        name = f"variance of the noise ÷ {float(variance):g}, off by"
        yield Figure(name, abs(off - 1), 0.06)


def knowing_all(country: Simulated) -> float:
    """How often somebody who knows every other case is right about whether one case was counted:
    of real ones and of ones that never were, all that was published of the cells they touch."""
    source, within = random.Random(11), {m for year in country.years for m in year.month_starts()}
    real = [one for one in country.cases if one.month in within]
    counts = {key: exact(country.cases, BY_NAME[key[0]], key[1]) for key in country.reader.told}
    told = country.reader.deduced()
    right = 0.0
    for turn in range(TARGETS):
        one = source.choice(real)
        if turn % 2:
            one = fictional_case(source, one.month)
        evidence = sum(_evidence(told, counts, one, present=not turn % 2))
        right += CHANCE if evidence == 0 else (evidence > 0) is (not turn % 2)
    return right / TARGETS


def _evidence(
    told: dict[tuple[str, Period], Cells],
    counts: dict[tuple[str, Period], dict[tuple[str, ...], int]],
    one: Handed,
    *,
    present: bool,
) -> Iterator[float]:
    """How much more likely each published value is with this case than without it."""
    month = Period.month_of(one.month)
    for table in CASE_TABLES:
        period = {"month": month, "quarter": month.quarter, "year": month.whole_year}[table.every]
        cell = cell_of(one.classes, table.dimensions)
        value = told[table.name, period][cell]
        if value is None:
            continue
        others = counts[table.name, period][cell] - present
        yield (2 * (value - others) - 1) / (2 * float(table.variance))


def bound_of_membership() -> float:
    """Phi(mu / 2): no analysis of what is published does better (Dong, Roth, Su 2022)."""
    mu = sqrt(2 * sum(float(table.cost) for table in CASE_TABLES))
    return (1 + erf(mu / 2 / sqrt(2))) / 2


def area_under_curve(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often a cell with one case shows more than a cell with none (ties count half)."""
    below, wins = 0, 0.0
    for value in sorted({*positive, *negative}):
        ones, nones = positive.count(value), negative.count(value)
        wins += ones * (below + nones / 2)
        below += nones
    return wins / (len(positive) * len(negative))


def error_of_area(area: float, positive: int, negative: int) -> float:
    """The standard error of such an area from so many cells (Hanley and McNeil, 1982)."""
    one = area / (2 - area) - area**2
    other = 2 * area**2 / (1 + area) - area**2
    spread = area * (1 - area) + (positive - 1) * one + (negative - 1) * other
    return sqrt(spread / (positive * negative))


def _error_of_mean(numbers: Sequence[float]) -> float:
    """The standard error of a mean of so many."""
    return stdev(numbers) / sqrt(len(numbers))


def _mean(numbers) -> float:  # type: ignore[no-untyped-def]
    listed = list(numbers)
    return float(sum(listed)) / len(listed)
