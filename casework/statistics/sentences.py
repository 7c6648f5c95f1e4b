"""One sentence for each picture. It claims nothing that the noise could have made."""

from collections.abc import Mapping, Sequence

from casework.web.formats import long_date
from casework.web.languages import _

from .domain.medians import Beyond, Unclear, median
from .domain.protected import Change, ProtectedCount, compare
from .numbers import plain
from .page import Share
from .tables import Line, ShownTable

HOUR_EDGES, DAY_EDGES = (24, 72, 168, 720), (30, 60, 90, 180)
IN_DAYS = ("return.departure_time",)


def of_series(table: ShownTable) -> str:
    """From the first to the last, and whether that is a change."""
    first, last = table.lines[0], table.lines[-1]
    if first is last:
        return _("%(period)s: %(count)s.", count=plain(first.count), period=first.label)
    course = _(
        "From %(first)s (%(start)s) to %(last)s (%(end)s).",
        first=plain(first.count),
        start=first.label,
        last=plain(last.count),
        end=last.label,
    )
    return f"{course} {_course(compare(last.count, first.count))}"


def of_classes(table: ShownTable) -> str:
    """The largest class, or those between which the noise does not let one choose."""
    ranked = sorted(table.lines, key=lambda line: line.count.value, reverse=True)
    if ranked[0].count.small:
        return _("All values are small.")
    leaders = [line for line in ranked if _as_large(line, ranked[0])]
    if len(leaders) == 1:
        return _(
            "Highest value: %(label)s, %(count)s.",
            label=leaders[0].label,
            count=plain(leaders[0].count),
        )
    return _(
        "Highest values: %(first)s and %(second)s; the margin does not tell which is larger.",
        first=leaders[0].label,
        second=leaders[1].label,
    )


def of_funnel(table: ShownTable) -> str:
    """From the first step to the last, and up to which days it was looked at."""
    first, last = table.lines[0], table.lines[-1]
    days = dict.fromkeys(long_date(release.frozen_on) for release in table.releases)
    return _(
        "%(first)s at the start (%(start)s), %(last)s at the end (%(end)s), as it stood on "
        "%(days)s.",
        first=plain(first.count),
        start=first.label,
        last=plain(last.count),
        end=last.label,
        days=_listed(list(days)),
    )


def of_times(table: ShownTable) -> str:
    """The classes between which half of those lie for whom the step was taken when it was counted:
    where in a class they lie was never counted."""
    unit, edges = ("days", DAY_EDGES) if table.key in IN_DAYS else ("hours", HOUR_EDGES)
    taken = [line.count for line in table.lines if line.code != "not_yet"]
    found = median(taken, edges)
    if found is None:
        return _("Too few to say how long it takes.")
    base = plain(found.base)
    if isinstance(found, Unclear):
        return _("The margin is too wide to say how long it takes for half of %(base)s.", base=base)
    if isinstance(found, Beyond):
        return _("For half of %(base)s it takes longer than the classes reach.", base=base)
    told = {"base": base, "low": found.low, "high": found.high}
    texts = {
        "hours": _(
            "The middle one of %(base)s took between %(low)s and %(high)s hours: half took less "
            "time, half took more.",
            **told,
        ),
        "days": _(
            "The middle one of %(base)s took between %(low)s and %(high)s days: half took less "
            "time, half took more.",
            **told,
        ),
    }
    left_out = _("Who still waited when this was counted is left out.")
    return f"{texts[unit]} {left_out}"


def of_cells(table: ShownTable) -> str:
    """The largest cell of a two-way table, when the noise lets one choose."""
    ranked = sorted(
        (
            (cell, line.label, word)
            for line in table.lines
            for cell, word in zip(line.cells, table.across, strict=True)
        ),
        key=lambda one: one[0].value,
        reverse=True,
    )
    first, second = ranked[0], ranked[1]
    if first[0].small:
        return _("All values are small.")
    if compare(first[0], second[0]) is Change.NONE_CLEAR:
        return _("The margin does not tell which value is the largest.")
    return _(
        "Highest value: %(row)s, %(column)s: %(count)s.",
        row=first[1],
        column=first[2],
        count=plain(first[0]),
    )


def of_shares(shares: Sequence[Share], part: str, *, settled: bool) -> str:
    """What the dots stand for, and out of what: of those `settled`, or of all."""
    told = [one for one in shares if one.dot is not None]
    if not told:
        return _("%(part)s: no line carries a percentage.", part=part)
    if settled:
        return _("%(part)s, in percent of those settled; the bar is the margin.", part=part)
    return _(
        "%(part)s, in percent of all requests, also those never answered; the bar is the margin.",
        part=part,
    )


def of_flagged(shares: Sequence[Share]) -> str:
    """How often each group is flagged, out of how often it is screened."""
    if not any(one.dot for one in shares):
        return _("%(part)s: no line carries a percentage.", part=_("People flagged"))
    return _(
        "People flagged, in percent of the screenings of the same group; the bar is the margin."
    )


def of_changes(table: ShownTable, before: ShownTable, period: str) -> str:
    """Which lines rose and which fell since the period before, beyond what the noise explains."""
    then = {line.code: line.count for line in before.lines}
    said = {line.label: compare(line.count, then[line.code]) for line in table.lines}
    return _since(said, period)


def of_rates(now: Sequence[Share], then: Sequence[Share], period: str) -> str:
    """The same for shares; lines without a percentage in one of the two periods are left out."""
    before = {one.label: one.rate for one in then}
    told = [one for one in now if None not in (one.rate.percent, before[one.label].percent)]
    if not told:
        return _("Too few before (%(period)s) to compare with.", period=period)
    return _since({one.label: one.rate.change_from(before[one.label]) for one in told}, period)


def _since(said: Mapping[str, Change], period: str) -> str:
    more = [label for label, change in said.items() if change is Change.MORE]
    fewer = [label for label, change in said.items() if change is Change.FEWER]
    if not more and not fewer:
        return _("Compared with before (%(period)s): no clear change.", period=period)
    parts = []
    if more:
        parts.append(_("more: %(lines)s", lines=_listed(more)))
    if fewer:
        parts.append(_("fewer: %(lines)s", lines=_listed(fewer)))
    apart = _(";")
    told = f"{apart} ".join(parts)
    return _("Compared with before (%(period)s): %(said)s.", period=period, said=told)


def _listed(labels: Sequence[str]) -> str:
    """Names in a row; "and" is left to the languages."""
    return " · ".join(labels)


def of_change(later: ProtectedCount, earlier: ProtectedCount, period: str) -> str:
    """How a count compares with the period before."""
    texts = {
        Change.NONE_CLEAR: _("no clear change from before (%(period)s)", period=period),
        Change.MORE: _("more than before (%(period)s)", period=period),
        Change.FEWER: _("fewer than before (%(period)s)", period=period),
    }
    return texts[compare(later, earlier)]


def _as_large(line: Line, largest: Line) -> bool:
    return not line.count.small and compare(largest.count, line.count) is Change.NONE_CLEAR


def _course(change: Change) -> str:
    texts = {
        Change.NONE_CLEAR: _("No clear change: the difference lies within the margin."),
        Change.MORE: _("The rise is larger than the margin."),
        Change.FEWER: _("The fall is larger than the margin."),
    }
    return texts[change]
