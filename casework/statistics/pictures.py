"""The geometry of pictures: coordinates as text, ready for SVG attributes. Pure.

Only `drawn`, `low` and `high` of protected counts are used, so that a small value looks like every
other small value.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from .domain.protected import SMALL, ProtectedCount, ProtectedRate

LEFT, RIGHT, TOP, BOTTOM = 44, 520, 32, 200
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000)
_TILE_STEPS = (5, 10, 15, 20, 25, 50, 100, 250, 500, 1000, 5000)
_MOST_LINES = 4
SHORTEST_SCALE = 20
"""Where all values are small, no bar fills its track."""


@dataclass(frozen=True)
class Point:
    """One point of a line: where it stands, and which of the marks it carries."""

    x: str
    y: str
    label: str
    year: str


@dataclass(frozen=True)
class Mark:
    """A horizontal line of the grid with its value."""

    y: str
    text_y: str
    text: str


@dataclass(frozen=True)
class LinePicture:
    """A line with its 95 % band, in a box of 548 by 252."""

    points: tuple[Point, ...]
    line: str
    band: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Bar:
    """One bar: its length in percent of the longest, and whether it stands for a small value."""

    width: str
    small: bool


@dataclass(frozen=True)
class TileScale:
    """The five shades of the tile grid: the lower bound of each."""

    bounds: tuple[int, ...]

    def level(self, count: ProtectedCount) -> str:
        """`l1` to `l5`, or `lx` for a small value."""
        if count.small:
            return "lx"
        return f"l{sum(count.value >= bound for bound in self.bounds)}"

    def ranges(self) -> tuple[tuple[str, str], ...]:
        """The bounds as text, from and to; the last has no end."""
        ends = [str(bound - 1) for bound in self.bounds[1:]] + [""]
        return tuple(zip(map(str, self.bounds), ends, strict=True))


def line_picture(
    counts: Sequence[ProtectedCount], labels: Sequence[str], years: Sequence[str]
) -> LinePicture:
    """A line through the counts, from left to right in time; the year under its first period."""
    step = _step(max(count.high for count in counts))
    highest = step * max(1, -(-max(count.high for count in counts) // step))

    def y(value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * value / highest

    xs = _spread(len(counts))
    shown_years = [year if n == 0 or year != years[n - 1] else "" for n, year in enumerate(years)]
    points = tuple(
        Point(_text(x), _text(y(count.drawn)), label, year)
        for x, count, label, year in zip(xs, counts, labels, shown_years, strict=True)
    )
    upper = [f"{_text(x)},{_text(y(c.high))}" for x, c in zip(xs, counts, strict=True)]
    lower = [f"{_text(x)},{_text(y(c.low))}" for x, c in zip(xs, counts, strict=True)]
    return LinePicture(
        points,
        " ".join(f"{point.x},{point.y}" for point in points),
        " ".join(upper + lower[::-1]),
        tuple(
            Mark(_text(y(value)), _text(y(value) + 5), str(value))
            for value in range(0, highest + 1, step)
        ),
    )


def bars(counts: Sequence[ProtectedCount]) -> tuple[Bar, ...]:
    """Bars on one scale; all small values have the same short one."""
    longest = max([SHORTEST_SCALE, *(count.drawn for count in counts)])
    return tuple(Bar(_text(100 * count.drawn / longest), count.small) for count in counts)


def tile_scale(counts: Sequence[ProtectedCount]) -> TileScale:
    """Five even shades that reach the largest count."""
    largest = max((count.drawn for count in counts), default=0)
    step = next((step for step in _TILE_STEPS if 5 * step >= largest), _TILE_STEPS[-1])
    if step == SMALL:
        return TileScale(tuple(SMALL * n for n in range(1, 6)))
    return TileScale((SMALL, *(step * n for n in range(1, 5))))


def _step(largest: int) -> int:
    return next((step for step in _STEPS if step * _MOST_LINES >= largest), _STEPS[-1])


def _spread(length: int) -> list[float]:
    if length == 1:
        return [(LEFT + RIGHT) / 2]
    return [LEFT + (RIGHT - LEFT) * place / (length - 1) for place in range(length)]


def _text(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Dot:
    """A share on a line from 0 to 100: where it lies, and its margin."""

    at: str
    begins: str
    ends: str


def dot(rate: ProtectedRate) -> Dot | None:
    """The dot of a share; none where there is no percentage."""
    if rate.percent is None:
        return None
    low, high = max(0, rate.percent - rate.band_95), min(100, rate.percent + rate.band_95)
    return Dot(str(rate.percent), str(low), str(high))


def panels(rows: Sequence[Sequence[ProtectedCount]]) -> tuple[tuple[Bar, ...], ...]:
    """The bars of several panels, all on one scale."""
    every = bars([count for row in rows for count in row])
    found, at = [], 0
    for row in rows:
        found.append(every[at : at + len(row)])
        at += len(row)
    return tuple(found)
