"""The decision rule: from coded answers to band and priority. Pure and deterministic.

Sources: ILO and European Commission, Operational indicators of trafficking in human beings
(2009), for the dimensions; Palermo Protocol art. 3 and Penal Code art. 448-1 for act, means and
purpose; Labour Code art. 143 and Law 19-12 for children. The bands and priorities are Sanad's
own routing. The rule helps to decide who is offered what; it never decides who is a victim.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from casework.screening.domain.assessment import (
    ADULT_AGE,
    DOMESTIC_WORK,
    Assessment,
    refuse_what_contradicts,
)
from casework.screening.domain.finding import Band, Finding, Floor, Priority, Reason, Tally
from casework.screening.domain.indicators import (
    Dimension,
    IndicatorList,
    IndicatorStandard,
    Strength,
)

MINIMUM_WORKING_AGE = 15  # Labour Code art. 143
HAZARDOUS_WORK = "EX06"
CONFINEMENT = frozenset({"CD03", "CR06"})
# Law 19-12 art. 6: until this day domestic work at 16 and 17 was allowed with a permission.
NO_DOMESTIC_WORK_UNDER_18_SINCE = datetime.date(2023, 10, 2)

D1, D2, D3, D4, D5, D6 = Dimension
MEANS = frozenset({D1, D2, D3, D5, D6})
RECRUITMENT = frozenset({D1, D2, D3})


def assess(assessment: Assessment, standard: IndicatorStandard) -> Finding:
    """Apply the rule to one screening.

    Refuses (AssessmentRefused) an indicator that the profile's list does not hold and an age
    that contradicts the profile. "No", "unknown", "declined" and "not asked" count as absent.
    """
    refuse_what_contradicts(assessment, standard)
    listed = standard.lists[assessment.profile]
    reasons = _reasons(assessment, listed)
    dimensions = {d: _tally(d, reasons, listed.presumes_exploitation) for d in Dimension}
    positive = frozenset(d for d, tally in dimensions.items() if tally.positive)
    child = assessment.profile.is_child
    act = bool(assessment.act or positive & RECRUITMENT)
    means = bool(positive & MEANS)
    child_labour = _is_child_domestic_work(assessment)
    computed = band_of(positive, act=act, child=child, at_risk=is_at_risk(assessment, reasons))
    asked, prescreen = assessment.self_request, assessment.prescreen
    band, raised_by = raised(computed, asked, child_labour, prescreen)
    return Finding(
        profile=assessment.profile,
        dimensions=dimensions,
        act=act,
        means=means,
        purpose=D4 in positive,
        ilo_strict=_is_ilo_strict(positive),
        palermo=act and D4 in positive and (child or means),
        band=band,
        priority=priority_of(band, child=child, urgent=is_urgent(assessment, reasons)),
        completeness=_completeness(assessment, listed),
        reasons=reasons,
        child_labour=child_labour,
        raised_by=raised_by,
        vulnerabilities=assessment.vulnerabilities,
    )


def is_positive(strong: int, medium: int, weak: int) -> bool:
    """Whether the indicators present in one dimension suffice.

    Two strong; or one strong and one medium or weak; or three medium; or two medium and one
    weak. One strong alone, two medium alone, and any number of weak alone do not.
    """
    return (
        strong >= 2
        or (strong >= 1 and medium + weak >= 1)
        or medium >= 3
        or (medium >= 2 and weak >= 1)
    )


def band_of(positive: frozenset[Dimension], *, act: bool, child: bool, at_risk: bool) -> Band:
    """The first band that holds, before any floor.

    `at_risk`: a strong indicator, or for a child hazardous work or being under the minimum age.
    """
    if D4 not in positive:
        return Band.E if positive or at_risk else Band.F
    if _is_ilo_strict(positive):
        return Band.A
    if act and (child or positive & {D1, D2, D5}):
        return Band.B
    if child or positive & MEANS:
        return Band.C
    return Band.D


def priority_of(band: Band, *, child: bool, urgent: bool) -> Priority:
    """How soon somebody acts. `urgent`: an item of danger, confinement of any kind, or a report
    that asks for help today."""
    if urgent or (child and band in (Band.A, Band.B)):
        return Priority.P1
    if band in (Band.A, Band.B) or (child and band is not Band.F):
        return Priority.P2
    return Priority.P3 if band in (Band.C, Band.E) else Priority.P4


def _is_ilo_strict(positive: frozenset[Dimension]) -> bool:
    """Trafficked for forced labour as the ILO reads it: unfree recruitment, work and coercion."""
    return bool(positive & {D1, D2}) and D4 in positive and D5 in positive


def _reasons(assessment: Assessment, listed: IndicatorList) -> tuple[Reason, ...]:
    return tuple(
        Reason(code, indicator.dimension, indicator.strength, assessment.indicators[code])
        for code, indicator in listed.indicators.items()
        if code in assessment.indicators and assessment.indicators[code].is_yes
    )


def _tally(dimension: Dimension, reasons: Iterable[Reason], presumed: bool) -> Tally:
    strengths = [reason.strength for reason in reasons if reason.dimension is dimension]
    strong, medium, weak = (strengths.count(strength) for strength in Strength)
    met = is_positive(strong, medium, weak) or (presumed and dimension is D4)
    return Tally(strong, medium, weak, met)


def is_at_risk(assessment: Assessment, reasons: Iterable[Reason]) -> bool:
    """A strong indicator; for a child hazardous work, or being under the minimum age."""
    child = assessment.profile.is_child
    too_young = child and assessment.age is not None and assessment.age < MINIMUM_WORKING_AGE
    return too_young or any(
        reason.strength is Strength.STRONG or (child and reason.code == HAZARDOUS_WORK)
        for reason in reasons
    )


def is_urgent(assessment: Assessment, reasons: Iterable[Reason]) -> bool:
    """An item of immediate danger, confinement of any kind, or a report of what cannot wait until
    tomorrow."""
    confined = any(reason.code in CONFINEMENT for reason in reasons)
    return bool(assessment.danger) or assessment.pressing or confined


def _is_child_domestic_work(assessment: Assessment) -> bool:
    return (
        assessment.sector == DOMESTIC_WORK
        and assessment.age is not None
        and assessment.age < ADULT_AGE
        and assessment.visited_on is not None
        and assessment.visited_on >= NO_DOMESTIC_WORK_UNDER_18_SINCE
    )


def raised(
    band: Band, self_request: bool, child_labour: bool, prescreen: bool = False
) -> tuple[Band, tuple[Floor, ...]]:
    """The band after the floors, and the floors that changed it."""
    raised_by: list[Floor] = []
    if prescreen and band > Band.E:
        band = Band.E
        raised_by.append(Floor.PRESCREEN)
    if child_labour and band > Band.E:
        band = Band.E
        raised_by.append(Floor.CHILD_DOMESTIC_WORK)
    if self_request and band > Band.C:
        band = Band.C
        raised_by.append(Floor.SELF_REQUEST)
    return band, tuple(raised_by)


def _completeness(assessment: Assessment, listed: IndicatorList) -> float:
    asked = sum(answer.was_asked for answer in assessment.indicators.values())
    return asked / len(listed.indicators)
