"""The whole walk in a real browser, in Arabic."""

from tests.journeys.walk import whole_walk


def test_people_can_walk_from_a_screening_to_a_protected_number_in_arabic(open_window):
    faults = whole_walk(open_window, "ar")
    assert not faults, "\n".join(faults)
