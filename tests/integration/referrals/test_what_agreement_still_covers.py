"""A yes to less than before, and a yes that is over, tell nobody more than they cover."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from casework.cases import queries as cases
from casework.cases.domain.consent import Said
from casework.cases.queries import today
from casework.cases.service import record_consent
from casework.referrals import queries, service
from casework.referrals.ending import end_without_consent
from casework.referrals.letters import disclosed_requests
from casework.referrals.several import Chosen, answer_several
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.referrals.conftest import MESSAGE
from tests.integration.referrals.test_a_no_after_an_emergency import asked_to_delete, urgent

LESS = replace(IN_WORDS, data_groups=("profile", "needs"))
MORE = replace(IN_WORDS, data_groups=(*IN_WORDS.data_groups, "health"))


def agreed(office, code, told=IN_WORDS, days=30):
    """The person agrees that the house be told, for so many days."""

    house = office.house()

    def act(case):
        said = Said("P3", "given", house, today() + timedelta(days=days))
        record_consent(case, said, told, actor_named("caseworker"))

    office.on(code, act)


def sent(office, *, accepted=True):
    code = office.informed()
    agreed(office, code)
    ref = office.prepared(code)
    office.on(code, lambda case: office._send(case, ref))
    if accepted:
        taken = lambda one: service.accept(one, actor_named("shelter"), one.version)  # noqa: E731
        office.referral(code, ref, taken)
    return code, ref


def seen_by(actor, ref):
    """What the queries give of what is under way there."""
    rows = queries.inbox(actor, "active")[0], queries.waiting_and_active(actor, "active")
    return (*rows, queries.referral_for_recipient(actor, ref))


@pytest.mark.parametrize("accepted", [False, True], ids=["waiting", "accepted"])
def test_a_yes_to_less_ends_what_told_more_and_has_it_deleted(office, client_as, accepted):
    code, ref = sent(office, accepted=accepted)
    agreed(office, code, LESS)
    client_as("shelter").get(f"/r/{ref}", 410)
    assert office.state(code, ref)[1] == "cancelled"
    assert asked_to_delete(office, code) == [ref]


def test_a_yes_to_as_much_or_more_ends_nothing(quick_office, client_as):
    code, ref = sent(quick_office)
    agreed(quick_office, code, MORE)
    agreed(quick_office, code)
    assert quick_office.do(end_without_consent) == 0
    client_as("shelter").get(f"/r/{ref}")
    assert asked_to_delete(quick_office, code) == []


def test_a_first_yes_to_less_than_an_emergency_told_ends_it(quick_office, client_as):
    code, ref = urgent(quick_office)
    agreed(quick_office, code, LESS)
    client_as("shelter").get(f"/r/{ref}", 410)
    assert asked_to_delete(quick_office, code) == [ref]


def test_the_form_proposes_what_this_recipient_is_told_already(quick_office, client_as):
    code, _ref = sent(quick_office)
    house = quick_office.house()
    there = f"/c/{code}/consent?purpose=P3&recipient={house}&groups=health"
    page = client_as("caseworker").get(there)
    ticked = page.form("data_groups").fields["data_groups"]
    assert {*([ticked] if isinstance(ticked, str) else ticked)} == {*MORE.data_groups}


def test_a_yes_that_is_over_shows_nothing_though_no_job_ran(office, client_as, clock):
    code, ref = sent(office)
    shelter = client_as("shelter")
    assert ref in shelter.get("/r?box=active").text
    clock.advance(timedelta(days=32))
    shelter, worker = client_as("shelter"), client_as("caseworker")
    assert office.state(code, ref)[1] == "accepted"
    for path in ("", "/decline", "/print", f"/copies/{uuid4()}.pdf", "/start", "/ask", "/reply"):
        assert MESSAGE not in shelter.get(f"/r/{ref}{path}", 410).text
    assert ref not in shelter.get("/r?box=active").text
    assert ref not in shelter.get("/").text
    assert ref not in worker.get(f"/c/{code}/letters").text
    assert office.do(lambda: seen_by(actor_named("shelter"), ref)) == ([], [], None)
    assert office.see(code, lambda case: list(disclosed_requests(case))) == []


def test_a_request_over_its_yes_is_answered_by_nobody_and_not_counted(quick_office, clock):
    _code, ref = sent(quick_office, accepted=False)
    clock.advance(timedelta(days=32))

    def answer():
        actor = actor_named("shelter")
        assert queries.count_waiting(actor) == 0
        return answer_several([Chosen(ref, 3)], "accept", "", actor)

    (outcome,) = quick_office.do(answer)
    assert outcome.refusal


def test_an_agreement_asked_anew_in_time_goes_on_telling(quick_office, client_as, clock):
    code, ref = sent(quick_office)
    clock.advance(timedelta(days=29))
    agreed(quick_office, code)
    clock.advance(timedelta(days=20))
    assert quick_office.do(end_without_consent) == 0
    client_as("shelter").get(f"/r/{ref}")


def test_an_emergency_is_shown_until_the_person_answers_and_then_as_long_as_they_agree(
    office, client_as, clock
):
    code, ref = urgent(office)
    clock.advance(timedelta(hours=1))
    client_as("shelter").get(f"/r/{ref}")
    agreed(office, code, days=1)
    client_as("shelter").get(f"/r/{ref}")
    clock.advance(timedelta(days=3))
    client_as("shelter").get(f"/r/{ref}", 410)
    assert office.do(end_without_consent) == 1
    assert office.see(code, lambda case: cases.deletions_of(case.id)) == []
