"""Pairs of rounds, A B A B: one page on two servers, with what else the machine did meanwhile."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from benchmarks.browser import Answer
from benchmarks.processes import CORES, machine_cpu

QUIET = 0.08

Visit = Callable[[], Answer]


class Serving(Protocol):
    """A server whose use of the processor can be read."""

    def cpu(self) -> float: ...


@dataclass(frozen=True)
class Side:
    """One of the two servers, the page that is asked of it, and a page without any sealing."""

    server: Serving
    visit: Visit
    control: Visit


@dataclass(frozen=True)
class Plan:
    """How many pairs, how long each round, and how many noisy pairs are repeated at most."""

    pairs: int = 7
    seconds: float = 3.0
    warm_up: float = 1.0
    control: float = 0.3
    repeats: int = 5


FULL, QUICK = Plan(), Plan(pairs=1, seconds=0.3, warm_up=0.1, control=0.05, repeats=0)


@dataclass(frozen=True)
class Round:
    """What was seen on one server: seconds a request (median), CPU seconds a request of the
    server's processes, the share of the machine that anything else used, the control page."""

    requests: int
    failed: int
    seconds: float
    cpu: float
    others: float
    control: float


@dataclass(frozen=True)
class Pair:
    """A round on one server and, right after it, one on the other."""

    one: Round
    other: Round

    @property
    def others(self) -> float:
        """The noisier of the two."""
        return max(self.one.others, self.other.others)

    @property
    def failed(self) -> int:
        """Answers that were errors."""
        return self.one.failed + self.other.failed

    @property
    def ratio(self) -> float:
        """Of the times of a request."""
        return self.one.seconds / self.other.seconds

    @property
    def cpu_ratio(self) -> float:
        """Of the CPU of a request; 1 when a round was too short to tell."""
        return self.one.cpu / self.other.cpu if self.other.cpu else 1.0

    @property
    def control_ratio(self) -> float:
        """Of the control page: far from 1, the two servers were not treated alike."""
        return self.one.control / self.other.control


@dataclass(frozen=True)
class Comparison:
    """The pairs that count, how many were repeated because something else was busy, and how many
    answers of all of them were neither 2xx nor 3xx."""

    pairs: Sequence[Pair]
    repeated: int
    failed: int

    @property
    def others(self) -> float:
        """The noisiest moment among the pairs that count."""
        return max(pair.others for pair in self.pairs)


def compare(one: Side, other: Side, plan: Plan) -> Comparison:
    """Measure pairs until enough were quiet or the repeats are used up; then the quietest count."""
    for side in (one, other):
        _visits(side.visit, plan.warm_up)
        _visits(side.control, plan.control)
    pairs: list[Pair] = []
    while _quiet(pairs) < plan.pairs and len(pairs) < plan.pairs + plan.repeats:
        pairs.append(Pair(measure(one, plan), measure(other, plan)))
    quietest = sorted(range(len(pairs)), key=lambda place: pairs[place].others)[: plan.pairs]
    return Comparison(
        [pairs[place] for place in sorted(quietest)],
        repeated=len(pairs) - len(quietest),
        failed=sum(pair.failed for pair in pairs),
    )


def measure(side: Side, plan: Plan) -> Round:
    """One round."""
    busy, own, mine, began = _clocks(side)
    times, failed = _visits(side.visit, plan.seconds)
    busy, own, mine, lasted = (
        now - before for now, before in zip(_clocks(side), (busy, own, mine, began), strict=True)
    )
    control, control_failed = _visits(side.control, plan.control)
    return Round(
        requests=len(times),
        failed=failed + control_failed,
        seconds=median(times),
        cpu=own / len(times),
        others=max(0.0, busy - own - mine) / (lasted * CORES),
        control=median(control),
    )


def _clocks(side: Side) -> tuple[float, float, float, float]:
    """CPU of the machine, of the server and of this process; and the time."""
    return machine_cpu(), side.server.cpu(), time.process_time(), time.perf_counter()


def _visits(visit: Visit, seconds: float) -> tuple[list[float], int]:
    """Visit again and again for a while: how long each took, and how many failed."""
    times: list[float] = []
    failed = 0
    until = time.perf_counter() + seconds
    while (began := time.perf_counter()) < until:
        failed += not visit().well
        times.append(time.perf_counter() - began)
    return times, failed


def _quiet(pairs: Sequence[Pair]) -> int:
    return sum(pair.others <= QUIET for pair in pairs)
