"""Whether a group of people is flagged far more often than all and confirmed far less often.

Rule of indicator 50: flagged more than twice as often, and confirmed less than half as often. The
second half is judged only for a group over the first; each on a base that carries a percentage: few
flags are settled in a year, and a group that is flagged far more often is told also where it is too
early to say how many were right.
Protected numbers in, so nothing here can say more about a person than the tables do.
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
        """Whether enough people were screened to say how often they are flagged."""
        return self.screened.value >= SMALLEST_BASE

    @property
    def judged_wholly(self) -> bool:
        """Whether enough flags were settled as well to say how often they are confirmed."""
        return self.judged and self.settled.value >= SMALLEST_BASE


@dataclass(frozen=True)
class Unfair:
    """A group over both limits; or over the first, where too few flags were settled to judge the
    second (`half`). `beyond_margin`: the noise cannot have made it."""

    group: Group
    beyond_margin: bool
    half: bool = False


def unfair(groups: Iterable[Group]) -> Sequence[Unfair] | None:
    """The groups over both limits, or over the first where the second cannot be judged; None when
    none is large enough for either."""
    groups = list(groups)
    judged = [one for one in groups if one.judged]
    if not judged:
        return None
    flagged = FLAGGED_TIMES * _share(groups, "flagged", "screened")
    confirmed = CONFIRMED_TIMES * _share(groups, "confirmed", "settled")
    found = []
    for one in judged:
        if one.flagged.value / one.screened.value <= flagged:
            continue
        surely = one.flagged.low / one.screened.high > flagged
        if not one.judged_wholly:
            found.append(Unfair(one, surely, half=True))
        elif one.confirmed.value / one.settled.value < confirmed:
            wrong = one.confirmed.high / max(1, one.settled.low) < confirmed
            found.append(Unfair(one, surely and wrong))
    return found


def _share(groups: Iterable[Group], part: str, base: str) -> float:
    groups = list(groups)
    whole = sum(getattr(one, base).value for one in groups)
    return sum(getattr(one, part).value for one in groups) / whole if whole else 0.0
