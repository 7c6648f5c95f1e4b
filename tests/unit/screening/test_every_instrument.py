"""Every published instrument: what it claims can be found, and what it must never do."""

import datetime

import pytest

from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.coding import consents, finding_of, indicator_answers
from casework.screening.domain.indicators import Profile
from casework.screening.domain.instrument import Kind, Manner, Meaning, Use
from casework.screening.domain.interview import Interview
from casework.screening.loader import indicator_standard, offers, published_instruments

INSTRUMENTS = {instrument.id: instrument for instrument in published_instruments().values()}
ON = datetime.date(2026, 11, 22)
YES = Response(Reply.YES)
AL, CL, AS, CS = Profile
# The forms in which nothing of a list is out of reach.
WHOLE = {
    "labour_inspection": (AL, CL, AS, CS),
    "sexual_adult": (AS, CS),
    "sexual_child": (CS, AS),
    "child_minimal": (CL, CS),
    "report_received": (AL, CL, AS, CS),
}
# Of the others, by hand: how many indicators of the list of adults in labour each one speaks to.
PARTS = {"labour_short": 50, "observation": 15, "outreach": 7, "prescreen": 0}


def given(*options):
    return Response(Reply.GIVEN, options=options)


def person(instrument, profile):
    """Somebody of this profile, of whom everything may be asked; None where a form cannot be
    about one."""
    said = {"age_group": given("under_15" if profile.is_child else "adult"), "child_more": YES}
    for question in instrument.questions:
        if question.grounds and question.kind is Kind.CHOICES:
            said[question.id] = given(*question.grounds)
        if question.meaning is Meaning.EXPLOITATION and profile in (AS, CS):
            said[question.id] = given("sexual")
    kept = {id: response for id, response in said.items() if id in instrument.by_id}
    return kept if Interview(instrument, kept).profile is profile else None


def reached(instrument, profile):
    """The codes of the profile's list that some answer makes present."""
    said, found = person(instrument, profile), set()
    if said is None:
        return found
    for question in instrument.questions:
        for option, codes in question.feeds.items():
            answer = Response(Reply(option)) if question.kind is Kind.YES_NO else given(option)
            interview = Interview(instrument, {**said, question.id: answer})
            assert interview.profile is profile
            answers = indicator_answers(interview, set(codes))
            found |= {code for code, coded in answers.items() if coded.is_yes}
    return found & indicator_standard().lists[profile].indicators.keys()


def claimed(instrument, profile):
    fed = {code for q in instrument.questions for codes in q.feeds.values() for code in codes}
    return fed & indicator_standard().lists[profile].indicators.keys()


# Every form with every kind of person it can be about.
MEETINGS = [(id, one) for id in INSTRUMENTS for one in Profile if person(INSTRUMENTS[id], one)]


@pytest.mark.parametrize(("id", "profile"), MEETINGS)
def test_every_indicator_an_instrument_claims_can_be_found_by_some_answer(id, profile):
    instrument = INSTRUMENTS[id]
    spared = SPARED.get((id, profile.is_child), "")
    assert claimed(instrument, profile) - reached(instrument, profile) == {*spared.split()}


# What a form asks of adults only, or of children only, on purpose: by (form, of a child).
SPARED = {
    ("labour_short", False): "EX09 DR10",
    ("observation", False): "EX09",
    ("outreach", False): "EX03 EX04 EX06",
    ("outreach", True): "CD01 CD02 CD08 EX01",
}


@pytest.mark.parametrize(
    ("id", "profile"), [(id, profile) for id, profiles in WHOLE.items() for profile in profiles]
)
def test_a_whole_form_reaches_every_indicator_of_its_list(id, profile):
    listed = indicator_standard().lists[profile].indicators.keys()
    assert reached(INSTRUMENTS[id], profile) == listed


@pytest.mark.parametrize(("id", "count"), PARTS.items())
def test_a_shorter_form_reaches_what_it_is_meant_to(id, count):
    assert len(reached(INSTRUMENTS[id], AL)) == count


def test_every_published_instrument_is_either_whole_or_shorter():
    assert {*WHOLE, *PARTS} == {*INSTRUMENTS}


@pytest.mark.parametrize("profile", [AL, CL])
def test_the_short_form_asks_at_most_24_questions_that_lead_to_indicators(profile):
    instrument = INSTRUMENTS["labour_short"]
    interview = Interview(instrument, person(instrument, profile))
    leading = [
        question.id
        for question in instrument.questions
        if question.id in interview.visible and (question.feeds or question.acts)
    ]
    assert len(leading) <= 24


def test_a_full_short_screening_of_an_adult_needs_at_most_50_taps():
    """One tap an answer, two for the list of sectors, one a page, two to start, one to send; what
    is typed and the setting that is known from the start cost none."""
    instrument = INSTRUMENTS["labour_short"]
    interview = Interview(instrument, {"age_group": given("adult"), "setting": given("workplace")})
    taps = 2 + len(interview.sections) + 1
    counted_once = False
    for section in interview.sections:
        for question in interview.questions(section):
            if question.meaning is Meaning.DANGER:
                taps += not counted_once
                counted_once = True
            elif question.kind is not Kind.TEXT and question.id != "setting":
                taps += 2 if question.meaning is Meaning.SECTOR else 1
    assert taps <= 50


@pytest.mark.parametrize("id", ["observation", "report_received"])
def test_where_nobody_is_met_nothing_is_asked_and_nobody_agrees_to_anything(id):
    instrument = INSTRUMENTS[id]
    assert not any(question.manner is Manner.ASK for question in instrument.questions)
    assert consents(Interview(instrument, {})) == {}


@pytest.mark.parametrize("id", ["child_minimal", "sexual_child"])
def test_a_form_for_a_child_asks_the_child_few_things_and_never_of_acts(id):
    instrument = INSTRUMENTS[id]
    asked = [question for question in instrument.questions if question.manner is Manner.ASK]
    assert len(asked) <= 7
    assert instrument.first_step == "child_protection"
    words = " ".join(question.text.en.lower() for question in asked)
    assert not any(word in words for word in ("sex", "client", "body"))


def test_sexual_exploitation_of_a_child_is_exploitation_without_any_answer():
    instrument = INSTRUMENTS["sexual_child"]
    interview = Interview(instrument, {"age_group": given("from_15_to_17")})
    finding = finding_of(interview, indicator_standard(), ON)
    assert (finding.profile, finding.purpose, finding.band.value) == (CS, True, "C")


@pytest.mark.parametrize("id", ["sexual_adult", "sexual_child"])
def test_the_forms_of_sexual_exploitation_say_that_their_weights_are_unverified(id):
    assert INSTRUMENTS[id].weights_unverified
    assert not any(i.weights_unverified for i in INSTRUMENTS.values() if "sexual" not in i.id)


def test_every_instrument_is_offered_somewhere_and_leads_only_to_others_that_are():
    assert {*offers()} == {*INSTRUMENTS}
    for offer in offers().values():
        assert offer.settings and offer.first_in <= offer.settings
        assert offer.longer is None or offer.longer in INSTRUMENTS


def test_every_instrument_names_its_source_and_how_far_it_was_reviewed():
    for instrument in INSTRUMENTS.values():
        assert instrument.source and instrument.review.value == "written"


def test_a_question_that_leads_nowhere_names_its_purpose():
    """Of the instruments other than the first, published before purposes were named."""
    for instrument in INSTRUMENTS.values():
        if instrument.id == "labour_inspection":
            continue
        for question in instrument.questions:
            leads = question.feeds or question.acts or question.grounds or question.meaning
            assert leads or question.purpose, (instrument.id, question.id)


@pytest.mark.parametrize("id", INSTRUMENTS)
def test_every_use_but_a_report_and_an_observation_opens_on_safety(id):
    instrument = INSTRUMENTS[id]
    first = instrument.sections[0].questions
    assert all(q.meaning in (Meaning.SAFE_TO_TALK, Meaning.DANGER) for q in first)
    asks = instrument.use not in (Use.REPORT, Use.OBSERVATION)
    assert (first[0].meaning is Meaning.SAFE_TO_TALK) is asks
