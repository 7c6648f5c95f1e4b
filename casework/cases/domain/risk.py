"""Risk assessment: seven items, each by likelihood and impact; the level is the highest item.

The highest, never the mean: six calm answers do not make one weapon harmless. The finding is worth
30 days, 7 when it is high, because what it looks at changes.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from casework.kernel.refusals import Refusal

ITEMS = ("offender", "community", "health", "child", "immigration", "digital", "help")
SCALE = (0, 1, 2, 3)
HIGH = 3

LEVELS = (  # impact:  0  1  2  3      likelihood
    (0, 0, 0, 0),  # 0
    (0, 1, 1, 2),  # 1
    (0, 1, 2, 3),  # 2
    (0, 2, 3, 3),  # 3
)


class RiskIncomplete(Refusal):
    """Every item of a risk assessment is looked at once, on the scale of 0 to 3."""


@dataclass(frozen=True)
class RiskItem:
    """One item: what could happen (`code`), how likely, how bad, 0 to 3 each."""

    code: str
    likelihood: int
    impact: int

    def __post_init__(self) -> None:
        if self.likelihood not in SCALE or self.impact not in SCALE:
            raise RiskIncomplete(item=self.code)

    @property
    def level(self) -> int:
        """0 none, 1 low, 2 medium, 3 high."""
        return LEVELS[self.likelihood][self.impact]


@dataclass(frozen=True)
class Risks:
    """A whole assessment, with what it rests on in the worker's words; sealed."""

    items: tuple[RiskItem, ...]
    grounds: str = ""

    @property
    def level(self) -> int:
        """The level of the highest item."""
        return max(item.level for item in self.items)

    @property
    def valid_for(self) -> timedelta:
        """How long it may be relied on."""
        return timedelta(days=7 if self.level == HIGH else 30)


def assess(items: Iterable[RiskItem], grounds: str = "") -> Risks:
    """The assessment made of these items. Refused unless each of `ITEMS` stands in it once."""
    found = tuple(items)
    if sorted(item.code for item in found) != sorted(ITEMS):
        raise RiskIncomplete(count=len(found))
    return Risks(found, grounds)
