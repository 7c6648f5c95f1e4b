"""Kits: what is handed out together. A kit that changes is a new version; what was given of an
earlier version keeps its contents. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casework.assistance.domain.counting import Stock
from casework.assistance.domain.refusals import EmptyKit, ItemTwice, SameContents
from casework.funding.domain.money import AmountOutOfRange, Money

MOST_ITEMS = 20
DEAREST = 100_000_000
"""A kit costs a million at most, in minor units: more is a slip of the keys."""
ItemKey = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """So much of an item in one kit."""

    item: str
    category: str
    unit: str
    quantity: int

    @property
    def key(self) -> ItemKey:
        """What stock it is taken from: the item in its unit."""
        return self.item, self.unit


@dataclass(frozen=True)
class Contents:
    """One version of a kit: its items, how many people it serves, what one costs, until when it is
    good."""

    parts: tuple[Part, ...]
    serves: int = 1
    cost: Money | None = None
    good_until: date | None = None

    def check(self) -> None:
        """Refuse a kit with nothing in it, with one item twice, or at more than a million."""
        if not self.parts:
            raise EmptyKit()
        if len({part.key for part in self.parts}) < len(self.parts):
            raise ItemTwice()
        if self.cost and self.cost.minor > DEAREST:
            raise AmountOutOfRange()

    def check_differs(self, before: "Contents") -> None:
        """Refuse a new version that is the one before."""
        if self == before:
            raise SameContents()

    def taken(self, kits: int) -> list[tuple[Part, int]]:
        """How much of each item so many kits hold."""
        return [(part, kits * part.quantity) for part in self.parts]

    def possible(self, stocks: Mapping[ItemKey, Stock]) -> int:
        """How many kits can still be given: the scarcest item decides."""
        return min(stocks.get(part.key, Stock()).left // part.quantity for part in self.parts)

    def costing(self, kits: int) -> Money | None:
        """What so many of them cost."""
        return Money(kits * self.cost.minor, self.cost.currency) if self.cost else None
