"""For one colleague by name, receipts, alternatives, grounds and the sealed identity."""

from dataclasses import replace

import pytest

from casework.accounts.models import OrganisationService
from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.card import CaseCard
from casework.cases.domain.consent import Circumstance
from casework.cases.domain.records import LegalDuty
from casework.cases.queries import today
from casework.referrals import queries, service
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.domain.refusals import (
    BeyondAgreement,
    ConsulateBarred,
    FactsMissing,
    IdentityMissing,
    NotEmergency,
    NotOfThem,
    PersonSaidNo,
    SharingNotAgreed,
)
from casework.referrals.domain.track import EMERGENCY
from casework.referrals.ending import give_back_of_gone
from casework.referrals.service import Addressed
from tests.factories import actor_named, change_account, organisation_named, user_named

ALL_GROUPS = Circumstance(
    "oral", "bm", "yes",
    data_groups=("profile", "needs", "safety", "contact", "identity", "facts", "documents"),
)  # fmt: skip
TEXTS = {Item.SAFE_CONTACT: "Bureau", Item.FACTS: "Faits utiles, canarifaits."}


@pytest.fixture
def second_at_the_shelter(quick_office):
    """Another account of the shelter's house."""

    def add():
        house = organisation_named("shelter_house").id
        change_account("other_shelter", organisation_id=house)

    quick_office.do(add)


def named(office, key="shelter"):
    """A case with a request for one colleague by name."""
    code = office.informed()
    office.consent(code, "P3", recipient_id=office.house())

    def send(case):
        to = Addressed("SHELTER", organisation_named("shelter_house").id, "routine",
                       user_named(key).id)  # fmt: skip
        made = service.prepare(case, to, actor_named("caseworker"))
        service.choose(made, Preparation("SHELTER", "routine", texts=TEXTS), made.version)
        service.send(made, case, actor_named("caseworker"), made.version)
        return made.reference

    return code, office.on(code, send)


def test_a_request_by_name_is_read_and_answered_by_that_person_alone(
    quick_office, client_as, second_at_the_shelter
):
    code, ref = named(quick_office)
    colleague, meant = client_as("other_shelter"), client_as("shelter")
    assert ref not in colleague.get("/r").text
    colleague.get(f"/r/{ref}", 404)
    colleague.get(f"/r/{ref}/decline", 404)
    assert ref in meant.get("/r").text
    page = meant.get(f"/r/{ref}")
    team = next(form for form in page.forms() if form.action.endswith("/team"))
    meant.post(team.action, team.fields)
    colleague.get(f"/r/{ref}")
    assert quick_office.state(code, ref)[1] == "received"


def test_a_request_for_somebody_who_left_goes_to_all_there(
    quick_office, client_as, second_at_the_shelter
):
    _code, ref = named(quick_office)

    def leave():
        one = user_named("shelter")
        one.disabled_at = one.made_at

    quick_office.do(leave)
    assert quick_office.do(give_back_of_gone) == 1
    client_as("other_shelter").get(f"/r/{ref}")


def test_nobody_is_named_who_does_not_work_there(quick_office):
    with pytest.raises(NotOfThem):
        named(quick_office, "provider")


def test_the_sender_sees_who_opened_it_and_when(quick_office, client_as):
    code, ref = quick_office.sent()
    worker = client_as("caseworker")
    assert "Personne ne l’a encore ouverte" in worker.get(f"/c/{code}/referrals/{ref}").text
    client_as("shelter").get(f"/r/{ref}")
    client_as("shelter").get(f"/r/{ref}")
    page = worker.get(f"/c/{code}/referrals/{ref}")
    assert "Essai Shelter" in page.text
    assert "2 fois" in page.text


def test_who_answered_meanwhile_is_told_to_colleagues(quick_office, client_as):
    code, ref = quick_office.sent()
    quick_office.referral(
        code, ref, lambda one: service.accept(one, actor_named("shelter"), one.version)
    )
    page = client_as("shelter").get(f"/r/{ref}").text
    assert "Essai Shelter" in page.partition("<h1")[2].partition("</p>")[0]


def test_a_no_shows_whom_else_to_ask_and_none_already_asked(quick_office, client_as):
    code, ref = quick_office.sent()
    client_as("shelter").submit(f"/r/{ref}/decline", {"reason": "full"})
    page = client_as("caseworker").get(f"/c/{code}/referrals/{ref}").text
    assert "À qui d’autre demander" in page
    assert "Maison Autre" in page.partition("À qui d’autre demander")[2]
    assert "Maison Essai" not in page.partition("À qui d’autre demander")[2].partition("</ul>")[0]


def asked_of(office, code, key, service_code, urgency="routine", of_person=(), texts=TEXTS):
    """Prepare and send what is asked of an organisation of the cast."""

    def send(case):
        to = Addressed(service_code, organisation_named(key).id, urgency)
        made = service.prepare(case, to, actor_named("caseworker"))
        chosen = Preparation(service_code, urgency, texts=texts, of_person=of_person)
        service.choose(made, chosen, made.version)
        service.send(made, case, actor_named("caseworker"), made.version, "Danger ce soir")
        return made.reference

    return office.on(code, send)


def becomes(office, key, kind, *services):
    """Make an organisation of the cast another kind, with these services."""

    def change():
        house = organisation_named(key)
        house.kind = kind
        house.services = [OrganisationService(service=one) for one in services]

    office.do(change)


def test_a_name_travels_only_with_the_agreement_to_it(quick_office, client_as):
    code = quick_office.informed()
    quick_office.identity(code)
    clinic = quick_office.house("clinic")
    quick_office.consent(code, "P3", recipient_id=clinic)
    with pytest.raises(BeyondAgreement):
        asked_of(quick_office, code, "clinic", "MED_PRIMARY", of_person=(Item.IDENTITY,))
    quick_office.consent(code, "P3", recipient_id=clinic, circumstance=ALL_GROUPS)
    ref = asked_of(quick_office, code, "clinic", "MED_PRIMARY", of_person=(Item.IDENTITY,))
    provider = client_as("provider")
    assert "Zubaydawi" not in provider.get(f"/r/{ref}").text
    accept = provider.get(f"/r/{ref}").form("version")
    provider.post(f"/r/{ref}/accept", accept.fields)
    page = provider.get(f"/r/{ref}").text
    assert "Canarita Zubaydawi" in page
    assert "04/1996" in page
    assert "CANARY99881" not in page


def test_no_name_is_promised_that_is_not_recorded(quick_office):
    code = quick_office.informed()
    clinic = quick_office.house("clinic")
    quick_office.consent(code, "P3", recipient_id=clinic, circumstance=ALL_GROUPS)
    with pytest.raises(IdentityMissing):
        asked_of(quick_office, code, "clinic", "MED_PRIMARY", of_person=(Item.IDENTITY,))


def test_the_consulate_needs_its_own_consent_and_no_emergency_opens_it(quick_office):
    becomes(quick_office, "clinic", "consulate", "DOC_TRAVEL")
    code = quick_office.informed()
    quick_office.identity(code)
    clinic = quick_office.house("clinic")
    quick_office.consent(code, "P3", recipient_id=clinic, circumstance=ALL_GROUPS)
    ask = lambda: asked_of(  # noqa: E731
        quick_office, code, "clinic", "DOC_TRAVEL", EMERGENCY, (Item.IDENTITY, Item.DOCUMENTS)
    )
    with pytest.raises(SharingNotAgreed):
        ask()
    quick_office.consent(code, "P6", circumstance=ALL_GROUPS)
    ref = ask()
    told = quick_office.see(
        code, lambda case: repr(queries.referral_of_case(case.id, ref).packet_b.reveal())
    )
    assert "CANARY99881" in told
    assert "canarifaits" not in told
    quick_office.consent(code, "P6", "refused")
    assert quick_office.state(code, ref)[1] == "cancelled"


def test_the_consulate_of_an_asylum_seeker_is_never_asked(quick_office):
    becomes(quick_office, "clinic", "consulate", "DOC_TRAVEL")
    seeker = CaseCard(age_band="25-34", sex="female", languages=("bm",), interpreter="needed",
                      asylum="yes")  # fmt: skip
    code = quick_office.assigned(seeker)
    with pytest.raises(ConsulateBarred):
        asked_of(quick_office, code, "clinic", "DOC_TRAVEL", EMERGENCY)


def test_a_consulate_that_was_told_hears_no_more_once_asylum_is_learnt(quick_office):
    becomes(quick_office, "clinic", "consulate", "DOC_TRAVEL")
    code = quick_office.informed()
    quick_office.identity(code)
    quick_office.consent(code, "P6", circumstance=ALL_GROUPS)
    ref = asked_of(quick_office, code, "clinic", "DOC_TRAVEL", of_person=(Item.IDENTITY,))
    seeks = lambda case: replace(case_queries.card_of(case), asylum="yes")  # noqa: E731
    quick_office.on(
        code, lambda case: cases.record_card(case, seeks(case), actor_named("caseworker"))
    )
    assert quick_office.state(code, ref)[1] == "cancelled"
    assert quick_office.see(code, lambda case: case_queries.consents_for(case, "P6")) is None
    told = quick_office.see(
        code, lambda case: [one.shared_as for one in case_queries.deletions_of(case.id)]
    )
    assert told == [ref]


def test_the_police_may_be_told_on_a_report_the_law_asks_for(quick_office):
    becomes(quick_office, "clinic", "police", "SAFETY")
    code = quick_office.informed()
    with pytest.raises(NotEmergency):
        asked_of(quick_office, code, "clinic", "SAFETY")
    with pytest.raises(FactsMissing):
        asked_of(quick_office, code, "clinic", "SAFETY", texts={Item.SAFE_CONTACT: "Bureau"})
    told = quick_office.house("clinic")
    duty = LegalDuty("penal_code_448_7", today(), "Police", "Faits", recipient_id=told)
    quick_office.on(
        code, lambda case: cases.record_legal_duty(case, duty, True, actor_named("caseworker"))
    )
    ref = asked_of(quick_office, code, "clinic", "SAFETY")
    basis = quick_office.see(code, lambda case: queries.referral_of_case(case.id, ref).basis)
    assert basis == "legal_duty"
    assert quick_office.state(code, ref)[0] == "S07"
    quick_office.consent(code, "P4", "refused")
    assert quick_office.state(code, ref)[1] in ("sent", "received")


def test_a_no_to_the_police_is_no_emergency_of_others(quick_office):
    becomes(quick_office, "clinic", "police", "SAFETY")
    code = quick_office.informed()
    quick_office.consent(code, "P4", "refused")
    with pytest.raises(PersonSaidNo):
        asked_of(quick_office, code, "clinic", "SAFETY", EMERGENCY)


@pytest.mark.parametrize("typed", ["Essai Shelter", "  éssai   SHELTER "])
def test_a_colleague_is_named_by_the_full_name_and_shown_by_it(quick_office, client_as, typed):
    code = quick_office.informed()
    worker, house = client_as("caseworker"), str(quick_office.house())
    asked = {"service": "SHELTER", "urgency": "routine", "recipient": house, "colleague": typed}
    shared = worker.submit(f"/c/{code}/refer?service=SHELTER", asked).location
    ref = shared.split("/")[-2]
    row = quick_office.see(code, lambda case: queries.referral_of_case(case.id, ref).colleague_id)
    with quick_office.app.app_context():
        assert row == user_named("shelter").id


@pytest.mark.parametrize("typed", ["shelter", "Essai Provider", "Essai"])
def test_a_user_name_or_somebody_elses_name_names_nobody(quick_office, client_as, typed):
    code = quick_office.informed()
    asked = {
        "service": "SHELTER", "urgency": "routine", "recipient": str(quick_office.house()),
        "colleague": typed,
    }  # fmt: skip
    page = client_as("caseworker").submit(f"/c/{code}/refer?service=SHELTER", asked, 422)
    assert "Écrivez le nom complet" in page.text


def test_two_of_one_name_are_not_guessed_between(quick_office, client_as, second_at_the_shelter):
    code = quick_office.informed()

    def same_name():
        user_named("other_shelter").display_name = "Essai Shelter"

    quick_office.do(same_name)
    asked = {
        "service": "SHELTER", "urgency": "routine", "recipient": str(quick_office.house()),
        "colleague": "Essai Shelter",
    }  # fmt: skip
    client_as("caseworker").submit(f"/c/{code}/refer?service=SHELTER", asked, 422)
