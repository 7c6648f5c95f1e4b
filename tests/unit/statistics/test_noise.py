"""The discrete Gaussian sampler: distribution, exactness, source."""

import ast
import pathlib
import random
from collections import Counter
from fractions import Fraction
from math import exp

import pytest

from casework.statistics.domain import noise, projection
from casework.statistics.domain.lattice import MONTH_SIGMA, QUARTER_SIGMA
from casework.statistics.domain.noise import discrete_gaussian

DRAWS = 20_000


@pytest.fixture(scope="module", params=[MONTH_SIGMA, QUARTER_SIGMA], ids=["month", "quarter"])
def drawn(request: pytest.FixtureRequest) -> tuple[Fraction, list[int]]:
    variance = request.param**2
    return variance, [discrete_gaussian(variance) for _ in range(DRAWS)]


def test_noise_varies_as_configured_within_six_percent(drawn):
    variance, values = drawn
    assert sum(value**2 for value in values) / DRAWS == pytest.approx(float(variance), rel=0.06)


def test_noise_leans_to_neither_side(drawn):
    variance, values = drawn
    assert abs(sum(values) / DRAWS) < 5 * (float(variance) / DRAWS) ** 0.5


def test_noise_follows_the_discrete_gaussian_cell_by_cell(drawn):
    variance, values = drawn
    weights = {x: exp(-(x**2) / (2 * float(variance))) for x in range(-30, 31)}
    norm, found = sum(weights.values()), Counter(values)
    for x in range(-4, 5):
        expected = weights[x] / norm
        assert abs(found[x] / DRAWS - expected) < 5 * (expected / DRAWS) ** 0.5


def test_noise_without_variance_is_refused():
    with pytest.raises(ValueError):
        discrete_gaussian(Fraction(0))


def test_noise_comes_from_the_given_source_alone():
    def drawn_from(seed):
        source = random.Random(seed).randrange
        return [discrete_gaussian(Fraction(4), source) for _ in range(50)]

    assert drawn_from(1) == drawn_from(1) != drawn_from(2)


@pytest.mark.parametrize("module", [noise, projection], ids=["noise", "projection"])
def test_noise_has_no_predictable_generator_in_its_path(module):
    tree = ast.parse(pathlib.Path(module.__file__).read_text(encoding="utf-8"))
    imported = {
        name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in [getattr(node, "module", None), *(alias.name for alias in node.names)]
    }
    assert "secrets" in imported
    assert not imported & {"random", "numpy", "uuid"}
