"""What the dashboard shows, put together from the one door: words and protected numbers only."""

from flask import url_for

from casework.kernel.clock import now
from casework.web.formats import long_date
from casework.web.languages import _

from . import pictures, sentences, tables
from .domain.lattice import FOREIGN, MONTH_SIGMA, QUARTER_SIGMA
from .domain.periods import Period
from .domain.protected import ProtectedCount, ProtectedRate, total
from .forms import DashboardQuestion
from .labels import TILES, class_label, period_label
from .page import Choices, Figure, Grid, Key, Notice, Page, Tile
from .published import NotPublished, published_periods
from .tables import KIND, ShownTable


def newest_quarter() -> Period | None:
    """The newest published quarter."""
    return next(iter(published_periods(KIND, "quarter")), None)


def choices(question: DashboardQuestion, quarter: Period | None) -> Choices:
    """What may be chosen, and when the next quarter will be there."""
    newest = newest_quarter()
    coming = newest.next if newest else Period.month_of(now().date()).quarter
    return Choices(
        tuple(
            (period.label, period_label(period)) for period in published_periods(KIND, "quarter")
        ),
        tuple((code, class_label("region", code)) for code in question.regions),
        quarter.label if quarter else "",
        question.chosen or "",
        period_label(coming),
        long_date(coming.due),
    )


def page(question: DashboardQuestion, quarter: Period) -> Page | None:
    """The dashboard of a quarter; None when it is not published."""
    whole = tables.quarter_total(quarter)
    if isinstance(whole, NotPublished):
        return None
    return Page(
        period_label(quarter),
        class_label("region", question.chosen) if question.chosen else "",
        _notice(whole),
        tuple(_keys(question, quarter, whole)),
        (_months(quarter), *_national(quarter, ("exploitation", "nationality", "state"))),
        (*_regional(question, quarter), *_national(quarter, ("sex", "majority", "age"))),
    )


def _notice(whole: ProtectedCount) -> Notice:
    """The margins stated are those of one month and of one cell of a quarter."""
    day = whole.frozen_on
    return Notice(
        long_date(day),
        ProtectedCount(0, MONTH_SIGMA**2, day),
        ProtectedCount(0, QUARTER_SIGMA**2, day),
    )


def _keys(question: DashboardQuestion, quarter: Period, whole: ProtectedCount) -> list[Key]:
    found = []
    if question.chosen:
        found.append(_regional_key(question.chosen, quarter))
        label = _("Cases registered in Morocco")
    else:
        label = _("Cases registered")
    before = tables.quarter_total(quarter.previous)
    found.append(Key(label, whole, _change(whole, before, quarter)))
    return [key for key in found if key] + _shares(quarter)


def _regional_key(region: str, quarter: Period) -> Key | None:
    count = tables.region_total(quarter, region)
    if isinstance(count, NotPublished):
        return None
    label = _("Cases in the region")
    return Key(label, count, _change(count, tables.region_total(quarter.previous, region), quarter))


def _change(count: ProtectedCount, before: ProtectedCount | NotPublished, quarter: Period) -> str:
    if isinstance(before, NotPublished):
        return _("first published quarter")
    return sentences.of_change(count, before, period_label(quarter.previous))


def _shares(quarter: Period) -> list[Key]:
    """Parts of the whole country: each out of the sum of its own table."""
    wanted = (
        ("majority", _("Children under 18"), ("child",)),
        ("sex", class_label("sex", "female"), ("female",)),
        ("nationality", _("Foreign nationals"), FOREIGN),
        ("exploitation", _("Exploitation at work"), ("agriculture", "domestic_work", "other_work")),
    )
    return [_share(key, quarter, label, parts) for key, label, parts in wanted]


def _share(key: str, quarter: Period, label: str, parts: tuple[str, ...]) -> Key:
    table = _read(key, quarter)
    part = total(table.count(code) for code in parts)
    base = total(line.count for line in table.lines)
    return Key(label, part, "", base, ProtectedRate(part, base))


def _regional(question: DashboardQuestion, quarter: Period) -> list[Figure]:
    """A region's own history; for several regions, how they compare."""
    if question.chosen:
        table = tables.read_table("region_quarters", quarter, (question.chosen,))
        if isinstance(table, NotPublished):
            return []
        return [_line(table, quarter, _("This region, by quarter"), region=question.chosen)]
    if not question.regions:
        return []
    table = _read("region", quarter, question.regions)
    if len(question.regions) < len(TILES):
        return [_bars(table, quarter, _("Your regions"))]
    grid = _grid(table, quarter)
    return [_figure(table, quarter, _("Cases by region"), sentences.of_classes(table), grid=grid)]


def _months(quarter: Period) -> Figure:
    return _line(_read("months", quarter), quarter, _("Cases registered by month"))


def _national(quarter: Period, keys: tuple[str, ...]) -> list[Figure]:
    titles = {
        "exploitation": _("Form of exploitation noted"),
        "sex": _("Women and men"),
        "majority": _("Adults and children"),
        "age": _("Age on registration"),
        "nationality": _("Nationality group"),
        "state": _("Stage of help when counted"),
    }
    return [_bars(_read(key, quarter), quarter, titles[key]) for key in keys]


def _read(key: str, quarter: Period, regions: tuple[str, ...] = ()) -> ShownTable:
    """A table of a quarter that is known to be published."""
    table = tables.read_table(key, quarter, regions)
    if isinstance(table, NotPublished):
        raise LookupError(key)
    return table


def _line(table: ShownTable, quarter: Period, title: str, region: str = "") -> Figure:
    line = pictures.line_picture(
        [line.count for line in table.lines],
        [line.short for line in table.lines],
        [line.year for line in table.lines],
    )
    sentence = sentences.of_series(table)
    return _figure(table, quarter, title, sentence, line=line, region=region)


def _bars(table: ShownTable, quarter: Period, title: str) -> Figure:
    drawn = pictures.bars([line.count for line in table.lines])
    return _figure(table, quarter, title, sentences.of_classes(table), bars=drawn)


def _grid(table: ShownTable, quarter: Period) -> Grid:
    scale = pictures.tile_scale([line.count for line in table.lines])
    tiles = tuple(
        Tile(
            TILES[line.code],
            scale.level(line.count),
            line.label,
            line.count,
            url_for("statistics.dashboard", period=quarter.label, region=line.code),
        )
        for line in table.lines
    )
    return Grid(tiles, scale.ranges())


def _figure(
    table: ShownTable,
    quarter: Period,
    title: str,
    sentence: str,
    *,
    line: pictures.LinePicture | None = None,
    bars: tuple[pictures.Bar, ...] = (),
    grid: Grid | None = None,
    region: str = "",
) -> Figure:
    href = url_for(
        "statistics.table_file",
        table=table.key,
        period=quarter.label,
        region=region or None,
    )
    return Figure(title, sentence, table, href, line, bars, grid)
