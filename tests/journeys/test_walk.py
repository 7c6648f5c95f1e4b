"""The whole walk in a real browser, in French and in Arabic."""

import pytest

from tests.journeys.walk import whole_walk


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_people_can_walk_from_a_screening_to_a_protected_number(open_window, language):
    faults = whole_walk(open_window, language)
    assert not faults, "\n".join(faults)
