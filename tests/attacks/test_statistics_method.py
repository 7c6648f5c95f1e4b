"""Attacks on the published numbers as numbers: what a reader with all of them can learn.

The bounds are those that docs/disclosure-control.md promises.
"""

from fractions import Fraction
from math import erf, sqrt

import pytest

from casework.statistics.domain.budget import cost
from casework.statistics.domain.lattice import LATTICE, MONTH_SIGMA, QUARTER_SIGMA
from casework.statistics.domain.noise import discrete_gaussian
from casework.statistics.domain.periods import Period
from casework.statistics.domain.publishing import publish
from tests.attacks.statistics_country import Publication, fictional_country, publication

FIRST = Period.parse("2020-Q1")
QUARTERS = [FIRST]
while len(QUARTERS) < 24:
    QUARTERS.append(QUARTERS[-1].next)


@pytest.fixture(scope="module")
def country() -> list[Publication]:
    cases = fictional_country(FIRST.months()[0], 72, 2000)
    return [publication(cases, QUARTERS) for _ in range(3)]


def month_noise() -> int:
    return discrete_gaussian(MONTH_SIGMA**2)


def mean_absolute(errors: list[int]) -> float:
    return sum(map(abs, errors)) / len(errors)


def test_every_table_adds_up_to_its_quarter_in_whole_numbers_of_zero_or_more(country):
    for one in country:
        for quarter in QUARTERS:
            whole = sum(one.published["case.total", month][()] for month in quarter.months())
            for table in LATTICE[1:]:
                values = one.published[table.name, quarter].values()
                assert sum(values) == whole
                assert all(type(value) is int and value >= 0 for value in values)


def test_the_numbers_stay_useful(country):
    for one in country:
        assert mean_absolute(one.errors("month")) <= 1.5
        assert mean_absolute(one.errors("quarter")) <= 1.7


def test_the_stated_margin_holds_in_95_of_100_cells(country):
    errors = [abs(error) for one in country for error in one.errors("month")]
    assert sum(error <= 3 for error in errors) / len(errors) >= 0.95
    errors = [abs(error) for one in country for error in one.errors("quarter")]
    assert sum(error <= 4 for error in errors) / len(errors) >= 0.95


def test_a_published_zero_may_hide_somebody(country):
    hidden = [
        one.true[key][cell] > 0
        for one in country
        for key, cells in one.published.items()
        for cell, value in cells.items()
        if value == 0
    ]
    assert sum(hidden) / len(hidden) > 0.02


def test_a_reader_cannot_tell_one_case_in_a_cell_from_none():
    """Two neighbouring countries, one case apart, published 3,000 times each. Noise of sigma 2
    alone gives 0.638; the margin on top is that of the sample."""
    sex = next(table for table in LATTICE if table.dimensions == ("sex",))

    def shown(there: int) -> list[int]:
        counts = {("female",): 17, ("male",): 9, ("unknown",): there}
        wholes = [26 + there + sum(month_noise() for _ in range(3)) for _ in range(3000)]
        return [publish(sex, counts, whole)["unknown",] for whole in wholes]

    assert area_under_curve(shown(1), shown(0)) <= 0.66


def test_an_attacker_who_knows_every_other_case_stays_below_the_proven_bound():
    """He subtracts all he knows and is left with the noise, and the one case or not."""
    tables = [(MONTH_SIGMA**2, 1)] + [(QUARTER_SIGMA**2, 1)] * 6
    mu = sqrt(2 * sum(float(cost(table.variance)) for table in LATTICE))
    bound = (1 + erf(mu / 2 / sqrt(2))) / 2
    rounds = 8000
    right = 0
    for turn in range(rounds):
        present = turn % 2
        evidence = sum(
            (2 * (present * rows + discrete_gaussian(variance)) - 1) / (2 * variance)
            for variance, rows in tables
        )
        right += (evidence > 0) == bool(present)
    assert bound == pytest.approx(0.757, abs=0.001)
    assert right / rounds <= bound + 0.02


def test_asking_again_and_averaging_gains_nothing_since_noise_is_drawn_once(country):
    """Against noise drawn for each answer, the mean of 400 answers gives the count away."""
    fresh = [7 + discrete_gaussian(Fraction(4)) for _ in range(400)]
    assert round(sum(fresh) / 400) == 7
    stored = country[0].published["case.region", QUARTERS[0]]
    again = [dict(stored) for _ in range(400)]
    assert all(answer == stored for answer in again)


def area_under_curve(positive: list[int], negative: list[int]) -> float:
    """How often a cell with one case shows more than a cell with none (ties count half)."""
    below, wins = 0, 0.0
    for value in sorted({*positive, *negative}):
        ones, nones = positive.count(value), negative.count(value)
        wins += ones * (below + nones / 2)
        below += nones
    return wins / (len(positive) * len(negative))
