"""How urgent a case is, and how often the person is heard from.

P1 immediate danger: heard from every day; P2 high: every week; P3 medium: every two weeks; P4 low:
every month. Inter-agency guidance on case management asks for more often when the risk is higher;
the figures are Sanad's own defaults.
"""

from dataclasses import dataclass

from casework.kernel.refusals import Refusal
from casework.kernel.workflow import Deadline, Span

PRIORITIES = ("P1", "P2", "P3", "P4")
URGENT = frozenset({"P1", "P2"})
HEAR_FROM = Deadline(
    "hear_from",
    Span(days=14),
    by_priority=(("P1", Span(days=1)), ("P2", Span(days=7)), ("P4", Span(days=30))),
)
"""The next contact with the person, counted from the last one."""


class SamePriority(Refusal):
    """The case has this priority already."""

    field = "priority"


class LoweredInDanger(Refusal):
    """A priority is lowered on a risk assessment that is in force and not high."""

    field = "priority"


@dataclass(frozen=True)
class PriorityChanged:
    """From which priority to which, and why."""

    before: str
    after: str
    reason: str


def is_urgent(priority: str | None) -> bool:
    """Whether somebody is in immediate or high danger: no case closes while it is so."""
    return priority in URGENT


def is_lower(after: str, before: str) -> bool:
    """Whether `after` is less urgent."""
    return PRIORITIES.index(after) > PRIORITIES.index(before)


def check(before: str, after: str, *, calm: bool) -> None:
    """Refuse a change to the same, or a lowering while no assessment says the danger is less.
    `calm`: the last risk assessment is in force and not high."""
    if before == after:
        raise SamePriority()
    if is_lower(after, before) and not calm:
        raise LoweredInDanger()
