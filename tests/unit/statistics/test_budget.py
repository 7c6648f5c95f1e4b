"""The privacy budget: what each table costs, what one person may pay, what is refused.

The costs are computed a second time here, by another formula: the Rényi divergence between two
neighbouring discrete Gaussians, summed numerically.
"""

from fractions import Fraction
from math import exp, log, sqrt

import pytest

from casework.facts.domain import KINDS
from casework.statistics.catalogue import VIEWS
from casework.statistics.domain import budget
from casework.statistics.domain.budget import (
    LIMIT,
    OverBudget,
    Spending,
    check,
    cost,
    epsilon,
    most_spent,
)
from casework.statistics.domain.lattice import BY_NAME, LATTICE, Table
from casework.statistics.domain.periods import Period
from casework.statistics.domain.public import public_cost
from casework.statistics.indicators import INDICATORS
from casework.statistics.tables import MADE_OF

SEPTEMBER, QUARTER = Period.parse("2026-09"), Period.parse("2026-Q3")


def spending(period, rho, table="case.any"):
    return Spending(period, table, Fraction(rho))


def renyi(variance: float, shift: int, order: float) -> float:
    """The Rényi divergence of a discrete Gaussian from itself moved by `shift`."""
    reach = range(-80, 81)
    norm = sum(exp(-(x**2) / (2 * variance)) for x in reach)
    total = sum(
        exp(-(order * x**2 + (1 - order) * (x - shift) ** 2) / (2 * variance)) for x in reach
    )
    return log(total / norm) / (order - 1)


def test_a_table_costs_its_squared_sensitivity_over_twice_its_variance():
    assert cost(Fraction(4)) == Fraction(1, 8)
    assert cost(Fraction(9, 4)) == Fraction(2, 9)
    assert cost(Fraction(4), 9) == Fraction(9, 8)


@pytest.mark.parametrize("order", [1.5, 2.0, 4.0])
@pytest.mark.parametrize("table", [t for t in LATTICE if t.kind in ("case", "flag")][::9])
def test_the_cost_of_a_table_is_what_the_divergence_says(table, order):
    assert renyi(float(table.variance), 1, order) == pytest.approx(
        float(table.cost) * order, rel=1e-3
    )


def test_the_whole_lattice_costs_a_life_less_than_the_limit():
    """By hand: sigma and number of tables of each kind, as docs/disclosure-control.md has them."""
    case = 1 / 4.5 + 6 / 8 + 12 / 18 + 3 / 32 + 2 / 50 + 6 / 162
    screening = 1 / 18 + 9 / 50 + 1 / 162
    flag, stay, others = 5 / 50, 3 / 50, 3 * 2 / 50
    referral = 3 * 4 / 72
    by_hand = case + screening + flag + stay + others + referral
    assert float(sum(table.cost for table in LATTICE)) == pytest.approx(by_hand, abs=1e-12)
    assert by_hand == pytest.approx(2.4981, abs=1e-4)
    assert by_hand < LIMIT


def test_the_cases_alone_cost_what_the_twelve_two_way_tables_allow():
    classic = [t for t in LATTICE if t.kind == "case" and t.variance <= 9]
    assert float(sum(t.cost for t in classic)) == pytest.approx(1.6389, abs=1e-4)


def test_rows_of_one_person_that_lie_apart_cost_less_than_rows_that_may_meet():
    service = BY_NAME["referral.service"]
    assert KINDS["referral"].rows == 4
    assert service.squared_sensitivity == 4
    meeting = Table("referral", ("answer",), "year", service.variance)
    assert meeting.squared_sensitivity == 16


def test_epsilon_agrees_with_an_independent_conversion():
    """The best order of the Rényi curve, searched: never more than the closed form, and near it."""
    for rho in (0.133, 1.639, 2.4549):
        searched = min(
            rho * (1 + order / 100) + log(1e6) / (order / 100) for order in range(1, 4000)
        )
        assert epsilon(Fraction(rho)) == pytest.approx(searched, rel=1e-3)
    assert epsilon(Fraction("1.639")) == pytest.approx(11.16, abs=0.01)


def test_the_public_release_alone_tells_what_it_promises():
    by_hand = 6 / 72 + 4 / 128 + 1 / (2 * 12 * 2.25)
    assert float(public_cost()) == pytest.approx(by_hand)
    assert by_hand + 2 * sqrt(by_hand * log(1e6)) == pytest.approx(2.84, abs=0.01)


def test_a_person_pays_for_the_month_and_its_quarter_but_not_for_other_months():
    entries = [spending(SEPTEMBER, 1), spending(SEPTEMBER.previous, 1), spending(QUARTER, 1)]
    assert most_spent(entries) == 2
    assert most_spent([spending(SEPTEMBER, 1), spending(QUARTER.next, "3/2")]) == Fraction(3, 2)


def test_what_is_paid_in_different_kinds_of_records_adds_up_wherever_it_lies():
    entries = [spending(SEPTEMBER, 1), spending(QUARTER.next.next, "1/2", "stay.exit")]
    assert most_spent(entries) == Fraction(3, 2)


def test_a_table_that_reaches_the_limit_exactly_is_allowed():
    check([spending(SEPTEMBER, 2)], [spending(QUARTER, "1/2")])


def test_a_table_that_would_pass_the_limit_is_refused_in_its_kind_and_across_kinds():
    for table in ("case.more", "stay.exit"):
        with pytest.raises(OverBudget) as refused:
            check([spending(SEPTEMBER, 2)], [spending(QUARTER, "51/100", table)])
        assert refused.value.codes == {"period": "2026-Q3"}


def test_two_planned_tables_that_pass_the_limit_together_are_refused():
    with pytest.raises(OverBudget):
        check([], [spending(QUARTER, 2), spending(QUARTER, 1)])


def test_no_table_stands_twice_in_the_lattice():
    assert len(BY_NAME) == len(LATTICE)
    assert Fraction(5, 2) == budget.LIMIT


def test_every_table_that_is_paid_for_is_shown_on_a_dashboard():
    """But for those that a shown one, or an indicator, holds."""
    shown = {MADE_OF.get(one.key, one.key) for view in VIEWS.values() for one in view.pictures}
    measured = {
        MADE_OF.get(one.measure.table, one.measure.table)
        for one in INDICATORS.values()
        if one.measure
    }
    in_the_three_way_table = {"case.exploitation_sex"}
    assert set(BY_NAME) - shown - measured == in_the_three_way_table


SIGMAS = {
    ("case", "month"): "1.5: total",
    ("case", "quarter"): "2: region nationality_group exploitation age_band sex state",
    ("case", "year"): (
        "3: region_group_exploitation region_group_nationality_group region_group_age_band "
        "region_group_sex region_group_state exploitation_nationality_group exploitation_age_band "
        "exploitation_sex exploitation_state sex_age_band sex_nationality_group "
        "nationality_group_age_band; 4: exploitation_sex_majority source status; "
        "5: first_contact plan; 9: urgent_contact consent interpreter closure legal_aid needs"
    ),
    ("screening", "month"): "3: total",
    ("screening", "quarter"): "5: region band sector reach triage_time",
    ("screening", "year"): "5: sex nationality_group asked body; 9: forms",
    ("flag", "year"): (
        "5: outcome band_outcome sex_outcome nationality_group_outcome sector_outcome"
    ),
    ("referral", "quarter"): "6: service",
    ("referral", "year"): "6: service_answer service_answer_time",
    ("stay", "year"): "5: stay_length exit region_group",
    ("return", "year"): "5: return_stage departure_time",
    ("survey", "year"): "5: survey_score survey_change",
    ("visit", "year"): "5: region_group sector",
}


def test_the_noise_of_a_table_that_was_published_is_never_another_one():
    """The margin that is shown is that of the lattice of today, also for what was frozen years ago.
    So a table keeps its sigma for ever: one with other noise is a table of another name."""
    said = {
        f"{kind}.{name}": (every, Fraction(sigma) ** 2)
        for (kind, every), tables in SIGMAS.items()
        for sigma, names in (one.split(": ") for one in tables.split("; "))
        for name in names.split()
    }
    assert {table.name: (table.every, table.variance) for table in LATTICE} == said
