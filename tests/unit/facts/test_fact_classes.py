"""The coarse classes of facts."""

import pytest

from casework.facts.domain import (
    CLASSES,
    Classes,
    UnknownClass,
    age_band,
    nationality_group,
    stage_of,
)

ONE = {
    "region": "MA-06",
    "nationality_group": "moroccan",
    "exploitation": "agriculture",
    "age_band": "18-24",
    "sex": "female",
    "state": "assessment",
}


def test_a_fact_holds_one_class_of_each_list():
    assert Classes(**ONE).region == "MA-06"
    assert set(ONE) == set(CLASSES)


@pytest.mark.parametrize("dimension", list(CLASSES))
def test_a_class_outside_its_list_is_refused_by_its_dimension_alone(dimension):
    with pytest.raises(UnknownClass) as refused:
        Classes(**{**ONE, dimension: "Fatima"})
    assert str(refused.value) == dimension


@pytest.mark.parametrize(
    ("age", "band"),
    [(0, "0-8"), (8, "0-8"), (9, "9-17"), (17, "9-17"), (18, "18-24"), (44, "35-44"), (45, "45+")],
)
def test_an_age_falls_into_its_band_and_eighteen_is_adult(age, band):
    assert age_band(age) == band


def test_no_age_is_unknown_and_a_negative_age_is_refused():
    assert age_band(None) == "unknown"
    with pytest.raises(UnknownClass):
        age_band(-1)


@pytest.mark.parametrize(
    ("country", "group"),
    [
        ("MA", "moroccan"),
        ("CI", "sub_saharan_africa"),
        ("SY", "north_africa_middle_east"),
        ("PH", "asia"),
        ("UA", "other_foreign"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_country_falls_into_its_group(country, group):
    assert nationality_group(country) == group


def test_every_case_state_has_a_stage_and_a_screening_state_has_none():
    stages = {stage_of(f"S{number:02d}") for number in range(6, 18)}
    assert stages == set(CLASSES["state"])
    with pytest.raises(UnknownClass):
        stage_of("S01")
