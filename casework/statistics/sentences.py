"""One sentence for each picture. It claims nothing that the noise could have made."""

from casework.web.languages import _

from .domain.protected import Change, ProtectedCount, compare
from .numbers import plain
from .tables import Line, ShownTable


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


def of_change(later: ProtectedCount, earlier: ProtectedCount, period: str) -> str:
    """How a count compares with the period before."""
    texts = {
        Change.NONE_CLEAR: _("no clear change from the %(period)s", period=period),
        Change.MORE: _("more than in the %(period)s", period=period),
        Change.FEWER: _("fewer than in the %(period)s", period=period),
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
