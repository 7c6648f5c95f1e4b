"""Medians of protected histograms: interpolated, and never on a small base."""

from datetime import date
from fractions import Fraction
from math import sqrt

import pytest

from casework.statistics.domain.medians import Median, Unclear, median
from casework.statistics.domain.noise import discrete_gaussian
from casework.statistics.domain.protected import ProtectedCount, ProtectedRate

EDGES = (24, 72, 168, 720)


def counts(*values):
    return [ProtectedCount(value, Fraction(25), date(2026, 1, 30)) for value in values]


def test_the_median_lies_inside_the_class_that_holds_the_middle():
    found = median(counts(200, 400, 200, 100, 100), EDGES)
    assert (found.about, found.beyond) == (24 + 48 * 300 // 400, False)
    assert median(counts(600, 100, 100, 100, 100), EDGES).about == round(24 * 500 / 600)


def test_a_median_beyond_the_last_class_says_so():
    found = median(counts(5, 5, 5, 5, 80), EDGES)
    assert (found.about, found.beyond) == (720, True)


def test_a_median_has_the_margin_of_its_histogram():
    """Half the noise of all classes: 1.96 x 11.2 / 2 people to both sides of the middle."""
    found = median(counts(200, 400, 200, 100, 100), EDGES)
    assert (found.low, found.high) == (58, 62)
    assert median(counts(40, 80, 40, 20, 20), EDGES).low == 53


@pytest.mark.parametrize("few", [(18, 10, 6, 4, 2), (9, 9, 9, 10, 4), (6, 6, 6, 10, 12)])
def test_a_median_that_could_lie_in_three_classes_or_beyond_the_last_is_not_told(few):
    assert isinstance(median(counts(*few), EDGES), Unclear)


@pytest.mark.parametrize("true", [(60, 30, 20, 10, 5), (20, 70, 40, 20, 5), (200, 90, 40, 20, 10)])
def test_the_true_median_lies_within_the_margin_in_95_of_100_draws(true):
    exact = median([ProtectedCount(n, Fraction(0), date(2026, 1, 30)) for n in true], EDGES)
    told = [median(counts(*drawn(true)), EDGES) for _ in range(500)]
    told = [one for one in told if isinstance(one, Median)]
    held = sum(one.low <= exact.about <= one.high for one in told) / len(told)
    assert len(told) > 50 and held >= 0.95 - 3 * sqrt(0.95 * 0.05 / len(told))


def drawn(true):
    """One histogram as it is published: noisy, none below zero."""
    return [max(0, n + discrete_gaussian(Fraction(25))) for n in true]


def test_there_is_no_median_of_fewer_than_thirty():
    assert median(counts(10, 9, 5, 3, 2), EDGES) is None


def test_the_margin_of_a_share_grows_as_its_base_shrinks():
    wide = ProtectedRate(counts(60)[0], counts(120)[0])
    narrow = ProtectedRate(counts(200)[0], counts(400)[0])
    assert wide.percent == narrow.percent == 50
    assert wide.band_95 > narrow.band_95 > 0
    assert ProtectedRate(counts(20)[0], counts(29)[0]).band_95 == 100


def test_a_share_whose_margin_is_wider_than_half_of_all_is_not_shown():
    noisy = ProtectedCount(40, Fraction(2500), date(2026, 1, 30))
    assert ProtectedRate(counts(20)[0], noisy).percent is None
