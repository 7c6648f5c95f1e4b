"""One fictional person's way through the system, and what all stories need to tell it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import select

from casework.cases.queries import Case
from casework.db import db, hold_all
from casework.demo.country import Country
from casework.demo.interviews import Met
from casework.demo.simulation import Simulation
from casework.encryption import preload_data_keys
from casework.policy import Actor

# A case that cannot wait is taken up at once.
PACE = {"P1": 0.2, "P2": 0.7}


@dataclass(frozen=True)
class Kept:
    """A stored record that a story comes back to; its row is read anew after each break."""

    model: type[Any]
    id: UUID

    @classmethod
    def of(cls, row: Any) -> "Kept":
        """Where this row is found again."""
        return cls(type(row), row.id)

    def row(self) -> Any:
        """The row as it is now."""
        return db.session.get_one(self.model, self.id)


@dataclass
class Life:
    """A case and the person it is about.

    `chance` is the person's own, drawn from the seed and a number, so that who they are does not
    depend on the day of loading. `stop` names where the story rests, so that every state of the
    pathway can be seen today (empty for all others), and `service` what is asked for then. `pace`
    below 1 shortens every wait; `firm`: the person will not say no (again); `known`: who they are
    is on file; `asked`: which services were asked of which organisations;
    `in_danger`: the last assessment found a high risk; `known_as`: one of those whom two
    organisations wrote down.
    """

    kept: Kept
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
    in_danger: bool = False
    known_as: str = ""
    waiting_for: set[Kept] = field(default_factory=set)
    asked: set[tuple[str, UUID]] = field(default_factory=set)

    @property
    def case_id(self) -> UUID:
        """The id of the case."""
        return self.kept.id

    def draw(self, odds: float) -> bool:
        """Whether something happens that happens with these odds."""
        return self.chance.random() < odds


Act = Callable[[Life], None]


@dataclass(frozen=True)
class World:
    """The country, its clock, and how the next act of a life is put on it."""

    simulation: Simulation
    country: Country
    running: set[Kept] = field(default_factory=set)
    """The cases and referrals that are not ended: what the coming weeks are about."""
    named: dict[str, Life] = field(default_factory=dict)
    """Those met twice whose names are on file, by what they are known as."""

    def take_up_again(self) -> None:
        """After a break: hold what runs, all of a kind at once, with the keys of the cases."""
        for model in sorted({one.model for one in self.running}, key=lambda one: one.__name__):
            ids = sorted(one.id for one in self.running if one.model is model)
            hold_all(select(model).where(model.id.in_(ids)).order_by(model.id))
        preload_data_keys("case", [one.id for one in self.running if one.model is Case])

    def then(self, life: Life, low: float, high: float, act: Act) -> None:
        """Go on with `act`, between `low` and `high` hours from now, in office hours."""
        wait = (low + high) / 2 if life.stop else life.chance.uniform(low, high)
        self.simulation.after(timedelta(hours=wait * life.pace), partial(act, life))

    def case(self, life: Life) -> Any:
        """The case as it is stored now."""
        return life.kept.row()

    def worker(self, life: Life) -> Actor:
        """Who helps; a case without anybody has no story yet."""
        assert life.worker is not None  # noqa: S101 - assigned before any act of the caseworker
        return life.worker
