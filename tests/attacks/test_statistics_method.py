"""Attacks on the published numbers as numbers: what a reader with all of them can learn.

The bounds are those that docs/disclosure-control.md promises.
"""

from datetime import date
from fractions import Fraction
from itertools import product
from math import erf, sqrt

import pytest

from casework.facts.domain import CLASSES, MAJORITY
from casework.statistics.domain.lattice import BY_NAME, LATTICE, QUARTER_SIGMA
from casework.statistics.domain.noise import discrete_gaussian
from casework.statistics.domain.periods import Period
from casework.statistics.domain.protected import ProtectedCount, total
from casework.statistics.domain.publishing import Known, publish
from tests.attacks.statistics_country import Publication, fictional_country, publication

YEARS = [Period(year, 1, 12) for year in range(2020, 2026)]
DAY = date(2026, 1, 14)
CASE_TABLES = [table for table in LATTICE if table.kind == "case"]


@pytest.fixture(scope="module")
def country() -> list[Publication]:
    cases = fictional_country(YEARS[0].months()[0], 72, 2000)
    return [publication(cases, YEARS) for _ in range(2)]


def mean_absolute(errors: list[int]) -> float:
    return sum(map(abs, errors)) / len(errors)


def lines_of(cells: dict, place: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for cell, value in cells.items():
        found[cell[place]] = found.get(cell[place], 0) + value
    return found


def test_every_table_of_every_year_adds_up_in_whole_numbers_of_zero_or_more(country):
    for one in country:
        for (_name, period), cells in one.published.items():
            whole = sum(one.published["case.total", month][()] for month in period.months())
            assert sum(cells.values()) == whole
            assert all(type(value) is int and value >= 0 for value in cells.values())


def test_rows_and_columns_of_every_two_way_table_are_the_sums_of_the_quarters(country):
    for one in country:
        for table in (table for table in CASE_TABLES if len(table.dimensions) == 2):
            for year in YEARS:
                cells = one.published[table.name, year]
                for place, dimension in enumerate(table.dimensions):
                    if dimension == "region_group":
                        continue
                    quarters = [one.published[f"case.{dimension}", q] for q in year.quarters()]
                    for name, value in lines_of(cells, place).items():
                        assert value == sum(quarter[name,] for quarter in quarters)


def test_forms_by_sex_and_majority_add_up_to_forms_by_sex(country):
    for one in country:
        for year in YEARS:
            three = one.published["case.exploitation_sex_majority", year]
            two = one.published["case.exploitation_sex", year]
            for cell, value in two.items():
                assert value == sum(n for key, n in three.items() if key[:2] == cell)


def test_over_the_forms_the_three_way_table_lies_as_near_to_sex_and_age_as_is_said(country):
    apart = []
    for one in country:
        for year in YEARS:
            three = one.published["case.exploitation_sex_majority", year]
            ages = one.published["case.sex_age_band", year]
            for sex, (majority, bands) in product(CLASSES["sex"], MAJORITY.items()):
                over_forms = sum(n for cell, n in three.items() if cell[1:] == (sex, majority))
                apart.append(abs(over_forms - sum(ages[sex, band] for band in bands)))
    assert mean_absolute(apart) <= 4.5
    assert sum(one <= 13 for one in apart) / len(apart) >= 0.95


def test_the_numbers_stay_useful(country):
    for one in country:
        assert mean_absolute(one.errors("month")) <= 1.5
        assert mean_absolute(one.errors("quarter")) <= 1.7
        assert mean_absolute(one.errors("year", 2)) <= 2.1
    cells = [
        (one.published[key][cell], value)
        for one in country
        for key, true in one.true.items()
        if key[1].is_year and key[0].count("_") and value_of(true)
        for cell, value in true.items()
        if value >= 10 and len(cell) == 2
    ]
    near = sum(abs(shown - true) <= 0.25 * true for shown, true in cells)
    assert near / len(cells) >= 0.8


def value_of(cells: dict) -> bool:
    return any(cells.values())


def test_the_stated_margin_holds_in_95_of_100_cells(country):
    for every, margin, dimensions in (("month", 3, 0), ("quarter", 4, 1), ("year", 6, 2)):
        errors = [abs(error) for one in country for error in one.errors(every, dimensions)]
        held = sum(error <= margin for error in errors) / len(errors)
        by_chance = 3 * sqrt(0.95 * 0.05 / len(errors))  # three standard errors of so few cells
        assert held >= 0.95 - by_chance, (every, len(errors))


@pytest.mark.parametrize("each", [0, 1, 4, 30])
def test_the_stated_margin_holds_for_the_total_of_a_kind_that_publishes_none(each):
    """Requests sent: a quarter of the same number in every kind of service, none included."""
    table = BY_NAME["referral.service"]
    true, held, rounds = dict.fromkeys(table.cells(), each), 0, 150
    for _ in range(rounds):
        cells = publish([table], {table.name: true}, Known())[table.name].published
        shown = total(ProtectedCount(n, table.variance, DAY) for n in cells.values())
        held += abs(shown.value - sum(true.values())) <= shown.band_95
    assert held / rounds >= 0.95 - 4 * sqrt(0.95 * 0.05 / rounds)


def test_a_published_zero_may_hide_somebody(country):
    hidden = [
        one.true[key][cell] > 0
        for one in country
        for key, cells in one.published.items()
        for cell, value in cells.items()
        if value == 0
    ]
    assert sum(hidden) / len(hidden) > 0.02


def test_a_reader_cannot_tell_one_case_in_a_cell_from_none(country):
    """All two-way cells that truly hold one case, against all that hold none."""
    ones, nones = [], []
    for one in country:
        for key, true in one.true.items():
            if key[1].is_year:
                shown = one.published[key]
                ones += [shown[cell] for cell, value in true.items() if value == 1]
                nones += [shown[cell] for cell, value in true.items() if value == 0]
    assert area_under_curve(ones, nones) <= 0.64


def test_an_attacker_who_knows_every_other_case_stays_below_the_proven_bound():
    """He subtracts all he knows and is left with the noise, and the one case or not, in every
    table of its month, quarter and year."""
    mu = sqrt(2 * sum(float(table.cost) for table in CASE_TABLES))
    bound = (1 + erf(mu / 2 / sqrt(2))) / 2
    rounds, right = 1500, 0
    for turn in range(rounds):
        present = turn % 2
        evidence = sum(
            (2 * (present + discrete_gaussian(table.variance)) - 1) / (2 * table.variance)
            for table in CASE_TABLES
        )
        right += (evidence > 0) == bool(present)
    assert bound == pytest.approx(0.829, abs=0.001)
    assert right / rounds <= bound + 0.02


def test_asking_again_and_averaging_gains_nothing_since_noise_is_drawn_once(country):
    """Against noise drawn for each answer, the mean of 400 answers gives the count away."""
    fresh = [7 + discrete_gaussian(QUARTER_SIGMA**2) for _ in range(400)]
    assert round(sum(fresh) / 400) == 7
    stored = country[0].published["case.region", YEARS[0].quarters()[0]]
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


def test_noise_added_twice_is_as_large_as_promised():
    """The public release: sigma 6 in all, of which the dashboards' own noise is a part."""
    drawn = [
        sum(discrete_gaussian(Fraction(4)) for _ in range(4)) + discrete_gaussian(Fraction(20))
        for _ in range(3000)
    ]
    mean = sum(drawn) / len(drawn)
    assert abs(sum((one - mean) ** 2 for one in drawn) / len(drawn) / 36 - 1) < 0.12
