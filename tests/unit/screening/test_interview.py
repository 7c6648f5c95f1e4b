"""From what was marked on the pages to who is assessed, what is asked, and what counts."""

import datetime

import pytest

from casework.screening.domain.answers import Answer, Reply, Response, Source, combined, yes_from
from casework.screening.domain.assessment import Act, Danger, Exploitation
from casework.screening.domain.coding import (
    assessment_of,
    consents,
    evidence,
    finding_of,
    indicator_answers,
    vulnerabilities,
)
from casework.screening.domain.finding import Band
from casework.screening.domain.indicators import Profile
from casework.screening.domain.instrument import ConsentPurpose, Manner
from casework.screening.domain.interview import Interview
from casework.screening.loader import current_instrument, indicator_standard

DAY = datetime.date(2026, 5, 4)
YES, NO = Response(Reply.YES), Response(Reply.NO)
UNKNOWN, DECLINED = Response(Reply.UNKNOWN), Response(Reply.DECLINED)


def given(*options, sources=()):
    return Response(Reply.GIVEN, options=options, sources=frozenset(sources))


def interview(**responses):
    return Interview(current_instrument(), responses)


def adult(**responses):
    return interview(age=Response(Reply.GIVEN, number=30), **responses)


def child(**responses):
    return interview(age=Response(Reply.GIVEN, number=12), **responses)


def answer(made, code):
    return indicator_answers(made, [code])[code]


# --- who is assessed --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "group", "age", "is_child"),
    [
        (34, None, 34, False),
        (18, "adult", 18, False),
        (17, None, 17, True),
        (17, "adult", 17, True),
        (20, "may_be_under_18", None, True),
        (20, "from_15_to_17", 17, True),
        (None, "under_15", 14, True),
        (None, "from_15_to_17", 17, True),
        (None, "may_be_under_18", None, True),
        (None, "adult", None, False),
        (None, None, None, False),
    ],
)
def test_whoever_may_be_a_child_is_assessed_as_one(number, group, age, is_child):
    responses = {}
    if number is not None:
        responses["age"] = Response(Reply.GIVEN, number=number)
    if group is not None:
        responses["age_group"] = given(group)
    made = interview(**responses)
    assert (made.age, made.is_child) == (age, is_child)
    assert made.profile is (Profile.CHILD_LABOUR if is_child else Profile.ADULT_LABOUR)
    finding_of(made, indicator_standard(), DAY)  # never an age that contradicts the profile


@pytest.mark.parametrize(
    ("forms", "profiles"),
    [
        ((), "AL"),
        (("none",), "AL"),
        (("begging", "domestic_servitude"), "AL"),
        (("sexual",), "AS"),
        (("sexual", "forced_labour"), "AS AL"),
    ],
)
def test_sexual_exploitation_is_assessed_on_its_own_list_and_beside_others_on_both(forms, profiles):
    made = adult(exploitation=given(*forms) if forms else UNKNOWN)
    assert made.profiles == tuple(Profile(code) for code in profiles.split())


def test_the_higher_of_two_lists_stands():
    """Long hours are strong on the labour list only; there they complete a dimension."""
    answers = {"hours": given("more_than_10"), "pay": given("unpaid"), "hurt": YES}
    both = adult(exploitation=given("sexual", "forced_labour"), **answers)
    finding = finding_of(both, indicator_standard(), DAY)
    assert (finding.profile, finding.band) == (Profile.ADULT_LABOUR, Band.D)
    sexual_alone = adult(exploitation=given("sexual"), **answers)
    assert finding_of(sexual_alone, indicator_standard(), DAY).band is Band.E


# --- what is asked ----------------------------------------------------------------------


def section_ids(made):
    return [section.id for section in made.sections]


def test_an_adult_is_asked_neutral_things_first_and_the_own_wishes_last():
    assert section_ids(adult()) == [
        *("safety", "agreement", "context", "work", "recruitment", "pressure_before"),
        *("situation", "money", "freedom", "threats", "wishes"),
    ]


def test_a_child_is_asked_a_few_things_only():
    assert section_ids(child()) == ["safety", "agreement", "context", "work", "child", "wishes"]


def test_more_about_a_child_is_noted_when_it_is_known_without_asking():
    assert "threats" in section_ids(child(child_more=YES))
    assert "threats" not in section_ids(child(child_more=NO))


@pytest.mark.parametrize(
    "reason",
    [
        {"safe_to_talk": NO},
        {"interpreter": given("none_available")},
        {"interpreter": given("not_independent")},
        {"consent_screening": NO},
        {"consent_screening": DECLINED},
    ],
)
def test_nothing_is_asked_of_who_cannot_talk_safely_freely_and_in_confidence(reason):
    made = adult(**reason)
    assert made.is_observation_only
    shown = {made.instrument.by_id[id].manner for id in made.visible}
    assert shown == {Manner.OBSERVE, Manner.RECORD}


def test_consent_is_not_sought_where_talking_is_not_safe():
    assert "consent_screening" not in adult(safe_to_talk=NO).visible
    assert "consent_screening" in adult(safe_to_talk=YES).visible


def test_what_was_answered_to_a_question_that_no_longer_applies_does_not_count():
    before = adult(hurt=YES)
    assert answer(before, "CD04") is Answer.YES_STATED
    assert answer(adult(hurt=YES, safe_to_talk=NO), "CD04") is Answer.NOT_ASKED


def test_required_questions_without_a_mark_are_named_and_not_asked_is_a_mark():
    missing = [question.id for question in adult().missing()]
    assert missing[:2] == ["safe_to_talk", "danger_injury"]
    assert {"interpreter", "age_group"} <= set(missing)
    marked = adult(safe_to_talk=Response(Reply.NOT_ASKED))
    assert "safe_to_talk" not in [question.id for question in marked.missing()]


def test_answers_that_do_not_fit_are_put_back_as_questions():
    made = adult(go_out=YES, locked=YES)
    assert [c.id for c in made.contradictions()] == ["out_and_watched"]
    assert not adult(go_out=YES, locked=NO).contradictions()


# --- what counts ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((), Answer.YES_STATED),
        ((Source.STATED,), Answer.YES_STATED),
        ((Source.THIRD_PARTY,), Answer.YES_THIRD_PARTY),
        ((Source.THIRD_PARTY, Source.STATED), Answer.YES_STATED),
        ((Source.STATED, Source.OBSERVED), Answer.YES_OBSERVED),
        (tuple(Source), Answer.YES_DOCUMENT),
    ],
)
def test_the_firmest_source_codes_the_answer(sources, expected):
    assert yes_from(sources, otherwise=Source.STATED) is expected
    made = adult(papers=given("kept", sources=sources))
    assert answer(made, "CD01") is expected
    assert made.responses["papers"].sources == frozenset(sources)


def test_what_the_inspector_saw_is_coded_as_observed_unless_said_otherwise():
    assert answer(adult(locked=YES), "CD03") is Answer.YES_OBSERVED


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("no yes_third_party unknown", Answer.YES_THIRD_PARTY),
        ("yes_stated yes_document", Answer.YES_DOCUMENT),
        ("declined unknown no", Answer.NO),
        ("not_asked declined unknown", Answer.UNKNOWN),
        ("not_asked declined", Answer.DECLINED),
        ("not_asked", Answer.NOT_ASKED),
        ("", Answer.NOT_ASKED),
    ],
)
def test_of_several_answers_any_yes_wins_then_no_unknown_declined(answers, expected):
    assert combined(Answer(one) for one in answers.split()) is expected


def test_several_questions_speak_to_one_indicator_and_are_named_as_evidence():
    made = adult(go_out=NO, contacts=YES, locked=YES)
    assert answer(made, "CD03") is Answer.YES_OBSERVED
    assert [question.id for question in evidence(made, "CD03")] == ["go_out", "locked"]


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        (given("kept"), Answer.YES_STATED),
        (given("returned"), Answer.NO),
        (UNKNOWN, Answer.UNKNOWN),
        (DECLINED, Answer.DECLINED),
        (Response(Reply.NOT_ASKED), Answer.NOT_ASKED),
    ],
)
def test_a_choice_is_a_yes_for_its_own_indicator_and_a_no_when_another_is_chosen(
    response, expected
):
    assert answer(adult(papers=response), "CD01") is expected


def test_a_difficulty_that_exists_is_kept_apart_until_somebody_used_it():
    exists = {"ground_knowledge": given("no_papers", "language")}
    made = adult(**exists)
    assert vulnerabilities(made, ["VR02", "VR03", "VR04"]) == ("VR02", "VR03")
    assert answer(made, "VR02") is Answer.NOT_ASKED
    used = adult(**exists, used_knowledge=given("no_papers"))
    assert answer(used, "VR02") is Answer.YES_STATED
    assert answer(used, "VR03") is Answer.NO
    assert vulnerabilities(used, ["VR02", "VR03"]) == ("VR02", "VR03")


def test_nobody_can_have_used_what_does_not_exist():
    made = adult(ground_knowledge=given("language"), used_knowledge=given("no_papers"))
    assert answer(made, "VR02") is Answer.NO
    assert answer(adult(ground_knowledge=given("none")), "VR02") is Answer.NO
    assert answer(adult(ground_knowledge=DECLINED), "VR02") is Answer.DECLINED


def test_only_the_difficulties_that_exist_are_offered_as_used():
    made = adult(ground_knowledge=given("language", "travel"))
    question = made.instrument.by_id["used_knowledge"]
    assert [option.id for option in made.options(question)] == ["language", "travel", "none"]
    assert "used_knowledge" in made.visible
    assert "used_family" not in made.visible
    assert "used_knowledge" not in adult(ground_knowledge=given("none")).visible


def test_an_interview_becomes_an_assessment_with_all_its_codes():
    made = adult(
        how_came=given("agency", "brought", "housed"),
        danger_threat_today=YES,
        danger_injury=NO,
        sector=given("F"),
        exploitation=given("forced_labour"),
    )
    assessment = assessment_of(made, indicator_standard().lists[made.profile], DAY)
    assert assessment.act == {Act.INTERMEDIARY, Act.TRANSPORT, Act.HARBOURING}
    assert assessment.danger == {Danger.THREAT_TODAY}
    assert (assessment.sector, assessment.visited_on) == ("F", DAY)
    assert assessment.exploitation == {Exploitation.FORCED_LABOUR}
    assert (assessment.age, assessment.self_request) == (30, False)
    assert len(assessment.indicators) == 67


@pytest.mark.parametrize("asked", [{"self_request": YES}, {"danger_asks_help": YES}])
def test_asking_for_help_in_either_place_is_the_person_s_own_request(asked):
    finding = finding_of(adult(**asked), indicator_standard(), DAY)
    assert finding.band is Band.C


def test_a_child_in_domestic_work_is_flagged_from_the_pages():
    made = child(sector=given("domestic_work"))
    assert finding_of(made, indicator_standard(), DAY).child_labour


def test_consent_is_what_was_said_purpose_by_purpose_and_silence_is_never_yes():
    said = consents(adult(consent_storage=YES, consent_statistics=NO))
    assert said[ConsentPurpose.STORAGE] is Reply.YES
    assert said[ConsentPurpose.STATISTICS] is Reply.NO
    assert said[ConsentPurpose.FAMILY_CONTACT] is Reply.NOT_ASKED
    assert len(said) == len(ConsentPurpose)


def test_a_response_never_prints_what_was_said():
    said = Response(Reply.GIVEN, options=("kept",), text="the words", note="a note", number=12)
    assert repr(said) == "Response(given)"
