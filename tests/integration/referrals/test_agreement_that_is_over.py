"""An agreement ends by its last day: whoever was told under it sees nothing from then on, and a
week later, unless the person agreed anew, is asked to delete or to give back what it keeps."""

from datetime import timedelta

import pytest

from casework.cases.jobs import warn_of_endings
from casework.cases.service import lapsing
from casework.cases.service.lapsing import ask_after_endings
from casework.referrals.ending import end_without_consent
from casework.tasks.queries import open_tasks
from tests.integration.referrals.conftest import HERE, THERE
from tests.integration.referrals.test_a_no_after_an_emergency import urgent
from tests.integration.referrals.test_one_body_or_all import answered, asked
from tests.integration.referrals.test_withdrawal_everywhere import (
    anonymous_conference,
    deletions,
)

TO_ITS_LAST_DAY = timedelta(days=365)
A_WEEK = timedelta(days=8)


def asked_after(office) -> int:
    with office.app.app_context():
        return ask_after_endings()


def shared_as(office, code):
    return [one.shared_as for one in deletions(office, code)]


def test_who_was_told_is_asked_a_week_after_the_last_day_and_answers(office, clock, client_as):
    code, ref = office.sent()
    clock.advance(TO_ITS_LAST_DAY - timedelta(days=10))
    office.do(warn_of_endings)
    kinds = office.see(code, lambda case: {one.kind for one in open_tasks("case", case.id)})
    assert any(kind.startswith("renew_consent.") for kind in kinds)
    assert asked_after(office) == 0
    clock.advance(timedelta(days=11))
    office.do(end_without_consent)
    client_as("shelter").get(f"/r/{ref}", 410)
    assert asked_after(office) == 0  # they may agree anew
    clock.advance(A_WEEK)
    assert asked_after(office) == 1
    assert asked_after(office) == 0
    assert shared_as(office, code) == [ref]
    asked_for = deletions(office, code)[0].reference
    house = client_as("shelter")
    assert asked_for.replace("-", "") in house.get("/w").text.replace("-", "")
    house.submit(f"/w/{asked_for}", {"answer": "returned"})
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
    assert asked_after(quick_office) == 0


def test_an_emergency_after_the_end_is_not_asked_back_before_the_person_answers(
    quick_office, clock
):
    code, ref = quick_office.sent()
    clock.advance(TO_ITS_LAST_DAY + A_WEEK)
    quick_office.do(end_without_consent)
    quick_office.on(code, lambda case: setattr(case, "state", "S10"))
    _code, later = urgent(quick_office, code)
    assert asked_after(quick_office) == 1
    assert shared_as(quick_office, code) == [ref]
    assert quick_office.state(code, later)[1] in ("sent", "received")


def test_a_worker_that_stood_still_for_weeks_leaves_nobody_out(quick_office, clock):
    code, ref = quick_office.sent()
    conference = anonymous_conference(quick_office, code)
    clock.advance(TO_ITS_LAST_DAY + timedelta(days=200))
    quick_office.do(end_without_consent)
    assert asked_after(quick_office) == 2
    assert set(shared_as(quick_office, code)) == {ref, conference}


def test_a_file_that_is_broken_keeps_no_other_from_being_asked_after(
    quick_office, clock, monkeypatch
):
    files = dict(quick_office.sent() for _each in range(3))
    ids = {quick_office.see(code, lambda case: case.id): code for code in files}
    broken = min(ids)
    clock.advance(TO_ITS_LAST_DAY + A_WEEK)
    quick_office.do(end_without_consent)
    monkeypatch.setattr(lapsing, "_ask", breaking_at(broken, lapsing._ask))
    with pytest.raises(ZeroDivisionError):
        asked_after(quick_office)
    for case_id, code in ids.items():
        assert shared_as(quick_office, code) == ([] if case_id == broken else [files[code]])


def breaking_at(broken, ask):
    def act(case, question):
        return 1 // 0 if case.id == broken else ask(case, question)

    return act


def test_a_body_that_is_agreed_to_by_itself_keeps_what_one_yes_for_all_covered(police, clock):
    code = police.informed()
    answered(police, code, "given")
    here, there = asked(police, code, HERE), asked(police, code, THERE)
    police.referral(code, here, lambda row: setattr(row, "state", "closed"))
    clock.advance(timedelta(days=300))
    answered(police, code, "given", HERE)
    clock.advance(timedelta(days=75))
    police.do(end_without_consent)
    assert asked_after(police) == 1
    assert shared_as(police, code) == [there]
