"""Every step of the pathway, from every state, by everybody: held against a list written by hand.

The list below was written from the national referral mechanism's rules, not from the table. What
is not on it must be refused.
"""

import pytest

from casework.cases.domain.pathway import TABLE
from casework.cases.service import TRACK
from casework.db import db, unit_of_work
from casework.kernel.refusals import NotPermitted, StepNotPossible
from casework.kernel.workflow import START, Verdict
from casework.workflow.service import Step, take_step
from tests.factories import actor_named
from tests.integration.cases.conftest import case_named
from tests.personas import PERSONAS

WORKER, FOCAL, SYSTEM = "caseworker", "focal point", "system"
STATES = ("S06", "S07", "S08", "S09", "S10", "S11", "S12", "S13", "S14", "S15", "S16", "S17")

STEPS = {
    ("S06", "inform"): ("S07", WORKER),
    ("S06", "refer_urgent"): ("S09", WORKER),
    ("S06", "refer_child"): ("S09", FOCAL),
    ("S07", "decline"): ("S08", WORKER),
    ("S07", "refer"): ("S09", WORKER),
    ("S07", "help_directly"): ("S10", WORKER),
    ("S08", "reconsider"): ("S07", WORKER),
    ("S09", "accept"): ("S10", SYSTEM),
    ("S09", "no_taker"): ("S07", SYSTEM),
    ("S10", "plan"): ("S11", WORKER),
    ("S11", "start_return"): ("S12", WORKER),
    ("S11", "reintegrate"): ("S14", WORKER),
    ("S11", "follow_up"): ("S15", WORKER),
    ("S12", "stop_return"): ("S11", WORKER),
    ("S12", "arrive"): ("S13", WORKER),
    ("S13", "reintegrate"): ("S14", WORKER),
    ("S13", "follow_up"): ("S15", WORKER),
    ("S14", "follow_up"): ("S15", WORKER),
    ("S15", "resume"): ("S11", WORKER),
    ("S16", "reopen"): ("S17", WORKER),
    ("S17", "triage_again"): ("S06", FOCAL),
    **{(state, "propose_closure"): (state, WORKER) for state in STATES if state != "S16"},
    **{(state, "keep_open"): (state, FOCAL) for state in STATES if state != "S16"},
    **{(state, "close"): ("S16", FOCAL) for state in STATES if state != "S16"},
}
ACTIONS = sorted({action for _state, action in STEPS} | {"open", "assign", "erase"})
OF_THE_CASE = {
    WORKER: {"caseworker"},
    FOCAL: {"focal_point", "second_focal_point", "national_focal_point"},
    SYSTEM: {"system"},
}
GATES = {gate: Verdict.PASS for arrow in TABLE for gate in arrow.gates}


def test_table_has_exactly_the_steps_of_the_list():
    assert {(arrow.source, arrow.action): arrow.target for arrow in TABLE} == {
        (START, "open"): "S06",
        **{place: target for place, (target, _who) in STEPS.items()},
    }


@pytest.mark.parametrize("state", STATES)
def test_nobody_can_take_a_step_that_is_not_theirs(quick_desk, state):
    code = quick_desk.assigned()
    quick_desk.on(code, lambda case: setattr(case, "state", state))
    with quick_desk.app.app_context(), unit_of_work():
        case = case_named(code)
        actors = {key: actor_named(key) for key in PERSONAS} | {"system": None}
        for action in ACTIONS:
            for persona, actor in actors.items():
                got = _try(case, action, actor)
                assert got == _expected(state, action, persona), (state, action, persona)


def _try(case, action, actor):
    undo = db.session.begin_nested()
    try:
        take_step(TRACK, case, Step(action, actor, gates=GATES, reason="parce que"))
        return case.state
    except (NotPermitted, StepNotPossible) as refusal:
        return type(refusal).__name__
    finally:
        undo.rollback()
        db.session.refresh(case)


def _expected(state, action, persona):
    if (state, action) not in STEPS:
        return "StepNotPossible"
    target, who = STEPS[state, action]
    return target if persona in OF_THE_CASE[who] else "NotPermitted"
