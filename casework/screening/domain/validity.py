"""What a positive or negative answer of a validated instrument means where few are concerned."""

from __future__ import annotations

from dataclasses import dataclass

from casework.screening.domain.terms import Text


@dataclass(frozen=True, slots=True)
class Validity:
    """The published study of an instrument: shares run from 0 to 1.

    `sensitivity`: of those concerned, how many were positive. `specificity`: of the others, how
    many were negative. `prevalence`: how many of the `sample` were concerned.
    """

    sensitivity: float
    specificity: float
    prevalence: float
    sample: int
    population: Text
    source: str


@dataclass(frozen=True, slots=True)
class Predicted:
    """At a prevalence: of those positive, how many are concerned; of those negative, how many are
    not."""

    prevalence: float
    positive: float
    negative: float


def predicted(validity: Validity, prevalence: float) -> Predicted:
    """The two predictive values by Bayes' rule.

    Refused (ValueError) for a prevalence that is not strictly between 0 and 1, where one of the
    two groups is empty and the words "of those" mean nothing.
    """
    if not 0 < prevalence < 1:
        raise ValueError(prevalence)
    concerned, others = prevalence, 1 - prevalence
    hits = validity.sensitivity * concerned
    false_alarms = (1 - validity.specificity) * others
    misses = (1 - validity.sensitivity) * concerned
    cleared = validity.specificity * others
    return Predicted(
        prevalence,
        hits / (hits + false_alarms) if hits + false_alarms else 0.0,
        cleared / (cleared + misses) if cleared + misses else 0.0,
    )
