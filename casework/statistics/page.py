"""What a dashboard page is made of: words, protected numbers, and geometry as text."""

from dataclasses import dataclass

from casework.web.languages import _

from .domain.protected import ProtectedCount, ProtectedRate
from .fairness import Fairness
from .pictures import Bar, Dot, LinePicture
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
class Step:
    """One step of a funnel: how many reached it, of how many before, and the share."""

    label: str
    count: ProtectedCount
    before: ProtectedCount | None
    rate: ProtectedRate | None


@dataclass(frozen=True)
class Share:
    """One line of shares: a part of its base, drawn as a dot with its margin; without a dot, why
    there is none."""

    label: str
    rate: ProtectedRate
    dot: Dot | None
    why: str = ""


@dataclass(frozen=True)
class Panel:
    """One of several small pictures on one scale: its bars and what they stand for."""

    title: str
    count: ProtectedCount
    bars: tuple[Bar, ...]
    lines: tuple[tuple[str, ProtectedCount], ...]


@dataclass(frozen=True)
class Heat:
    """The shade of each cell of a two-way table, row by row, and the ranges of the shades."""

    levels: tuple[tuple[str, ...], ...]
    ranges: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Figure:
    """One picture with its sentence, its stage, its table and the address of the file of it.

    Without a table it is not yet published, and the sentence says so.
    """

    title: str
    sentence: str
    counts: str
    counted: str = ""
    table: ShownTable | None = None
    file_href: str = ""
    line: LinePicture | None = None
    bars: tuple[Bar, ...] = ()
    grid: Grid | None = None
    funnel: tuple[Step, ...] = ()
    shares: tuple[Share, ...] = ()
    together: Share | None = None
    """The share of all lines together: the line to which each is compared."""
    panels: tuple[Panel, ...] = ()
    heat: Heat | None = None
    wide: bool = False
    change: str = ""
    before: ShownTable | None = None
    before_label: str = ""


@dataclass(frozen=True)
class Key:
    """A number on top: what, how many, out of what or compared with what, and what has to be known
    of it besides."""

    label: str
    count: ProtectedCount
    below: str = ""
    base: ProtectedCount | None = None
    rate: ProtectedRate | None = None
    remark: str = ""


@dataclass(frozen=True)
class Notice:
    """What is said of the protection on every page: the day of the freeze, and the numbers of the
    page with the smallest and the largest margin."""

    frozen_on: str
    surest: ProtectedCount
    least_sure: ProtectedCount


@dataclass(frozen=True)
class Page:
    """A dashboard for one published period, of a region (`place`) or of all there is (`whole`)."""

    period: str
    place: str
    notice: Notice | None
    keys: tuple[Key, ...]
    wide: tuple[Figure, ...]
    left: tuple[Figure, ...]
    right: tuple[Figure, ...]
    whole: str
    simulated: bool = False
    fairness: tuple[Fairness, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Choices:
    """The lists of the filter, the other views, and what comes next."""

    tabs: tuple[tuple[str, str, bool], ...]
    period_options: tuple[tuple[str, str], ...]
    region_options: tuple[tuple[str, str], ...]
    period: str
    region: str
    view: str
    lattice: str
    next_period: str
    next_day: str
    lost: tuple[str, ...] = ()
    why_not: str = ""
    """Of the period asked for: `lost`, `before` or `yet` when it has no numbers."""

    @property
    def lost_words(self) -> str:
        """The periods that a restore has lost, in one line."""
        return f"{_(',')} ".join(self.lost)
