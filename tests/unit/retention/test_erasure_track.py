"""The pathway of an erasure: notice, two people, no way around a hold."""

from datetime import date, timedelta

import pytest

from casework.kernel.refusals import GateClosed, ReasonMissing, StepNotPossible
from casework.kernel.workflow import Circumstances, check_table, plan
from casework.retention.domain.track import (
    TABLE,
    HoldOutOfBounds,
    HoldUnfounded,
    State,
    check_hold,
    verdicts,
)

TODAY = date(2026, 11, 16)


def gates(from_day=TODAY, held=False, same_person=False):
    said = verdicts(from_day=from_day, today=TODAY, held=held, same_person=same_person)
    return Circumstances(said)


def test_table_is_unambiguous() -> None:
    check_table(TABLE)


@pytest.mark.parametrize("action", ["ask", "confirm"])
@pytest.mark.parametrize("against", [{"from_day": TODAY + timedelta(days=1)}, {"held": True}])
def test_nobody_goes_on_before_the_notice_has_run_out_or_while_a_hold_stands(action, against):
    state = State.NOTICED if action == "ask" else State.ASKED
    assert plan(TABLE, state, action, gates()).transition.action == action
    with pytest.raises(GateClosed):
        plan(TABLE, state, action, gates(**against))


def test_who_asked_cannot_confirm() -> None:
    with pytest.raises(GateClosed):
        plan(TABLE, State.ASKED, "confirm", gates(same_person=True))


@pytest.mark.parametrize("state", [State.NOTICED, State.VOID, State.ERASED])
def test_nothing_is_erased_that_nobody_asked_for(state) -> None:
    with pytest.raises(StepNotPossible):
        plan(TABLE, state, "confirm", gates())


def test_nothing_leads_out_of_erased() -> None:
    assert [arrow for arrow in TABLE if arrow.source == State.ERASED] == []


def test_keeping_needs_a_reason() -> None:
    with pytest.raises(ReasonMissing):
        plan(TABLE, State.ASKED, "keep", gates())


def test_hold_has_a_reason_of_the_list_and_a_day_within_a_year() -> None:
    check_hold("proceedings", TODAY + timedelta(days=366), TODAY)
    with pytest.raises(HoldUnfounded):
        check_hold("because", TODAY + timedelta(days=1), TODAY)
    for until in (TODAY, TODAY + timedelta(days=367)):
        with pytest.raises(HoldOutOfBounds):
            check_hold("proceedings", until, TODAY)
