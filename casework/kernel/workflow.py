"""The workflow engine: literal transition tables and one pure function that reads them.

A track (screening, case, referral) is a tuple of `Transition`s. `plan` answers what a step would
do, or refuses; it changes nothing. Buttons, the printed diagram and the service all read the same
table.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from casework.kernel.refusals import GateClosed, ReasonMissing, StepNotPossible

START = "start"


class Verdict(StrEnum):
    """What a gate rule answers."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    OVERRIDE = "override"


@dataclass(frozen=True)
class Span:
    """A length of time: hours and days on the clock, or working days in Morocco."""

    hours: int = 0
    days: int = 0
    working_days: int = 0


@dataclass(frozen=True)
class Deadline:
    """The task a step opens, and how long it may take, by priority (P1 is the most urgent); for a
    child, where children are not to wait as long, whatever the priority."""

    task: str
    span: Span
    by_priority: tuple[tuple[str, Span], ...] = ()
    for_child: Span | None = None

    def span_for(self, priority: str | None, *, child: bool = False) -> Span:
        """The time allowed at this priority, or for a child."""
        if child and self.for_child is not None:
            return self.for_child
        return dict(self.by_priority).get(priority or "", self.span)


@dataclass(frozen=True)
class Transition:
    """One arrow of a track: who may take it, what must hold, what it opens and what it meets."""

    action: str
    source: str
    target: str
    permission: str
    gates: tuple[str, ...] = ()
    deadline: Deadline | None = None
    meets: tuple[str, ...] = ()
    needs_reason: bool = False


@dataclass(frozen=True)
class Circumstances:
    """What the gates look at: the answer of each gate rule, and whether a reason was given."""

    gates: Mapping[str, Verdict] = field(default_factory=dict)
    reason: bool = False


@dataclass(frozen=True)
class Planned:
    """The step as it may be taken now."""

    transition: Transition
    overridden: tuple[str, ...] = ()


Table = tuple[Transition, ...]


def plan(table: Table, state: str, action: str, circumstances: Circumstances) -> Planned:
    """Find the one arrow for `action` from `state` and check its reason and gates.

    Refuses with StepNotPossible, ReasonMissing or GateClosed(gate). A gate that was not answered
    counts as failed: silence never opens a gate.
    """
    arrow = _arrow(table, state, action)
    if arrow.needs_reason and not circumstances.reason:
        raise ReasonMissing(action=action)
    overridden = []
    for gate in arrow.gates:
        verdict = circumstances.gates.get(gate, Verdict.FAIL)
        if verdict is Verdict.FAIL:
            raise GateClosed(gate=gate, action=action)
        if verdict is Verdict.OVERRIDE:
            overridden.append(gate)
    return Planned(arrow, tuple(overridden))


def possible(table: Table, state: str, permissions: Iterable[str]) -> list[Transition]:
    """The arrows that leave `state` for somebody who holds these permissions: the buttons."""
    held = set(permissions)
    return [arrow for arrow in table if arrow.source == state and arrow.permission in held]


def mermaid(table: Table, title: str) -> str:
    """The track as a Mermaid state diagram (https://mermaid.js.org/syntax/stateDiagram.html)."""
    lines = ["---", f"title: {title}", "---", "stateDiagram-v2"]
    for arrow in table:
        source = "[*]" if arrow.source == START else arrow.source
        label = " ".join((arrow.action, *(f"[{gate}]" for gate in arrow.gates)))
        lines.append(f"    {source} --> {arrow.target} : {label}")
    return "\n".join(lines)


def _arrow(table: Table, state: str, action: str) -> Transition:
    found = [arrow for arrow in table if arrow.source == state and arrow.action == action]
    if len(found) != 1:
        raise StepNotPossible(state=state, action=action)
    return found[0]


def check_table(table: Table) -> None:
    """A table must be unambiguous: one arrow per (state, action). Raises ValueError otherwise."""
    seen: dict[tuple[str, str], Any] = {}
    for arrow in table:
        place = (arrow.source, arrow.action)
        if place in seen:
            raise ValueError(f"two arrows for {place}")
        seen[place] = arrow
