"""The coarse classes of facts."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from casework.accounts.domain.organisations import SERVICES, Kind
from casework.facts.counted import in_short
from casework.facts.domain import (
    CLASSES,
    KINDS,
    SMALL_REGIONS,
    UnknownClass,
    age_band,
    asked_class,
    body_class,
    cell_of,
    checked,
    days_class,
    elapsed,
    nationality_group,
    sector_class,
    service_class,
    stage_of,
    stay_class,
)
from casework.facts.seals import ONE_LENGTH, Said, Stands, in_words
from casework.statistics.domain.lattice import LATTICE

ONE = {
    "region": "MA-06",
    "nationality_group": "moroccan",
    "exploitation": "agriculture",
    "age_band": "18-24",
    "sex": "female",
    "state": "assessment",
    "plan": "10d",
}


def test_a_fact_holds_one_class_of_each_list_and_what_is_not_said_is_not_known():
    said = checked("case", ONE)
    assert tuple(said) == KINDS["case"].dimensions
    assert (said["source"], said["first_contact"], said["plan"]) == ("unknown", "not_yet", "10d")


@pytest.mark.parametrize("dimension", list(ONE))
def test_a_class_outside_its_list_is_refused_by_its_dimension_alone(dimension):
    with pytest.raises(UnknownClass) as refused:
        checked("case", {**ONE, dimension: "Fatima"})
    assert str(refused.value) == dimension


def test_a_class_that_its_kind_does_not_hold_is_refused():
    with pytest.raises(UnknownClass, match="band"):
        checked("case", {**ONE, "band": "A"})


def test_the_longest_that_any_fact_can_say_fits_into_the_one_length_of_a_fact():
    """Its classes, where it stands, and what its quarter counted: else a case could not be saved,
    or a period not be published."""
    digest = b"1" * 32
    for kind in KINDS.values():
        longest = checked(
            kind.name, {name: max(CLASSES[name], key=len) for name in kind.dimensions}
        )
        where = Stands("simulated", kind.name, date(2026, 9, 1), digest, digest, digest)
        before_the_year = [one for one in LATTICE if one.kind == kind.name and one.every != "year"]
        counted_by = {name for one in before_the_year for name in one.dimensions}
        said = Said(in_words(longest), where, in_short(kind.name, longest, counted_by))
        assert len(msgspec.msgpack.encode((3, said))) < ONE_LENGTH - 16, kind.name


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
def test_a_country_belongs_to_one_group(country, group):
    assert nationality_group(country) == group


def test_every_state_of_a_case_belongs_to_a_stage_and_no_other_does():
    assert {stage_of(f"S{number:02d}") for number in range(6, 18)} == set(CLASSES["state"])
    with pytest.raises(UnknownClass):
        stage_of("S01")


@pytest.mark.parametrize(
    ("hours", "name"),
    [(-3, "24h"), (24, "24h"), (25, "72h"), (73, "7d"), (169, "30d"), (721, "more")],
)
def test_a_time_falls_into_the_shortest_span_that_holds_it(hours, name):
    start = datetime(2026, 9, 1, tzinfo=UTC)
    assert elapsed(start, start + timedelta(hours=hours)) == name
    assert elapsed(start, None) == elapsed(None, start) == "not_yet"


def test_days_nights_and_shares_have_their_bands():
    assert [days_class(days) for days in (30, 31, 90, 180, 181, None)] == [
        "30d", "60d", "90d", "180d", "more", "not_yet",
    ]  # fmt: skip
    assert [stay_class(nights) for nights in (0, 7, 8, 181, None)] == [
        "7d", "7d", "30d", "more", "ongoing",
    ]  # fmt: skip
    assert [asked_class(asked, 20) for asked in (20, 18, 14, 10, 9)] == [
        "90-100", "90-100", "70-89", "50-69", "0-49",
    ]  # fmt: skip
    assert asked_class(0, 0) == "0-49"


def test_sectors_bodies_and_services_fall_into_listed_groups():
    assert [sector_class(one) for one in ("A", "T", "F", "?", None)] == [
        "agriculture", "domestic_work", "construction", "unknown", "unknown",
    ]  # fmt: skip
    assert {body_class(kind.value) for kind in Kind} | {body_class(None)} == set(CLASSES["body"])
    assert {service_class(service) for service in SERVICES} == set(CLASSES["service"])


def test_the_small_regions_are_one_cell_of_two_way_tables():
    cells = {cell_of({"region": one}, ("region_group",)) for one in CLASSES["region"]}
    assert cells == {(one,) for one in CLASSES["region_group"]}
    assert cell_of({"region": SMALL_REGIONS[0]}, ("region_group",)) == ("smallest",)
    assert cell_of({"age_band": "9-17"}, ("majority",)) == ("child",)
