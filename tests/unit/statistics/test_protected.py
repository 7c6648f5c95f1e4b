"""Protected numbers: what is shown, what is not, and how far it may be off."""

from datetime import date
from fractions import Fraction

import pytest

from casework.statistics.domain.lattice import MONTH_SIGMA, QUARTER_SIGMA
from casework.statistics.domain.protected import (
    Change,
    ProtectedCount,
    ProtectedRate,
    Untold,
    compare,
    total,
)

DAY = date(2026, 10, 14)


def count(value, variance=QUARTER_SIGMA**2):
    return ProtectedCount(value, Fraction(variance), DAY)


def test_a_month_is_within_three_and_a_quarter_cell_within_four():
    assert count(20, MONTH_SIGMA**2).band_95 == 3
    assert count(20, QUARTER_SIGMA**2).band_95 == 4


@pytest.mark.parametrize(
    ("cells", "sigma", "band"),
    [(3, MONTH_SIGMA, 5), (12, MONTH_SIGMA, 10), (4, QUARTER_SIGMA, 8), (1, Fraction(3), 6)],
)
def test_the_band_of_a_sum_grows_with_the_square_root(cells, sigma, band):
    assert total([count(20, sigma**2)] * cells).band_95 == band


@pytest.mark.parametrize("value", [0, 1, 4])
def test_a_small_value_is_shown_as_less_than_five_whatever_it_is(value):
    small = count(value)
    assert (str(small), repr(small), f"{small}") == ("< 5", "< 5", "< 5")
    assert (small.drawn, small.low, small.high) == (2, 0, 8)


def test_a_value_of_five_is_shown():
    assert str(count(5)) == "5"


def test_a_protected_count_is_no_plain_number():
    with pytest.raises(TypeError):
        int(count(7))
    with pytest.raises(TypeError):
        count(7) + 1


@pytest.mark.parametrize(("part", "base", "shown"), [(15, 30, 50), (15, 29, None), (4, 60, None)])
def test_there_is_no_percentage_on_a_small_base_or_part(part, base, shown):
    assert ProtectedRate(count(part), count(base)).percent == shown


@pytest.mark.parametrize(
    ("part", "base", "sigma", "why"),
    [
        (15, 29, 2, Untold.FEW),
        (4, 60, 2, Untold.SMALL_PART),
        (58, 60, 8, Untold.UNSURE),
        (58, 60, 2, None),
    ],
)
def test_a_share_that_is_not_told_says_which_of_three_reasons_it_has(part, base, sigma, why):
    rate = ProtectedRate(count(part, Fraction(sigma) ** 2), count(base, Fraction(sigma) ** 2))
    assert rate.untold is why
    assert (rate.percent is None) == (why is not None)


def test_a_rate_never_passes_a_hundred():
    assert ProtectedRate(count(62), count(60)).percent == 100


@pytest.mark.parametrize(
    ("later", "earlier", "change"),
    [
        (40, 36, Change.NONE_CLEAR),
        (40, 35, Change.NONE_CLEAR),
        (40, 33, Change.MORE),
        (33, 40, Change.FEWER),
    ],
)
def test_only_a_change_beyond_the_noise_is_called_one(later, earlier, change):
    assert compare(count(later), count(earlier)) == change
