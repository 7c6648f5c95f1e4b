"""A child whom an authority protects: referred the same day, by a request that somebody takes."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.children import AuthorityDecided
from casework.kernel.refusals import GateClosed, NotPermitted
from casework.referrals import queries, service
from casework.tasks.queries import open_tasks
from tests.factories import actor_named
from tests.integration.cases.conftest import CHILD, IN_WORDS

SEND = "send_referral"
BY_JUDGE = replace(
    IN_WORDS, language="ary", interpreter="not_needed", guardian="Juge", guardian_kind="judge",
    child_view="Aller dans un lieu sûr.",
)  # fmt: skip


def refer_child(desk, code, by="focal_point"):
    desk.on(code, lambda case: cases.step(case, "refer_child", actor_named(by)))


def tasks(desk, code):
    return desk.see(code, lambda case: {one.kind: one for one in open_tasks("case", case.id)})


def ready(desk):
    """Everything but the decision of an authority."""
    code = desk.assigned(CHILD, priority="P1")
    desk.guardian(code)
    desk.risk(code)
    return code


def send(desk, code, ref, reason=""):
    def act(case):
        row = queries.referral_of_case(case.id, ref)
        service.send(row, case, actor_named("caseworker"), row.version, reason)

    desk.on(code, act)


def test_a_child_is_not_referred_before_an_authority_decided_with_its_reference(quick_office):
    code = ready(quick_office)
    with pytest.raises(GateClosed) as refusal:
        refer_child(quick_office, code)
    assert refusal.value.codes["gate"] == "G-AUTHORITY"
    quick_office.decided(code)
    decided = quick_office.see(code, lambda case: case_queries.newest_of(case.id, "authority"))
    day = quick_office.see(code, lambda case: case_queries.today())
    assert decided["authority"] == AuthorityDecided(day, "prosecutor", "P-1", "Casablanca")
    with pytest.raises(NotPermitted):
        refer_child(quick_office, code, by="caseworker")
    refer_child(quick_office, code)
    assert quick_office.see(code, lambda case: case.state) == "S09"


def test_the_first_request_for_a_child_is_due_the_same_day_and_only_sending_it_meets_that(
    quick_office, clock
):
    code = ready(quick_office)
    quick_office.decided(code)
    refer_child(quick_office, code)
    due = tasks(quick_office, code)[SEND]
    assert due.due_at == clock.now() + timedelta(hours=12)
    quick_office.consent(code, circumstance=BY_JUDGE)
    quick_office.interests(code)
    ref = quick_office.prepared(code, "emergency")
    assert SEND in tasks(quick_office, code)
    quick_office.consent(code, "P3", recipient_id=quick_office.house(), circumstance=BY_JUDGE)
    send(quick_office, code, ref)
    assert SEND not in tasks(quick_office, code)
    shelter = quick_office.actor("shelter")
    quick_office.referral(code, ref, lambda one: service.accept(one, shelter, one.version))
    assert quick_office.state(code, ref) == ("S10", "accepted")


def test_a_child_in_danger_is_referred_over_consent_once_an_authority_decided(quick_office):
    """Without anybody's agreement and before the best interests were assessed: that is due within
    days, and stays due."""
    code = ready(quick_office)
    ref = quick_office.prepared(code, "emergency")
    with pytest.raises(GateClosed) as refusal:
        send(quick_office, code, ref, "Menacée dans la maison.")
    assert refusal.value.codes["gate"] == "G-AGE(adult)"
    quick_office.decided(code)
    refer_child(quick_office, code)
    send(quick_office, code, ref, "Menacée dans la maison.")
    assert quick_office.state(code, ref) == ("S09", "received")
    assert {"assess_interests", "review_urgency"} <= set(tasks(quick_office, code))


def test_a_request_for_a_child_that_nobody_takes_leads_back_to_the_decision(quick_office):
    code = ready(quick_office)
    quick_office.decided(code)
    refer_child(quick_office, code)
    ref = quick_office.prepared(code, "emergency")
    send(quick_office, code, ref, "Menacée dans la maison.")
    shelter = quick_office.actor("shelter")
    quick_office.referral(
        code, ref, lambda one: service.decline(one, "full", "", shelter, one.version)
    )
    assert quick_office.see(code, lambda case: case.state) == "S07"
