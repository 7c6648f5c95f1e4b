"""The limits of a reintegration hold for all of it: a grant in small parts is one grant, and a year
of visits is not met in one day."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from casework.kernel.refusals import GateClosed
from casework.reintegration import service
from casework.reintegration.domain import refusals
from casework.reintegration.domain.records import Wish
from tests.integration.reintegration.conftest import GOODS
from tests.integration.reintegration.test_reintegration_walk import TODAY, open_tasks

CASH = Wish("Loyer", 2_500_00, "MAD", in_cash=True, cash_reason="le bailleur")
SIX = replace(GOODS, minor=6_000_00)


def then(ground, clock, reference, wish):
    """A grant that is proposed a moment later."""
    clock.advance(timedelta(seconds=1))
    return ground.grant(reference, wish)


def test_a_second_small_grant_that_makes_it_large_is_seen_by_a_second_person(ground, clock):
    reference = ground.begun()
    ground.signed(reference)
    first, second = ground.grant(reference, SIX), then(ground, clock, reference, SIX)
    assert "approve_grant" in open_tasks(ground, "grant")
    ground.with_grant(reference, first, service.approve)
    with pytest.raises(GateClosed) as refusal:
        ground.with_grant(reference, second, service.approve)
    assert refusal.value.codes["gate"] == "G-EYES"
    ground.with_grant(reference, second, service.approve, "focal_point")


def test_a_cancelled_grant_counts_no_more_than_what_was_paid_of_it(quick_ground, clock):
    reference = quick_ground.begun()
    quick_ground.signed(reference)
    halves = replace(SIX, instalments=2)
    first, line = quick_ground.grant(reference, halves), quick_ground.line()
    quick_ground.with_grant(reference, first, service.approve)
    quick_ground.paid(reference, first, 3_000_00, line)
    quick_ground.with_grant(reference, first, lambda found, actor: service.cancel(
        found, "Un don a suffi.", actor))  # fmt: skip
    small = then(quick_ground, clock, reference, replace(GOODS, minor=7_000_00))
    quick_ground.with_grant(reference, small, service.approve)
    tiny = then(quick_ground, clock, reference, replace(GOODS, minor=100))
    with pytest.raises(GateClosed):
        quick_ground.with_grant(reference, tiny, service.approve)


def test_all_money_together_stays_below_the_cap_and_the_page_says_how_much_there_is(
    quick_ground, client_as
):
    reference = quick_ground.begun()
    for _half in range(2):
        asked: UUID = quick_ground.grant(reference, CASH)
    with pytest.raises(refusals.CashAboveCap):
        quick_ground.grant(reference, replace(CASH, minor=1))
    worker, there = client_as("caseworker"), f"/g/{reference}/grant"
    assert "5\xa0000,00" in worker.get(there).text.replace("\u202f", "\xa0")
    more = {"words": "x", "amount": "1", "currency": "MAD", "kind": "cash", "cash_reason": "y"}
    page = worker.submit(there, more, status=422, containing="amount")
    assert "une même réintégration" in page.text
    quick_ground.with_grant(reference, asked, lambda found, actor: service.cancel(
        found, "Rien n'est dû.", actor))  # fmt: skip
    worker.submit(there, more, containing="amount")


def test_a_visit_is_recorded_in_its_turn_and_the_page_says_from_when(
    quick_ground, client_as, clock
):
    reference = quick_ground.begun()
    worker, there = client_as("caseworker"), f"/g/{reference}"
    page = worker.get(there)
    assert f"{there}/visit/1" in page.text and f"{there}/visit/3" not in page.text
    assert "à partir du" in page.text
    seen = {**TODAY, "reached": "yes", "alone": "yes", "safe": "yes"}
    answer = worker.submit(f"{there}/visit/3", seen, status=422, containing="reached")
    assert "une fois la précédente échue" in answer.text
    assert quick_ground.months() == [1, 3, 6, 9, 12]
    clock.advance(timedelta(days=40))
    quick_ground.visit(reference, 1)
    with pytest.raises(refusals.VisitCountedAlready):
        quick_ground.visit(reference, 3)
    clock.advance(timedelta(days=1))
    quick_ground.visit(reference, 3)
    with pytest.raises(refusals.VisitedTooSoon):
        quick_ground.visit(reference, 6)
    assert quick_ground.months() == [6, 9, 12]


def test_a_year_is_not_visited_in_one_day_in_whichever_order_it_is_written(quick_ground, clock):
    reference = quick_ground.begun()
    clock.advance(timedelta(days=100))
    quick_ground.visit(reference, 3)
    assert quick_ground.months() == [6, 9, 12], "nobody is asked for a visit that cannot be made"
    with pytest.raises(refusals.VisitCountedAlready):
        quick_ground.visit(reference, 1)
