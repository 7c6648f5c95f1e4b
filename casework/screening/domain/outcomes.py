"""What a finding is told as, and what to do next: words and steps, never a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casework.screening.domain.finding import Band, Finding, Floor, Priority
from casework.screening.domain.indicators import Dimension, IndicatorList
from casework.screening.domain.instrument import Text

PROTECT = "protect_now"


@dataclass(frozen=True, slots=True)
class BandWords:
    """The label of a band, and the sentence that opens the result page."""

    label: Text
    sentence: Text


@dataclass(frozen=True, slots=True)
class DimensionWords:
    """The name of a dimension, and what it looks at."""

    name: Text
    about: Text


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Below this share of asked indicators a low band says only that too little is known."""

    below: float
    bands: frozenset[Band]
    sentence: Text


@dataclass(frozen=True, slots=True)
class Action:
    """One step to take now."""

    code: str
    text: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps, in order, for some bands of one priority; `child` None means both."""

    priority: Priority
    bands: frozenset[Band]
    child: bool | None
    actions: tuple[Action, ...]

    def fits(self, priority: Priority, band: Band, child: bool) -> bool:
        """Whether this is a plan for such a finding."""
        return self.priority is priority and band in self.bands and self.child in (None, child)


@dataclass(frozen=True, slots=True)
class Protection:
    """Another right or protection to consider when one of the indicators is present."""

    id: str
    when: frozenset[str]
    text: Text


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Everything the result page says, by code."""

    version: str
    bands: Mapping[Band, BandWords]
    floors: Mapping[Floor, Text]
    incomplete: Incomplete
    not_a_verdict: Text
    unverified_weights: Text
    rule: Text
    rule_child_sexual: Text
    dimensions: Mapping[Dimension, DimensionWords]
    plans: tuple[Plan, ...]
    protections: tuple[Protection, ...]

    def sentences(self, finding: Finding) -> tuple[Text, ...]:
        """What to say first. A floor that alone gave the band speaks instead of the band."""
        floors = finding.raised_by[-1:]
        said = [self.floors[floor] for floor in floors] or [self.bands[finding.band].sentence]
        if finding.child_labour and floors != (Floor.CHILD_DOMESTIC_WORK,):
            said.append(self.floors[Floor.CHILD_DOMESTIC_WORK])
        if self.is_incomplete(finding):
            said.append(self.incomplete.sentence)
        return tuple(said)

    def is_incomplete(self, finding: Finding) -> bool:
        """Whether too little was asked for a low band to mean anything."""
        rule = self.incomplete
        return finding.band in rule.bands and finding.completeness < rule.below

    def actions(self, finding: Finding, first: str | None = None) -> tuple[Action, ...]:
        """The three to five steps to take now, in order. `first` is the step that comes before
        all others for a child, but for bringing them to safety."""
        child = finding.profile.is_child
        steps = next(
            plan.actions for plan in self.plans if plan.fits(finding.priority, finding.band, child)
        )
        return self._led_by(first, steps) if first and child else steps

    def _led_by(self, first: str, steps: tuple[Action, ...]) -> tuple[Action, ...]:
        known = (action for plan in self.plans for action in plan.actions)
        leading = [action for action in known if action.code == first][:1]
        safety = [action for action in steps if action.code == PROTECT]
        others = [action for action in steps if action.code not in (first, PROTECT)]
        return (*safety, *leading, *others)

    def protections_for(self, finding: Finding) -> tuple[Protection, ...]:
        """Other protections to consider, whatever the band."""
        present = {reason.code for reason in finding.reasons} | {*finding.vulnerabilities}
        return tuple(p for p in self.protections if not p.when.isdisjoint(present))

    def rule_for(self, dimension: Dimension, listed: IndicatorList) -> Text:
        """The counting rule of a dimension in one sentence."""
        if listed.presumes_exploitation and dimension is Dimension.EXPLOITATION:
            return self.rule_child_sexual
        return self.rule
