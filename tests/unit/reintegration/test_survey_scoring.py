"""The score of the survey: by table, by properties, and pinned for ever by version."""

from fractions import Fraction
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.reintegration import instruments
from casework.reintegration.domain.lists import DIMENSIONS
from casework.reintegration.domain.panels import panel
from casework.reintegration.domain.scoring import Instrument, Item, score

SCALE = {"low": Fraction(0), "half": Fraction(1, 2), "high": Fraction(1)}
SHIPPED = {
    "2026-1": "07197c3b8b6b8c061562d8aecda8ff3a1c8c5db487e1ac0141b5b1cae101380e",
}


def instrument(weights=(1, 1, 1, 1, 1), items=5):
    made = tuple(
        Item(f"{one}{n}", one, Fraction(weights[n]), SCALE)
        for one in DIMENSIONS
        for n in range(items)
    )
    return Instrument("t", False, dict.fromkeys(DIMENSIONS, Fraction(1)), made)


def economic(*values):
    return {f"economic{n}": value for n, value in enumerate(values) if value}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (economic("high", "high", "high", "high", "high"), 1.0),
        (economic("low", "low", "low", "low", "low"), 0.0),
        (economic("high", "low", "half", "half", "half"), 0.5),
        (economic("high", "high", "high", "low", "na"), 0.75),  # one leaves, four share
        (economic("high", "na", "na", "na", "na"), 1.0),
        (economic("high", "high", "high", "low", None), 0.75),  # 4 of 5: 80 %
        (economic("high", "high", "high", None, None), None),  # 3 of 5: 60 %
        (economic("high", "high", "high", None, "na"), 1.0),  # 3 of 4: 75 %
        (economic("high", "high", None, "na", "na"), None),  # 2 of 3: 67 %
        (economic("na", "na", "na", "na", "na"), None),
        (economic("high", "high", "high", "nonsense", "nonsense"), None),
        ({}, None),
    ],
)
def test_a_dimension_is_the_mean_of_what_applies_from_seventy_percent_on(answers, expected):
    assert score(instrument(), answers).dimensions["economic"] == expected


def test_exactly_seventy_percent_is_enough_and_less_is_not():
    ten = instrument((1,) * 10, 10)
    answers = {f"social{n}": "high" for n in range(7)}
    assert score(ten, answers).dimensions["social"] == 1.0
    del answers["social6"]
    assert score(ten, answers).dimensions["social"] is None


def test_weights_count_and_fill_the_place_of_what_does_not_apply():
    weighted = instrument((3, 1, 1, 1, 2))
    answers = economic("high", "low", "low", "low", "na")
    assert score(weighted, answers).dimensions["economic"] == 0.5
    assert score(weighted, economic("high", "low", "low", "low", "low")).dimensions[
        "economic"] == 0.375  # fmt: skip


def everything(value, *, but=()):
    return {item.key: value for item in instrument().items if item.key not in but}


def test_the_composite_needs_all_three_dimensions():
    assert score(instrument(), everything("high")).composite == 1.0
    missing = [f"social{n}" for n in range(3)]
    found = score(instrument(), everything("high", but=missing))
    assert found.dimensions["social"] is None and found.composite is None


def test_a_child_never_has_a_score():
    found = score(instrument(), everything("high"), child=True)
    assert found.composite is None and set(found.dimensions.values()) == {None}


ANSWERS = st.dictionaries(
    st.sampled_from([item.key for item in instrument().items]),
    st.sampled_from(["low", "half", "high", "na", "other"]),
)
WEIGHTS = st.tuples(*[st.integers(1, 9)] * 5)


@given(ANSWERS, WEIGHTS)
def test_a_score_is_between_nought_and_one_and_always_the_same(answers, weights):
    found = score(instrument(weights), answers)
    values = [*found.dimensions.values(), found.composite]
    assert all(value is None or 0 <= value <= 1 for value in values)
    assert score(instrument(weights), dict(reversed(answers.items()))) == found


@given(ANSWERS, WEIGHTS)
def test_what_does_not_apply_scores_as_if_it_had_never_been_asked(answers, weights):
    whole = instrument(weights)
    gone = {key for key, value in answers.items() if value == "na"}
    shorter = Instrument(
        "t", False, whole.weights, tuple(one for one in whole.items if one.key not in gone)
    )
    assert score(whole, answers).dimensions == score(shorter, answers).dimensions


@given(ANSWERS)
def test_below_seventy_percent_of_what_applies_there_is_no_score(answers):
    found = score(instrument(), answers)
    for one in DIMENSIONS:
        given_ = [answers.get(f"{one}{n}") for n in range(5)]
        applies = [value for value in given_ if value != "na"]
        answered = [value for value in applies if value in SCALE]
        enough = bool(answered) and 10 * len(answered) >= 7 * len(applies)
        assert (found.dimensions[one] is not None) == enough


@given(ANSWERS, st.integers(2, 50))
def test_weights_of_another_unit_change_nothing(answers, times):
    assert score(instrument((times,) * 5), answers) == score(instrument(), answers)


def test_every_version_that_was_shipped_stays_as_it_was_to_the_letter():
    found = {
        version: sha256((instruments.FOLDER / f"{version}.yaml").read_bytes()).hexdigest()
        for version in instruments.versions()
    }
    assert found == SHIPPED


def test_the_first_version_scores_for_ever_as_it_scored_on_its_first_day():
    first = instruments.sheet("2026-1")
    answers = {
        "satisfied": "rather", "food": "sometimes", "credit": "no", "debt": "less",
        "work": "hard", "housing": "yes", "school": "na", "papers": "yes", "water": "hard",
        "health": "no", "taking_part": "often", "support": "yes", "safety": "rarely",
    }  # fmt: skip
    found = score(first.instrument, answers)
    assert found.dimensions == {"economic": 0.45, "social": 0.625, "psychosocial": None}
    answers["distress"] = "rarely"
    found = score(first.instrument, answers)
    assert found.dimensions["psychosocial"] == 0.6875
    assert found.composite == 0.5875 and not found.comparable


def test_the_survey_asks_five_questions_in_each_dimension_in_three_languages():
    sheet = instruments.newest()
    assert [sum(one.dimension == each for one in sheet.questions) for each in DIMENSIONS] == [5] * 3
    for question in sheet.questions:
        for wording in (question.words, *(words for _key, words in question.steps)):
            assert all(wording[language] for language in ("fr", "ar", "en"))
    assert all(0 <= value <= 1 for one in sheet.instrument.items for value in one.values.values())
    with pytest.raises(KeyError):
        instruments.sheet("2020-1")


def test_a_gap_stays_a_gap_on_the_panels():
    found = panel([(0, 0.5), (3, 0.6), (6, None), (12, 0.8)])
    assert len(found.dots) == 3
    assert [len(line.split()) for line in found.lines] == [2]
    assert panel([(0, None)]).lines == ()
    assert panel([(18, 1.0)]).dots[0].x == "284"
