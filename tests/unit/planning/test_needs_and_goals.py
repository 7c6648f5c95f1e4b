"""Needs keep their day, plans keep to the person's words, papers never tell."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from casework.kernel.telling import telling_word
from casework.planning.domain.needs import NoNeedLookedAt, UnknownNeed, look_at
from casework.planning.domain.paper import (
    ProviderTells,
    TellsOnPerson,
    refuse_telling,
)
from casework.planning.domain.plan import (
    MOST_GOALS,
    Agreement,
    DueBeforeStart,
    Goal,
    GoalUnknown,
    GuardianAbsent,
    NeedsNotLookedAt,
    NotAgreed,
    NothingToAgree,
    Plan,
    TooManyGoals,
    WhyGivenUp,
    agreed,
)
from casework.planning.domain.services import AmountOutOfRange, dirhams

KNOWN = frozenset({"SHELTER", "FOOD"})
MONDAY, TUESDAY = date(2026, 11, 16), date(2026, 11, 17)
GOAL = Goal(UUID(int=1), "Une chambre à moi", "SHELTER", "1")
HOW = Agreement(MONDAY, "fr", "no")
SOUND = {"needs_known": True, "child": False, "agrees": True}


def test_a_need_keeps_its_day_until_its_level_changes():
    first = look_at({"SHELTER": "urgent", "FOOD": "none"}, "", MONDAY, services=KNOWN)
    again = look_at({"SHELTER": "met", "FOOD": "none"}, "", TUESDAY, services=KNOWN, before=first)
    assert {one.service: one.since for one in again.needs} == {"SHELTER": TUESDAY, "FOOD": MONDAY}
    assert [one.service for one in first.at("urgent", "present")] == ["SHELTER"]
    assert again.level_of("CASH") == ""


@pytest.mark.parametrize(
    ("levels", "refusal"),
    [({}, NoNeedLookedAt), ({"YACHT": "none"}, UnknownNeed), ({"FOOD": "maybe"}, UnknownNeed)],
)
def test_needs_outside_the_lists_are_refused(levels, refusal):
    with pytest.raises(refusal):
        look_at(levels, "", MONDAY, services=KNOWN)


def test_goals_stand_in_the_persons_own_order_and_a_new_wording_takes_its_place():
    later = replace(GOAL, id=UUID(int=2), priority="3")
    plan = Plan().with_goal(later).with_goal(GOAL)
    assert [one.priority for one in plan.goals] == ["1", "3"]
    reworded = plan.with_goal(replace(later, words="Un travail"))
    assert [one.words for one in reworded.goals] == ["Une chambre à moi", "Un travail"]
    with pytest.raises(GoalUnknown):
        plan.goal(UUID(int=9))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"start": TUESDAY, "due": MONDAY}, DueBeforeStart),
        ({"status": "given_up"}, WhyGivenUp),
        ({"words": "Oublier la traite"}, TellsOnPerson),
        ({"provider": "Maison des victimes"}, ProviderTells),
    ],
)
def test_a_goal_that_is_not_sound_is_refused(change, refusal):
    with pytest.raises(refusal):
        Plan().with_goal(replace(GOAL, **change))


def test_a_plan_has_no_more_goals_than_can_be_kept_in_mind():
    plan = Plan(tuple(replace(GOAL, id=UUID(int=number)) for number in range(MOST_GOALS)))
    assert len(plan.with_goal(replace(GOAL, id=UUID(int=3), words="Autre")).goals) == MOST_GOALS
    with pytest.raises(TooManyGoals):
        plan.with_goal(replace(GOAL, id=UUID(int=99)))


@pytest.mark.parametrize(
    ("plan", "change", "refusal"),
    [
        (Plan((GOAL,)), {"needs_known": False}, NeedsNotLookedAt),
        (Plan(), {}, NothingToAgree),
        (Plan((GOAL,)), {"agrees": False}, NotAgreed),
        (Plan((GOAL,)), {"child": True}, GuardianAbsent),
    ],
)
def test_a_plan_is_agreed_only_when_nothing_lacks(plan, change, refusal):
    with pytest.raises(refusal):
        agreed(plan, HOW, **{**SOUND, **change})


def test_a_child_agrees_together_with_the_guardian():
    how = replace(HOW, guardian="Tutrice")
    assert agreed(Plan((GOAL,)), how, **{**SOUND, "child": True}).agreement is how


@pytest.mark.parametrize(
    "text",
    [
        "Oublier la traite", "TRAITE des êtres humains", "une victime", "Victims", "trafficking",
        "l’exploitation", "الاتجار بالبشر", "ضحية", "الضَّحِيَّة", "ضـحـايا", "استغلال", "trafic",
    ],
)  # fmt: skip
def test_words_that_tell_are_found_in_every_language(text):
    assert telling_word(text)


@pytest.mark.parametrize(
    "text",
    ["Toucher ma retraite", "Être bien traitée", "Traiter mon dossier", "Une chambre", "غرفة", ""],
)
def test_words_that_only_look_alike_are_left_alone(text):
    assert telling_word(text) == ""


def test_the_refusal_names_the_word_and_its_field():
    with pytest.raises(ProviderTells) as refused:
        refuse_telling(words="Une chambre", provider="Foyer des victimes, Casablanca")
    assert refused.value.codes == {"word": "victimes,"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("", ""), ("250", "250.00"), ("1 250,5", "1250.50"), ("0,99", "0.99"), ("7,0", "7.00")],
)
def test_amounts_are_kept_with_two_decimals(typed, kept):
    assert dirhams(typed) == kept


@pytest.mark.parametrize("typed", ["-1", "1,234", "cent", "1e6", "1000001", "٣", "1.2.3"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(AmountOutOfRange):
        dirhams(typed)
