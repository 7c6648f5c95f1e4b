"""An agreement ends by its last day: whoever was told under it sees nothing from then on, and a
week later, unless the person agreed anew, is asked to delete or to give back what it keeps."""

from datetime import timedelta

from casework.cases.jobs import warn_of_endings
from casework.cases.service.lapsing import ask_after_endings
from casework.referrals.ending import end_without_consent
from casework.tasks.queries import open_tasks
from tests.integration.referrals.test_a_no_after_an_emergency import urgent
from tests.integration.referrals.test_withdrawal_everywhere import (
    anonymous_conference,
    deletions,
)

TO_ITS_LAST_DAY = timedelta(days=365)
A_WEEK = timedelta(days=8)


def shared_as(office, code):
    return [one.shared_as for one in deletions(office, code)]


def test_who_was_told_is_asked_a_week_after_the_last_day_and_answers(office, clock, client_as):
    code, ref = office.sent()
    clock.advance(TO_ITS_LAST_DAY - timedelta(days=10))
    office.do(warn_of_endings)
    kinds = office.see(code, lambda case: {one.kind for one in open_tasks("case", case.id)})
    assert any(kind.startswith("renew_consent.") for kind in kinds)
    assert office.do(ask_after_endings) == 0
    clock.advance(timedelta(days=11))
    office.do(end_without_consent)
    client_as("shelter").get(f"/r/{ref}", 410)
    assert office.do(ask_after_endings) == 0  # they may agree anew
    clock.advance(A_WEEK)
    assert office.do(ask_after_endings) == 1
    assert office.do(ask_after_endings) == 0
    assert shared_as(office, code) == [ref]
    asked = deletions(office, code)[0].reference
    house = client_as("shelter")
    assert asked.replace("-", "") in house.get("/w").text.replace("-", "")
    house.submit(f"/w/{asked}", {"answer": "returned"})
    assert deletions(office, code)[0].answer == "returned"
    assert "restitué" in client_as("caseworker").get(f"/c/{code}/consent").text


def test_nobody_is_asked_where_the_person_agreed_anew_or_said_no_before(quick_office, clock):
    renewed, _ref = quick_office.sent()
    refused, ref = quick_office.sent()
    quick_office.consent(refused, "P3", "refused", quick_office.house())
    assert shared_as(quick_office, refused) == [ref]
    clock.advance(TO_ITS_LAST_DAY)
    quick_office.consent(renewed, "P3", recipient_id=quick_office.house())
    clock.advance(A_WEEK)
    assert quick_office.do(ask_after_endings) == 0


def test_an_emergency_after_the_end_is_not_asked_back_before_the_person_answers(
    quick_office, clock
):
    code, ref = quick_office.sent()
    clock.advance(TO_ITS_LAST_DAY + A_WEEK)
    quick_office.do(end_without_consent)
    quick_office.on(code, lambda case: setattr(case, "state", "S10"))
    _code, later = urgent(quick_office, code)
    assert quick_office.do(ask_after_endings) == 1
    assert shared_as(quick_office, code) == [ref]
    assert quick_office.state(code, later)[1] in ("sent", "received")


def test_a_worker_that_stood_still_for_weeks_leaves_nobody_out(quick_office, clock):
    code, ref = quick_office.sent()
    conference = anonymous_conference(quick_office, code)
    clock.advance(TO_ITS_LAST_DAY + timedelta(days=60))
    quick_office.do(end_without_consent)
    assert quick_office.do(ask_after_endings) == 2
    assert set(shared_as(quick_office, code)) == {ref, conference}
