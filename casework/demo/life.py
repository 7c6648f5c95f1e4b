"""One fictional person's way through the system, and what all stories need to tell it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from casework.cases import queries
from casework.demo.country import Country
from casework.demo.interviews import Met
from casework.demo.simulation import Simulation
from casework.policy import Actor

# A case that cannot wait is taken up at once.
PACE = {"P1": 0.2, "P2": 0.7}


@dataclass
class Life:
    """A case and the person it is about.

    `chance` is the person's own, drawn from the seed and a number, so that who they are does not
    depend on the day of loading. `stop` names where the story rests, so that every state of the
    pathway can be seen today (empty for all others), and `service` what is asked for then. `pace`
    below 1 shortens every wait; `firm`: the person will not say no (again); `known`: who they are
    is on file; `asked`: which services were asked of which organisations.
    """

    case_id: UUID
    region: str
    met: Met
    chance: random.Random
    worker: Actor | None = None
    stop: str = ""
    service: str = ""
    pace: float = 1.0
    is_open: bool = True
    came_back: bool = False
    firm: bool = False
    known: bool = False
    waiting_for: set[str] = field(default_factory=set)
    asked: set[tuple[str, UUID]] = field(default_factory=set)

    def draw(self, odds: float) -> bool:
        """Whether something happens that happens with these odds."""
        return self.chance.random() < odds


Act = Callable[[Life], None]


@dataclass(frozen=True)
class World:
    """The country, its clock, and how the next act of a life is put on it."""

    simulation: Simulation
    country: Country

    def then(self, life: Life, low: float, high: float, act: Act) -> None:
        """Go on with `act`, between `low` and `high` hours from now, in office hours."""
        wait = (low + high) / 2 if life.stop else life.chance.uniform(low, high)
        self.simulation.after(timedelta(hours=wait * life.pace), partial(act, life))

    def case(self, life: Life) -> Any:
        """The case as it is stored now."""
        return queries.case_by_id(life.case_id)

    def worker(self, life: Life) -> Actor:
        """Who helps; a case without anybody has no story yet."""
        assert life.worker is not None  # noqa: S101 - assigned before any act of the caseworker
        return life.worker
