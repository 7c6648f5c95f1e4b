"""What an assessment finds: indications, never a verdict about who is a victim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casework.screening.domain.answers import Answer
from casework.screening.domain.indicators import Dimension, Profile, Strength


class Band(StrEnum):
    """How strong the indications are; A is the highest, so the smaller letter is the higher."""

    A = "A"  # strong indication
    B = "B"  # indication
    C = "C"  # to review
    D = "D"  # labour violation
    E = "E"  # at risk
    F = "F"  # not indicated


class Priority(StrEnum):
    """How soon somebody acts; P1 is immediate danger."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"
    P4 = "P4"


class Floor(StrEnum):
    """A rule that keeps the band from falling below a level, whatever the indicators say."""

    SELF_REQUEST = "self_request"
    CHILD_DOMESTIC_WORK = "child_domestic_work"
    PRESCREEN = "prescreen"


@dataclass(frozen=True, slots=True)
class Reason:
    """An indicator that is present, and how it is known."""

    code: str
    dimension: Dimension
    strength: Strength
    answer: Answer


@dataclass(frozen=True, slots=True)
class Tally:
    """The indicators present in one dimension, and whether they suffice."""

    strong: int
    medium: int
    weak: int
    positive: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What another list that applies finds, beside the one whose band stands."""

    profile: Profile
    band: Band
    priority: Priority
    positive: tuple[Dimension, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """The explained result of one assessment.

    `act`, `means` and `purpose` are the three elements of the Palermo Protocol, art. 3; for a
    child the means are reported but not needed. `completeness` runs from 0 to 1.
    `vulnerabilities` are those that exist, whether or not anybody used them: never counted.
    `others`: where two lists apply both are read, and this is the one with the higher band.
    """

    profile: Profile
    dimensions: dict[Dimension, Tally]
    act: bool
    means: bool
    purpose: bool
    ilo_strict: bool
    palermo: bool
    band: Band
    priority: Priority
    completeness: float
    reasons: tuple[Reason, ...]
    child_labour: bool
    raised_by: tuple[Floor, ...]
    vulnerabilities: tuple[str, ...] = ()
    others: tuple[Reading, ...] = ()

    def as_document(self) -> dict[str, Any]:
        """The finding as plain values, in the stable shape of the command line."""
        return {
            "dimensions": {
                dimension.value: {
                    "strong": tally.strong,
                    "medium": tally.medium,
                    "weak": tally.weak,
                    "positive": tally.positive,
                }
                for dimension, tally in self.dimensions.items()
            },
            "act": self.act,
            "means": self.means,
            "purpose": self.purpose,
            "ilo_strict": self.ilo_strict,
            "palermo": self.palermo,
            "band": self.band.value,
            "priority": self.priority.value,
            "completeness": self.completeness,
            "child_labour": self.child_labour,
            "raised_by": [floor.value for floor in self.raised_by],
            "reasons": [
                {
                    "code": reason.code,
                    "dimension": reason.dimension.value,
                    "strength": reason.strength.value,
                    "answer": reason.answer.value,
                }
                for reason in self.reasons
            ],
        }


def reading_of(finding: Finding) -> Reading:
    """A finding as it is kept beside the one that stands."""
    positive = tuple(one for one, tally in finding.dimensions.items() if tally.positive)
    return Reading(finding.profile, finding.band, finding.priority, positive, finding.reasons)
