"""Several files that turn out to be of one person: one bound for all, also for what is counted.

A new fact finds the bound when it comes (`places`). Files that are recognised later have rows
already, which may not all be counted any more: of each kind those registered first stay, because
they may have been published, and the rest is sealed as being over. Which file leads plays no part.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from .domain import KINDS
from .models import Fact
from .places import class_apart
from .seals import BEYOND, LEFT_OUT, OVER, TOGETHER, Seals

FILE_ITSELF = "case"
"""The kind whose record is the file: it is over for no other reason than that files are one."""


def seal_beyond(facts: Iterable[Fact], person_ids: Collection[UUID]) -> None:
    """Of these facts of one person, count no more of each kind than a person may have, nor two of
    one class where they have to differ: those of the earliest months stay. What somebody moved is
    counted nowhere, and waits for `repairing`."""
    seals, kinds = Seals(), defaultdict(list)
    for fact in facts:
        if seals.fits(fact) and seals.seen(fact) not in BEYOND:
            kinds[fact.lattice, fact.kind].append(fact)
    for (_lattice, kind), rows in kinds.items():
        rows.sort(key=lambda fact: (fact.period_month, fact.id))
        for fact in _beyond(kind, rows, person_ids):
            if fact.blob:
                fact.blob = seals.say(fact, TOGETHER)


def lift(facts: Iterable[Fact]) -> None:
    """The files are of different persons after all: what was sealed because they were one is left
    out until its feature hands it over again."""
    seals = Seals()
    for fact in facts:
        if _by_union(seals, fact):
            fact.blob = seals.say(fact, LEFT_OUT)


def _by_union(seals: Seals, fact: Fact) -> bool:
    said = seals.words(fact)
    return said == TOGETHER or (said == OVER and fact.kind == FILE_ITSELF)


def _beyond(kind: str, rows: list[Fact], person_ids: Collection[UUID]) -> Iterator[Fact]:
    held, classes = 0, set[str]()
    for fact in rows:
        said = class_apart(fact, person_ids)
        if held >= KINDS[kind].rows or said in classes:
            yield fact
            continue
        held += 1
        if said is not None:
            classes.add(said)
