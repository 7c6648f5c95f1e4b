"""Timing small things side by side: all of them in each round, so that a slow moment hits all.

Seconds are those of the processor, so that a moment given to another process does not count.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import thread_time

Act = Callable[[], object]


@dataclass(frozen=True)
class Effort:
    """How many rounds, and how long each candidate runs in each of them."""

    rounds: int = 61
    seconds: float = 0.01


FULL, QUICK = Effort(), Effort(rounds=3, seconds=0.002)


@dataclass(frozen=True)
class Times:
    """CPU seconds for one call, of each candidate in each round."""

    by_name: Mapping[str, tuple[float, ...]]

    def typical(self, name: str) -> float:
        """The median over the rounds."""
        return median(self.by_name[name])

    def ratios(self, name: str, peer: str) -> list[float]:
        """One candidate to another, round by round."""
        return [
            one / other for one, other in zip(self.by_name[name], self.by_name[peer], strict=True)
        ]


def side_by_side(candidates: Mapping[str, Act], effort: Effort) -> Times:
    """Run every candidate in every round, each as often as fills its share of time."""
    calls = {name: _calls_in(act, effort.seconds) for name, act in candidates.items()}
    found: dict[str, list[float]] = {name: [] for name in candidates}
    for _round in range(effort.rounds):
        for name, act in candidates.items():
            found[name].append(_seconds_of(act, calls[name]))
    return Times({name: tuple(times) for name, times in found.items()})


def _calls_in(act: Act, seconds: float) -> int:
    act()  # what is made once (a prepared statement, an import) is not what is measured
    return max(1, int(seconds / max(_seconds_of(act, 3), 1e-7)))


def _seconds_of(act: Act, calls: int) -> float:
    began = thread_time()
    for _call in range(calls):
        act()
    return (thread_time() - began) / calls
