"""The indicators present in one list, counted, so that answers not given yet are only added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.screening.domain.answers import Answer
from casework.screening.domain.assessment import Assessment
from casework.screening.domain.decision import (
    RECRUITMENT,
    assess,
    band_of,
    is_at_risk,
    is_positive,
    is_urgent,
    priority_of,
    raised,
)
from casework.screening.domain.finding import Band, Priority, Reason
from casework.screening.domain.indicators import (
    Dimension,
    IndicatorList,
    IndicatorStandard,
    Strength,
)
from casework.screening.domain.instrument import Question

Outcome = tuple[Band, Priority]


@dataclass(frozen=True, slots=True)
class Telling:
    """One open question with an answer that would count, and what that answer would add."""

    question: Question
    option: str
    codes: frozenset[str]
    act: bool = False
    self_request: bool = False
    danger: bool = False


class Count:
    """The indicators present in one list, counted, so that one more is only added."""

    def __init__(
        self, assessment: Assessment, listed: IndicatorList, standard: IndicatorStandard
    ) -> None:
        self._assessment, self._listed = assessment, listed
        self._finding = assess(assessment, standard)
        self._present = {reason.code for reason in self._finding.reasons}
        self._child = assessment.profile.is_child
        tallies = self._finding.dimensions
        self._positive = frozenset(d for d in Dimension if tallies[d].positive)
        self._urgent = is_urgent(assessment, self._finding.reasons)
        self._at_risk = is_at_risk(assessment, self._finding.reasons)

    def new(self, codes: Iterable[str]) -> set[str]:
        """Those of the codes that this list holds and that are not present yet."""
        return {code for code in codes if code in self._listed.indicators} - self._present

    def outcome(self, answers: tuple[Telling, ...]) -> Outcome:
        """Band and priority with what these answers add."""
        added = self.new({code for one in answers for code in one.codes})
        reasons = [self._reason(code) for code in added]
        positive = self._positive | self._made_positive(reasons)
        act = self._finding.act or any(a.act for a in answers) or bool(positive & RECRUITMENT)
        at_risk = self._at_risk or is_at_risk(self._assessment, reasons)
        computed = band_of(positive, act=act, child=self._child, at_risk=at_risk)
        asked = self._assessment.self_request or any(a.self_request for a in answers)
        band, _floors = raised(
            computed, asked, self._finding.child_labour, self._assessment.prescreen
        )
        urgent = self._urgent or any(a.danger for a in answers)
        urgent = urgent or is_urgent(self._assessment, reasons)
        return band, priority_of(band, child=self._child, urgent=urgent)

    def _reason(self, code: str) -> Reason:
        one = self._listed.indicators[code]
        return Reason(code, one.dimension, one.strength, Answer.YES_STATED)

    def _made_positive(self, reasons: Iterable[Reason]) -> set[Dimension]:
        added: dict[Dimension, list[Strength]] = {}
        for reason in reasons:
            added.setdefault(reason.dimension, []).append(reason.strength)
        return {d for d, more in added.items() if self._suffices(d, more)}

    def _suffices(self, dimension: Dimension, more: list[Strength]) -> bool:
        held = self._finding.dimensions[dimension]
        strong, medium, weak = (more.count(strength) for strength in Strength)
        return is_positive(held.strong + strong, held.medium + medium, held.weak + weak)
