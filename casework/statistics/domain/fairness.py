"""Whether a group of people is flagged far more often than all and confirmed far less often.

Rule of indicator 50: flagged more than twice as often, and confirmed less than half as often. A
group is judged only on bases that carry a percentage. Protected numbers in, so nothing here can
say more about a person than the tables do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .protected import SMALLEST_BASE, ProtectedCount

FLAGGED_TIMES, CONFIRMED_TIMES = 2.0, 0.5


@dataclass(frozen=True)
class Group:
    """A group in one year: how many were screened, flagged, settled (confirmed, or found not to be
    victims), and confirmed."""

    code: str
    screened: ProtectedCount
    flagged: ProtectedCount
    settled: ProtectedCount
    confirmed: ProtectedCount

    @property
    def judged(self) -> bool:
        """Whether there are enough people for a percentage of either."""
        return min(self.screened.value, self.settled.value) >= SMALLEST_BASE


@dataclass(frozen=True)
class Unfair:
    """A group over both limits. `beyond_margin`: the noise cannot have made it."""

    group: Group
    beyond_margin: bool


def unfair(groups: Iterable[Group]) -> Sequence[Unfair] | None:
    """The groups over both limits; None when none is large enough to be judged."""
    groups = list(groups)
    judged = [one for one in groups if one.judged]
    if not judged:
        return None
    flagged = FLAGGED_TIMES * _share(groups, "flagged", "screened")
    confirmed = CONFIRMED_TIMES * _share(groups, "confirmed", "settled")
    found = []
    for one in judged:
        often = one.flagged.value / one.screened.value > flagged
        if often and one.confirmed.value / one.settled.value < confirmed:
            surely = one.flagged.low / one.screened.high > flagged
            wrong = one.confirmed.high / max(1, one.settled.low) < confirmed
            found.append(Unfair(one, surely and wrong))
    return found


def _share(groups: Iterable[Group], part: str, base: str) -> float:
    groups = list(groups)
    whole = sum(getattr(one, base).value for one in groups)
    return sum(getattr(one, part).value for one in groups) / whole if whole else 0.0
