"""The geometry of four small line panels on one axis from 0 to 1. A gap stays a gap."""

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, RIGHT, TOP, BOTTOM = 64, 284, 26, 186
MOST_MONTHS = 12
Points = Sequence[tuple[float, float | None]]


@dataclass(frozen=True)
class Dot:
    """A survey on the panel: where it stands."""

    x: str
    y: str
    value: float


@dataclass(frozen=True)
class Panel:
    """Dots, the lines between neighbours that both have a score, and the months on the axis."""

    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    months: tuple[tuple[str, int], ...]


def panel(points: Points) -> Panel:
    """The panel of (months since the beginning, score or none), in order of time."""
    longest = max([MOST_MONTHS, *(month for month, _value in points)])

    def x(month: float) -> str:
        return _text(LEFT + (RIGHT - LEFT) * max(month, 0) / longest)

    drawn = [
        None if value is None else Dot(x(month), _text(BOTTOM - (BOTTOM - TOP) * value), value)
        for month, value in points
    ]
    runs: list[list[Dot]] = [[]]
    for dot in drawn:
        if dot is None:
            runs.append([])
        else:
            runs[-1].append(dot)
    lines = [" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1]
    return Panel(
        tuple(dot for dot in drawn if dot is not None),
        tuple(lines),
        tuple((x(month), month) for month in (0, 3, 6, 12)),
    )


def _text(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
