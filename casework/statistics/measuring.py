"""The value of an indicator for a published year, from the one door; or why there is none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from flask import url_for

from casework.accounts.queries import number_active
from casework.counters import blocks_of
from casework.facts.domain import SIMULATED
from casework.policy import Actor, Permission, Role, decide
from casework.web.formats import isolated_ltr, number
from casework.web.languages import _

from .catalogue import COUNTS
from .domain.lattice import BY_NAME, LATE_KINDS, LATTICE
from .domain.medians import Beyond, Unclear, median
from .domain.protected import ProtectedCount, ProtectedRate
from .fairness import fairness
from .file_cells import margin_rate, rate
from .indicators import INDICATORS, Indicator, Measure
from .indicators.origins import NOT_APART
from .labels import class_label, missing_words
from .numbers import plain, rate_words, untold_words
from .published import published_periods
from .sentences import DAY_EDGES, HOUR_EDGES
from .tables import COLUMNS, MADE_OF, Asked, ShownTable, read_table

NIGHT_EDGES = (7, 30, 90, 180)
_EDGES = {
    "stay.stay_length": NIGHT_EDGES,
    "return.departure_time": DAY_EDGES,
}
PER_INHABITANTS, FAIRNESS = 48, 50
_OPEN = ("not_yet", "ongoing")


Value = tuple[ProtectedCount | ProtectedRate | None, str]


@dataclass(frozen=True)
class Measured:
    """One line of the catalogue: words, and a protected number where there is one."""

    number: str
    name: str
    formula: str
    unit: str
    by: str
    source: str
    not_for: str
    shown: ProtectedCount | ProtectedRate | None = None
    said: str = ""
    href: str = ""
    work_href: str = ""
    year: str = ""
    """Its own newest year, where that is not the year of the page."""


def measured(asked: Asked, actor: Actor) -> tuple[Measured, ...]:
    """All fifty, for a year."""
    files = decide(actor, Permission.STATISTICS_READ).allowed
    own = {kind: _newest_of(kind, asked) for kind in LATE_KINDS}
    found = []
    for one in INDICATORS.values():
        whose = own.get(one.measure.table.partition(".")[0], asked) if one.measure else asked
        line = _measured(one, whose, actor, files)
        found.append(line if whose == asked else replace(line, year=whose.period.label))
    return tuple(found)


def _newest_of(kind: str, asked: Asked) -> Asked:
    """The newest published year of a kind that follows months after the cases of its year."""
    years = published_periods(kind, "year", asked.lattice)
    before = [year for year in years if year <= asked.period]
    return replace(asked, period=before[0]) if before else asked


def _measured(one: Indicator, asked: Asked, actor: Actor, files: bool) -> Measured:
    found = Measured(
        str(one.number),
        str(one.name),
        str(one.formula),
        str(one.unit),
        str(one.by) or _by(one.measure) or str(NOT_APART),
        str(one.source) or _source(one.measure),
        str(one.not_for),
        said=" ".join(filter(None, (str(one.why), str(one.whose)))),
        work_href=_work_href(one, actor) if asked.lattice != SIMULATED else "",
    )
    if one.measure is None:
        return found
    table = read_table(one.measure.table, asked)
    if not isinstance(table, ShownTable):
        return replace(found, said=missing_words(table))
    value, said = _value(one, table, asked)
    href = _file_href(one.measure, asked) if files else ""
    return replace(found, shown=value, said=said, href=href)


def _value(one: Indicator, table: ShownTable, asked: Asked) -> Value:
    measure: Measure = one.measure  # type: ignore[assignment]
    if one.number == FAIRNESS:
        told = " ".join(
            _("%(by)s: %(said)s", by=found.by, said=found.sentence) for found in fairness(asked)
        )
        return None, told or _("Not yet published.")
    if measure.how == "per_inspector" and asked.lattice == SIMULATED:
        return None, _("not told: nobody inspects in a simulated country")
    value, said = _HOW[measure.how](table, measure)
    if one.number == PER_INHABITANTS and isinstance(value, ProtectedCount):
        return None, rate_words_of(value) or _("fewer than 5 of them: no share")
    return value, said


def rate_words_of(count: ProtectedCount) -> str:
    """For 100,000 inhabitants, as the reader writes figures, with its margin; nothing for a small
    number."""
    if not (found := rate(count)):
        return ""
    return isolated_ltr(f"{number(float(found))} ± {number(float(margin_rate(count)))}")


def _work_href(one: Indicator, actor: Actor) -> str:
    """Where this very reader finds it counted exactly; nothing when it is not theirs."""
    theirs = {block.key for block in blocks_of(actor.role)}
    if one.exact not in theirs:
        return ""
    return url_for("counters.work", _anchor=f"counts-{one.exact}")


def _file_href(measure: Measure, asked: Asked) -> str:
    of = SIMULATED if asked.lattice == SIMULATED else None
    return url_for("statistics.table_file", table=measure.table, period=asked.period.label, of=of)


def _source(measure: Measure | None) -> str:
    """What its table counts."""
    return str(COUNTS[measure.table.partition(".")[0]]) if measure else ""


def _by(measure: Measure | None) -> str:
    """By what it is told apart: what its table is crossed with in the lattice; a count of all, by
    every dimension of its kind."""
    if measure is None:
        return ""
    own = set(BY_NAME[MADE_OF.get(measure.table, measure.table)].dimensions)
    kind = measure.table.partition(".")[0]
    crossed = [
        name
        for table in LATTICE
        if table.kind == kind and own <= set(table.dimensions)
        for name in table.dimensions
    ]
    names = dict.fromkeys(name for name in crossed if name not in own or len(own) > 1)
    return ", ".join(dict.fromkeys(str(COLUMNS[name]) for name in names))


def _count(table: ShownTable, measure: Measure) -> Value:
    return table.all_but(()), ""


def _line(table: ShownTable, measure: Measure) -> Value:
    return table.part(measure.parts), ""


def _share(table: ShownTable, measure: Measure) -> Value:
    """Of the lines; of a two-way table, of the classes across, each over all lines."""
    return _rate(table.part(measure.parts), table.all_but(measure.excluded))


def _row(table: ShownTable, measure: Measure) -> Value:
    """The same over the classes across, in one row alone."""
    line = next(line for line in table.lines if line.code == measure.of)
    return _rate(table.part(measure.parts, line), table.all_but(measure.excluded, line))


def _per_inspector(table: ShownTable, measure: Measure) -> Value:
    """How many there are for each inspector: accounts are about nobody who is helped, and exact."""
    inspectors, done = number_active(Role.INSPECTOR), table.all_but(())
    if not inspectors or done.small:
        return None, _("base too small")
    each, margin = (number(round(n / inspectors, 1)) for n in (done.value, done.band_95))
    about = _("about %(n)s for each of %(staff)s", n=each, staff=number(inspectors))
    return None, f"{about} ({isolated_ltr('± ' + margin)})"


def _mix(table: ShownTable, measure: Measure) -> Value:
    """The share of each class that carries a percentage."""
    dimension = table.key.partition(".")[2]
    lines = [line for line in table.lines if line.code not in measure.excluded]
    base = table.all_but(measure.excluded)
    rates = [(line.code, ProtectedRate(line.count, base)) for line in lines]
    shares = [
        f"{class_label(dimension, code)} {rate_words(found)}"
        for code, found in rates
        if not found.untold
    ]
    return None, " · ".join(shares) or untold_words(rates[0][1])


def _median(table: ShownTable, measure: Measure) -> Value:
    taken = [line.count for line in table.lines if line.code not in _OPEN]
    return None, _middle(taken, _EDGES.get(table.key, HOUR_EDGES))


def _median_across(table: ShownTable, measure: Measure) -> Value:
    taken = [count for code, count in table.sums.items() if code not in _OPEN]
    return None, _middle(taken, HOUR_EDGES)


def _rate(part: ProtectedCount, base: ProtectedCount) -> Value:
    found = ProtectedRate(part, base)
    return (None, untold_words(found)) if found.untold else (found, "")


def _middle(counts: Sequence[ProtectedCount], edges: Sequence[int]) -> str:
    found = median(counts, edges)
    if found is None:
        return _("base too small")
    if isinstance(found, Unclear):
        told = _("not told: its margin is too wide")
    elif isinstance(found, Beyond):
        told = _("over %(n)s", n=edges[-1])
    else:
        told = _("between %(low)s and %(high)s", low=found.low, high=found.high)
    return f"{told} ({_('of %(base)s', base=plain(found.base))})"


_HOW: Mapping[str, Callable[[ShownTable, Measure], Value]] = {
    "count": _count,
    "line": _line,
    "share": _share,
    "across": _share,
    "row": _row,
    "per_inspector": _per_inspector,
    "mix": _mix,
    "median": _median,
    "median_across": _median_across,
}
