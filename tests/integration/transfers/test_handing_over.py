"""A case changes hands: with consent, at acceptance, whole, and gone from where it was."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import service as cases
from casework.cases.queries import deletions_of
from casework.cases.service import losses
from casework.kernel.refusals import GateClosed
from casework.transfers import queries, service
from casework.transfers.domain import (
    AlreadyProposed,
    NobodyThere,
    NotAskedOfThePerson,
    WholeFileNotAgreed,
)
from casework.transfers.models import CaseTransfer
from tests.factories import actor_named
from tests.integration.cases.conftest import WHOLE_FILE
from tests.integration.transfers.conftest import NOTE, proposed
from tests.printed import Printed


def state_of(office, code, ref):
    return office.see(code, lambda case: queries.transfer_of_case(case.id, ref).state)


def test_the_case_is_theirs_at_acceptance_and_no_longer_the_former_owners(office, client_as):
    code, ref = proposed(office)
    former, new = client_as("caseworker"), client_as("caseworker_elsewhere")
    new.get(f"/c/{code}", 404)
    former.get(f"/c/{code}")
    assert ref in new.get("/").text
    page = new.get(f"/h/{ref}")
    assert "canarinote" in page.text
    assert code not in page.text
    answer = new.post(f"/h/{ref}/accept", page.form("version").fields)
    assert code in answer.location
    new.get(f"/c/{code}")
    new.get(f"/c/{code}/timeline")
    former.get(f"/c/{code}", 404)
    former.get(f"/c/{code}/referrals", 404)
    former.get(f"/c/{code}/transfer", 404)
    listed = former.get("/h").text
    assert ref in listed
    assert "Reprise" in listed or "Repris" in listed
    assert code not in listed
    assert code not in former.get("/t").text + former.get("/").text
    new.get(f"/h/{ref}", 410)


def test_its_deadlines_go_with_it(office, client_as):
    code, ref = proposed(office)
    new = client_as("caseworker_elsewhere")
    before = client_as("caseworker").get("/t").text
    new.post(f"/h/{ref}/accept", new.get(f"/h/{ref}").form("version").fields)
    assert code in before
    assert code in new.get("/t").text


def test_declining_takes_everything_back(office, client_as):
    code, ref = proposed(office)
    new = client_as("caseworker_elsewhere")
    new.submit(f"/h/{ref}/decline", {"reason": "full"})
    shell = new.get(f"/h/{ref}", 410).text
    assert ref in shell
    assert "Association Essai" in shell
    assert code not in shell
    client_as("other_shelter").get(f"/h/{ref}", 403)
    client_as("colleague_caseworker").get(f"/h/{ref}", 404)
    assert state_of(office, code, ref) == "declined"
    assert "Nous ne pouvons pas suivre" in client_as("caseworker").get(f"/c/{code}/transfer").text


def test_nobody_is_asked_without_the_agreement_of_the_person(office):
    code = office.informed()
    to = office.house("other_association")
    with pytest.raises(NotAskedOfThePerson):
        office.on(code, lambda case: service.propose(case, to, NOTE, actor_named("caseworker")))


def test_needs_alone_do_not_hand_the_whole_file_over(office):
    code, to = office.informed(), office.house("other_association")
    needs = replace(WHOLE_FILE, data_groups=("needs",))
    office.consent(code, "P3", recipient_id=to, circumstance=needs)
    with pytest.raises(WholeFileNotAgreed):
        office.on(code, lambda case: service.propose(case, to, NOTE, actor_named("caseworker")))


def test_a_proposal_ends_when_less_than_the_whole_file_is_agreed_to(office, client_as):
    code, ref = proposed(office)
    to = office.house("other_association")
    lost = office.see(code, lambda case: losses(case, ("P3", to)))
    assert [(one.what, one.groups) for one in lost] == [("transfer", ("profile", "needs"))]
    less = replace(WHOLE_FILE, data_groups=("profile", "needs"))
    office.consent(code, "P3", recipient_id=to, circumstance=less)
    assert state_of(office, code, ref) == "cancelled"
    client_as("caseworker_elsewhere").get(f"/h/{ref}", 410)
    asked = office.see(code, lambda case: [one.shared_as for one in deletions_of(case.id)])
    assert asked == [ref]


def test_a_proposal_shows_nothing_once_the_agreement_is_over_though_no_job_ran(
    office, client_as, clock
):
    code, ref = proposed(office)
    clock.advance(timedelta(days=367))
    new = client_as("caseworker_elsewhere")
    new.get(f"/h/{ref}", 410)
    assert ref not in new.get("/h").text and ref not in new.get("/").text
    assert state_of(office, code, ref) == "proposed"
    office.do(service.expire_due)
    assert state_of(office, code, ref) == "cancelled"


def test_only_whoever_works_cases_there_is_asked_and_one_at_a_time(office):
    code, _ref = proposed(office)
    other, house = office.house("other_association"), office.house("shelter_house")
    worker = lambda: actor_named("caseworker")  # noqa: E731
    with pytest.raises(NobodyThere):
        office.on(code, lambda case: service.propose(case, house, NOTE, worker()))
    with pytest.raises(AlreadyProposed):
        office.on(code, lambda case: service.propose(case, other, NOTE, worker()))


def test_withdrawal_ends_the_proposal_at_once(office, client_as):
    code, ref = proposed(office)
    to = office.house("other_association")
    new = client_as("caseworker_elsewhere")
    shown = new.get(f"/h/{ref}").form("version")
    office.consent(code, "P3", "refused", recipient_id=to)
    assert state_of(office, code, ref) == "cancelled"
    new.get(f"/h/{ref}", 410)
    new.post(f"/h/{ref}/accept", shown.fields, 410)
    new.get(f"/c/{code}", 404)


@pytest.mark.parametrize("answer", ["decline", "accept"])
def test_whoever_was_shown_a_proposal_is_listed_and_asked_to_delete_whatever_they_answered(
    office, client_as, answer
):
    code, ref = proposed(office)
    asked = client_as("caseworker_elsewhere")
    fields = asked.get(f"/h/{ref}").form("version").fields
    asked.post(f"/h/{ref}/{answer}", {**fields, "reason": "full"})
    holder = "caseworker" if answer == "decline" else "caseworker_elsewhere"
    page = client_as(holder).get(f"/c/{code}/consent/withdraw?purpose=P2").text
    assert "Ce qui a été partagé avant" in page and ref in page
    by = office.actor(holder)
    office.on(code, lambda case: cases.withdraw_consent(case, ("P2", None), WHOLE_FILE, by))
    (asked,) = office.see(code, lambda case: deletions_of(case.id))
    house = {"decline": "other_association", "accept": "association"}[answer]
    assert (asked.shared_as, asked.organisation_id) == (ref, office.house(house))


def test_acceptance_looks_at_the_agreement_once_more(office):
    code, ref = proposed(office)

    def accept(case):
        from casework.cases.models import Consent
        from casework.db import db

        db.session.query(Consent).filter_by(case_id=case.id, purpose="P3").update(
            {"valid_until": case.opened_at.date() - timedelta(days=1)}
        )
        row = queries.transfer_of_case(case.id, ref)
        service.accept(row, actor_named("caseworker_elsewhere"), row.version)

    with pytest.raises(GateClosed):
        office.on(code, accept)


def test_two_who_accept_at_once_take_it_once(office, client_as):
    _code, ref = proposed(office)
    new = client_as("caseworker_elsewhere")
    form = new.get(f"/h/{ref}").form("version")
    new.post(f"/h/{ref}/accept", form.fields)
    new.post(f"/h/{ref}/accept", {**form.fields, "idempotency_key": "0" * 32}, 410)


def test_no_answer_in_five_working_days_leaves_the_case_where_it_is(office, client_as, clock):
    code, ref = proposed(office)
    clock.set(clock.now() + timedelta(days=12))
    assert office.do(service.expire_due) == 1
    assert office.do(service.expire_due) == 0
    assert state_of(office, code, ref) == "expired"
    client_as("caseworker_elsewhere").get(f"/h/{ref}", 410)
    worker = client_as("caseworker")
    worker.get(f"/c/{code}")
    assert "Personne n’a repris le dossier" in worker.get("/t").text


def test_that_the_case_stays_where_nobody_took_it_over_is_decided_by_its_worker(
    office, client_as, clock
):
    code, ref = proposed(office)
    clock.set(clock.now() + timedelta(days=12))
    office.do(service.expire_due)
    worker = client_as("caseworker")
    where = f"/c/{code}/transfer/{ref}/cancel"
    assert where in worker.get(f"/c/{code}/transfer").text
    worker.post(where, worker.get(where).form("version").filled({}))
    assert state_of(office, code, ref) == "cancelled"
    assert "Personne n’a repris le dossier" not in worker.get("/t").text


def test_the_note_is_sealed_and_the_minutes_hold_it(office, client_as):
    from casework.db import db

    code, ref = proposed(office)
    with office.app.app_context():
        rows = repr(db.session.execute(CaseTransfer.__table__.select()).all())
    assert "canarinote" not in rows
    worker = client_as("caseworker")
    path = f"/c/{code}/letters/handover?about={ref}"
    worker.submit(path, {"language": "ar", "reason": "service"})
    page = worker.get(f"/c/{code}/letters").text
    href = page.partition("/letters/copies/")[2].partition('"')[0]
    read = Printed(worker.http.get(f"/c/{code}/letters/copies/{href}").data)
    assert "canarinote" in read.text
    assert "Canarita" not in read.text


def test_a_name_in_the_note_is_pointed_out_once(office, client_as):
    code = office.informed()
    to = office.house("other_association")
    office.consent(code, "P3", recipient_id=to, circumstance=WHOLE_FILE)
    worker = client_as("caseworker")
    typed = {"organisation": str(to), "note": "Madame Zubayda attend un appel."}
    page = worker.submit(f"/c/{code}/transfer", typed, 422)
    assert "semble contenir un nom" in page.text
    worker.post(f"/c/{code}/transfer", page.form("note").filled(typed))


__all__ = ["cases"]
