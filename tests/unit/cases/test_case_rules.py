"""Consent, risk, identity, card: what is refused, and what counts."""

from dataclasses import fields, replace
from datetime import date, timedelta
from itertools import product
from uuid import UUID

import pytest

from casework.cases.domain import consent
from casework.cases.domain.card import CaseCard, UnknownCardValue, classes, month_of
from casework.cases.domain.consent import Answer, Circumstance, Said
from casework.cases.domain.identity import (
    Identity,
    NotADate,
    PartialDate,
    SafeContact,
    born,
)
from casework.cases.domain.pathway import BY_RECORDS, DEADLINES, STATES, TABLE
from casework.cases.domain.records import InformedWhyMissing, LegalDuty
from casework.cases.domain.risk import ITEMS, LEVELS, RiskIncomplete, RiskItem, assess
from casework.kernel.workflow import START, check_table

TODAY = date(2026, 11, 16)
SOON = date(2027, 1, 1)
IN_WORDS = Circumstance("oral", "fr", "no")
SHELTER = UUID(int=7)


def check(said, circumstance=IN_WORDS, child=False, asylum="no"):
    consent.check(said, circumstance, TODAY, child=child, asylum=asylum)


def test_pathway_is_unambiguous_and_stays_in_its_states():
    check_table(TABLE)
    assert {arrow.target for arrow in TABLE} == set(STATES)
    assert {arrow.source for arrow in TABLE} == {*STATES, START}


def test_every_deadline_of_the_pathway_is_met_by_some_step_or_record():
    opened = {arrow.deadline.task for arrow in TABLE if arrow.deadline}
    assert opened == set(DEADLINES)
    by_steps = {kind for arrow in TABLE if arrow.action != "close" for kind in arrow.meets}
    # a note of a contact; a focal point who looked; a request that was sent for a child
    by_records = {"check_in", "review_urgency", "send_referral"}
    assert opened <= by_steps | by_records
    assert {kind for arrow in TABLE if arrow.action == "close" for kind in arrow.meets} == {
        *DEADLINES, *BY_RECORDS,
    }  # fmt: skip


def test_consent_to_share_is_refused_without_a_recipient():
    with pytest.raises(consent.RecipientMissing):
        check(Said("P3", Answer.GIVEN, None, SOON))
    with pytest.raises(consent.GroupsMissing):
        check(Said("P3", Answer.GIVEN, SHELTER, SOON))
    check(Said("P3", Answer.GIVEN, SHELTER, SOON), replace(IN_WORDS, data_groups=("needs",)))
    check(Said("P3", Answer.REFUSED, SHELTER))


@pytest.mark.parametrize(
    "until", [None, TODAY, TODAY - timedelta(days=1), TODAY + timedelta(days=367)]
)
def test_consent_is_refused_when_it_has_no_end_within_a_year(until):
    with pytest.raises(consent.ValidityOutOfRange):
        check(Said("P2", Answer.GIVEN, None, until))


def test_refusal_needs_nothing_more_than_being_said():
    check(Said("P2", Answer.REFUSED), Circumstance("", ""), child=True, asylum="yes")


def test_consent_of_a_child_needs_the_guardian_and_the_childs_own_view():
    given = Said("P2", Answer.GIVEN, None, SOON)
    for circumstance in (
        IN_WORDS,
        Circumstance("oral", "fr", guardian="tuteur"),
        Circumstance("oral", "fr", child_view="oui"),
    ):
        with pytest.raises(consent.GuardianMissing):
            check(given, circumstance, child=True)
    check(given, Circumstance("oral", "fr", guardian="tuteur", child_view="oui"), child=True)


def test_consulate_of_an_asylum_seeker_is_never_contacted():
    with pytest.raises(consent.ConsulateBarred):
        check(Said("P6", Answer.GIVEN, None, SOON), asylum="yes")
    told = Circumstance("oral", "fr", "no", data_groups=("profile",))
    check(Said("P6", Answer.GIVEN, None, SOON), told, asylum="unknown")


@pytest.mark.parametrize("purpose", ["P3", "P4", "P6"])
def test_a_yes_under_which_somebody_outside_is_told_says_of_what(purpose):
    with pytest.raises(consent.GroupsMissing):
        check(Said(purpose, Answer.GIVEN, SHELTER, SOON))


@pytest.mark.parametrize("purpose", ["P2", "P5", "P7", "P8", "P9"])
def test_no_other_question_names_an_organisation(purpose):
    with pytest.raises(consent.NoSuchRecipient):
        check(Said(purpose, Answer.GIVEN, SHELTER, SOON))


def test_ledger_counts_the_newest_line_of_each_question():
    lines = (
        Said("P2", "given", None, SOON),
        Said("P3", "given", SHELTER, SOON),
        Said("P2", "withdrawn"),
    )
    assert not consent.in_force(lines, "P2", None, TODAY)
    assert consent.in_force(lines, "P3", SHELTER, TODAY)
    assert not consent.in_force(lines, "P3", UUID(int=8), TODAY)
    assert consent.refused(lines, "P2")


def test_consent_is_in_force_on_its_last_day_and_not_after():
    assert Said("P2", "given", None, TODAY).in_force(TODAY)
    assert not Said("P2", "given", None, TODAY).in_force(TODAY + timedelta(days=1))


def test_risk_level_never_falls_when_likelihood_or_impact_rises():
    for likelihood, impact in product(range(3), range(4)):
        assert LEVELS[likelihood][impact] <= LEVELS[likelihood + 1][impact]
        assert LEVELS[impact][likelihood] <= LEVELS[impact][likelihood + 1]
    assert LEVELS[3][3] == 3
    assert all(LEVELS[0][impact] == 0 for impact in range(4))


@pytest.mark.parametrize("worst", ITEMS)
def test_risk_is_that_of_the_highest_item_not_of_the_mean(worst):
    risks = assess([RiskItem(item, *((3, 3) if item == worst else (0, 0))) for item in ITEMS])
    assert risks.level == 3
    assert risks.valid_for == timedelta(days=7)


def test_risk_that_is_not_high_is_worth_thirty_days():
    assert assess([RiskItem(item, 1, 3) for item in ITEMS]).valid_for == timedelta(days=30)


@pytest.mark.parametrize("items", [ITEMS[1:], (*ITEMS, "offender"), (*ITEMS[1:], "weather")])
def test_risk_assessment_is_refused_when_an_item_is_missing_twice_or_unknown(items):
    with pytest.raises(RiskIncomplete):
        assess([RiskItem(item, 1, 1) for item in items])


@pytest.mark.parametrize("side", [(4, 0), (0, 4), (-1, 0)])
def test_risk_item_is_refused_outside_its_scale(side):
    with pytest.raises(RiskIncomplete):
        RiskItem("offender", *side)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (PartialDate(2008, 11, 16), 18),
        (PartialDate(2008, 11, 17), 17),
        (PartialDate(2008, 11), 17),
        (PartialDate(2008), 17),
        (PartialDate(1990, 1, 1), 36),
    ],
)
def test_age_is_the_younger_one_when_the_day_is_not_known(birth, age):
    assert birth.age_on(TODAY) == age


@pytest.mark.parametrize(
    "parts",
    [(2026, 11, 17), (2027, None, None), (1905, None, None), (2000, 2, 30), (2000, None, 3)],
)
def test_birth_date_is_refused_when_ahead_too_old_or_not_in_the_calendar(parts):
    with pytest.raises(NotADate):
        born(*parts, TODAY)


def test_name_is_split_after_its_first_word_when_there_is_no_document():
    assert Identity("Fatim Zohra Bent Ali").name_parts == ("Fatim", "Zohra Bent Ali")
    assert Identity("x", given_name="A", family_name="B").name_parts == ("A", "B")


def test_contact_shows_two_digits_and_no_more():
    assert SafeContact(phone="06 61 77 66 42").masked_phone.endswith("42")
    assert "66" not in SafeContact(phone="06 61 77 66 42").masked_phone
    assert SafeContact(phone="12").masked_phone == ""


def test_report_is_refused_when_the_person_was_not_told_and_no_danger_is_named():
    with pytest.raises(InformedWhyMissing):
        LegalDuty("other", TODAY, informed=False)
    LegalDuty("other", TODAY, informed=False, not_informed_because="danger")


@pytest.mark.parametrize(
    "part", [field.name for field in fields(CaseCard) if field.name != "age_doubt"]
)
def test_card_is_refused_when_a_value_is_not_on_its_list(part):
    value = ("xx",) if part == "languages" else "xx"
    with pytest.raises(UnknownCardValue):
        CaseCard(**{part: value})


def test_card_is_refused_with_more_than_six_languages():
    with pytest.raises(UnknownCardValue):
        CaseCard(languages=("fr", "ar", "en", "es", "wo", "bm", "pt"))


def test_doubt_about_age_makes_a_child_until_it_is_settled():
    assert CaseCard(age_band="18-24", age_doubt=True).child
    assert not CaseCard(age_band="18-24").child
    assert not CaseCard().child


def test_facts_of_a_case_are_six_coarse_classes():
    card = CaseCard(age_band="9-17", sex="male", nationality_group="asia", exploitation="begging")
    assert classes(card, "MA-06", "S10") == {
        "region": "MA-06",
        "nationality_group": "asia",
        "exploitation": "begging",
        "age_band": "9-17",
        "sex": "male",
        "state": "assistance",
    }
    assert month_of(date(2026, 11, 30)) == date(2026, 11, 1)
