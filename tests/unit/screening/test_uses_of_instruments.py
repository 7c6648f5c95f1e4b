"""What the engine makes of each use: tables by hand."""

import datetime

import pytest

from casework.screening.domain.answers import Answer, Reply, Response, Source
from casework.screening.domain.beginning import (
    carried_over,
    met_in,
    questions_asked,
    settled_pages,
)
from casework.screening.domain.coding import finding_of, indicator_answers
from casework.screening.domain.entry import MetAtHome, refuse_private_home
from casework.screening.domain.finding import Floor
from casework.screening.domain.instrument import Direction, Level
from casework.screening.domain.interview import Interview
from casework.screening.domain.offering import Offer, Setting, everywhere, usual_setting
from casework.screening.domain.validity import predicted
from casework.screening.domain.vulnerability import needs_acts, vulnerability_of
from casework.screening.loader import indicator_standard, outcomes, published_instruments

INSTRUMENTS = {instrument.id: instrument for instrument in published_instruments().values()}
ON = datetime.date(2026, 11, 22)
YES, NO = Response(Reply.YES), Response(Reply.NO)


def given(*options, **more):
    return Response(Reply.GIVEN, options=options, **more)


ADULT = {"age_group": given("adult")}
CHILD = {"age_group": given("from_15_to_17")}


def found(id, said, on=ON):
    return finding_of(Interview(INSTRUMENTS[id], said), indicator_standard(), on)


# --- bands of the short form, by hand ------------------------------------------------------

EXPLOITED = {"hours": given("more_than_10"), "pay": given("unpaid")}  # EX01 strong, EX02
DECEIVED = {"untrue_work": given("job", "pay")}  # DR01 strong, DR02
HELD = {"papers": given("kept"), "debt": given("tied_debt")}  # CD01, CD02 strong
USED = {"used_to_keep": given("depends", "no_money", "family")}  # VD01, VD03, VD04


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ({**EXPLOITED, **DECEIVED, **HELD}, "A"),
        ({**EXPLOITED, **HELD, "how_came": given("brought")}, "B"),
        ({**EXPLOITED, **DECEIVED}, "B"),
        ({**EXPLOITED, **USED}, "C"),
        ({**EXPLOITED, **HELD}, "C"),
        (EXPLOITED, "D"),
        (HELD, "E"),
        ({"papers": given("kept")}, "E"),
        ({}, "F"),
        ({"self_request": YES}, "C"),
    ],
)
def test_every_band_can_come_out_of_the_short_form(said, band):
    assert found("labour_short", {**ADULT, **said}).band.value == band


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ({"hazardous": YES, "child_school": YES, "child_pay": given("nobody")}, "C"),
        ({"hazardous": YES}, "E"),
        ({"child_hurt": YES, "child_family": NO}, "E"),
        ({}, "F"),
    ],
)
def test_a_child_met_with_the_short_form_is_read_by_the_list_of_children(said, band):
    finding = found("labour_short", {**CHILD, **said})
    assert (finding.profile.value, finding.band.value) == ("CL", band)


# --- who is assessed: profile, disputed age, two lists --------------------------------------


@pytest.mark.parametrize(
    ("said", "profiles"),
    [
        (ADULT, ("AL",)),
        (CHILD, ("CL",)),
        ({"age_group": given("may_be_under_18")}, ("CL",)),  # a doubt protects
        ({**ADULT, "exploitation": given("sexual")}, ("AS",)),
        ({**ADULT, "exploitation": given("begging")}, ("AL",)),
        ({**ADULT, "exploitation": given("sexual", "forced_labour")}, ("AS", "AL")),
        ({**CHILD, "exploitation": given("sexual", "begging")}, ("CS", "CL")),
        ({}, ("AL",)),
    ],
)
def test_the_lists_follow_the_age_and_the_forms(said, profiles):
    interview = Interview(INSTRUMENTS["labour_short"], said)
    assert tuple(profile.value for profile in interview.profiles) == profiles


@pytest.mark.parametrize(
    ("id", "said", "profile"),
    [
        ("sexual_adult", ADULT, "AS"),
        ("sexual_adult", CHILD, "CS"),
        ("sexual_child", {"age_group": given("may_be_under_18")}, "CS"),
        ("sexual_child", ADULT, "AS"),
        ("child_minimal", CHILD, "CL"),
    ],
)
def test_a_form_about_sexual_exploitation_asks_for_no_form(id, said, profile):
    assert Interview(INSTRUMENTS[id], said).profile.value == profile


@pytest.mark.parametrize(
    ("id", "said", "profiles"), [("sexual_adult", ADULT, "AS AL"), ("sexual_child", CHILD, "CS CL")]
)
def test_beside_sexual_exploitation_another_form_brings_its_list(id, said, profiles):
    noted = {**said, "exploitation": given("forced_labour")}
    assert [one.value for one in Interview(INSTRUMENTS[id], noted).profiles] == profiles.split()


def test_where_two_lists_apply_the_higher_band_stands_and_both_are_kept():
    """Two weak points of the one list: long hours are strong for labour and medium for sexual."""
    said = {**ADULT, "exploitation": given("sexual", "forced_labour"), **EXPLOITED}
    finding = found("labour_short", said)
    (other,) = finding.others
    assert (finding.profile.value, finding.band.value) == ("AL", "D")
    assert (other.profile.value, other.band.value) == ("AS", "F")
    assert {reason.code for reason in other.reasons} == {"EX01", "EX02"} and other.positive == ()


def test_the_list_of_sexual_exploitation_stands_where_it_is_the_higher():
    said = {**ADULT, "exploitation": given("sexual", "other"), "threat_hurt": YES}
    finding = found("labour_short", said)
    assert (finding.profile.value, finding.band.value) == ("AS", "E")
    assert [other.band.value for other in finding.others] == ["F"]


def test_one_list_has_no_other_beside_it():
    assert found("labour_short", {**ADULT, **EXPLOITED}).others == ()


@pytest.mark.parametrize(
    ("on", "group", "floors"),
    [
        (datetime.date(2023, 10, 1), "from_15_to_17", ()),
        (datetime.date(2023, 10, 2), "from_15_to_17", (Floor.CHILD_DOMESTIC_WORK,)),
        (datetime.date(2026, 1, 1), "may_be_under_18", (Floor.CHILD_DOMESTIC_WORK,)),
        (datetime.date(2026, 1, 1), "adult", ()),
    ],
)
def test_domestic_work_under_18_is_at_least_at_risk_since_2_october_2023(on, group, floors):
    said = {"age_group": given(group), "sector": given("domestic_work")}
    for id in ("labour_short", "child_minimal"):
        finding = found(id, said, on)
        assert finding.raised_by == floors and finding.child_labour is bool(floors)


# --- hidden answers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id", "said", "code"),
    [
        # the debt was noted, then the person turned out to be a child: that page is gone
        ("labour_short", {**CHILD, "debt": given("tied_debt")}, "CD02"),
        ("labour_short", {**ADULT, "child_hurt": YES}, "CD04"),
        ("labour_short", {**ADULT, "papers": given("kept"), "consent_screening": NO}, "CD01"),
        ("sexual_adult", {**CHILD, "debt": given("tied_debt")}, "CD02"),
        ("child_minimal", {**CHILD, "child_more": NO, "known_held": given("debt")}, "CD02"),
    ],
)
def test_an_answer_that_no_longer_applies_is_dropped(id, said, code):
    interview = Interview(INSTRUMENTS[id], said)
    assert indicator_answers(interview, [code]) == {code: Answer.NOT_ASKED}


# --- where nobody was asked ---------------------------------------------------------------------


def test_what_is_not_ticked_in_a_report_is_not_known_rather_than_absent():
    said = {**ADULT, "reporter": given("hotline"), "known_work": given("pay")}
    interview = Interview(INSTRUMENTS["report_received"], said)
    answers = indicator_answers(interview, ["EX01", "EX02"])
    assert answers == {"EX01": Answer.NOT_ASKED, "EX02": Answer.YES_THIRD_PARTY}
    assert found("report_received", said).completeness < 0.05


def test_that_nothing_was_there_is_said_by_the_option_that_stands_alone():
    said = {**ADULT, "known_work": given("none")}
    interview = Interview(INSTRUMENTS["report_received"], said)
    assert indicator_answers(interview, ["EX01"]) == {"EX01": Answer.NO}


@pytest.mark.parametrize(
    ("reporter", "sources", "answer"),
    [
        ("hotline", frozenset(), Answer.YES_THIRD_PARTY),
        ("partner", frozenset(), Answer.YES_THIRD_PARTY),
        ("self", frozenset(), Answer.YES_STATED),
        ("hotline", frozenset({Source.DOCUMENT}), Answer.YES_DOCUMENT),
    ],
)
def test_a_report_is_what_somebody_says(reporter, sources, answer):
    said = {"reporter": given(reporter), "known_held": given("papers", sources=sources)}
    interview = Interview(INSTRUMENTS["report_received"], said)
    assert indicator_answers(interview, ["CD01"]) == {"CD01": answer}


def test_what_is_seen_is_coded_as_observed():
    interview = Interview(INSTRUMENTS["observation"], {"papers_in_office": YES})
    assert indicator_answers(interview, ["CD01"]) == {"CD01": Answer.YES_OBSERVED}


@pytest.mark.parametrize(
    ("said", "band"),
    [
        ({"long_roster": YES, "no_pay_records": YES, "kept_in": YES, "papers_in_office": YES,
          "sleeps_there": YES}, "B"),
        ({"long_roster": YES, "no_pay_records": YES}, "D"),
        ({"kept_in": YES}, "E"),
        ({"sleeps_there": YES}, "F"),  # depending on somebody is no sign until it is used
    ],
)  # fmt: skip
def test_what_is_seen_alone_leads_to_a_band(said, band):
    assert found("observation", {**ADULT, **said}).band.value == band


# --- the pre-screen ---------------------------------------------------------------------------


@pytest.mark.parametrize("id", ["unsafe_at_work", "afraid_to_leave", "sex_in_exchange"])
def test_any_yes_of_the_pre_screen_says_look_closer_and_no_more(id):
    finding = found("prescreen", {**ADULT, id: YES})
    assert (finding.band.value, finding.raised_by) == ("E", (Floor.PRESCREEN,))
    assert finding.reasons == () and not finding.palermo


def test_a_pre_screen_without_a_yes_is_not_an_indication():
    said = dict.fromkeys(("unsafe_at_work", "afraid_to_leave", "told_to_lie"), NO)
    assert found("prescreen", {**ADULT, **said}).band.value == "F"


def test_the_pre_screen_never_asks_a_child_about_sex():
    interview = Interview(INSTRUMENTS["prescreen"], {**CHILD, "sex_in_exchange": YES})
    assert "sex_in_exchange" not in interview.visible


@pytest.mark.parametrize(
    ("prevalence", "positive", "negative"),
    # by hand: 0.867 p / (0.867 p + 0.235 (1-p)); 0.765 (1-p) / (0.765 (1-p) + 0.133 p)
    [(0.088, 0.2625, 0.9835), (0.01, 0.0359, 0.9982), (0.5, 0.7868, 0.8519)],
)
def test_what_a_positive_means_depends_on_how_many_are_concerned(prevalence, positive, negative):
    meant = predicted(INSTRUMENTS["prescreen"].validity, prevalence)
    assert meant.positive == pytest.approx(positive, abs=1e-4)
    assert meant.negative == pytest.approx(negative, abs=1e-4)


@pytest.mark.parametrize("prevalence", [0, 1, -0.1, 1.5])
def test_a_group_that_is_empty_has_no_predictive_value(prevalence):
    with pytest.raises(ValueError, match=str(prevalence)):
        predicted(INSTRUMENTS["prescreen"].validity, prevalence)


def test_the_published_figures_are_those_of_the_study():
    study = INSTRUMENTS["prescreen"].validity
    figures = (study.sensitivity, study.specificity, study.prevalence, study.sample)
    assert figures == (0.867, 0.765, 0.088, 307)


# --- vulnerability ------------------------------------------------------------------------------


def test_risks_and_protections_stand_at_their_level_the_strongest_first():
    said = {"owes": given("s1"), "no_papers": given("s3", note="Demande."), "speaks": given("s2"),
            "health": given("s0"), "street": given("s2")}  # fmt: skip
    individual, household, community, _structural = vulnerability_of(
        Interview(INSTRUMENTS["outreach"], {**ADULT, **said})
    )
    assert [(f.question.id, f.severity) for f in individual.risks] == [
        ("no_papers", 3),
        ("owes", 1),
    ]
    assert [f.question.id for f in individual.protections] == ["speaks"]
    assert individual.risks[0].note == "Demande." and individual.open == 3
    assert (household.risks, household.open) == ((), 5)
    assert [f.question.id for f in needs_acts([individual, community])] == ["no_papers", "street"]


def test_a_form_without_determinants_has_no_such_picture():
    assert vulnerability_of(Interview(INSTRUMENTS["labour_short"], ADULT)) == ()


def test_every_level_has_risks_with_what_helps_and_protections():
    for level in Level:
        here = [q.determinant for q in INSTRUMENTS["outreach"].questions
                if q.determinant and q.determinant.level is level]  # fmt: skip
        assert {one.direction for one in here} == {*Direction}
        assert all((one.advice is not None) is (one.direction is Direction.RISK) for one in here)


def test_vulnerability_alone_is_no_sign_of_exploitation_but_signs_still_count():
    worst = {q.id: given("s3") for q in INSTRUMENTS["outreach"].questions if q.determinant}
    assert found("outreach", {**ADULT, **worst}).band.value == "F"
    signs = {**EXPLOITED, **HELD, "how_came": given("brought")}
    assert found("outreach", {**ADULT, **worst, **signs}).band.value == "B"


# --- beginning, and one step further --------------------------------------------------------------


def test_answers_to_the_same_questions_go_along_and_their_pages_are_settled():
    safety = {q.id: NO for q in INSTRUMENTS["labour_short"].sections[0].questions}
    said = {**ADULT, **safety, "safe_to_talk": YES, **EXPLOITED, "pressure_start": given("none")}
    longer = INSTRUMENTS["labour_inspection"]
    known = carried_over(Interview(INSTRUMENTS["labour_short"], said), longer)
    assert known == {id: one for id, one in said.items() if id != "pressure_start"}
    assert settled_pages(longer, known) == ("safety",)


def test_an_answer_that_was_hidden_or_means_something_else_stays_behind():
    said = {**ADULT, "child_hurt": YES, "told_to_lie": YES, "safe_to_talk": YES}
    pre = {id: one for id, one in said.items() if id != "child_hurt"}
    known = carried_over(Interview(INSTRUMENTS["prescreen"], pre), INSTRUMENTS["labour_short"])
    assert known.keys() == {"age_group", "safe_to_talk"}
    known = carried_over(Interview(INSTRUMENTS["labour_short"], said), INSTRUMENTS["outreach"])
    assert "child_hurt" not in known


def test_where_one_is_answers_where_one_meets():
    assert met_in(INSTRUMENTS["labour_short"], Setting.OFFICE) == {"setting": given("office")}
    assert met_in(INSTRUMENTS["prescreen"], Setting.OFFICE) == {}
    for setting in Setting:
        options = {option.id for option in INSTRUMENTS["labour_short"].by_id["setting"].options}
        assert set(met_in(INSTRUMENTS["labour_short"], setting)["setting"].options) <= options


@pytest.mark.parametrize(
    ("id", "count"),
    [("prescreen", 9), ("labour_short", 40), ("labour_inspection", 70), ("report_received", 24)],
)
def test_a_form_says_how_many_questions_it_holds(id, count):
    assert questions_asked(INSTRUMENTS[id]) == count


def test_a_private_home_is_not_a_place_to_meet_at_work():
    instrument = INSTRUMENTS["labour_short"]
    page = instrument.section_of("sector")
    at_home = {"setting": given("workplace"), "sector": given("domestic_work")}
    with pytest.raises(MetAtHome):
        refuse_private_home(Interview(instrument, at_home), page)
    for said in (
        {**at_home, "setting": given("office")},
        {**at_home, "sector": given("F")},
        {"sector": given("domestic_work")},
    ):
        refuse_private_home(Interview(instrument, said), page)
    refuse_private_home(Interview(instrument, at_home), instrument.sections[0])
    with pytest.raises(MetAtHome):
        refuse_private_home(Interview(instrument, at_home))


def test_an_offer_reaches_its_settings_and_roles():
    offer = Offer("x", frozenset({Setting.OFFICE}), roles=frozenset({"caseworker"}))
    assert offer.reaches("caseworker", Setting.OFFICE)
    assert not offer.reaches("inspector", Setting.OFFICE)
    assert not offer.reaches("caseworker", Setting.BORDER)
    assert everywhere("x").reaches("inspector", Setting.BORDER)
    assert usual_setting("inspector") is Setting.WORKPLACE


@pytest.mark.parametrize(
    ("said", "first"),
    [
        (CHILD, "child_protection"),
        ({**CHILD, "hazardous": YES}, "child_protection"),
        ({**CHILD, "danger_injury": YES}, "protect_now"),
        (ADULT, "leaflet"),
    ],
)
def test_the_first_step_for_a_child_is_child_protection_but_for_safety(said, first):
    instrument = INSTRUMENTS["child_minimal"]
    steps = outcomes().actions(found("child_minimal", said), instrument.first_step)
    assert steps[0].code == first and len({step.code for step in steps}) == len(steps)
    if first == "protect_now":
        assert steps[1].code == "child_protection"
