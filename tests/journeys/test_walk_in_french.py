"""The whole walk in a real browser, in French."""

from tests.journeys.walk import whole_walk


def test_people_can_walk_from_a_screening_to_a_protected_number_in_french(open_window):
    faults = whole_walk(open_window, "fr")
    assert not faults, "\n".join(faults)
