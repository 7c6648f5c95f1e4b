"""The police, justice and a consulate: the person agrees to one body, or to every one of its kind;
what was said last of a body is what holds."""

from dataclasses import replace

import pytest

from casework.cases import queries as cases
from casework.cases import service
from casework.cases.domain.consent import DATA_GROUPS, Circumstance, GroupsMissing, NoSuchRecipient
from casework.cases.domain.records import LegalDuty
from casework.referrals import queries
from casework.referrals import service as referrals
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.domain.refusals import BeyondAgreement, PersonSaidNo, SharingNotAgreed
from casework.referrals.ending import end_without_consent
from casework.referrals.service import Addressed
from casework.referrals.standing import told_now
from tests.factories import actor_named, organisation_named
from tests.integration.referrals.conftest import HERE, THERE

TOLD = Circumstance("oral", "fr", "no", data_groups=DATA_GROUPS)
TEXTS = {Item.SAFE_CONTACT: "Bureau", Item.FACTS: "Faits utiles, canarifaits."}


def asked(office, code, key):
    """A request to a station; gives its reference."""

    def send(case):
        worker = actor_named("caseworker")
        to = Addressed("SAFETY", organisation_named(key).id, "routine")
        made = referrals.prepare(case, to, worker)
        referrals.choose(made, Preparation("SAFETY", "routine", texts=TEXTS), made.version)
        referrals.send(made, case, worker, made.version)
        return made.reference

    return office.on(code, send)


def seen(office, code, ref):
    """Whether its recipient sees something of it: by the look, and by the job."""
    by_look = office.see(code, lambda case: bool(told_now([
        queries.referral_of_case(case.id, ref).id])))  # fmt: skip
    office.do(end_without_consent)
    state = office.state(code, ref)[1]
    assert by_look or state == "cancelled"
    return state in ("sent", "received")


def answered(office, code, answer, key=None, told=TOLD):
    recipient = office.house(key) if key else None
    office.consent(code, "P4", answer, recipient, told)


def test_a_yes_to_one_station_tells_no_other(police):
    code = police.informed()
    answered(police, code, "given", HERE)
    ref = asked(police, code, HERE)
    with pytest.raises(SharingNotAgreed):
        asked(police, code, THERE)
    assert seen(police, code, ref)


def test_a_yes_to_all_tells_every_one_but_whom_the_person_then_excepts(police):
    code = police.informed()
    answered(police, code, "given")
    here, there = asked(police, code, HERE), asked(police, code, THERE)
    answered(police, code, "refused", THERE)
    assert (seen(police, code, here), seen(police, code, there)) == (True, False)
    told = police.see(code, lambda case: [one.shared_as for one in cases.deletions_of(case.id)])
    assert told == [there]
    with pytest.raises(PersonSaidNo):
        asked(police, code, THERE)


@pytest.mark.parametrize("answer", ["refused", "withdrawn"])
def test_a_no_to_all_ends_what_was_agreed_to_with_one(police, answer):
    code = police.informed()
    answered(police, code, "given", HERE)
    ref = asked(police, code, HERE)
    if answer == "refused":
        answered(police, code, "refused")
    else:
        worker = actor_named
        police.on(code, lambda case: service.withdraw_consent(
            case, ("P4", None), TOLD, worker("caseworker")))  # fmt: skip
    assert not seen(police, code, ref)
    with pytest.raises(PersonSaidNo):
        asked(police, code, HERE)


def test_a_withdrawal_at_one_station_leaves_the_other(police, client_as):
    code = police.informed()
    answered(police, code, "given")
    here, there = asked(police, code, HERE), asked(police, code, THERE)
    question = ("P4", police.house(HERE))
    page = client_as("caseworker").get(
        f"/c/{code}/consent/withdraw?purpose=P4&recipient={question[1]}"
    )
    assert here in page.text and there not in page.text
    police.on(code, lambda case: service.withdraw_consent(
        case, question, TOLD, actor_named("caseworker")))  # fmt: skip
    assert (seen(police, code, here), seen(police, code, there)) == (False, True)


def test_what_one_station_may_be_told_is_what_was_said_last_of_it(police):
    code = police.informed()
    answered(police, code, "given")
    here, there = asked(police, code, HERE), asked(police, code, THERE)
    answered(police, code, "given", HERE, replace(TOLD, data_groups=("profile", "needs")))
    assert (seen(police, code, here), seen(police, code, there)) == (False, True)
    with pytest.raises(BeyondAgreement):
        asked(police, code, HERE)


def test_a_yes_says_what_may_be_told_and_only_what_is_told_names_whom(police):
    code = police.informed()
    with pytest.raises(GroupsMissing):
        answered(police, code, "given", HERE, replace(TOLD, data_groups=()))
    with pytest.raises(NoSuchRecipient):
        police.consent(code, "P8", "given", police.house(HERE), TOLD)


def test_the_station_is_asked_for_by_name_where_the_agreement_is_missing(police, client_as):
    code = police.informed()
    ref, worker = drafted(police, code, HERE), client_as("caseworker")
    page = worker.get(f"/c/{code}/referrals/{ref}/agreement").text
    assert f"purpose=P4&amp;recipient={police.house(HERE)}" in page
    form = worker.get(f"/c/{code}/consent?purpose=P4&recipient={police.house(HERE)}").form(
        "purpose"
    )
    typed = {"answer": "given", "data_groups": list(DATA_GROUPS), "how": "oral", "language": "fr",
             "interpreter": "no", "explained_by": "Moi"}  # fmt: skip
    worker.post(f"/c/{code}/consent", form.filled(typed))
    page = worker.get(f"/c/{code}/referrals/{ref}/agreement").text
    assert "pour cet organisme précisément" in page


def drafted(office, code, key, texts=TEXTS):
    def prepare(case):
        to = Addressed("SAFETY", organisation_named(key).id, "routine")
        made = referrals.prepare(case, to, actor_named("caseworker"))
        referrals.choose(made, Preparation("SAFETY", "routine", texts=texts), made.version)
        return made.reference

    return office.on(code, prepare)


def test_what_the_agreement_does_not_cover_is_said_before_the_preview(police, client_as):
    code = police.informed()
    answered(
        police, code, "given", HERE, replace(TOLD, data_groups=("profile", "needs", "contact"))
    )
    page = client_as("caseworker").get(
        f"/c/{code}/referrals/{drafted(police, code, HERE)}/agreement"
    )
    assert "mais pas de ceci" in page.text and "/preview" not in page.text
    beyond = page.text.partition("mais pas de ceci")[2].partition("</ul>")[0]
    assert beyond.count("<li>") == 1 and "Ce qui lui est arrivé" in beyond
    asks = page.text.partition("consent?")[2].partition('"')[0]
    assert asks.count("groups=") == 4 and "groups=facts" in asks


def test_a_report_that_the_law_asks_for_opens_the_way_where_no_agreement_is(police, client_as):
    code = police.informed()
    ref, worker = drafted(police, code, HERE), client_as("caseworker")
    assert "/preview" not in worker.get(f"/c/{code}/referrals/{ref}/agreement").text
    told = police.house(HERE)
    duty = LegalDuty("penal_code_448_7", cases.today(), "Police", "Faits", recipient_id=told)
    by = police.actor("caseworker")
    police.on(code, lambda case: service.record_legal_duty(case, duty, True, by))
    page = worker.get(f"/c/{code}/referrals/{ref}/agreement").text
    assert "exigé par la loi est au dossier" in page and f"/{ref}/preview" in page
