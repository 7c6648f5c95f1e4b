"""The same answers through two versions of a questionnaire: which outcomes change."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from casework.screening.domain.coding import finding_of
from casework.screening.domain.drafting.examples import Example, response_to
from casework.screening.domain.finding import Finding
from casework.screening.domain.indicators import IndicatorStandard
from casework.screening.domain.instrument import Instrument
from casework.screening.domain.interview import Interview


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one version makes of an example.

    `lost` are answers whose question is not there or does not know them; `hidden` those to
    questions that are there and were not asked.
    """

    finding: Finding
    lost: tuple[str, ...]
    hidden: tuple[str, ...]

    @property
    def signs(self) -> frozenset[str]:
        """The indicators that are present."""
        return frozenset(reason.code for reason in self.finding.reasons)


@dataclass(frozen=True, slots=True)
class Trial:
    """One example through both versions."""

    example: Example
    old: Outcome
    new: Outcome

    @property
    def gained(self) -> tuple[str, ...]:
        """Indicators that only the new version finds."""
        return tuple(sorted(self.new.signs - self.old.signs))

    @property
    def dropped(self) -> tuple[str, ...]:
        """Indicators that only the old version finds."""
        return tuple(sorted(self.old.signs - self.new.signs))

    @property
    def lost(self) -> tuple[str, ...]:
        """Answers that the old version could take and the new one cannot."""
        return tuple(id for id in self.new.lost if id not in self.old.lost)

    @property
    def changes(self) -> bool:
        """Whether anybody would be answered otherwise, or an answer is lost."""
        return bool(_shown(self.old) != _shown(self.new) or self.lost)


def try_on(
    example: Example,
    old: Instrument,
    new: Instrument,
    standard: IndicatorStandard,
    on: datetime.date,
) -> Trial:
    """Put an example through two versions. The newer must be sound."""
    return Trial(example, outcome(example, old, standard, on), outcome(example, new, standard, on))


def outcome(
    example: Example, instrument: Instrument, standard: IndicatorStandard, on: datetime.date
) -> Outcome:
    """What one version makes of an example held on a day."""
    read = {
        id: response_to(instrument.by_id[id], said)
        for id, said in example.answers.items()
        if id in instrument.by_id
    }
    known = {id: response for id, response in read.items() if response is not None}
    lost = tuple(id for id in example.answers if id not in known)
    interview = Interview(instrument, known)
    asked = {id: response for id, response in known.items() if id in interview.visible}
    hidden = tuple(id for id in known if id not in asked)
    return Outcome(finding_of(Interview(instrument, asked), standard, on), lost, hidden)


def _shown(outcome: Outcome) -> tuple[object, ...]:
    finding = outcome.finding
    return (
        finding.band,
        finding.priority,
        finding.act,
        finding.means,
        finding.purpose,
        outcome.signs,
    )
