"""The fictional country leads people as far as a real one does."""

from collections import Counter
from datetime import date
from itertools import accumulate, pairwise

from casework.demo.fictional_country import Span, fictional_country
from casework.facts.domain import CLASSES


def test_its_funnel_narrows_at_every_step_and_closed_cases_got_as_far_as_they_had():
    country = list(fictional_country(Span(date(2025, 1, 1), 12), 600))
    reached = Counter(one.classes["reach"] for one in country if one.kind == "screening")
    funnel = list(accumulate(reached[step] for step in reversed(CLASSES["reach"])))
    assert all(later < earlier for later, earlier in pairwise(funnel))
    assert funnel[0] > 600 * 0.8 * 0.2  # of those with a case, followed further
