"""The score of a sustainability survey. Pure: the same answers under the same version give the same
score for ever.

Each answer is worth 0 to 1; a dimension is the weighted mean of its answered items. An item that
does not apply leaves, and the weights of the others fill its place. Below 70 % of the applicable
items answered there is no score; of a child, never. The composite is the weighted mean of the three
dimensions and needs all three (after S. Hall for IOM, *Setting standards for an integrated approach
to reintegration* (MEASURE), 2017).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from casework.reintegration.domain.lists import DIMENSIONS

NOT_APPLICABLE = "na"
LEAST_ANSWERED = Fraction(7, 10)
PLACES = 4


@dataclass(frozen=True)
class Item:
    """One question: its dimension, its weight, and what each step of its scale is worth."""

    key: str
    dimension: str
    weight: Fraction
    values: Mapping[str, Fraction]


@dataclass(frozen=True)
class Instrument:
    """A version of the survey. `official`: its weights are those published for comparison."""

    version: str
    official: bool
    weights: Mapping[str, Fraction]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Score:
    """0 to 1, or None where too little was answered. `comparable` with other programmes only under
    official weights."""

    dimensions: Mapping[str, float | None]
    composite: float | None
    comparable: bool


def score(instrument: Instrument, answers: Mapping[str, str], child: bool = False) -> Score:
    """The score of these answers. An answer that is no step of its scale counts as none."""
    exact = {
        one: None if child else _dimension(instrument, one, answers) for one in DIMENSIONS
    }  # fmt: skip
    return Score(
        {one: _rounded(value) for one, value in exact.items()},
        _rounded(_composite(instrument, exact)),
        instrument.official,
    )


def _dimension(
    instrument: Instrument, dimension: str, answers: Mapping[str, str]
) -> Fraction | None:
    applicable = [
        item
        for item in instrument.items
        if item.dimension == dimension and answers.get(item.key) != NOT_APPLICABLE
    ]
    answered = [item for item in applicable if answers.get(item.key) in item.values]
    if not answered or Fraction(len(answered), len(applicable)) < LEAST_ANSWERED:
        return None
    whole = sum((item.weight for item in answered), Fraction(0))
    worth = sum((item.weight * item.values[answers[item.key]] for item in answered), Fraction(0))
    return worth / whole


def _composite(instrument: Instrument, exact: Mapping[str, Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for one in DIMENSIONS:
        value = exact[one]
        if value is None:
            return None
        total += instrument.weights[one] * value
    return total / sum(instrument.weights[one] for one in DIMENSIONS)


def _rounded(value: Fraction | None) -> float | None:
    return None if value is None else round(float(value), PLACES)
