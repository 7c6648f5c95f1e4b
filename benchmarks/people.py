"""Fictional people for the small measurements: six fields each, in Latin and Arabic script."""

import random
from dataclasses import dataclass, fields

from casework.demo.people import person
from casework.kernel import clock

ROWS = 50
STREETS = ("Hay Salam, rue 12, n° 4, Casablanca", "حي النور، زنقة 7، الدار البيضاء")
GROUPS = ("moroccan", "sub_saharan_africa", "asia")


@dataclass(frozen=True)
class Six:
    """What a list of persons shows, as a team would have made columns of it."""

    given: str
    family: str
    born: str
    phone: str
    nationality: str
    address: str


FIELDS = tuple(field.name for field in fields(Six))


def people(count: int = ROWS, seed: int = 27) -> list[Six]:
    """The same people for the same seed."""
    chance = random.Random(seed)
    return [_one(chance) for _number in range(count)]


def values(one: Six) -> list[str]:
    """The six, in order."""
    return [getattr(one, name) for name in FIELDS]


def _one(chance: random.Random) -> Six:
    group, sex = chance.choice(GROUPS), chance.choice(("female", "male"))
    made = person(chance, group, sex, chance.randint(9, 60), clock.now().date())
    return Six(
        made.given, made.family, made.born.isoformat(), made.phone, group, chance.choice(STREETS)
    )
