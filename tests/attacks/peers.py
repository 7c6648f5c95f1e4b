"""The usual ways of protecting a table, as an attacker meets them: free filters, one answer each.

Written after what statistical offices describe: thresholds (small cells withheld), rounding to a
base, cell keys (ABS and ONS: a perturbation fixed by the keys of the records in the cell).
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from casework.facts.domain import Handed

Wanted = Callable[[Handed], bool]


@dataclass
class Peer:
    """A dashboard that answers any question about its cases, its way."""

    name: str
    protect: Callable[["Peer", int, Sequence[Handed]], int | None]
    cases: list[Handed] = field(default_factory=list)
    keys: dict[object, int] = field(default_factory=dict)

    def ask(self, first: date, last: date, wanted: Wanted) -> int | None:
        """How many cases from month to month; None when that is withheld."""
        found = [one for one in self.cases if first <= one.month <= last and wanted(one)]
        return self.protect(self, len(found), found)

    def key_of(self, one: Handed) -> int:
        """The random key of a record, drawn once."""
        source = random.Random(one.owner_id.int)
        return self.keys.setdefault(one.owner_id, source.randrange(256))


def withheld_below(least: int) -> Callable[[Peer, int, Sequence[Handed]], int | None]:
    """Cells of 1 to `least` - 1 are withheld."""
    return lambda peer, count, found: count if count == 0 or count >= least else None


def rounded(peer: Peer, count: int, found: Sequence[Handed]) -> int:
    """To the nearest multiple of 5."""
    return 5 * ((count + 2) // 5)


def cell_keys(peer: Peer, count: int, found: Sequence[Handed]) -> int:
    """A change of up to 2 either way, looked up by the sum of the record keys."""
    if count == 0:
        return 0
    key = sum(map(peer.key_of, found)) % 256
    change = (-2, -1, -1, -1, 0, 0, 0, 0, 0, 1, 1, 1, 2)[key % 13]
    return max(0, count + change)


def peers(cases: Sequence[Handed]) -> list[Peer]:
    """All of them, each with the same cases."""
    made = [
        Peer("thresholds, 5", withheld_below(5)),
        Peer("thresholds, 10", withheld_below(10)),
        Peer("rounding to 5", rounded),
        Peer("cell keys", cell_keys),
        Peer("no protection", lambda peer, count, found: count),
    ]
    for one in made:
        one.cases = list(cases)
    return made
