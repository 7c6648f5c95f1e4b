"""The rules of visits and labour records, from tables."""

from datetime import date
from itertools import product

import pytest

from casework.kernel.workflow import Verdict
from casework.screening.domain.answers import Reply, Source
from casework.screening.domain.carried import MET_AT, carried_into
from casework.screening.domain.instrument import Kind, Meaning
from casework.screening.loader import current_instrument
from casework.visits import code_lists
from casework.visits.domain.entry import SECTORS, Place, PrivateHome, Setting, check_entry
from casework.visits.domain.labour import (
    OUTCOMES,
    LabourContent,
    Notice,
    NoticeTooShort,
    Outcome,
    OutcomeNotPossible,
    check_notice,
    check_outcome,
    notice_verdict,
)
from casework.visits.domain.records import GroupFacts

SAFETY = {"safety", "hygiene"}
MONDAY = date(2026, 11, 16)
LONG_FORM = current_instrument("labour_inspection")


def _refused(setting, place, sector):
    try:
        check_entry(setting, place, sector)
    except PrivateHome:
        return True
    return False


def test_only_a_visit_on_site_of_a_private_home_is_refused():
    refused = {
        (setting.value, place.value, sector)
        for setting, place, sector in product(Setting, Place, ("C", "domestic_work"))
        if _refused(setting, place, sector)
    }
    assert refused == {
        ("site_visit", "household", "C"),
        ("site_visit", "household", "domestic_work"),
        ("site_visit", "establishment", "domestic_work"),
    }


@pytest.mark.parametrize(
    ("infractions", "days", "imminent", "refused"),
    [
        (["safety"], 3, False, True),
        (["safety"], 4, False, False),
        (["hygiene", "hours"], 0, False, True),
        (["safety"], 0, True, False),
        (["hours"], 1, False, False),
        ([], 0, False, False),
    ],
)
def test_a_notice_about_safety_lasts_four_days_unless_danger_is_imminent(
    infractions, days, imminent, refused
):
    notice = Notice(MONDAY, days, imminent)
    if refused:
        with pytest.raises(NoticeTooShort):
            check_notice(notice, infractions, SAFETY)
    else:
        check_notice(notice, infractions, SAFETY)


@pytest.mark.parametrize(
    ("infractions", "notice", "today", "verdict"),
    [
        (("hours",), None, 16, Verdict.PASS),
        (("safety",), None, 16, Verdict.FAIL),
        (("safety",), Notice(MONDAY, 4), 20, Verdict.FAIL),
        (("safety",), Notice(MONDAY, 4), 21, Verdict.PASS),
        (("safety",), Notice(MONDAY, 4, True), 16, Verdict.OVERRIDE),
        (("safety",), Notice(MONDAY, 0, True), 17, Verdict.PASS),
    ],
)
def test_a_report_about_safety_comes_after_the_notice(infractions, notice, today, verdict):
    content = LabourContent(infractions=infractions, notice=notice)
    assert notice_verdict(content, SAFETY, date(2026, 11, today)) is verdict


def test_each_state_ends_with_its_own_outcomes():
    for state, outcome in product(("observed", "reported", "sent", "conciliation"), Outcome):
        if outcome in OUTCOMES.get(state, ()):
            check_outcome(state, outcome)
        else:
            with pytest.raises(OutcomeNotPossible):
                check_outcome(state, outcome)


def test_every_fact_carries_answers_that_the_questionnaire_has():
    for fact in code_lists.facts().values():
        for option in fact.options:
            for id, answer in option.carries.items():
                assert carried_into(LONG_FORM, {id: answer}, "", ""), (fact.code, id, answer)


def test_every_fact_and_infraction_is_worded_in_three_languages():
    words = [*code_lists.infractions().values(), *code_lists.sectors().values()]
    for fact in code_lists.facts().values():
        words += [fact, *fact.options]
    assert [word.code for word in words if not (word.fr and word.ar and word.en)] == []


def test_facts_point_to_infractions_that_are_on_the_list():
    known = set(code_lists.infractions())
    for fact in code_lists.facts().values():
        for option in fact.options:
            assert set(option.infractions) <= known


def test_sectors_are_those_of_the_questionnaire():
    [question] = LONG_FORM.meaning(Meaning.SECTOR)
    assert set(SECTORS) == set(code_lists.sectors()) == {one.id for one in question.options}


def test_the_setting_of_every_visit_has_a_word_in_the_questionnaire():
    [question] = LONG_FORM.meaning(Meaning.SETTING)
    assert set(MET_AT) == {setting.value for setting in Setting}
    assert set(MET_AT.values()) <= {option.id for option in question.options}


def test_what_was_noted_arrives_as_observed():
    noted = {"lodging": "bad", "papers": "kept", "gates": "locked", "hours": "not_posted"}
    carried = carried_into(LONG_FORM, code_lists.carried(GroupFacts(noted)), "site_visit", "F")
    assert {id: one.options or one.reply.value for id, one in carried.items()} == {
        "lodging": "yes", "papers": ("kept",), "locked": "yes", "setting": ("workplace",),
        "sector": ("F",),
    }  # fmt: skip
    for id in ("lodging", "papers", "locked"):
        assert carried[id].sources == {Source.OBSERVED}
    assert carried["sector"].sources == frozenset()


@pytest.mark.parametrize(
    "noted", [{"no_such_question": "yes"}, {"papers": "no_such_option"}, {"lodging": "maybe"}]
)
def test_what_the_questionnaire_does_not_have_is_left_out(noted):
    assert carried_into(LONG_FORM, noted, "nowhere", "no_such_sector") == {}


def test_nothing_reassuring_is_said_for_a_person_who_was_not_asked():
    """Only what was seen goes over; an orderly register says nothing about one worker's pay."""
    good = {"register": "in_order", "declared": "in_order", "safety": "enough", "gates": "free",
            "conditions": "normal", "lodging": "decent", "papers": "none"}  # fmt: skip
    assert code_lists.carried(GroupFacts(good)) == {}


def test_children_seen_propose_the_infraction_about_young_workers():
    assert code_lists.proposed(GroupFacts(children=1)) == ("young_workers",)
    assert code_lists.proposed(GroupFacts(children=0)) == ()


def test_yes_no_answers_are_never_options():
    kinds = {LONG_FORM.by_id[id].kind for id in ("lodging", "locked", "declared")}
    assert kinds == {Kind.YES_NO}
    assert carried_into(LONG_FORM, {"declared": "no"}, "", "")["declared"].reply is Reply.NO
