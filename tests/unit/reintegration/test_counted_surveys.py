"""Which survey of a reintegration is counted, and what is said of it."""

from datetime import date, timedelta

import pytest

from casework.facts.domain import CLASSES
from casework.reintegration.domain.counted import (
    Surveyed,
    change_class,
    of_the_year,
    score_class,
)

BEGUN = date(2026, 1, 1)


def at(day, composite, version="a"):
    return Surveyed(BEGUN + timedelta(days=day), version, composite)


@pytest.mark.parametrize(("surveys", "which"), [
    ((), None),
    ((at(0, 0.2), at(334, 0.4)), None),
    ((at(0, 0.2), at(335, 0.4), at(540, 0.9)), 1),
    ((at(340, None), at(350, 0.4)), 1),
    ((at(340, None),), 0),
])  # fmt: skip
def test_the_first_scored_survey_a_year_on_counts(surveys, which):
    assert of_the_year(surveys, BEGUN) is (None if which is None else surveys[which])


@pytest.mark.parametrize(("before", "after", "change"), [
    ((at(0, 0.2),), at(360, 0.3), "better"),
    ((at(0, 0.5),), at(360, 0.3), "worse"),
    ((at(0, 0.5), at(90, 0.1)), at(360, 0.54), "same"),
    ((at(0, None), at(90, 0.1)), at(360, 0.54), "better"),
    ((), at(360, 0.54), "first_only"),
    ((at(0, 0.2, "b"),), at(360, 0.54), "first_only"),  # other weights: no comparison
    ((at(0, 0.2),), at(360, None), "first_only"),
])  # fmt: skip
def test_a_survey_is_compared_with_the_first_under_the_same_weights(before, after, change):
    assert change_class(after, (*before, after)) == change
    assert change in CLASSES["survey_change"]


@pytest.mark.parametrize(("composite", "said"), [
    (None, "unknown"), (0.49, "below_half"), (0.5, "half_or_more"), (1.0, "half_or_more"),
])  # fmt: skip
def test_half_is_the_line(composite, said):
    assert score_class(at(360, composite)) == said
    assert said in CLASSES["survey_score"]
