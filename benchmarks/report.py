"""What a benchmark prints: tables of plain text, and whether a target was met."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Verdict:
    """One measured ratio (or size, or time) beside the most it may be."""

    what: str
    measured: float
    most: float
    unit: str = ""
    spread: tuple[float, float] | None = None

    @property
    def met(self) -> bool:
        """Whether the target holds."""
        return self.measured <= self.most

    def cells(self) -> list[str]:
        """The row of the table."""
        spread = f"{self.spread[0]:.3g} to {self.spread[1]:.3g}" if self.spread else ""
        measured, most = f"{self.measured:.3g}{self.unit}", f"≤ {self.most:.3g}{self.unit}"
        return [self.what, most, measured, spread, "yes" if self.met else "NO"]


def verdict_of_ratios(what: str, ratios: Sequence[float], most: float) -> Verdict:
    """The median of the ratios of all rounds, with the smallest and the largest."""
    return Verdict(what, median(ratios), most, spread=(min(ratios), max(ratios)))


def verdicts(found: Sequence[Verdict]) -> str:
    """Target, measured, met."""
    head = ["", "target", "measured", "min to max", "met"]
    return table(head, [verdict.cells() for verdict in found])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell, the first one to the left, the others to the right."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    rule = ["-" * width for width in widths]
    lines = [_line(row, widths) for row in (head, rule, *rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = (
        cell.rjust(width) if column else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join([first, *rest]).rstrip()


def milliseconds(seconds: float) -> str:
    """A time as a table shows it."""
    return f"{seconds * 1000:.2f} ms" if seconds >= 1e-4 else f"{seconds * 1e6:.2f} us"
