"""What holds for every assessment, tried on many."""

import datetime
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from casework.screening.domain.answers import Answer
from casework.screening.domain.assessment import SECTORS, Act, Assessment, Danger
from casework.screening.domain.decision import assess
from casework.screening.domain.finding import Band
from casework.screening.domain.indicators import Profile
from casework.screening.loader import indicator_standard

YES = [answer for answer in Answer if answer.is_yes]
ABSENT = [answer for answer in Answer if not answer.is_yes]


STANDARD = indicator_standard()  # read here, so that no draw waits for it


@st.composite
def assessments(draw):
    profile = draw(st.sampled_from(Profile))
    codes = st.sampled_from(sorted(STANDARD.lists[profile].indicators))
    ages = st.integers(0, 17) if profile.is_child else st.integers(18, 120)
    return Assessment(
        profile=profile,
        indicators=draw(st.dictionaries(codes, st.sampled_from(Answer), max_size=40)),
        age=draw(st.none() | ages),
        act=draw(st.frozensets(st.sampled_from(Act))),
        danger=draw(st.frozensets(st.sampled_from(Danger), max_size=1)),
        self_request=draw(st.booleans()),
        sector=draw(st.none() | st.sampled_from(sorted(SECTORS))),
        visited_on=draw(
            st.none() | st.dates(datetime.date(2023, 9, 1), datetime.date(2023, 11, 1))
        ),
    )


@given(assessments(), st.data())
def test_adding_a_yes_never_lowers_the_band(assessment, data):
    codes = sorted(STANDARD.lists[assessment.profile].indicators)
    added = {data.draw(st.sampled_from(codes)): data.draw(st.sampled_from(YES))}
    more = replace(assessment, indicators={**assessment.indicators, **added})
    before, after = (assess(each, STANDARD) for each in (assessment, more))
    assert after.band <= before.band
    assert before.palermo <= after.palermo
    assert before.ilo_strict <= after.ilo_strict
    became_labour_matter = (before.band, after.band) == (Band.E, Band.D)
    assert after.priority <= before.priority or became_labour_matter


@given(assessments(), st.data())
def test_how_a_yes_is_known_and_why_it_is_absent_change_nothing_in_the_rule(assessment, data):
    def like(answer):
        return data.draw(st.sampled_from(YES if answer.is_yes else ABSENT))

    alike = {code: like(answer) for code, answer in assessment.indicators.items()}
    other = replace(assessment, indicators=alike)
    one, two = (assess(each, STANDARD) for each in (assessment, other))
    assert (one.band, one.priority, one.dimensions) == (two.band, two.priority, two.dimensions)


@given(assessments(), st.randoms(use_true_random=False))
def test_the_same_answers_in_any_order_give_the_same_finding(assessment, random):
    shuffled = list(assessment.indicators.items())
    random.shuffle(shuffled)
    other = replace(assessment, indicators=dict(shuffled))
    assert assess(assessment, STANDARD) == assess(other, STANDARD)


@given(assessments())
def test_a_finding_is_consistent_with_itself(assessment):
    finding = assess(assessment, STANDARD)
    assert finding.ilo_strict <= finding.palermo
    assert finding.palermo <= (finding.act and finding.purpose)
    assert (finding.band is Band.A) is finding.ilo_strict
    assert 0 <= finding.completeness <= 1
    assert not assessment.danger or finding.priority == "P1"
    assert not assessment.self_request or (finding.band <= "C" and finding.priority <= "P3")
    assert not finding.child_labour or finding.band <= "E"
