"""What is assessed: the codes of one screening, and what is refused before the rule is applied."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from casework.screening.domain.answers import Answer
from casework.screening.domain.indicators import IndicatorStandard, Profile

ADULT_AGE = 18
OLDEST_AGE = 120


class Act(StrEnum):
    """The acts of the Palermo Protocol art. 3 (a), and acting as intermediary (art. 448-1)."""

    RECRUITMENT = "recruitment"
    TRANSPORT = "transport"
    TRANSFER = "transfer"
    HARBOURING = "harbouring"
    RECEIPT = "receipt"
    INTERMEDIARY = "intermediary"


class Danger(StrEnum):
    """The seven items of immediate danger."""

    INJURY = "injury"
    THREAT_TODAY = "threat_today"
    TRAFFICKER_NEAR = "trafficker_near"
    CHILD_DANGER = "child_danger"
    SUICIDAL = "suicidal"
    LOCKED_IN = "locked_in"
    ASKS_HELP = "asks_help"


class Exploitation(StrEnum):
    """Forms of exploitation: Penal Code art. 448-1, in the order of the IC-TIP classification."""

    SEXUAL = "sexual"
    FORCED_LABOUR = "forced_labour"
    DOMESTIC_SERVITUDE = "domestic_servitude"
    BEGGING = "begging"
    CRIMINAL_ACTIVITY = "criminal_activity"
    SLAVERY_LIKE = "slavery_like"
    DEBT_BONDAGE = "debt_bondage"
    FORCED_MARRIAGE = "forced_marriage"
    SALE_OF_CHILD = "sale_of_child"
    ILLEGAL_ADOPTION = "illegal_adoption"
    ORGAN_REMOVAL = "organ_removal"
    MEDICAL_EXPERIMENTS = "medical_experiments"
    ARMED_CONFLICT = "armed_conflict"
    OTHER = "other"


DOMESTIC_WORK = "domestic_work"
# Sections of the International Standard Industrial Classification, revision 4.
SECTORS = frozenset({*"ABCDEFGHIJKLMNOPQRSTU", DOMESTIC_WORK})


class AssessmentRefused(ValueError):
    """The assessment cannot be made; the message names the fault in one line, with codes only."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """One screening in codes.

    `age` is in whole years, None when it is not known. `vulnerabilities` are codes of the
    dimensions D3 and D6 whose ground exists; they are kept for the reader and never counted.
    Only a vulnerability that somebody used is an indicator. `prescreen`: a pre-screen was
    positive, which only says to look closer.
    """

    profile: Profile
    indicators: Mapping[str, Answer]
    age: int | None = None
    act: frozenset[Act] = frozenset()
    danger: frozenset[Danger] = frozenset()
    self_request: bool = False
    sector: str | None = None
    visited_on: datetime.date | None = None
    exploitation: frozenset[Exploitation] = frozenset()
    vulnerabilities: tuple[str, ...] = field(default=())
    prescreen: bool = False
    pressing: bool = False


def refuse_what_contradicts(assessment: Assessment, standard: IndicatorStandard) -> None:
    """Refuse a code outside the profile's list, an impossible age, an age against the profile."""
    listed = standard.lists[assessment.profile].indicators
    for code in assessment.indicators:
        if code not in listed:
            raise AssessmentRefused(f"indicator {code} is not in the list {assessment.profile}")
    _refuse_age(assessment.profile, assessment.age)


def _refuse_age(profile: Profile, age: int | None) -> None:
    if age is None:
        return
    if not 0 <= age <= OLDEST_AGE:
        raise AssessmentRefused(f"age must be between 0 and {OLDEST_AGE} years")
    if profile.is_child and age >= ADULT_AGE:
        raise AssessmentRefused(f"profile {profile} is for a person under {ADULT_AGE}")
    if not profile.is_child and age < ADULT_AGE:
        raise AssessmentRefused(f"profile {profile} is for a person of {ADULT_AGE} or more")
