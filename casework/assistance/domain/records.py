"""What is sealed of a distribution: the spot, the context, the plan for safety."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Spot:
    """Where exactly, and what must be watched. For the team only: a site can draw raids or those
    who exploit."""

    spot: str = ""
    context: str = ""
    crowd_plan: str = ""
    harm_check: str = ""


@dataclass(frozen=True)
class Counts:
    """How many of each cell, by `table cell`."""

    cells: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Secret:
    """What the tokens of one project are keyed with."""

    key: bytes
