"""What a dashboard shows, put together from the one door: words and protected numbers only."""

from collections.abc import Iterable

from flask import url_for

from casework.counters import counted_html
from casework.facts.domain import SIMULATED
from casework.kernel.clock import now
from casework.policy import Actor
from casework.web.formats import long_date

from . import figures, tables
from .catalogue import DETECTION, OVERVIEW, REGION_HISTORY, VIEWS
from .domain.periods import Period
from .domain.protected import ProtectedCount
from .fairness import fairness
from .forms import DashboardQuestion
from .headlines import headlines
from .labels import class_label, period_label, whole_of
from .page import Choices, Figure, Key, Notice, Page
from .published import NotPublished, lost_ones, published_periods
from .tables import Asked


def newest(question: DashboardQuestion) -> Period | None:
    """The newest published quarter; for a view of whole years, the newest year."""
    every = "quarter" if question.view is OVERVIEW else "year"
    return next(iter(published_periods("case", every, question.lattice)), None)


def choices(question: DashboardQuestion, period: Period | None) -> Choices:
    """What may be chosen, and when the next period will be there."""
    lattice, view = question.lattice, question.view
    every, other = ("quarter", "year") if view is OVERVIEW else ("year", "quarter")
    shown = published_periods("case", every, lattice)
    others = [] if view.yearly else published_periods("case", other, lattice)
    known = [*shown, *others]
    present = Period.month_of(now().date())
    coming = shown[0].next if shown else (present.quarter, present.whole_year)[every == "year"]
    coming, lost = _coming_and_lost(shown, coming, lattice)
    of = lattice if lattice == SIMULATED else None
    tabs = [
        (str(one.title), url_for("statistics.dashboard", view=one.name, of=of), one is view)
        for one in VIEWS.values()
    ]
    return Choices(
        tuple(tabs),
        tuple((one.label, period_label(one)) for one in known),
        _region_options(question),
        period.label if period else "",
        question.chosen or "",
        view.name,
        of or "",
        period_label(coming),
        long_date(coming.due),
        tuple(map(period_label, lost)),
        _why_not(period, known, lattice) if period and period not in known else "",
    )


def _region_options(question: DashboardQuestion) -> tuple[tuple[str, str], ...]:
    """The regions to choose from; none for whoever has one alone: all would be the same page."""
    if len(question.regions) == 1:
        return ()
    return tuple((code, class_label("region", code)) for code in question.regions)


def _why_not(period: Period, known: list[Period], lattice: str) -> str:
    """Why a period that was asked for by its address has no numbers: `lost` with a restore,
    `before` the series begins, or not `yet`."""
    if lost_ones("case", lattice)(period):
        return "lost"
    return "before" if known and period.year < min(known).year else "yet"


def _coming_and_lost(
    shown: list[Period], coming: Period, lattice: str
) -> tuple[Period, list[Period]]:
    """The period that will be published next, and those before it that a restore has lost."""
    is_lost, lost = lost_ones("case", lattice), []
    period = shown[-1] if shown else coming
    while period < coming or is_lost(period):
        lost += [period] if is_lost(period) else []
        period = period.next
    return period, lost


def page(question: DashboardQuestion, period: Period) -> Page | None:
    """The dashboard of a period; None when it is not published."""
    asked = question.asked(period)
    whole = tables.whole("case", asked)
    if isinstance(whole, NotPublished) or not _is_shown(question, period):
        return None
    figures_shown = _figures(question, asked)
    wide, left, right = _columns(figures_shown)
    keys = headlines(question.chosen, asked, whole) if question.view is OVERVIEW else []
    return Page(
        period_label(period),
        class_label("region", question.chosen) if question.chosen else "",
        _notice(whole, keys, figures_shown),
        tuple(keys),
        wide,
        left,
        right,
        whole_of(question.lattice),
        question.lattice == SIMULATED,
        fairness(asked) if question.view is DETECTION else (),
        str(question.view.note),
    )


def exact(question: DashboardQuestion, actor: Actor) -> str:
    """The exact counters that belong beside a dashboard, as far as they are this reader's; none
    beside a country that does not exist."""
    if not question.view.exact or question.lattice == SIMULATED:
        return ""
    return counted_html(actor, question.view.exact)


def _is_shown(question: DashboardQuestion, period: Period) -> bool:
    return period in published_periods("case", period.kind, question.lattice)


def _figures(question: DashboardQuestion, asked: Asked) -> list[Figure]:
    found = []
    for picture in question.view.pictures:
        if picture.yearly and not asked.period.is_year:
            continue
        one_region = picture.key == "case.region" and question.chosen
        found.append(figures.figure(REGION_HISTORY if one_region else picture, asked))
    return found


def _columns(
    shown: list[Figure],
) -> tuple[tuple[Figure, ...], tuple[Figure, ...], tuple[Figure, ...]]:
    """Wide tables below each other, the rest in two columns."""
    narrow = [one for one in shown if not one.wide]
    return tuple(one for one in shown if one.wide), tuple(narrow[::2]), tuple(narrow[1::2])


def _notice(whole: ProtectedCount, keys: Iterable[Key], shown: Iterable[Figure]) -> Notice:
    """The newest day on which anything on the page was frozen, and the margins of its numbers: each
    kind of record, and each length of period, carries a noise of its own."""
    tables_shown = [one.table for one in shown if one.table is not None]
    counts = [whole, *(key.count for key in keys)]
    counts += [count for table in tables_shown for count in table.counts]
    day = max(count.frozen_on for count in counts)
    counts.sort(key=lambda count: count.variance)
    return Notice(long_date(day), counts[0], counts[-1])
