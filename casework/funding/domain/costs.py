"""What one record cost, by budget line and by donor. Pure.

A sum is in the currency of its lines and never mixes two. By line and by donor they add up to the
same totals, charges taken back included.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from casework.funding.domain.budget import total
from casework.funding.domain.money import Money

Key = TypeVar("Key", str, tuple[str, str, str])


@dataclass(frozen=True)
class Cost:
    """One charge, in the currency of its line."""

    code: str
    title: str
    donor: str
    in_line: Money


@dataclass(frozen=True)
class Costs:
    """Everything charged for one record."""

    rows: tuple[Cost, ...] = ()

    def by_line(self) -> list[tuple[str, str, str, Money]]:
        """(code, title, donor, sum) of each line."""
        found = self._summed(lambda one: (one.code, one.title, one.donor))
        return [(*key, money) for key, money in found]

    def by_donor(self) -> list[tuple[str, Money]]:
        """(donor, sum), once for each currency of a donor's lines."""
        return self._summed(lambda one: one.donor)

    def totals(self) -> list[Money]:
        """One sum for each currency."""
        return [money for _key, money in self._summed(lambda one: "")]

    def _summed(self, key_of: Callable[[Cost], Key]) -> list[tuple[Key, Money]]:
        amounts: dict[tuple[Key, str], list[Money]] = {}
        for one in self.rows:
            amounts.setdefault((key_of(one), one.in_line.currency), []).append(one.in_line)
        return [
            (key, total(found, cur))
            for (key, cur), found in sorted(amounts.items(), key=lambda pair: pair[0])
        ]
