"""The decision rule: priorities, floors, what is kept apart and what is refused."""

import datetime

import pytest

from casework.screening.domain.answers import Answer
from casework.screening.domain.assessment import Assessment, AssessmentRefused, Danger
from casework.screening.domain.decision import assess, priority_of
from casework.screening.domain.finding import Band, Floor, Priority
from casework.screening.domain.indicators import Profile
from casework.screening.loader import indicator_standard
from tests.unit.screening.assessing import ABUSED, DECEIVED, EXPLOITED, found

# --- priority ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("band", "adult", "child"),
    [
        ("A", "P2", "P1"),
        ("B", "P2", "P1"),
        ("C", "P3", "P2"),
        ("D", "P4", "P2"),
        ("E", "P3", "P2"),
        ("F", "P4", "P4"),
    ],
)
def test_priority_follows_the_band_and_a_child_comes_sooner(band, adult, child):
    assert priority_of(Band(band), child=False, urgent=False) is Priority(adult)
    assert priority_of(Band(band), child=True, urgent=False) is Priority(child)
    assert priority_of(Band(band), child=False, urgent=True) is Priority.P1
    assert priority_of(Band(band), child=True, urgent=True) is Priority.P1


@pytest.mark.parametrize("danger", list(Danger))
def test_any_item_of_danger_makes_the_highest_priority_and_leaves_the_band(danger):
    finding = found(danger=frozenset({danger}))
    assert (finding.priority, finding.band) == (Priority.P1, Band.F)


@pytest.mark.parametrize("code", ["CD03", "CR06"])
def test_confinement_makes_the_highest_priority(code):
    assert found(yes=code).priority is Priority.P1


@pytest.mark.parametrize("answer", [a for a in Answer if not a.is_yes])
def test_confinement_that_is_not_confirmed_makes_no_priority(answer):
    assessment = Assessment(Profile.ADULT_LABOUR, {"CD03": answer})
    assert assess(assessment, indicator_standard()).priority is Priority.P4


# --- floors -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "yes", "band", "priority", "raised"),
    [
        ("AL", "", "C", "P3", True),
        ("AL", EXPLOITED, "C", "P3", True),
        ("AL", "CD01", "C", "P3", True),
        ("AL", f"{ABUSED} {EXPLOITED}", "C", "P3", False),
        ("AL", f"{DECEIVED} {EXPLOITED}", "B", "P2", False),
        ("CL", "", "C", "P2", True),
    ],
)
def test_asking_for_help_is_enough_to_be_looked_at(profile, yes, band, priority, raised):
    finding = found(profile, yes, self_request=True)
    assert (finding.band, finding.priority) == (Band(band), Priority(priority))
    assert (Floor.SELF_REQUEST in finding.raised_by) is raised


def test_asking_for_help_does_not_touch_the_two_readings():
    assert not found(yes=EXPLOITED, self_request=True).palermo


SINCE = datetime.date(2023, 10, 2)
DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("age", "sector", "day", "flagged"),
    [
        (17, "domestic_work", SINCE, True),
        (16, "domestic_work", SINCE + DAY, True),
        (17, "domestic_work", SINCE - DAY, False),
        (17, "domestic_work", None, False),
        (None, "domestic_work", SINCE, False),
        (17, "T", SINCE, False),
        (17, None, SINCE, False),
    ],
)
def test_domestic_work_under_18_is_child_labour_since_the_transition_ended(
    age, sector, day, flagged
):
    finding = found("CL", age=age, sector=sector, visited_on=day)
    assert finding.child_labour is flagged
    assert finding.band is (Band.E if flagged else Band.F)
    assert finding.raised_by == ((Floor.CHILD_DOMESTIC_WORK,) if flagged else ())


def test_an_adult_in_domestic_work_is_not_child_labour():
    finding = found("AL", age=18, sector="domestic_work", visited_on=SINCE)
    assert (finding.child_labour, finding.band) == (False, Band.F)


def test_child_labour_is_flagged_without_lowering_a_higher_band():
    finding = found("CL", EXPLOITED, age=15, sector="domestic_work", visited_on=SINCE)
    assert (finding.child_labour, finding.band, finding.raised_by) == (True, Band.C, ())


# --- what is kept apart -----------------------------------------------------------------


def test_a_vulnerability_that_exists_is_kept_and_never_counted():
    codes = ("VR01", "VR06", "VR09", "VD01", "VD03", "VD04")
    finding = found(yes=EXPLOITED, vulnerabilities=codes)
    assert finding.vulnerabilities == codes
    assert (finding.band, finding.means, finding.reasons) == (
        Band.D,
        False,
        found(yes=EXPLOITED).reasons,
    )


@pytest.mark.parametrize("absent", [a for a in Answer if not a.is_yes])
def test_whatever_is_not_a_yes_counts_as_absent(absent):
    everything = dict.fromkeys(indicator_standard().lists[Profile.ADULT_LABOUR].indicators, absent)
    finding = assess(Assessment(Profile.ADULT_LABOUR, everything), indicator_standard())
    assert (finding.band, finding.reasons) == (Band.F, ())
    assert finding.completeness == (0.0 if absent is Answer.NOT_ASKED else 1.0)


def test_completeness_is_what_was_asked_out_of_the_profile_s_list():
    answers = {
        "DR01": Answer.NO,
        "DR02": Answer.UNKNOWN,
        "DR03": Answer.DECLINED,
        "DR04": Answer.YES_STATED,
        "DR05": Answer.NOT_ASKED,
    }
    sizes = {"AL": 67, "AS": 67, "CL": 65, "CS": 65}
    for profile, size in sizes.items():
        finding = assess(Assessment(Profile(profile), answers), indicator_standard())
        assert finding.completeness == 4 / size


def test_reasons_come_in_the_order_of_the_list_whatever_the_order_of_the_answers():
    finding = found(yes="VD01 CD01 EX01 VR01 CR01 DR02 DR01")
    assert [reason.code for reason in finding.reasons] == [
        *("DR01", "DR02", "CR01", "VR01", "EX01", "CD01", "VD01")
    ]


# --- what is refused --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "yes", "age"),
    [
        ("CL", "VR08", None),
        ("CL", "EX08", None),
        ("CS", "VR08", None),
        ("CS", "EX08", None),
        ("AL", "XX01", None),
        ("AL", "", 17),
        ("AS", "", 17),
        ("CL", "", 18),
        ("CS", "", 18),
        ("CL", "", -1),
        ("AL", "", 121),
    ],
)
def test_codes_outside_the_list_and_ages_against_the_profile_are_refused(profile, yes, age):
    with pytest.raises(AssessmentRefused):
        found(profile, yes, age=age)


@pytest.mark.parametrize(
    ("profile", "age"), [("AL", 18), ("AS", 18), ("CL", 17), ("CS", 17), ("CL", 0), ("AL", 120)]
)
def test_ages_at_the_edge_of_a_profile_are_accepted(profile, age):
    assert found(profile, age=age).profile is Profile(profile)
