"""The tables that pages and files show, each read through the one door.

A table is named by a key that stands in addresses (`/m/table.csv?table=case.sex&period=2026-Q3`):
the name of a stored table, or of one made of stored cells alone (adults and children are sums of
age bands; a region's history is one cell of each quarter; a funnel is a running sum). Whatever the
lattice does not hold comes back as `NotPublished`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from casework.facts.domain import CLASSES, MAJORITY, Cell, region_group
from casework.web.languages import _l

from .domain.agreeing import column_variance, line_variance, part_variance, whole_variance
from .domain.lattice import BY_NAME
from .domain.periods import Period
from .domain.protected import ProtectedCount, total
from .labels import class_label, period_label, short_label
from .published import (
    Answer,
    NotPublished,
    Query,
    ReleaseCode,
    Why,
    published,
    published_periods,
    table_name,
)
from .remarks import remark

MONTHS_SHOWN, QUARTERS_SHOWN = 12, 8
SERIES = ("case.months", "case.region_quarters", "screening.months")
SCREENED_BY: Mapping[str, str] = {
    f"flag.{name}": f"screening.{name}" for name in ("nationality_group", "sex", "sector")
}
"""People flagged by a class, whatever their flags came to; and the screenings by the same class."""
MADE = (*SERIES, "case.majority", "screening.funnel", *SCREENED_BY)
MADE_OF: Mapping[str, str] = {
    "case.months": "case.total",
    "case.region_quarters": "case.region",
    "screening.months": "screening.total",
    "case.majority": "case.age_band",
    "screening.funnel": "screening.reach",
    **{key: f"{key}_outcome" for key in SCREENED_BY},
}
"""The stored table that each made one is made of."""
KEYS = frozenset({*MADE, *(name for name, table in BY_NAME.items() if table.dimensions)})
_BY_REGION = ("region", "region_group")

COLUMNS: Mapping[str, Any] = {
    "months": _l("Month"),
    "region_quarters": _l("Quarter"),
    "region": _l("Region"),
    "region_group": _l("Region"),
    "exploitation": _l("Form of exploitation"),
    "sex": _l("Sex"),
    "age_band": _l("Age"),
    "majority": _l("Adults and children"),
    "nationality_group": _l("Nationality group"),
    "state": _l("Stage of help"),
    "source": _l("Detected by"),
    "body": _l("Screened by"),
    "status": _l("Status of victim"),
    "first_contact": _l("Time to first contact"),
    "plan": _l("Time to the plan"),
    "band": _l("Result of the screening"),
    "sector": _l("Sector of work"),
    "triage_time": _l("Time to the answer"),
    "asked": _l("Questions asked"),
    "reach": _l("How far it led"),
    "funnel": _l("How far it led"),
    "outcome": _l("What it came to"),
    "service": _l("Kind of service"),
    "answer": _l("Answer given"),
    "answer_time": _l("Time to the answer"),
    "stay_length": _l("Length of stay"),
    "exit": _l("How the stay ended"),
    "return_stage": _l("Stage of the return"),
    "departure_time": _l("Time to departure"),
    "survey_score": _l("Result of the survey"),
    "survey_change": _l("Change since the first survey"),
    "urgent_contact": _l("First contact in urgent cases"),
    "consent": _l("Agreement to a case file"),
    "interpreter": _l("Interpreter"),
    "closure": _l("How cases closed"),
    "legal_aid": _l("Lawyer in proceedings"),
    "needs": _l("Needs met"),
    "forms": _l("Forms noted of one person"),
}


@dataclass(frozen=True)
class Asked:
    """Which period of whose numbers, and the regions that may be shown."""

    period: Period
    regions: tuple[str, ...] = ()
    lattice: str | None = None


@dataclass(frozen=True)
class Line:
    """One line of a table: a class or a period, its words, its protected count. A two-way table
    has a count for each class across as well."""

    code: str
    label: str
    count: ProtectedCount
    short: str = ""
    year: str = ""
    cells: tuple[ProtectedCount, ...] = ()


@dataclass(frozen=True)
class ShownTable:
    """A table as it is shown: what it counts by, its lines, the classes across, if any, as codes
    as words, and the releases that its values were read from; the sums of those classes, and all
    its records, as exact as they are known, where all of its lines are shown."""

    key: str
    column: str
    lines: tuple[Line, ...]
    across: tuple[str, ...] = ()
    across_codes: tuple[str, ...] = ()
    releases: tuple[ReleaseCode, ...] = ()
    columns: tuple[ProtectedCount, ...] = ()
    whole: ProtectedCount | None = None

    @property
    def is_series(self) -> bool:
        """Whether the lines are periods rather than classes."""
        return self.key in SERIES

    @property
    def counts(self) -> tuple[ProtectedCount, ...]:
        """Every number of it: of the lines, and of the cells across."""
        return tuple(count for line in self.lines for count in (line.count, *line.cells))

    @property
    def line_range(self) -> tuple[ProtectedCount, ProtectedCount]:
        """The surest and the least sure of its lines: small regions together are less sure."""
        lines = sorted((line.count for line in self.lines), key=lambda one: one.variance)
        return lines[0], lines[-1]

    @property
    def sums(self) -> dict[str, ProtectedCount]:
        """By class: the lines; of a two-way table the classes across, each over all lines."""
        if not self.across_codes:
            return {line.code: line.count for line in self.lines}
        return dict(zip(self.across_codes, self.columns, strict=True))

    def part(self, codes: Collection[str], line: Line | None = None) -> ProtectedCount:
        """Some of `sums` together, or of the classes across in one line; all of them, or all but a
        few, are as exact as the number that they were made to agree with."""
        cells = dict(zip(self.across_codes, line.cells, strict=True)) if line else self.sums
        known, part = line.count if line else self.whole, total(cells[code] for code in codes)
        if known is None or len(codes) == 1:
            return part
        rest = [count.variance for code, count in cells.items() if code not in codes]
        least = part_variance(part.variance, sum(rest, Fraction(0)), known.variance)
        return replace(part, variance=least if rest else known.variance)

    def all_but(self, left_out: Collection[str], line: Line | None = None) -> ProtectedCount:
        """All of them but some: what a share is out of."""
        codes = self.across_codes or tuple(one.code for one in self.lines)
        return self.part([code for code in codes if code not in left_out], line)

    def count(self, code: str) -> ProtectedCount:
        """The count of one line."""
        return next(line.count for line in self.lines if line.code == code)


def read_table(key: str, asked: Asked) -> ShownTable | NotPublished:
    """One table of a period; tables by region hold only the regions that may be shown."""
    if key in _MADE:
        return _MADE[key](key, asked)
    table = BY_NAME.get(key)
    if table is None or not asked.period.parts(table.every):
        return NotPublished(Why.OUTSIDE)
    if len(table.dimensions) == 1:
        return _one_way(key, table.dimensions[0], asked)
    return _crossed(key, table.dimensions, asked)


def whole(kind: str, asked: Asked) -> ProtectedCount | NotPublished:
    """All records of a kind in the period: the sum of its months."""
    return _sum(published(Query(table_name(kind), (asked.period,), lattice=asked.lattice)))


def region_total(kind: str, asked: Asked, region: str) -> ProtectedCount | NotPublished:
    """Records of a kind in the period in one region."""
    query = Query(table_name(kind, "region"), (asked.period,), ((region,),), asked.lattice)
    return _sum(published(query))


def _sum(answer: Answer | NotPublished) -> ProtectedCount | NotPublished:
    return answer if isinstance(answer, NotPublished) else answer.total


def _one_way(key: str, dimension: str, asked: Asked) -> ShownTable | NotPublished:
    codes = _codes(dimension, asked)
    if not codes:
        return NotPublished(Why.OUTSIDE)
    query = Query(key, (asked.period,), tuple((code,) for code in codes), asked.lattice)
    answer = published(query)
    if isinstance(answer, NotPublished):
        return answer
    lines = tuple(
        Line(code, class_label(dimension, code), count) for (code,), count in answer.cells.items()
    )
    found = ShownTable(key, str(COLUMNS[dimension]), lines, releases=answer.releases)
    return _with_whole(found, asked) if len(codes) == len(CLASSES[dimension]) else found


def _crossed(key: str, dimensions: tuple[str, ...], asked: Asked) -> ShownTable | NotPublished:
    """Rows of the first dimension; across, the second, or the pairs of the second and third."""
    answer = published(Query(key, (asked.period,), lattice=asked.lattice))
    if isinstance(answer, NotPublished):
        return answer
    first, *others = dimensions
    across = _pairs(others)
    lines = []
    for code in _codes(first, asked):
        cells = tuple(answer.cells[code, *pair] for pair in across)
        count = _as_published(total(cells), line_variance(BY_NAME[key], code, asked.period))
        lines.append(Line(code, class_label(first, code), count, cells=cells))
    if not lines:
        return NotPublished(Why.OUTSIDE)
    words = tuple(
        ", ".join(class_label(name, one) for name, one in zip(others, pair, strict=True))
        for pair in across
    )
    sums = tuple(total(column) for column in zip(*(line.cells for line in lines), strict=True))
    codes, head = tuple("|".join(pair) for pair in across), str(COLUMNS[first])
    found = ShownTable(key, head, tuple(lines), words, codes, answer.releases, sums)
    if len(lines) < len(CLASSES[first]):
        return found
    known = (column_variance(BY_NAME[key], code, asked.period) for code in codes)
    sums = tuple(map(_as_published, sums, known))
    return _with_whole(replace(found, columns=sums), asked)


def _with_whole(table: ShownTable, asked: Asked) -> ShownTable:
    """All lines are shown, so that together they are all records of the kind."""
    variance = whole_variance(table.key.partition(".")[0], asked.period)
    whole = replace(total(line.count for line in table.lines), variance=variance)
    return replace(table, whole=whole)


def _as_published(count: ProtectedCount, variance: Fraction | None) -> ProtectedCount:
    """A sum that is a published number has the margin of that, wherever it stands."""
    return count if variance is None else replace(count, variance=variance)


def _pairs(dimensions: list[str]) -> list[Cell]:
    if len(dimensions) == 1:
        return [(code,) for code in CLASSES[dimensions[0]]]
    first, second = dimensions
    return [(one, two) for one in CLASSES[first] for two in CLASSES[second]]


def _codes(dimension: str, asked: Asked) -> tuple[str, ...]:
    """The classes that may be shown: all, or those of the regions in view."""
    if dimension not in _BY_REGION:
        return CLASSES[dimension]
    if dimension == "region":
        return asked.regions
    return tuple(dict.fromkeys(region_group(region) for region in asked.regions))


def _majority(key: str, asked: Asked) -> ShownTable | NotPublished:
    query = Query(table_name("case", "age_band"), (asked.period,), lattice=asked.lattice)
    answer = published(query)
    if isinstance(answer, NotPublished):
        return answer
    lines = tuple(
        Line(code, class_label("majority", code), total(answer.cells[band,] for band in bands))
        for code, bands in MAJORITY.items()
    )
    found = ShownTable(key, str(COLUMNS["majority"]), lines, releases=answer.releases)
    return _with_whole(found, asked)


def _funnel(key: str, asked: Asked) -> ShownTable | NotPublished:
    """How many reached each step at least: each is the sum of its own cell and all later ones, so
    that no step can be larger than the one before. The first is all screenings, as the months have
    them; another one is as exact as all of them less those who stopped before."""
    reached, all_sent = _one_way("screening.reach", "reach", asked), whole("screening", asked)
    if isinstance(reached, NotPublished) or isinstance(all_sent, NotPublished):
        return reached if isinstance(reached, NotPublished) else NotPublished(Why.NOT_YET)
    lines, stopped = [], Fraction(0)
    for place, line in enumerate(reached.lines):
        step = total(later.count for later in reached.lines[place:])
        known = part_variance(step.variance, stopped, all_sent.variance)
        lines.append(replace(line, count=replace(step, variance=known)))
        stopped += line.count.variance
    return ShownTable(key, str(COLUMNS["funnel"]), tuple(lines), releases=reached.releases)


def _flagged(key: str, asked: Asked) -> ShownTable | NotPublished:
    """Everybody flagged, by one class: the lines of the table of what their flags came to."""
    table = read_table(MADE_OF[key], asked)
    if isinstance(table, NotPublished):
        return table
    lines = tuple(replace(line, cells=()) for line in table.lines)
    return replace(table, key=key, lines=lines, across=(), across_codes=(), columns=())


def _months(key: str, asked: Asked) -> ShownTable | NotPublished:
    """The published months up to the end of the period, the last twelve."""
    kind, last = key.partition(".")[0], asked.period.months()[-1]
    known = [month for month in published_periods(kind, "month", asked.lattice) if month <= last]
    return _series(key, table_name(kind), sorted(known[:MONTHS_SHOWN]), asked.lattice)


def _region_quarters(key: str, asked: Asked) -> ShownTable | NotPublished:
    """One region's published quarters up to this period, the last eight."""
    if len(asked.regions) != 1:
        return NotPublished(Why.OUTSIDE)
    (region,), last = asked.regions, asked.period.months()[-1].quarter
    known = [
        found for found in published_periods("case", "quarter", asked.lattice) if found <= last
    ]
    series = sorted(known[:QUARTERS_SHOWN])
    name = table_name("case", "region")
    table = _series(key, name, series, asked.lattice, ((region,),))
    if isinstance(table, NotPublished):
        return table
    return replace(table, column=f"{table.column}, {class_label('region', region)}")


def _series(
    key: str,
    table: str,
    periods: Iterable[Period],
    lattice: str | None,
    cells: tuple[Cell, ...] | None = None,
) -> ShownTable | NotPublished:
    periods = tuple(periods)
    if not periods:
        return NotPublished(Why.NOT_YET)
    answer = published(Query(table, periods, cells, lattice))
    if isinstance(answer, NotPublished):
        return answer
    lines = tuple(
        Line(
            period.label,
            period_label(period),
            total(counts.values()),
            short_label(period),
            str(period.year),
        )
        for period, counts in zip(periods, answer.periods, strict=True)
    )
    return ShownTable(key, str(COLUMNS[key.partition(".")[2]]), lines, releases=answer.releases)


_MADE: Mapping[str, Callable[[str, Asked], ShownTable | NotPublished]] = {
    "case.months": _months,
    "screening.months": _months,
    "case.region_quarters": _region_quarters,
    "case.majority": _majority,
    "screening.funnel": _funnel,
    **dict.fromkeys(SCREENED_BY, _flagged),
}


def stage_words(key: str, counts: str) -> str:
    """At which stage a table counts, and what has to be known of it besides."""
    return f"{counts} {said}" if (said := remark(key)) else counts


def counted(key: str) -> str:
    """The heading of the numbers of a table: what one of them is."""
    return str(_COUNTED[key.partition(".")[0]])


_COUNTED: Mapping[str, Any] = {
    "case": _l("Cases"),
    "screening": _l("Screenings"),
    "flag": _l("People flagged"),
    "referral": _l("Requests"),
    "stay": _l("People sheltered"),
    "return": _l("People"),
    "survey": _l("People"),
    "visit": _l("Visits"),
    "public": _l("Cases"),
}
