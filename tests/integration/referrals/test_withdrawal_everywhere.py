"""After an agreement is taken back, no page of any recipient shows what rested on it."""

import re
from datetime import timedelta

import pytest

from casework.cases import queries as cases
from casework.cases import service
from casework.cases.service.deletions import AnsweredAlready, AnswersThemselves
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted
from casework.tasks.queries import open_tasks
from casework.together import service as together
from casework.together.domain.conference import Prepared
from casework.web.guard import STAMP
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.referrals.conftest import ARRIVAL, MESSAGE
from tests.integration.referrals.test_by_hand import leave_the_house

RECIPIENTS = ("shelter", "other_shelter", "provider", "return_officer", "colleague_caseworker")
SAFE = "Bureau, 09:00 à 18:00"


def withdraw(office, code, question):
    worker = office.actor("caseworker")
    office.on(code, lambda case: service.withdraw_consent(case, question, IN_WORDS, worker))


def deletions(office, code):
    return office.see(code, lambda case: cases.deletions_of(case.id))


def anonymous_conference(office, code):
    """One that the shelter is invited to and may look at now: it shows the code and the card."""
    house = office.house()

    def act(case):
        worker, at = actor_named("caseworker"), clock.now() + timedelta(days=1)
        made = together.convene(case, at, (2, 2), Prepared("Suite"), worker, anonymised=True)
        together.invite(case, made, house, None, worker)
        return made.reference

    return office.on(code, act)


def every_page(app, **parts):
    """Every address that can be read, filled with what a recipient may have noted."""
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or not hasattr(app.view_functions[rule.endpoint], STAMP):
                continue
            if set(rule.arguments) <= set(parts):
                yield adapter.build(rule.endpoint, {one: parts[one] for one in rule.arguments})


@pytest.mark.parametrize("purpose", ["P2", "P3"])
@pytest.mark.parametrize("stage", ["received", "accepted"])
def test_no_page_of_a_recipient_shows_it_from_the_next_request_on(
    quick_office, client_as, purpose, stage
):
    code, ref = quick_office.sent("emergency")
    shelter = client_as("shelter")
    if stage == "accepted":
        shelter.submit(f"/r/{ref}", {}, containing="idempotency_key")
    assert MESSAGE in shelter.get(f"/r/{ref}").text
    anonymous = anonymous_conference(quick_office, code)
    assert code in shelter.get(f"/cf/{anonymous}").text
    house = quick_office.house() if purpose == "P3" else None
    withdraw(quick_office, code, (purpose, house))
    shelter.get(f"/r/{ref}", 410)
    shelter.get(f"/cf/{anonymous}", 410)
    erasure = deletions(quick_office, code)[0].reference
    shown = 0
    for path in (f"/cf/{anonymous}", *every_page(quick_office.app, code=code, ref=ref)):
        page = shelter.http.get(path, headers={"Accept": "text/html"})
        if page.status_code not in (200, 410):
            continue
        shown += 1
        for secret in (MESSAGE, ARRIVAL, SAFE, code):
            assert secret.encode() not in page.data, (path, secret)
    assert shown > 5
    asked = shelter.get(f"/w/{erasure}").text
    assert ref in asked
    for secret in (MESSAGE, ARRIVAL, SAFE, code):
        assert secret not in asked


def test_every_body_that_was_told_is_asked_to_delete_and_answers(office, client_as):
    code, ref = office.sent()
    shelter = client_as("shelter")
    worker = client_as("caseworker")
    preview = worker.get(f"/c/{code}/consent/withdraw?purpose=P2").text
    assert ref in preview
    withdraw(office, code, ("P2", None))
    (asked,) = deletions(office, code)
    assert (asked.shared_as, asked.answer) == (ref, None)
    assert asked.reference in shelter.get("/").text or asked.reference in shelter.get("/w").text
    for key in RECIPIENTS[1:]:
        client_as(key).get(f"/w/{asked.reference}", 404)
    shelter.submit(f"/w/{asked.reference}", {}, 422)
    shelter.submit(f"/w/{asked.reference}", {"answer": "deleted"})
    assert deletions(office, code)[0].answer == "deleted"
    assert "Tout a été supprimé" in worker.get(f"/c/{code}/consent").text
    trace = worker.get(f"/c/{code}/timeline").text
    assert "Suppression demandée" in trace
    assert "Tout a été supprimé" in trace
    tasks = office.see(code, lambda case: open_tasks("deletion", asked.id))
    assert tasks == []


def test_first_answer_stands_and_only_the_body_itself_gives_it(quick_office):
    code, _ref = quick_office.sent()
    withdraw(quick_office, code, ("P2", None))

    def answer(by, how="deleted"):
        def act(case):
            asked = cases.deletions_of(case.id)[0]
            service.answer_deletion(asked, how, actor_named(by), asked.version)

        quick_office.on(code, act)

    for key in ("other_shelter", "provider", "caseworker", "focal_point", "administrator"):
        with pytest.raises(NotPermitted):
            answer(key)
    answer("shelter", "kept_by_duty")
    with pytest.raises(AnsweredAlready):
        answer("shelter")
    assert deletions(quick_office, code)[0].answer == "kept_by_duty"


def test_what_ended_before_is_listed_and_asked_to_be_deleted_too(office, client_as):
    code, ref = office.sent()
    shelter = client_as("shelter")
    shelter.submit(f"/r/{ref}/decline", {"reason": "full", "words": "Complet"})
    worker = client_as("caseworker")
    preview = worker.get(f"/c/{code}/consent/withdraw?purpose=P2").text
    assert "Ce qui a été partagé avant" in preview
    assert ref in preview
    withdraw(office, code, ("P2", None))
    assert [asked.shared_as for asked in deletions(office, code)] == [ref]


def test_answer_of_a_body_without_an_account_is_written_down_by_hand(quick_office, client_as):
    quick_office.do(leave_the_house)
    code, _ref = quick_office.sent()
    withdraw(quick_office, code, ("P2", None))
    (asked,) = deletions(quick_office, code)
    worker = client_as("caseworker")
    assert f"/deletions/{asked.reference}" in worker.get(f"/c/{code}/consent").text
    worker.submit(f"/c/{code}/deletions/{asked.reference}", {"answer": "deleted"})
    found = deletions(quick_office, code)[0]
    assert (found.answer, found.by_hand) == ("deleted", True)
    client_as("colleague_caseworker").get(f"/c/{code}/deletions/{asked.reference}", 404)


def test_nobody_answers_in_the_place_of_a_body_that_has_an_inbox(quick_office, client_as):
    code, _ref = quick_office.sent()
    withdraw(quick_office, code, ("P2", None))
    (asked,) = deletions(quick_office, code)
    worker, there = client_as("caseworker"), f"/c/{code}/deletions/{asked.reference}"
    assert there not in worker.get(f"/c/{code}/consent").text
    page = worker.get(there).text
    assert "il répond lui-même à la demande" in page
    assert 'name="answer"' not in page

    def by_hand(case):
        asked = cases.deletions_of(case.id)[0]
        service.record_answer(case, asked, "deleted", actor_named("caseworker"))

    with pytest.raises(AnswersThemselves):
        quick_office.on(code, by_hand)
    assert deletions(quick_office, code)[0].answered_at is None


def test_the_page_before_a_withdrawal_says_who_loses_sight_of_what(quick_office, client_as):
    code, ref = quick_office.sent()
    worker, house = client_as("caseworker"), quick_office.house()
    there = f"/c/{code}/consent/withdraw?purpose=P3&recipient={house}"
    asked = worker.get(there).text
    assert "Maison Essai" in asked and ref in asked and "demande d’orientation" in asked
    before = ["Tranche d’âge, sexe, langues", "Ce dont la personne a besoin"]
    assert _seen(asked) == before
    client_as("shelter").submit(f"/r/{ref}", {}, containing="idempotency_key")
    assert _seen(worker.get(there).text) == [*before, "Comment la joindre sans danger"]
    worker.submit(there, {"how": "oral", "language": "fr", "interpreter": "no"}, 303, "how")
    client_as("shelter").get(f"/r/{ref}", 410)


def _seen(page):
    told = re.search(r"Il voit aujourd’hui\s*:\s*([^<]*)</span>", page)
    assert told is not None
    return [one.strip() for one in told[1].split(" · ")]
