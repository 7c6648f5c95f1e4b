"""A sum that was made to agree with a published number is as exact as that number, and told so."""

from datetime import date
from fractions import Fraction
from math import sqrt

import pytest

from casework.facts.domain import CLASSES
from casework.statistics.domain.agreeing import line_variance, part_variance, whole_variance
from casework.statistics.domain.lattice import BY_NAME
from casework.statistics.domain.noise import discrete_gaussian
from casework.statistics.domain.periods import Period
from casework.statistics.domain.projection import additive
from casework.statistics.domain.protected import ProtectedCount
from casework.statistics.domain.publishing import Known, publish, two_way

YEAR, DAY = Period.parse("2025"), date(2026, 1, 31)


@pytest.mark.parametrize(
    ("table", "code", "margin"),
    [
        ("case.region_group_sex", "MA-06", 8),
        ("case.region_group_sex", "smallest", 16),
        ("case.exploitation_sex_majority", "sexual", 8),
        ("referral.service_answer", "legal", 24),
        ("flag.sex_outcome", "female", None),
        ("flag.band_outcome", "A", None),
    ],
)
def test_a_line_has_the_margin_of_the_same_number_where_it_stands_by_itself(table, code, margin):
    variance = line_variance(BY_NAME[table], code, YEAR)
    told = variance and ProtectedCount(100, variance, DAY).band_95
    assert told == margin


def test_the_line_of_the_smallest_regions_is_as_far_off_as_is_told():
    """Four small regions of four quarters: wider than what their cells would add up to."""
    table, groups = BY_NAME["case.region_group_sex"], CLASSES["region_group"]
    true = dict.fromkeys(table.cells(), 20)
    variances = {code: line_variance(table, code, YEAR) for code in groups}
    rounds, held = 400, 0
    for _ in range(rounds):
        rows = {code: 60 + noise(variances[code]) for code in groups}
        noisy = {cell: count + discrete_gaussian(table.variance) for cell, count in true.items()}
        shown = two_way(noisy, rows, None)
        line = sum(n for cell, n in shown.items() if cell[0] == "smallest")
        held += abs(line - 60) <= ProtectedCount(line, variances["smallest"], DAY).band_95
    assert held / rounds >= 0.95 - 3 * sqrt(0.95 * 0.05 / rounds)


def test_each_step_of_a_funnel_lies_within_the_margin_that_is_told():
    cell, months = Fraction(100), Fraction(108)
    true = (300, 200, 90, 60, 40, 10)
    rounds, held = 400, [0] * len(true)
    for _ in range(rounds):
        whole = sum(true) + noise(months)
        shown = additive({place: n + noise(cell) for place, n in enumerate(true)}, whole)
        for place in range(len(true)):
            step, off = sum(list(shown.values())[place:]), sum(true[place:])
            known = part_variance((len(true) - place) * cell, place * cell, months)
            held[place] += abs(step - off) <= ProtectedCount(step, known, DAY).band_95
    assert min(held) / rounds >= 0.95 - 3 * sqrt(0.95 * 0.05 / rounds)


def test_all_flags_are_as_far_off_as_the_table_is_that_made_their_number():
    """Of a kind without a published total the first table makes it: its noisy cells added up."""
    outcomes, sexes = BY_NAME["flag.outcome"], BY_NAME["flag.sex_outcome"]
    exact = {
        outcomes.name: dict.fromkeys(outcomes.cells(), 60),
        sexes.name: dict.fromkeys(sexes.cells(), 60 // len(CLASSES["sex"])),
    }
    whole, rounds, held = 60 * len(outcomes.cells()), 300, 0
    for _ in range(rounds):
        shown = sum(publish([outcomes, sexes], exact, Known())[sexes.name].published.values())
        band = ProtectedCount(shown, whole_variance("flag", YEAR), DAY).band_95
        held += abs(shown - whole) <= band
    assert 1 > held / rounds >= 0.95 - 3 * sqrt(0.95 * 0.05 / rounds)


def noise(variance):
    return discrete_gaussian(Fraction(variance))
