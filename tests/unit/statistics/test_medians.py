"""Medians of protected histograms: interpolated, and never on a small base."""

from datetime import date
from fractions import Fraction

from casework.statistics.domain.medians import median
from casework.statistics.domain.protected import ProtectedCount, ProtectedRate

EDGES = (24, 72, 168, 720)


def counts(*values):
    return [ProtectedCount(value, Fraction(25), date(2026, 1, 30)) for value in values]


def test_the_median_lies_inside_the_class_that_holds_the_middle():
    found = median(counts(20, 40, 20, 10, 10), EDGES)
    assert (found.about, found.beyond) == (24 + 48 * 30 // 40, False)
    assert median(counts(60, 10, 10, 10, 10), EDGES).about == round(24 * 50 / 60)


def test_a_median_beyond_the_last_class_says_so():
    found = median(counts(5, 5, 5, 5, 40), EDGES)
    assert (found.about, found.beyond) == (720, True)


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
