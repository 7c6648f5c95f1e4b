"""The privacy budget: what each table costs, what one person may pay, what is refused."""

from fractions import Fraction

import pytest

from casework.statistics.domain import budget
from casework.statistics.domain.budget import LIMIT, OverBudget, Spending, check, cost, epsilon
from casework.statistics.domain.lattice import LATTICE
from casework.statistics.domain.periods import Period

SEPTEMBER, QUARTER = Period.parse("2026-09"), Period.parse("2026-Q3")


def spending(period, rho):
    return Spending(period, "case.any", Fraction(rho))


def test_a_table_costs_rows_squared_over_twice_its_variance():
    assert cost(Fraction(4)) == Fraction(1, 8)
    assert cost(Fraction(9, 4)) == Fraction(2, 9)
    assert cost(Fraction(4), rows=3) == Fraction(9, 8)


def test_the_whole_lattice_costs_a_person_less_than_one_rho():
    spent = sum(cost(table.variance, table.rows) for table in LATTICE)
    assert spent == Fraction(2, 9) + 6 * Fraction(1, 8) == Fraction(35, 36)
    assert spent < LIMIT


def test_epsilon_agrees_with_the_published_conversion():
    assert epsilon(Fraction(35, 36)) == pytest.approx(8.302, abs=0.001)
    assert epsilon(Fraction("1.639")) == pytest.approx(11.16, abs=0.01)


def test_a_person_pays_for_the_month_and_its_quarter_but_not_for_other_months():
    entries = [spending(SEPTEMBER, 1), spending(SEPTEMBER.previous, 1), spending(QUARTER, 1)]
    assert budget.spent_per_person(entries, SEPTEMBER) == 2
    assert budget.spent_per_person(entries, QUARTER) == 2
    assert budget.spent_per_person(entries, QUARTER.next) == 0


def test_a_table_that_reaches_the_limit_exactly_is_allowed():
    check([spending(SEPTEMBER, 2)], [spending(QUARTER, "1/2")])


def test_a_table_that_would_pass_the_limit_for_one_month_is_refused():
    with pytest.raises(OverBudget) as refused:
        check([spending(SEPTEMBER, 2)], [spending(QUARTER, "51/100")])
    assert refused.value.codes == {"period": "2026-Q3"}


def test_two_planned_tables_that_pass_the_limit_together_are_refused():
    with pytest.raises(OverBudget):
        check([], [spending(QUARTER, 2), spending(QUARTER, 1)])
