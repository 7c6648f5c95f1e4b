"""What a list shows of an interview, and what a case begins with."""

from dataclasses import dataclass, field

import pytest

from casework.facts.domain import AGE_BANDS, EXPLOITATIONS, NATIONALITY_GROUPS, SEXES
from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.card import card_of, dangers, main_exploitation
from casework.screening.domain.interview import Interview
from casework.screening.domain.record import Answers
from casework.screening.loader import current_instrument


def given(*options, number=None):
    return Response(Reply.GIVEN, options=options, number=number)


@dataclass
class Met:
    """Somebody met, by the answers that describe them."""

    answers: dict = field(default_factory=dict)

    @property
    def interview(self):
        return Interview(current_instrument("labour_inspection"), self.answers)

    @property
    def card(self):
        return card_of(Answers("06.141", self.answers), self.interview)


def test_a_card_of_nothing_is_unknown_in_every_class():
    card = Met().card
    assert (card.age_band, card.sex, card.exploitation) == ("unknown", "unknown", "unknown")
    assert (card.answered, card.languages, card.interpreter) == (0, (), "unknown")


def test_a_card_holds_coarse_classes_of_the_fixed_lists():
    card = Met({
        "age": given(number=16), "age_group": given("from_15_to_17"), "sex": given("female"),
        "nationality_group": given("moroccan"), "interview_language": given("darija"),
        "interpreter": given("independent"), "sector": given("A"),
        "exploitation": given("forced_labour"),
    }).card  # fmt: skip
    assert card.age_band in AGE_BANDS and card.sex in SEXES
    assert card.nationality_group in NATIONALITY_GROUPS and card.exploitation in EXPLOITATIONS
    assert (card.age_band, card.exploitation) == ("9-17", "agriculture")
    assert (card.languages, card.interpreter) == (("ary",), "needed")


def test_a_class_outside_the_fixed_lists_is_unknown_on_the_card():
    card = Met({"sex": given("other"), "nationality_group": given("foreign")}).card
    assert (card.sex, card.nationality_group) == ("unknown", "unknown")


def test_a_doubt_about_the_age_stands_on_the_card():
    assert Met({"age_group": given("may_be_under_18")}).card.age_doubt
    assert not Met({"age_group": given("adult")}).card.age_doubt


@pytest.mark.parametrize(
    ("forms", "sector", "main"),
    [
        (("sexual", "forced_labour"), "C", "sexual"),
        (("begging",), "S", "begging"),
        (("criminal_activity", "debt_bondage"), "C", "criminal_activity"),
        (("domestic_servitude",), "domestic_work", "domestic_work"),
        (("forced_labour",), "domestic_work", "domestic_work"),
        (("debt_bondage",), "A", "agriculture"),
        (("slavery_like",), "F", "other_work"),
        (("forced_marriage",), "C", "other_form"),
        (("none",), "C", "unknown"),
    ],
)
def test_the_main_form_is_the_gravest_and_work_goes_by_its_sector(forms, sector, main):
    met = Met({"exploitation": given(*forms), "sector": given(sector)})
    assert main_exploitation(met.interview) == main


def test_dangers_are_the_items_answered_with_yes():
    met = Met({
        "danger_injury": Response(Reply.NO), "danger_locked_in": Response(Reply.YES),
        "danger_suicidal": Response(Reply.UNKNOWN),
    })  # fmt: skip
    assert dangers(met.interview) == ("locked_in",)


def test_what_was_not_asked_is_not_counted_as_answered():
    met = Met({
        "hours": Response(Reply.NOT_ASKED), "rest_day": Response(Reply.DECLINED),
        "pay": given("unpaid"),
    })  # fmt: skip
    assert met.card.answered == 2


def test_answers_never_print_what_was_said():
    assert "canari" not in repr(
        Answers("06.141", {"own_view": Response(Reply.GIVEN, text="canari")})
    )
