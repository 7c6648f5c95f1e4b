"""What came of a fault: figures, the bound, and whether it held."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Outcome:
    """Figures gathered while a fault is done. `must` notes a bound and whether it held."""

    number: str
    what: str
    figures: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    not_done: str = ""
    unjudged: list[str] = field(default_factory=list)

    def say(self, figure: str) -> None:
        """Note a figure, and print it at once."""
        self.figures.append(figure)
        print(f"   {self.number}  {figure}", flush=True)

    def must(self, held: bool, bound: str) -> None:
        """A bound, and whether it held."""
        print(f"   {self.number}  {'holds' if held else 'BROKEN'}: {bound}", flush=True)
        if not held:
            self.broken.append(bound)

    def must_in_time(self, held: bool, bound: str, others: float, quiet: bool) -> None:
        """A bound of time. Broken while something else used the machine, it is not judged."""
        if held or quiet:
            self.must(held, bound)
            return
        said = f"{bound}: not judged, {others:.0%} of the machine was busy with something else"
        print(f"   {self.number}  {said}", flush=True)
        self.unjudged.append(said)

    @property
    def verdict(self) -> str:
        """One word for the table."""
        if self.not_done:
            return "not done"
        if self.broken:
            return "BROKEN"
        return "unjudged" if self.unjudged else "holds"


class CannotBeDone(Exception):
    """This machine cannot be given the fault; says what it lacks."""


Fault = Callable[[Outcome, Path], None]
FAULTS: dict[str, tuple[str, Fault]] = {}


def fault(number: str, what: str) -> Callable[[Fault], Fault]:
    """Enter a fault under its number."""

    def entered(function: Fault) -> Fault:
        FAULTS[number] = (what, function)
        return function

    return entered


def percentile(seconds: list[float], share: float) -> float:
    """The value that this share of the measurements does not exceed, in milliseconds."""
    ordered = sorted(seconds)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
