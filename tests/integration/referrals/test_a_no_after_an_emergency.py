"""Whoever was told in an emergency, without a yes, sees nothing any more after a no."""

import pytest

from casework.cases import queries as cases
from casework.cases import service
from casework.cases.domain.consent import NothingToWithdraw
from casework.cases.domain.records import LegalDuty
from casework.cases.queries import today
from casework.cases.service.writing import UnknownCode
from casework.referrals import queries
from casework.referrals import service as referrals
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.domain.refusals import PersonSaidNo
from casework.referrals.domain.track import EMERGENCY
from casework.referrals.ending import end_without_consent
from casework.referrals.service import Addressed
from tests.factories import actor_named, organisation_named
from tests.integration.cases.conftest import IN_WORDS

ASKED_AGAIN = "Danger de mort ce soir, dit la voisine."


def urgent(office, code=None, key="shelter_house", service_code="SHELTER"):
    """A request sent on vital interest; gives the case and the reference."""
    code = code or office.assigned()

    def send(case):
        to = Addressed(service_code, organisation_named(key).id, EMERGENCY)
        made = referrals.prepare(case, to, actor_named("caseworker"))
        texts = {Item.SAFE_CONTACT: "Bureau", Item.FACTS: "Faits utiles."}
        chosen = Preparation(service_code, EMERGENCY, texts=texts)
        referrals.choose(made, chosen, made.version)
        referrals.send(made, case, actor_named("caseworker"), made.version, ASKED_AGAIN)
        return made.reference

    return code, office.on(code, send)


def withdraw(office, code, question):
    worker = office.actor("caseworker")
    office.on(code, lambda case: service.withdraw_consent(case, question, IN_WORDS, worker))


def asked_to_delete(office, code):
    return office.see(code, lambda case: [one.shared_as for one in cases.deletions_of(case.id)])


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
@pytest.mark.parametrize("purpose", ["P2", "P3"])
def test_a_recipient_told_on_vital_interest_sees_nothing_after_a_no(
    office, client_as, purpose, answer
):
    code, ref = urgent(office)
    basis = office.referral(code, ref, lambda one: (one.basis, one.consent_id))
    assert basis == ("vital_interest", None)
    shelter = client_as("shelter")
    shelter.get(f"/r/{ref}")
    question = (purpose, office.house() if purpose == "P3" else None)
    if answer == "refused":
        office.consent(code, purpose, "refused", question[1])
    else:
        withdraw(office, code, question)
    shelter.get(f"/r/{ref}", 410)
    assert ref not in shelter.get("/r").text
    assert office.state(code, ref)[1] == "cancelled"
    assert asked_to_delete(office, code) == [ref]
    last = office.see(code, lambda case: cases.said_of(case.id)[-1])
    assert (last.key, last.answer) == (question, answer)


def test_a_second_no_asks_nobody_twice_and_nothing_is_left_to_take_back(quick_office):
    code, ref = urgent(quick_office)
    quick_office.consent(code, "P3", "refused", quick_office.house())
    quick_office.consent(code, "P2", "refused")
    assert asked_to_delete(quick_office, code) == [ref]
    with pytest.raises(NothingToWithdraw):
        withdraw(quick_office, code, ("P3", quick_office.house()))


def test_a_worker_can_take_back_on_the_page_what_rests_on_no_answer(quick_office, client_as):
    code, ref = urgent(quick_office)
    worker, house = client_as("caseworker"), quick_office.house()
    there = f"/c/{code}/consent/withdraw?purpose=P3&recipient={house}"
    assert there in worker.get(f"/c/{code}/consent").text.replace("&amp;", "&")
    asked = worker.get(there).text
    assert ref in asked and asked.count("Maison Essai") >= 2
    worker.submit(there, {"how": "oral", "language": "fr", "interpreter": "no"}, 303, "how")
    client_as("shelter").get(f"/r/{ref}", 410)
    assert there not in worker.get(f"/c/{code}/consent").text.replace("&amp;", "&")


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_no_emergency_overrules_who_said_no_to_a_case(office, answer):
    code = office.assigned()
    if answer == "withdrawn":
        office.consent(code)
    office.consent(code, "P2", "refused")
    with pytest.raises(PersonSaidNo):
        urgent(office, code)


def test_what_the_law_asks_for_stays_told_and_possible_after_a_no_to_a_case(quick_office):
    from tests.integration.referrals.test_whom_it_is_for import becomes

    becomes(quick_office, "clinic", "police", "SAFETY")
    code = quick_office.informed()
    told = quick_office.house("clinic")
    duty = LegalDuty("penal_code_448_7", today(), "Police", "Faits", recipient_id=told)
    quick_office.on(
        code, lambda case: service.record_legal_duty(case, duty, True, actor_named("caseworker"))
    )
    _code, first = urgent(quick_office, code, "clinic", "SAFETY")
    quick_office.consent(code, "P2", "refused")
    assert quick_office.state(code, first)[1] in ("sent", "received")
    assert asked_to_delete(quick_office, code) == []
    quick_office.on(
        code,
        lambda case: referrals.take_back(
            found := queries.referral_of_case(case.id, first),
            case, "cancel", "sent_by_mistake", actor_named("caseworker"), found.version,
        ),
    )  # fmt: skip
    _code, again = urgent(quick_office, code, "clinic", "SAFETY")
    assert quick_office.referral(code, again, lambda one: one.basis) == "legal_duty"


def test_a_report_to_one_body_opens_the_file_to_no_other(quick_office, client_as):
    from tests.integration.referrals.test_whom_it_is_for import becomes

    becomes(quick_office, "clinic", "police", "SAFETY")
    becomes(quick_office, "other_house", "prosecution", "SAFETY")
    code, told = quick_office.informed(), quick_office.house("clinic")
    page = client_as("caseworker").get(f"/c/{code}/duty").text
    assert "Clinique Essai" in page and "Maison Autre" in page and "Maison Essai" not in page
    day = {"on-day": "16", "on-month": "11", "on-year": "2026"}
    typed = {"reported": "yes", "basis": "penal_code_448_7", "content": "Faits", "informed": "yes"}
    client_as("caseworker").submit(f"/c/{code}/duty", {**typed, **day, "recipient": str(told)})
    (duty,) = quick_office.see(
        code, lambda case: [x for r, x in cases.duties_of(case.id) if r.reported]
    )
    assert (duty.recipient_id, duty.authority) == (told, "Clinique Essai")
    quick_office.consent(code, "P4", "refused")
    with pytest.raises(PersonSaidNo):
        urgent(quick_office, code, "other_house", "SAFETY")
    _code, ref = urgent(quick_office, code, "clinic", "SAFETY")
    assert quick_office.referral(code, ref, lambda one: one.basis) == "legal_duty"


def test_a_report_is_noted_for_a_body_that_takes_reports_alone(quick_office):
    code, shelter = quick_office.informed(), quick_office.house()
    duty = LegalDuty("penal_code_448_7", today(), "Parquet", "Faits", recipient_id=shelter)
    with pytest.raises(UnknownCode):
        quick_office.on(
            code,
            lambda case: service.record_legal_duty(case, duty, True, actor_named("caseworker")),
        )


def test_an_emergency_stands_while_the_person_has_not_answered(quick_office, client_as):
    _code, ref = urgent(quick_office)
    assert quick_office.do(end_without_consent) == 0
    client_as("shelter").get(f"/r/{ref}")
