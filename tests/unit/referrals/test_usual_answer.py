"""How long an organisation usually takes to answer: a class, from five answers on."""

from datetime import timedelta

import pytest

from casework.referrals.domain.answers import usual_answer


def waits(*hours: float) -> list[timedelta]:
    return [timedelta(hours=one) for one in hours]


@pytest.mark.parametrize(
    ("waited", "said"),
    [
        (waits(), ""),
        (waits(1, 1, 1, 1), ""),
        (waits(1, 1, 1, 1, 1), "same_day"),
        (waits(1, 1, 24, 900, 900), "same_day"),  # the middle one, not the mean
        (waits(1, 1, 24.1, 25, 900), "two_days"),
        (waits(1, 40, 48, 48, 48, 60), "two_days"),
        (waits(1, 40, 48, 49, 90, 900), "a_week"),
        (waits(1, 1, 168, 169, 900), "a_week"),
        (waits(1, 1, 168.1, 169, 900), "longer"),
    ],
)
def test_the_usual_time_to_answer_is_the_class_of_the_median_from_five_answers_on(waited, said):
    assert usual_answer(waited) == said
