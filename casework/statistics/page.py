"""What a dashboard page is made of: words, protected numbers, and geometry as text."""

from dataclasses import dataclass

from .domain.protected import ProtectedCount, ProtectedRate
from .pictures import Bar, LinePicture
from .tables import ShownTable


@dataclass(frozen=True)
class Tile:
    """One region in the tile grid; `href` leads to its own numbers."""

    place: str
    level: str
    label: str
    count: ProtectedCount
    href: str


@dataclass(frozen=True)
class Grid:
    """The tile grid and the ranges of its five shades."""

    tiles: tuple[Tile, ...]
    ranges: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """One picture with its sentence, its table and the address of the file of that table."""

    title: str
    sentence: str
    table: ShownTable
    file_href: str
    line: LinePicture | None = None
    bars: tuple[Bar, ...] = ()
    grid: Grid | None = None


@dataclass(frozen=True)
class Key:
    """A number on top: what, how many, and out of what or compared with what."""

    label: str
    count: ProtectedCount
    below: str = ""
    base: ProtectedCount | None = None
    rate: ProtectedRate | None = None


@dataclass(frozen=True)
class Notice:
    """What is said of the protection on every page."""

    frozen_on: str
    month: ProtectedCount
    quarter: ProtectedCount


@dataclass(frozen=True)
class Page:
    """A dashboard for one published quarter."""

    period: str
    place: str
    notice: Notice
    keys: tuple[Key, ...]
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]


@dataclass(frozen=True)
class Choices:
    """The lists of the filter, and what comes next."""

    period_options: tuple[tuple[str, str], ...]
    region_options: tuple[tuple[str, str], ...]
    period: str
    region: str
    next_period: str
    next_day: str
