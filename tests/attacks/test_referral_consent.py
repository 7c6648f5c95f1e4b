"""Telling an organisation more, later or other than what the person agreed to."""

from typing import Any

import pytest

from casework.audit.queries import events_of
from casework.cases import service as cases
from casework.cases.domain.card import CaseCard
from casework.cases.domain.consent import Circumstance
from casework.cases.queries import groups_agreed
from casework.referrals import queries, service
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.domain.refusals import (
    AlreadyWaiting,
    BeyondAgreement,
    CaseNotReady,
    NotOffered,
    PersonSaidNo,
)
from casework.referrals.jobs import expire_due
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.referrals.conftest import Office, quick_office

__all__ = ["quick_office"]


def _taken_on(office: Office) -> str:
    """A case that is open already, without any referral."""
    code = office.informed()
    office.on(code, lambda case: cases.step(case, "help_directly", actor_named("caseworker")))
    return code


def _send(office: Office, code: str, ref: str, reason: str = "") -> None:
    def act(case: Any) -> None:
        referral = queries.referral_of_case(case.id, ref)
        assert referral is not None
        service.send(referral, case, actor_named("caseworker"), referral.version, reason)

    office.on(code, act)


def _kinds(office: Office, code: str) -> list[str]:
    return list(office.see(code, lambda case: [one.kind for one in events_of("case", case.id)]))


def test_focal_point_is_told_when_an_open_case_is_shared_over_consent(quick_office, client_as):
    code = _taken_on(quick_office)
    ref = quick_office.prepared(code, "emergency")
    _send(quick_office, code, ref, "Danger de mort ce soir")
    assert "GateOverridden" in _kinds(quick_office, code)
    focal = client_as("focal_point")
    assert code in focal.get("/t").text
    forms = focal.get(f"/c/{code}").forms()
    seen = next(form for form in forms if form.action.endswith("/urgency-seen"))
    focal.post(seen.action, seen.fields)
    assert code not in focal.get("/t").text


def test_caseworker_cannot_share_when_the_person_said_no_to_the_case_after_the_sharing(
    quick_office,
):
    code = _taken_on(quick_office)
    house = quick_office.house()
    quick_office.consent(code, "P2", "refused")
    quick_office.consent(code, "P3", recipient_id=house)
    ref = quick_office.prepared(code)
    with pytest.raises(PersonSaidNo):
        _send(quick_office, code, ref)
    told = quick_office.see(code, lambda case: groups_agreed(case, "P3", house))
    assert told == frozenset(), "neither a conference nor a transfer rests on it either"


@pytest.mark.parametrize("answer", ["refused", "later"])
def test_sharing_ends_when_the_person_is_no_longer_sure(quick_office, client_as, answer):
    code, ref = quick_office.sent()
    quick_office.consent(code, "P3", answer, recipient_id=quick_office.house())
    client_as("shelter").get(f"/r/{ref}", 410)
    assert quick_office.state(code, ref) == ("S07", "cancelled")


def test_no_to_the_case_ends_what_was_agreed_to_before_anybody_asked_for_the_case(
    quick_office, client_as
):
    code = quick_office.assigned()
    house = quick_office.house()
    quick_office.consent(code, "P3", recipient_id=house)
    quick_office.consent(code, "P2", "refused")
    held = quick_office.see(code, lambda case: cases.consents_for(case, "P3", house))
    assert held is None


def test_caseworker_cannot_share_what_concerns_health_without_agreement_to_it(quick_office):
    code = _taken_on(quick_office)
    house = quick_office.house()
    quick_office.consent(code, "P3", recipient_id=house)
    ref = quick_office.prepared(code)
    texts = {Item.SAFE_CONTACT: "Bureau", Item.HEALTH_ALERTS: "Allergie"}
    quick_office.referral(
        code,
        ref,
        lambda one: service.choose(
            one, Preparation("SHELTER", "routine", texts=texts), one.version
        ),
    )
    with pytest.raises(BeyondAgreement):
        _send(quick_office, code, ref)
    agreed = Circumstance("oral", "bm", "yes", data_groups=(*IN_WORDS.data_groups, "health"))
    quick_office.consent(code, "P3", recipient_id=house, circumstance=agreed)
    _send(quick_office, code, ref)
    assert quick_office.state(code, ref)[1] == "received"


@pytest.mark.parametrize("left_out", IN_WORDS.data_groups)
def test_caseworker_cannot_tell_a_group_the_person_left_out(quick_office, left_out):
    code, house = _taken_on(quick_office), quick_office.house()
    ref = quick_office.prepared(code)
    texts = {Item.SAFE_CONTACT: "Bureau", Item.SAFETY: "Ne pas appeler le soir"}
    preparation = Preparation("SHELTER", "routine", texts=texts)
    quick_office.referral(code, ref, lambda one: service.choose(one, preparation, one.version))
    rest = tuple(group for group in IN_WORDS.data_groups if group != left_out)
    less = Circumstance("oral", "bm", "yes", data_groups=rest)
    quick_office.consent(code, "P3", recipient_id=house, circumstance=less)
    with pytest.raises(BeyondAgreement) as refused:
        _send(quick_office, code, ref)
    assert refused.value.codes == {"group": left_out}
    quick_office.consent(code, "P3", recipient_id=house)
    _send(quick_office, code, ref)
    assert quick_office.state(code, ref)[1] == "received"


def test_caseworker_cannot_send_what_changed_since_it_was_previewed(quick_office, client_as):
    code = _taken_on(quick_office)
    quick_office.consent(code, "P3", recipient_id=quick_office.house())
    ref = quick_office.prepared(code)
    worker, where = client_as("caseworker"), f"/c/{code}/referrals/{ref}/preview"
    form = worker.get(where).form("seen")
    other = CaseCard(age_band="35-44", sex="male", languages=("fr",), interpreter="needed")
    quick_office.on(code, lambda case: cases.record_card(case, other, actor_named("caseworker")))
    late = worker.post(where, form.filled({}), 409)
    worker.post(where, late.form("seen").filled({}))
    assert quick_office.state(code, ref)[1] == "received"


def test_second_draft_to_the_same_organisation_cannot_be_sent(quick_office):
    code = _taken_on(quick_office)
    quick_office.consent(code, "P3", recipient_id=quick_office.house())
    first, second = quick_office.prepared(code), quick_office.prepared(code)
    _send(quick_office, code, first)
    with pytest.raises(AlreadyWaiting):
        _send(quick_office, code, second)


def test_organisation_that_was_closed_meanwhile_cannot_be_told(quick_office):
    code = _taken_on(quick_office)
    quick_office.consent(code, "P3", recipient_id=quick_office.house())
    ref = quick_office.prepared(code)

    def close() -> None:
        organisation_named("shelter_house").active = False

    quick_office.do(close)
    with pytest.raises(NotOffered):
        _send(quick_office, code, ref)


def test_nothing_is_prepared_from_a_case_that_the_person_declined(quick_office):
    code = quick_office.assigned()

    def decline(case: Any) -> None:
        case.state = "S08"

    quick_office.on(code, decline)
    with pytest.raises(CaseNotReady):
        quick_office.prepared(code)


def test_former_caseworker_hears_no_more_of_a_referral_when_the_case_changed_hands(
    quick_office, client_as, clock
):
    code, _ref = quick_office.sent()
    colleague = "colleague_caseworker"
    quick_office.on(
        code,
        lambda case: cases.assign(case, user_named(colleague).id, actor_named("focal_point")),
    )
    clock.set(clock.now().replace(day=20, hour=23))
    assert quick_office.do(expire_due) == 1
    former = client_as("caseworker")
    assert code not in former.get("/").text
    assert code not in former.get("/t").text
    assert code in client_as(colleague).get("/t").text


def test_address_of_a_screen_cannot_name_an_organisation_that_was_not_offered(
    quick_office, client_as
):
    code = quick_office.assigned()
    worker = client_as("caseworker")
    nobody = "00000000-0000-4000-8000-000000000001"
    own = quick_office.house("association")
    for recipient in (nobody, own, "", "x"):
        worker.get(f"/c/{code}/consent/ask/P3?purposes=P3&recipient={recipient}", 404)
    house = quick_office.house()
    worker.get(f"/c/{code}/consent/ask/P3?purposes=P3&recipient={house}")
