"""What each kind of recipient is told and never told, written down by hand."""

import pytest

from casework.cases.domain.consent import Purpose
from casework.referrals.domain.packet import (
    OF_PERSON,
    Item,
    PersonCard,
    Preparation,
    packets,
)
from casework.referrals.domain.recipients import RecipientKind, kind_of, purpose_for, template_for

CARD = PersonCard(
    "female", "25-34", ("bm", "fr"), "needed", "MA-06", "MA-26-7KQ4-M", "Warda",
    ("Canarita Zubaydawi", "1996-04", "CI"), ("passport:CANARY99881",),
)  # fmt: skip
TEXTS = {item: f"text of {item}" for item in Item}
EVERYTHING = Preparation("X", "routine", "adult", "step_free", TEXTS, OF_PERSON)
I = Item  # noqa: E741 - read a hundred times below
BEFORE = {
    "shelter": {I.SEX, I.AGE_BAND, I.DEPENDANTS, I.LANGUAGES, I.INTERPRETER, I.ACCESSIBILITY,
                I.REGION, I.MESSAGE},
    "health": {I.SEX, I.AGE_BAND, I.LANGUAGES, I.INTERPRETER, I.ACCESSIBILITY, I.REGION,
               I.MESSAGE},
    "lawyer": {I.SEX, I.AGE_BAND, I.LANGUAGES, I.INTERPRETER, I.REGION, I.MESSAGE},
    "justice": {I.SEX, I.AGE_BAND, I.LANGUAGES, I.INTERPRETER, I.REGION, I.MESSAGE},
    "consulate": {I.LANGUAGES, I.INTERPRETER, I.MESSAGE},
    "return": {I.SEX, I.AGE_BAND, I.DEPENDANTS, I.LANGUAGES, I.INTERPRETER, I.ACCESSIBILITY,
               I.REGION, I.MESSAGE},
    "labour": {I.REGION},
    "other": {I.SEX, I.AGE_BAND, I.LANGUAGES, I.INTERPRETER, I.REGION, I.MESSAGE},
}  # fmt: skip
AFTER = {
    "shelter": {I.CODE, I.ALIAS, I.SAFE_CONTACT, I.ARRIVAL, I.HEALTH_ALERTS, I.SAFETY},
    "health": {I.CODE, I.IDENTITY, I.SAFE_CONTACT, I.ARRIVAL, I.HEALTH_ALERTS, I.SAFETY},
    "lawyer": {I.CODE, I.IDENTITY, I.SAFE_CONTACT, I.FACTS, I.SAFETY},
    "justice": {I.CODE, I.IDENTITY, I.SAFE_CONTACT, I.FACTS, I.DANGER_PLACE, I.SAFETY},
    "consulate": {I.CODE, I.IDENTITY, I.DOCUMENTS, I.SAFE_CONTACT},
    "return": {I.CODE, I.IDENTITY, I.DOCUMENTS, I.SAFE_CONTACT, I.ARRIVAL, I.HEALTH_ALERTS,
               I.SAFETY},
    "labour": {I.CODE, I.SAFE_CONTACT, I.FACTS},
    "other": {I.CODE, I.SAFE_CONTACT, I.ARRIVAL, I.SAFETY},
}  # fmt: skip


@pytest.mark.parametrize("kind", list(RecipientKind))
def test_each_kind_is_told_these_items_and_no_other_whatever_was_written(kind):
    before, after = packets(CARD, EVERYTHING, template_for(kind))
    assert {line.item for line in before.lines} == BEFORE[kind]
    assert {line.item for line in after.lines} == AFTER[kind]


@pytest.mark.parametrize("kind", list(RecipientKind))
def test_nobody_is_told_a_name_that_was_not_ticked(kind):
    chosen = Preparation("X", "routine", "adult", "step_free", TEXTS)
    told = packets(CARD, chosen, template_for(kind))
    assert not {line.item for packet in told for line in packet.lines} & {*OF_PERSON}
    assert "Canarita" not in repr(told)
    assert "CANARY99881" not in repr(told)


def test_the_labour_directorate_can_never_be_told_who():
    told = repr(packets(CARD, EVERYTHING, template_for("labour")))
    for canary in ("Canarita", "CANARY99881", "Warda", "female", "25-34", "bm"):
        assert canary not in told


@pytest.mark.parametrize(
    ("organisation", "service", "kind"),
    [
        ("shelter", "SHELTER", "shelter"),
        ("ngo", "SHELTER_LT", "shelter"),
        ("shelter", "MED_PRIMARY", "health"),
        ("ngo", "PSY_FIRST", "health"),
        ("legal", "LEGAL_REP", "lawyer"),
        ("police", "SAFETY", "justice"),
        ("police", "SHELTER", "justice"),
        ("prosecution", "PROTECTION_ORDER", "justice"),
        ("consulate", "DOC_TRAVEL", "consulate"),
        ("international", "RETURN", "return"),
        ("labour_inspectorate", "LABOUR_CLAIM", "labour"),
        ("ngo", "FOOD", "other"),
        ("", "", "other"),
    ],
)
def test_the_kind_follows_from_what_the_organisation_is_and_what_is_asked(
    organisation, service, kind
):
    assert kind_of(organisation, service) == kind


def test_police_and_consulates_are_told_under_purposes_of_their_own():
    own = {"justice": Purpose.LAW_ENFORCEMENT, "consulate": Purpose.CONSULATE}
    for kind in RecipientKind:
        assert purpose_for(kind) == own.get(kind, Purpose.SERVICE)
