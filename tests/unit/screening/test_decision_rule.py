"""The decision rule: dimensions, bands and readings, every expectation written by hand."""

import pytest

from casework.screening.domain.decision import is_positive
from casework.screening.domain.finding import Band, Priority
from casework.screening.domain.indicators import Dimension
from tests.unit.screening.assessing import (
    ABUSED,
    ABUSED_THERE,
    COERCED,
    DECEIVED,
    EXPLOITED,
    FORCED,
    RECRUITED,
    found,
)

# --- one dimension ----------------------------------------------------------------------

POSITIVE = """
              W0  W1  W2  W9
    S0 M0      .   .   .   .
    S0 M1      .   .   .   .
    S0 M2      .   +   +   +
    S0 M3      +   +   +   +
    S0 M4      +   +   +   +
    S1 M0      .   +   +   +
    S1 M1      +   +   +   +
    S1 M2      +   +   +   +
    S1 M3      +   +   +   +
    S2 M0      +   +   +   +
    S2 M1      +   +   +   +
    S3 M0      +   +   +   +
"""


def _boundaries() -> list[tuple[int, int, int, bool]]:
    heading, *rows = [line.split() for line in POSITIVE.strip().splitlines()]
    return [
        (int(strong[1:]), int(medium[1:]), int(weak[1:]), mark == "+")
        for strong, medium, *marks in rows
        for weak, mark in zip(heading, marks, strict=True)
    ]


@pytest.mark.parametrize(("strong", "medium", "weak", "positive"), _boundaries())
def test_a_dimension_is_positive_exactly_at_the_printed_thresholds(strong, medium, weak, positive):
    assert is_positive(strong, medium, weak) is positive


@pytest.mark.parametrize(
    ("yes", "positive"),
    [
        ("DR01", False),
        ("DR01 DR02", True),
        ("DR01 DR10", True),
        ("DR02 DR03", False),
        ("DR02 DR03 DR04", True),
        ("DR02 DR03 DR10", True),
        ("DR02 DR10", False),
        ("DR10", False),
    ],
)
def test_deceptive_recruitment_of_an_adult_counts_by_strength(yes, positive):
    assert found(yes=yes).dimensions[Dimension.DECEPTIVE_RECRUITMENT].positive is positive


def test_the_same_indicators_weigh_more_for_a_child_when_its_list_says_so():
    """Deceived about education is weak for an adult and strong for a child."""
    assert not found("AL", "DR02 DR10").dimensions[Dimension.DECEPTIVE_RECRUITMENT].positive
    assert found("CL", "DR02 DR10").dimensions[Dimension.DECEPTIVE_RECRUITMENT].positive


def test_a_dimension_reports_how_many_of_each_strength_are_present():
    tally = found(yes="CD01 CD05 CD06 CD15").dimensions[Dimension.COERCION]
    assert (tally.strong, tally.medium, tally.weak, tally.positive) == (1, 2, 1, True)


# --- bands ------------------------------------------------------------------------------

ADULT_BANDS = [
    ("A", f"{DECEIVED} {EXPLOITED} {COERCED}", ()),
    ("A", f"{FORCED} {EXPLOITED} {COERCED}", ()),
    ("B", f"{DECEIVED} {EXPLOITED}", ()),
    ("B", f"{FORCED} {EXPLOITED}", ()),
    ("B", f"{ABUSED} {EXPLOITED} {COERCED}", ()),  # an abused recruitment is a recruitment
    ("B", f"{EXPLOITED} {COERCED}", RECRUITED),
    ("C", f"{EXPLOITED} {COERCED}", ()),  # coerced, but no act is known
    ("C", f"{ABUSED} {EXPLOITED}", ()),  # only vulnerability
    ("C", f"{ABUSED} {EXPLOITED}", RECRUITED),
    ("C", f"{EXPLOITED} {ABUSED_THERE}", ()),
    ("C", f"{EXPLOITED} {ABUSED_THERE}", RECRUITED),
    ("C", f"{ABUSED} {EXPLOITED} {ABUSED_THERE}", RECRUITED),
    ("D", EXPLOITED, ()),
    ("D", EXPLOITED, RECRUITED),  # being hired is no means
    ("D", f"{EXPLOITED} DR01 CR01 CD01", RECRUITED),  # one strong in each is no dimension
    ("E", f"{DECEIVED} {COERCED}", RECRUITED),  # no exploitation
    ("E", DECEIVED, ()),
    ("E", ABUSED, ()),
    ("E", ABUSED_THERE, ()),
    ("E", "CD01", ()),  # one strong indicator alone
    ("E", "EX01", ()),
    ("F", "", ()),
    ("F", "", RECRUITED),
    ("F", "EX02 EX03 DR02 DR03 CR05 CR06 VR01 VR06 CD05 CD11 VD01 VD03", RECRUITED),
    ("F", "EX06", ()),  # hazardous work alone is for children
]
CHILD_BANDS = [
    ("A", f"{DECEIVED} {EXPLOITED} {COERCED}", ()),
    ("A", f"{FORCED} {EXPLOITED} {COERCED}", ()),
    ("B", f"{EXPLOITED}", RECRUITED),  # no means needed under 18
    ("B", f"{ABUSED} {EXPLOITED}", ()),
    ("B", f"{EXPLOITED} {COERCED}", RECRUITED),
    ("C", EXPLOITED, ()),
    ("C", f"{EXPLOITED} {COERCED}", ()),
    ("C", f"{EXPLOITED} {ABUSED_THERE}", ()),
    ("E", f"{DECEIVED} {COERCED}", RECRUITED),
    ("E", "EX06", ()),
    ("E", "EX01", ()),
    ("E", "DR10", ()),  # strong for a child
    ("F", "", RECRUITED),
    ("F", "EX02 EX03", RECRUITED),
]


@pytest.mark.parametrize(("band", "yes", "act"), ADULT_BANDS)
def test_an_adult_falls_in_the_first_band_that_holds(band, yes, act):
    assert found("AL", yes, act=frozenset(act)).band is Band(band)


@pytest.mark.parametrize(("band", "yes", "act"), CHILD_BANDS)
def test_a_child_falls_in_the_first_band_that_holds(band, yes, act):
    assert found("CL", yes, act=frozenset(act)).band is Band(band)


@pytest.mark.parametrize(("age", "band"), [(0, "E"), (14, "E"), (15, "F"), (17, "F"), (None, "F")])
def test_a_child_under_the_minimum_working_age_is_at_risk_without_any_indicator(age, band):
    assert found("CL", age=age).band is Band(band)


def test_sexual_exploitation_of_a_child_is_exploitation_without_counting():
    alone = found("CS")
    assert alone.purpose
    assert alone.dimensions[Dimension.EXPLOITATION].strong == 0
    assert (alone.band, alone.palermo) == (Band.C, False)
    with_act = found("CS", act=RECRUITED)
    assert (with_act.band, with_act.palermo, with_act.priority) == (Band.B, True, Priority.P1)
    assert found("CS", f"{DECEIVED} CD01 CD05").band is Band.A


def test_the_sexual_lists_differ_from_the_labour_lists_as_far_as_is_known():
    """Forced clients weigh more, long hours less, and a child's hazardous work is strong."""
    assert found("AL", "CD07 CD05").band is Band.F
    assert found("AS", "CD07 CD05").band is Band.E
    assert found("AL", "EX01 EX02").band is Band.D
    assert found("AS", "EX01 EX02").band is Band.F
    assert found("AS", "EX01 EX02 EX03").band is Band.D


# --- the two readings -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "yes", "act", "ilo_strict", "palermo"),
    [
        ("AL", f"{DECEIVED} {EXPLOITED} {COERCED}", (), True, True),
        ("AL", f"{DECEIVED} {EXPLOITED}", (), False, True),
        ("AL", f"{ABUSED} {EXPLOITED}", (), False, True),
        ("AL", f"{ABUSED} {EXPLOITED} {COERCED}", (), False, True),
        ("AL", f"{EXPLOITED} {ABUSED_THERE}", RECRUITED, False, True),
        ("AL", f"{EXPLOITED} {ABUSED_THERE}", (), False, False),
        ("AL", EXPLOITED, RECRUITED, False, False),
        ("AL", f"{DECEIVED} {COERCED}", RECRUITED, False, False),
        ("CL", EXPLOITED, RECRUITED, False, True),
        ("CL", EXPLOITED, (), False, False),
        ("CL", f"{FORCED} {EXPLOITED} {COERCED}", (), True, True),
    ],
)
def test_both_readings_are_given_beside_the_band(profile, yes, act, ilo_strict, palermo):
    finding = found(profile, yes, act=frozenset(act))
    assert (finding.ilo_strict, finding.palermo) == (ilo_strict, palermo)
