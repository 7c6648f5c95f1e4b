"""A picture of the catalogue becomes a figure: table read, sentence said, shape drawn."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from flask import url_for

from casework.facts.domain import SIMULATED
from casework.web.languages import _

from . import pictures, sentences, tables
from .catalogue import COUNTS, Chart, Picture
from .domain.protected import ProtectedCount, ProtectedRate
from .labels import TILES, class_label, missing_words, period_label
from .numbers import untold_words
from .page import Figure, Grid, Heat, Panel, Share, Step, Tile
from .published import NotPublished
from .tables import SCREENED_BY, Asked, ShownTable

UNSETTLED = ("undecided",)
"""Classes that are no part of the base of a share, since nobody has decided. Who was never answered
is part of it: a request that waits for ever was not answered in time."""

NEVER_FLAGGED = ("D", "E", "F")
"""Results that flag nobody: a line of them would say nothing."""


def figure(picture: Picture, asked: Asked) -> Figure:
    """The figure of a picture; without a table when that is not published yet."""
    table = tables.read_table(picture.key, asked)
    title, counts = str(picture.title), tables.stage_words(picture.key, str(COUNTS[picture.kind]))
    if isinstance(table, NotPublished):
        return Figure(title, missing_words(table), counts)
    found = Figure(
        title,
        sentences.of_classes(table),
        counts,
        tables.counted(picture.key),
        table,
        _address(table, asked),
    )
    found = _compared(found, picture, asked)
    return _DRAWN[picture.chart](found, picture, table, asked)


def _compared(found: Figure, picture: Picture, asked: Asked) -> Figure:
    """With the period before, line by line. A series shows its own course; of a region that was
    chosen alone there is no line before the first."""
    table = found.table
    if table is None or table.is_series:
        return found
    earlier = replace(asked, period=asked.period.previous)
    before, label = tables.read_table(picture.key, earlier), period_label(earlier.period)
    if isinstance(before, NotPublished):
        return replace(found, change=_("First published period."))
    change = sentences.of_changes(table, before, label)
    return replace(found, change=change, before=before, before_label=label)


def _address(table: ShownTable, asked: Asked) -> str:
    history = table.key == "case.region_quarters"
    return url_for(
        "statistics.table_file",
        table=table.key,
        period=asked.period.label,
        region=asked.regions[0] if history else None,
        of=asked.lattice if asked.lattice == SIMULATED else None,
    )


def _bars(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    return replace(found, bars=pictures.bars([line.count for line in table.lines]))


def _line(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    drawn = pictures.line_picture(
        [line.count for line in table.lines],
        [line.short for line in table.lines],
        [line.year for line in table.lines],
    )
    return replace(found, sentence=sentences.of_series(table), line=drawn)


def _grid(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    """All twelve regions as tiles; fewer as bars."""
    if len(table.lines) < len(TILES):
        return _bars(found, picture, table, asked)
    scale = pictures.tile_scale([line.count for line in table.lines])
    of = asked.lattice if asked.lattice == SIMULATED else None
    tiles = tuple(
        Tile(
            TILES[line.code],
            scale.level(line.count),
            line.label,
            line.count,
            url_for("statistics.dashboard", period=asked.period.label, region=line.code, of=of),
        )
        for line in table.lines
    )
    return replace(found, grid=Grid(tiles, scale.ranges()))


def _funnel(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    steps: list[Step] = []
    before: ProtectedCount | None = None
    for line in table.lines:
        rate = ProtectedRate(line.count, before) if before else None
        steps.append(Step(line.label, line.count, before, rate))
        before = line.count
    drawn = pictures.bars([line.count for line in table.lines])
    return replace(found, sentence=sentences.of_funnel(table), bars=drawn, funnel=tuple(steps))


def _times(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    return replace(_bars(found, picture, table, asked), sentence=sentences.of_times(table))


def _heat(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    scale = pictures.tile_scale([count for line in table.lines for count in line.cells])
    levels = tuple(tuple(scale.level(count) for count in line.cells) for line in table.lines)
    heat = Heat(levels, scale.ranges())
    return replace(found, heat=heat, wide=True, sentence=sentences.of_cells(table))


def _panels(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    """For each row four bars: girls, women, boys, men. Who is not known stands in the table."""
    codes = ("female|child", "female|adult", "male|child", "male|adult")
    at = [table.across_codes.index(code) for code in codes]
    words = (_("Girls"), _("Women"), _("Boys"), _("Men"))
    rows = [[line.cells[place] for place in at] for line in table.lines]
    drawn = pictures.panels(rows)
    panels = tuple(
        Panel(line.label, line.count, bars, tuple(zip(words, row, strict=True)))
        for line, row, bars in zip(table.lines, rows, drawn, strict=True)
    )
    return replace(found, panels=panels, wide=True)


def _shares_of(table: ShownTable, picture: Picture) -> list[Share]:
    """The share of one class across, of those that are settled, in each line."""
    at = table.across_codes.index(picture.part)
    shares = []
    for line in table.lines:
        if line.code in NEVER_FLAGGED:
            continue
        rate = ProtectedRate(line.cells[at], table.all_but(UNSETTLED, line))
        shares.append(_share(line.label, rate))
    return shares


def _share(label: str, rate: ProtectedRate) -> Share:
    return Share(label, rate, pictures.dot(rate), untold_words(rate))


def _flagged(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    """How often each group is flagged: people flagged, of the screenings of the same group."""
    screened = tables.read_table(SCREENED_BY[picture.key], asked)
    if isinstance(screened, NotPublished):
        return _bars(found, picture, table, asked)
    shares = _flag_rates(table, screened)
    change, earlier = found.change, replace(asked, period=asked.period.previous)
    before = tables.read_table(SCREENED_BY[picture.key], earlier)
    if found.before is not None and isinstance(before, ShownTable):
        then = _flag_rates(found.before, before)
        change = sentences.of_rates(shares, then, found.before_label)
    said, together = (
        sentences.of_flagged(shares),
        _together(table.all_but(()), screened.all_but(())),
    )
    return replace(found, sentence=said, shares=tuple(shares), change=change, together=together)


def _flag_rates(flagged: ShownTable, screened: ShownTable) -> list[Share]:
    return [
        _share(line.label, ProtectedRate(line.count, screened.count(line.code)))
        for line in flagged.lines
    ]


def _rates(found: Figure, picture: Picture, table: ShownTable, asked: Asked) -> Figure:
    shares = _shares_of(table, picture)
    part, settled = class_label(_across(table), picture.part), table.key.startswith("flag.")
    sentence = sentences.of_shares(shares, part, settled=settled)
    change = found.change
    if found.before is not None:
        then = _shares_of(found.before, picture)
        change = sentences.of_rates(shares, then, found.before_label)
    together = _together(table.part((picture.part,)), table.all_but(UNSETTLED))
    return replace(found, sentence=sentence, shares=tuple(shares), change=change, together=together)


def _together(part: ProtectedCount, base: ProtectedCount) -> Share:
    """All lines in one: no law or plan sets how large a share should be, so each line is compared
    with the whole."""
    return _share(_("All lines together"), ProtectedRate(part, base))


def _across(table: ShownTable) -> str:
    return "outcome" if table.key.startswith("flag.") else "answer_time"


_DRAWN: Mapping[Chart, Callable[[Figure, Picture, ShownTable, Asked], Figure]] = {
    Chart.BARS: _bars,
    Chart.LINE: _line,
    Chart.GRID: _grid,
    Chart.FUNNEL: _funnel,
    Chart.TIMES: _times,
    Chart.HEAT: _heat,
    Chart.PANELS: _panels,
    Chart.RATES: _rates,
    Chart.FLAGGED: _flagged,
}
