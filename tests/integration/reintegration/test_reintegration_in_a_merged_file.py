"""One person, two files that were merged: one reintegration, one limit of money."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases.service.writing import CaseMerged
from casework.kernel.refusals import GateClosed
from casework.reintegration import service
from casework.reintegration.domain.refusals import CashAboveCap
from tests.integration.reintegration.conftest import DEAR, GOODS
from tests.integration.reintegration.test_limits_of_the_whole import CASH, SIX, then
from tests.integration.reintegration.test_reintegration_walk import open_tasks


def merged(ground, code, leading):
    ground.merge(code, leading)


def test_nothing_is_given_visited_or_due_in_the_file_that_another_one_leads(ground, clock):
    code, leading = ground.planned(), ground.planned()
    reference = ground.begun(code=code)
    ground.signed(reference)
    small = ground.grant(reference, GOODS)
    dear = then(ground, clock, reference, DEAR)
    ground.with_grant(reference, small, service.approve)
    due, line = ground.months(), ground.line()
    merged(ground, code, leading)
    assert ground.months() == [] and open_tasks(ground, "grant") == {}
    for act in (
        lambda: ground.visit(reference, 1),
        lambda: ground.grant(reference, GOODS),
        lambda: ground.paid(reference, small, 1_000_00, line),
        lambda: ground.with_grant(reference, dear, service.approve, "focal_point"),
    ):
        with pytest.raises(CaseMerged):
            act()
    ground.part(code, leading)
    assert ground.months() == due and "approve_grant" in open_tasks(ground, "grant")


def test_the_limits_of_money_are_those_of_the_person_and_not_of_each_file(quick_ground, clock):
    code, leading = quick_ground.planned(), quick_ground.planned()
    first = quick_ground.begun(code=code)
    quick_ground.grant(first, replace(CASH, minor=4_000_00))
    then(quick_ground, clock, first, SIX)
    merged(quick_ground, code, leading)
    clock.advance(timedelta(seconds=1))
    second = quick_ground.begun(code=leading)
    quick_ground.signed(second)
    with pytest.raises(CashAboveCap):
        quick_ground.grant(second, replace(CASH, minor=1_000_01))
    tiny = quick_ground.grant(second, replace(GOODS, minor=100))
    with pytest.raises(GateClosed) as refusal:
        quick_ground.with_grant(second, tiny, service.approve)
    assert refusal.value.codes["gate"] == "G-EYES"
    quick_ground.with_grant(second, tiny, service.approve, "focal_point")
