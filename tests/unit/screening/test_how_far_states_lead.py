"""A step of the funnel that was reached stays reached, whatever state the case is in now."""

import pytest

from casework.screening.domain.reach import furthest, without_case


@pytest.mark.parametrize(
    ("states", "led_to"),
    [
        (["S06"], "case"),
        (["S06", "S16"], "case"),
        (["S06", "S07", "S08", "S16"], "case"),
        (["S06", "S07", "S09", "S16"], "referred"),
        (["S06", "S07", "S09", "S10", "S16"], "accepted"),
        (["S06", "S07", "S09", "S10", "S11", "S15", "S16"], "followed"),
        (["S06", "S07", "S09", "S10", "S12", "S16", "S17"], "followed"),
    ],
)
def test_the_furthest_state_counts_and_closing_adds_nothing(states, led_to):
    assert furthest(states) == led_to


def test_without_a_case_it_led_to_signs_or_to_none():
    assert (without_case(flagged=True), without_case(flagged=False)) == ("flagged", "screened")
