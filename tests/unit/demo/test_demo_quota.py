"""Cases lie evenly over the two years, with the scenes of today among them."""

import pytest

from casework.demo.quota import Quota

WINDOW = 70 / 730
COUNTRIES = [Quota(600, 26, WINDOW), Quota(120, 26, WINDOW), Quota(25, 6, WINDOW)]


@pytest.mark.parametrize("quota", COUNTRIES)
def test_in_the_end_all_have_come(quota: Quota) -> None:
    assert quota.at(0) == 0
    assert quota.at(1) == pytest.approx(quota.wanted - quota.staged)


@pytest.mark.parametrize("quota", COUNTRIES)
def test_each_comes_when_its_number_is_reached(quota: Quota) -> None:
    for number in range(1, quota.wanted - quota.staged + 1):
        assert quota.at(quota.when(number)) == pytest.approx(number)
        assert 0 < quota.when(number) <= 1


def test_in_a_large_country_the_last_weeks_hold_as_many_cases_as_others() -> None:
    quota = COUNTRIES[0]
    last = quota.at(1) - quota.at(1 - WINDOW) + quota.staged
    assert last == pytest.approx(quota.at(WINDOW))


def test_in_a_small_country_nobody_comes_by_chance_beside_the_scenes() -> None:
    quota = COUNTRIES[2]
    assert quota.at(1 - WINDOW) == pytest.approx(quota.at(1))


def test_a_country_without_cases_has_no_quota() -> None:
    assert Quota(0, 0, WINDOW).at(1) == 0
