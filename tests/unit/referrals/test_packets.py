"""What travels in a packet, and what never does."""

from dataclasses import replace

import pytest

from casework.referrals.domain.packet import (
    OF_PERSON,
    STAGE_A,
    STAGE_B,
    Item,
    PersonCard,
    Preparation,
    groups_chosen,
    groups_told,
    packets,
)
from casework.referrals.domain.recipients import RecipientKind, kind_of, template_for
from casework.referrals.domain.track import ReferralState, stage_of

CARD = PersonCard("female", "25-34", ("bm", "fr"), "needed", "MA-06", "MA-26-7KQ4-M")
EVERYTHING = {item: f"text of {item}" for item in Item}


def told(service, *rest, card=CARD, kind="", **chosen):
    """The two stages for what is asked of an organisation of a kind."""
    template = template_for(kind_of(kind, service))
    return packets(card, Preparation(service, *rest, **chosen), template)


def _items(packet):
    return [line.item for line in packet.lines]


def test_shelter_packet_holds_the_minimum_set_when_nothing_was_added():
    before, after = told("SHELTER", "routine")
    assert _items(before) == [
        Item.SEX, Item.AGE_BAND, Item.DEPENDANTS, Item.LANGUAGES, Item.INTERPRETER, Item.REGION,
    ]  # fmt: skip
    assert _items(after) == [Item.CODE]


def test_code_and_contact_travel_only_in_stage_b_when_all_was_written():
    before, after = told("SHELTER", "emergency", "adult", "step_free", EVERYTHING)
    assert _items(before) == list(STAGE_A)
    assert _items(after) == [
        Item.CODE, Item.SAFE_CONTACT, Item.ARRIVAL, Item.HEALTH_ALERTS, Item.SAFETY,
    ]  # fmt: skip


def test_lawyer_is_not_told_of_health_or_children_whatever_was_sent():
    before, after = told("LEGAL_REP", "routine", "one_child", "sight", EVERYTHING)
    items = set(_items(before)) | set(_items(after))
    assert not items & {Item.HEALTH_ALERTS, Item.DEPENDANTS, Item.ACCESSIBILITY, Item.ARRIVAL}


def test_empty_texts_make_no_line_when_an_optional_item_was_left_blank():
    before, after = told("SHELTER", "routine", texts={Item.MESSAGE: ""})
    assert Item.MESSAGE not in _items(before)
    assert Item.SAFETY not in _items(after)


WHO = replace(CARD, alias="Warda", identity=("Nom", "1996", "CI"), documents=("passport:1",))
CHOSEN = (
    Preparation("FOOD", "routine"),
    Preparation("FOOD", "routine", "two_children", "step_free"),
    Preparation(
        "FOOD", "routine", accessibility="none", texts={Item.MESSAGE: "", Item.SAFETY: "x"}
    ),
    Preparation("FOOD", "routine", texts=EVERYTHING, of_person=OF_PERSON),
)


@pytest.mark.parametrize("kind", RecipientKind)
@pytest.mark.parametrize("chosen", CHOSEN)
def test_what_is_to_be_agreed_to_is_known_before_anything_is_opened(kind, chosen):
    template = template_for(kind)
    card = replace(
        WHO,
        alias=WHO.alias if chosen.of_person else "",
        identity=WHO.identity if chosen.of_person else (),
        documents=WHO.documents if chosen.of_person else (),
    )
    assert groups_chosen(chosen, template) == groups_told(*packets(card, chosen, template))


def test_no_template_knows_an_item_outside_the_two_stages():
    for kind in RecipientKind:
        assert set(template_for(kind)) <= {*STAGE_A, *STAGE_B}


@pytest.mark.parametrize(
    ("state", "stage"),
    [
        ("draft", None), ("sent", "A"), ("received", "A"), ("accepted", "B"),
        ("in_progress", "B"), ("delivered", "B"), ("closed", None), ("rejected", None),
        ("no_response", None), ("cancelled", None), ("person_no_show", None),
    ],
)  # fmt: skip
def test_recipient_sees_exactly_the_stage_of_the_state(state, stage):
    assert stage_of(state) == stage


def test_every_state_of_a_referral_has_a_stage_written_down():
    assert {state.value for state in ReferralState} == {
        "draft", "sent", "received", "accepted", "in_progress", "delivered", "closed", "rejected",
        "no_response", "cancelled", "person_no_show",
    }  # fmt: skip
