"""How many cases chance has opened by now, so that cases lie evenly over the two years.

The scenes of today lie close together in the last weeks. Chance leaves them room there; in a small
country, where there are more scenes than those weeks would hold, it opens none beside them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Quota:
    """Of `wanted` cases, `staged` are scenes, in the last part `window` of the whole time (0 to
    1); the others come by chance."""

    wanted: int
    staged: int
    window: float

    def at(self, part: float) -> float:
        """How many have come by chance when this part of the time is over."""
        before = min(part, 1 - self.window)
        return before * self._before + max(0.0, part - before) * self._within

    def when(self, number: int) -> float:
        """When the number has come by chance, as a part of the time."""
        full = (1 - self.window) * self._before
        if number <= full:
            return number / self._before
        return min(1.0, 1 - self.window + (number - full) / max(self._within, 1.0))

    @property
    def _before(self) -> float:
        """Cases in the whole time at the pace before the last weeks."""
        even = self.wanted - self.staged / self.window
        return self.wanted if even >= 0 else (self.wanted - self.staged) / (1 - self.window)

    @property
    def _within(self) -> float:
        """The same, at the pace of the last weeks."""
        return max(0.0, self.wanted - self.staged / self.window)
