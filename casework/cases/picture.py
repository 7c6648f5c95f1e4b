"""The pathway as a picture, drawn from its table: where each state stands, and each way between
two of them. Coordinates come as text, ready for SVG; right-to-left pages get the mirrored picture.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from casework.cases.domain.pathway import CLOSED, TABLE
from casework.kernel.workflow import START, Table

COLUMN, ROW, BOX, TALL = 162, 84, 130, 48
WIDTH, HEIGHT = 3 * COLUMN + 50, 8 * ROW + 20
PLACES: Mapping[str, tuple[int, int]] = {
    "S17": (0, 0), "S06": (1, 0),
    "S08": (0, 1), "S07": (1, 1),
    "S09": (1, 2),
    "S10": (1, 3),
    "S11": (1, 4), "S12": (2, 4),
    "S14": (1, 5), "S13": (2, 5),
    "S15": (1, 6),
    "S16": (1, 7),
}  # fmt: skip
"""Column and row of each state: the main line in the middle, from top to bottom."""
BENDS: Mapping[tuple[str, str], int] = {
    ("S06", "S09"): 97, ("S07", "S10"): 115, ("S09", "S07"): -81, ("S11", "S15"): -97,
    ("S15", "S11"): -130, ("S16", "S17"): -257,
}  # fmt: skip
"""How far aside a way goes that does not lead to a neighbour: to the end side, or back (minus)."""


@dataclass(frozen=True)
class Box:
    """A state: its corner and its middle."""

    state: str
    x: int
    y: int
    middle: int


@dataclass(frozen=True)
class Way:
    """An arrow between two states, as the path it is drawn along."""

    source: str
    target: str
    path: str


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in a box of `WIDTH` by `HEIGHT`."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    width: int = WIDTH
    height: int = HEIGHT


def drawn(*, mirrored: bool, table: Table = TABLE) -> Picture:
    """The picture of the table. Closing is open from every state and drawn from the last alone."""
    boxes = tuple(_box(state, mirrored) for state in PLACES)
    return Picture(boxes, tuple(_way(*pair, mirrored) for pair in pairs(table)))


def pairs(table: Table) -> Collection[tuple[str, str]]:
    """Each pair of states that a step leads between, once, in the order of the table."""
    found = (
        (arrow.source, arrow.target)
        for arrow in table
        if arrow.source not in (START, arrow.target)
        and (arrow.target != CLOSED or arrow.source == "S15")
    )
    return list(dict.fromkeys(found))


def _box(state: str, mirrored: bool) -> Box:
    x, y = _corner(state, mirrored)
    return Box(state, x, y, x + BOX // 2)


def _corner(state: str, mirrored: bool) -> tuple[int, int]:
    column, row = PLACES[state]
    x = 46 + column * COLUMN
    return (WIDTH - x - BOX if mirrored else x), 10 + row * ROW


def _way(source: str, target: str, mirrored: bool) -> Way:
    bend = BENDS.get((source, target))
    if bend is not None:
        return Way(source, target, _bent(source, target, -bend if mirrored else bend, mirrored))
    (x, y), (to_x, to_y) = _corner(source, mirrored), _corner(target, mirrored)
    shift = 10 if source < target else -10
    if x == to_x:
        return Way(source, target, f"M{x + BOX // 2} {y + TALL}V{to_y}")
    if y == to_y:
        start, end = (x + BOX, to_x) if to_x > x else (x, to_x + BOX)
        level = y + TALL // 2 + shift
        return Way(source, target, f"M{start} {level}H{end}")
    start = x + BOX // 2
    side = to_x + BOX if to_x < x else to_x
    return Way(source, target, f"M{start} {y + TALL}V{to_y + TALL // 2}H{side}")


def _bent(source: str, target: str, bend: int, mirrored: bool) -> str:
    (x, y), (to_x, to_y) = _corner(source, mirrored), _corner(target, mirrored)
    side = BOX if bend > 0 else 0
    lane = x + BOX // 2 + bend
    return f"M{x + side} {y + TALL // 2}H{lane}V{to_y + TALL // 2}H{to_x + side}"
