"""What is sealed with a screening: the answers, the card a queue shows, the finding, the changes.

No identity among them: a screening holds no name, phone, document or address.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo

from casework.kernel.refusals import Conflict, Refusal, StaleVersion
from casework.screening.domain.answers import Response
from casework.screening.domain.finding import Band, Finding, Priority


@dataclass(frozen=True, repr=False)
class Reporter:
    """How whoever reported can be reached, as they wished."""

    contact: str


@dataclass(frozen=True)
class Answers:
    """All that was marked so far, where the person was found, and the pages that were left.

    `again` is the reference of an earlier screening of the same person, when this one repeats it;
    `carried`, what was noted for the whole workplace at the visit, as it came into this one.
    `met_at` is the moment of the meeting when it was noted on paper and typed in later.
    """

    province: str
    responses: Mapping[str, Response] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    again: str = ""
    carried: Mapping[str, Response] = field(default_factory=dict)
    met_at: datetime | None = None

    def met_on(self, today: date, zone: tzinfo) -> date:
        """The day of the meeting: as noted on paper, else today."""
        return self.met_at.astimezone(zone).date() if self.met_at else today

    def is_noted_for_all(self, question_id: str) -> bool:
        """Whether the answer is still the one noted for the whole workplace."""
        carried = self.carried.get(question_id)
        return carried is not None and self.responses.get(question_id) == carried

    def __repr__(self) -> str:
        return "Answers()"


@dataclass(frozen=True)
class ScreeningCard:
    """The little that a list shows of a screening: coarse classes, never a name."""

    answered: int = 0
    page: int = 0
    setting: str = ""
    age_band: str = "unknown"
    age_doubt: bool = False
    sex: str = "unknown"
    languages: tuple[str, ...] = ()
    interpreter: str = "unknown"
    nationality_group: str = "unknown"
    exploitation: str = "unknown"
    band: str = ""
    incomplete: bool = False
    province: str = ""
    use: str = "screening"
    sector: str = "unknown"
    asked: str = "0-49"
    forms: str = "unknown"


@dataclass(frozen=True)
class Result:
    """The finding as it was computed on sending, and the band and priority in force since."""

    finding: Finding
    band: Band
    priority: Priority

    @property
    def in_force(self) -> Finding:
        """The finding as it counts now."""
        if self.band is self.finding.band:
            return self.finding
        return replace(self.finding, band=self.band, priority=self.priority, raised_by=())

    def higher(self) -> tuple[Band, ...]:
        """The bands above the one in force, the highest first."""
        return tuple(band for band in self._bands() if band < self.band)

    def lower(self) -> tuple[Band, ...]:
        """The bands below the one in force, the nearest first."""
        return tuple(band for band in self._bands() if band > self.band)

    def _bands(self) -> list[Band]:
        """A child is never a matter of labour law alone: exploitation makes B or C of it."""
        child = self.finding.profile.is_child
        return [band for band in Band if not (child and band is Band.D)]


@dataclass(frozen=True)
class BandTerms:
    """From which band to which, why, and what the second person answered."""

    source: Band
    target: Band
    reason: str
    answer: str = ""


class DraftChanged(StaleVersion):
    """Another window saved the draft since this page was opened; what was typed is not lost."""


class AlreadySent(Conflict):
    """A screening that was sent is never changed."""


class BandNotHigher(Refusal):
    """Raising leads to a higher band than the one in force."""

    field = "band"


class BandNotLower(Refusal):
    """Lowering leads to a lower band than the one in force."""

    field = "band"


class MetLater(Refusal):
    """A meeting that was noted on paper lies behind us."""

    field = "hour"


class LoweringPending(Conflict):
    """A lowering of this screening waits for a second focal point already."""
