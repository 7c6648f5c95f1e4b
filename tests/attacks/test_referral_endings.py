"""What ends a sharing that nobody withdrew by hand: time, a closed case, a no."""

from datetime import timedelta
from typing import Any

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.consent import Said
from casework.cases.domain.records import Closure
from casework.referrals import service
from casework.referrals.domain.refusals import PersonSaidNo
from casework.referrals.ending import end_without_consent
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.referrals.conftest import Office, quick_office

__all__ = ["quick_office"]


def _agree(office: Office, code: str, purpose: str, answer: str, days: int | None = None) -> None:
    house = office.house() if purpose == "P3" else None

    def act(case: Any) -> None:
        until = case_queries.today() + timedelta(days=days) if days else None
        said = Said(purpose, answer, house, until)
        cases.record_consent(case, said, IN_WORDS, actor_named("caseworker"))

    office.on(code, act)


def _accepted(office: Office, days: int) -> tuple[str, str]:
    code = office.informed()
    _agree(office, code, "P3", "given", days)
    ref = office.prepared(code)
    office.on(code, lambda case: office._send(case, ref))
    office.referral(code, ref, lambda one: service.accept(one, actor_named("shelter"), one.version))
    return code, ref


def test_recipient_sees_nothing_more_once_the_consent_is_over(quick_office, client_as, clock):
    code, ref = _accepted(quick_office, days=30)
    clock.advance(timedelta(days=29))
    assert quick_office.do(end_without_consent) == 0
    client_as("shelter").get(f"/r/{ref}")
    clock.advance(timedelta(days=3))
    assert quick_office.do(end_without_consent) == 1
    client_as("shelter").get(f"/r/{ref}", 410)
    assert quick_office.state(code, ref)[1] == "cancelled"
    assert quick_office.do(end_without_consent) == 0


def test_emergency_does_not_overrule_a_person_who_said_no_to_this_recipient(quick_office):
    code = quick_office.informed()
    quick_office.on(code, lambda case: cases.step(case, "help_directly", actor_named("caseworker")))
    _agree(quick_office, code, "P3", "refused")
    ref = quick_office.prepared(code, "emergency")

    def act(case: Any) -> None:
        from casework.referrals import queries

        referral = queries.referral_of_case(case.id, ref)
        service.send(referral, case, actor_named("caseworker"), referral.version, "Danger ce soir")

    with pytest.raises(PersonSaidNo):
        quick_office.on(code, act)
    assert quick_office.state(code, ref)[1] == "draft"


def test_recipient_of_a_delivered_service_sees_nothing_once_the_case_is_closed(
    quick_office, client_as
):
    code, ref = _accepted(quick_office, days=90)
    for action in ("start", "deliver"):
        quick_office.referral(
            code,
            ref,
            lambda one, act=action: service.advance(one, act, actor_named("shelter"), one.version),
        )
    client_as("shelter").get(f"/r/{ref}")

    def close(case: Any) -> None:
        closure = Closure("goals_met", "Objectifs atteints.")
        cases.propose_closure(case, closure, actor_named("caseworker"), informed=True)
        cases.approve_closure(case, actor_named("focal_point"))

    quick_office.made_safe(code)
    quick_office.on(code, close)
    assert quick_office.state(code, ref) == ("S16", "closed")
    client_as("shelter").get(f"/r/{ref}", 410)
