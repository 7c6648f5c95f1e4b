"""Medians of protected histograms: told as classes, and never on a small base."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from math import log, sqrt
from random import Random
from statistics import median as middle_of

import pytest

from casework.facts.domain import elapsed
from casework.statistics.domain.medians import Beyond, Median, Unclear, median
from casework.statistics.domain.noise import discrete_gaussian
from casework.statistics.domain.projection import additive
from casework.statistics.domain.protected import ProtectedCount, ProtectedRate

EDGES = (24, 72, 168, 720)
NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def counts(*values):
    return [ProtectedCount(value, Fraction(25), date(2026, 1, 30)) for value in values]


def test_the_median_is_told_as_the_class_that_holds_the_middle():
    found = median(counts(200, 400, 200, 100, 100), EDGES)
    assert (found.low, found.high) == (24, 72)
    first = median(counts(600, 100, 100, 100, 100), EDGES)
    assert (first.low, first.high) == (0, 24)


def test_a_median_that_the_noise_may_have_moved_over_an_edge_is_told_as_both_classes():
    """Half the noise of all classes: 1.96 x 11.2 / 2 = 11 people to both sides of the middle."""
    near = median(counts(200, 310, 200, 200, 90), EDGES)
    assert (near.low, near.high) == (24, 168)
    sure = median(counts(200, 312, 200, 200, 88), EDGES)
    assert (sure.low, sure.high) == (24, 72)


def test_a_median_beyond_the_last_class_says_so():
    assert isinstance(median(counts(5, 5, 5, 5, 80), EDGES), Beyond)


@pytest.mark.parametrize("few", [(18, 10, 6, 4, 2), (9, 9, 9, 10, 4), (6, 6, 6, 10, 12)])
def test_a_median_that_could_lie_in_three_classes_or_beyond_the_last_is_not_told(few):
    assert isinstance(median(counts(*few), EDGES), Unclear)


@pytest.mark.parametrize(
    ("people", "hours"),
    [
        (600, lambda lot: lot.expovariate(1 / 60)),
        (1500, lambda lot: lot.expovariate(1 / 150)),
        (600, lambda lot: lot.choice((26, 28, 30, 48, 100, 10, 5))),
        (400, lambda lot: lot.lognormvariate(log(50), 1)),
        (300, lambda lot: lot.choice((70, 71, 73, 74))),
        (80, lambda lot: lot.uniform(0, 100)),
    ],
    ids=["exponential", "slower", "clustered", "lognormal", "at an edge", "few"],
)
def test_the_true_median_of_the_times_lies_in_what_is_told_in_95_of_100_draws(people, hours):
    """Of the times themselves: a histogram without noise says nothing of where people lie in it."""
    lot = Random(people)
    times = [hours(lot) for _ in range(people)]
    told = [median(published(times), EDGES) for _ in range(300)]
    told = [one for one in told if isinstance(one, Median)]
    held = sum(one.low <= middle_of(times) <= one.high for one in told) / len(told)
    assert len(told) > 50 and held >= 0.95 - 3 * sqrt(0.95 * 0.05 / len(told))


def published(times):
    """The classes of these times as they are published: noisy, pressed onto a noisy total."""
    codes = [elapsed(NOON, NOON + timedelta(hours=one)) for one in times]
    true = {code: codes.count(code) for code in ("24h", "72h", "7d", "30d", "more")}
    noisy = {code: n + discrete_gaussian(Fraction(25)) for code, n in true.items()}
    return counts(*additive(noisy, len(times) + discrete_gaussian(Fraction(27))).values())


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
