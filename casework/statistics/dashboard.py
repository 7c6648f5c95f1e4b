"""What a dashboard shows, put together from the one door: words and protected numbers only."""

from flask import url_for

from casework.counters import counted_html
from casework.facts.domain import SIMULATED
from casework.kernel.clock import now
from casework.policy import Actor
from casework.web.formats import long_date
from casework.web.languages import _

from . import figures, sentences, tables
from .catalogue import DETECTION, OVERVIEW, REGION_HISTORY, VIEWS
from .domain.lattice import FOREIGN, MONTH_SIGMA, QUARTER_SIGMA, YEAR_SIGMA
from .domain.periods import Period
from .domain.protected import ProtectedCount, ProtectedRate, total
from .fairness import fairness
from .forms import DashboardQuestion
from .labels import class_label, period_label, whole_of
from .page import Choices, Figure, Key, Notice, Page
from .published import NotPublished, lost_ones, published_periods
from .tables import Asked, ShownTable

AT_WORK = ("agriculture", "domestic_work", "other_work")


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
        tuple((code, class_label("region", code)) for code in question.regions),
        period.label if period else "",
        question.chosen or "",
        view.name,
        of or "",
        period_label(coming),
        long_date(coming.due),
        tuple(map(period_label, lost)),
    )


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
    wide, left, right = _columns(_figures(question, asked))
    keys = _keys(question, asked, whole) if question.view is OVERVIEW else []
    return Page(
        period_label(period),
        class_label("region", question.chosen) if question.chosen else "",
        _notice(whole),
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


def _notice(whole: ProtectedCount) -> Notice:
    """The margins stated are those of one month, and of one cell of a quarter or a year."""
    day = whole.frozen_on
    month, quarter, year = (
        ProtectedCount(0, sigma**2, day) for sigma in (MONTH_SIGMA, QUARTER_SIGMA, YEAR_SIGMA)
    )
    return Notice(long_date(day), month, quarter, year)


def _keys(question: DashboardQuestion, asked: Asked, whole: ProtectedCount) -> list[Key]:
    found: list[Key | None] = []
    before = Asked(asked.period.previous, asked.regions, asked.lattice)
    if question.chosen:
        found.append(_regional_key(question.chosen, asked, before))
        label = _("Cases registered in Morocco")
    else:
        label = _("Cases registered")
    earlier = tables.whole("case", before)
    found.append(Key(label, whole, _change(whole, earlier, before.period)))
    return [key for key in found if key] + _shares(asked)


def _regional_key(region: str, asked: Asked, before: Asked) -> Key | None:
    count = tables.region_total("case", asked, region)
    if isinstance(count, NotPublished):
        return None
    label = _("Cases in the region")
    earlier = tables.region_total("case", before, region)
    return Key(label, count, _change(count, earlier, before.period))


def _change(count: ProtectedCount, before: ProtectedCount | NotPublished, period: Period) -> str:
    if isinstance(before, NotPublished):
        return _("first published period")
    return sentences.of_change(count, before, period_label(period))


def _shares(asked: Asked) -> list[Key]:
    """Parts of the whole country: each out of the sum of its own table."""
    wanted = (
        ("case.majority", _("Children under 18"), ("child",)),
        ("case.sex", class_label("sex", "female"), ("female",)),
        ("case.nationality_group", _("Foreign nationals"), FOREIGN),
        ("case.exploitation", _("Exploitation at work"), AT_WORK),
    )
    found = []
    for key, label, parts in wanted:
        table = tables.read_table(key, asked)
        if isinstance(table, ShownTable):
            part = total(table.count(code) for code in parts)
            base = total(line.count for line in table.lines)
            found.append(Key(label, part, "", base, ProtectedRate(part, base)))
    return found
