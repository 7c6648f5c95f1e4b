"""Every step of the pathway, from every state, by everybody: held against a list written by hand.

The list below was written from the national referral mechanism's rules, not from the table. What
is not on it must be refused.
"""

import pytest

from casework.cases.domain.pathway import TABLE
from casework.cases.service import TRACK
from casework.db import db, unit_of_work
from casework.kernel.refusals import GateClosed, NotPermitted, StepNotPossible
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
    ("S12", "stop_return"): ("S11", SYSTEM),
    ("S12", "arrive"): ("S13", SYSTEM),
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
GATED = {
    ("S06", "inform"): ("G-INTERP", "G-DUTY"),
    ("S06", "refer_urgent"): ("G-AGE(adult)", "G-CONSENT(P2)", "G-CONSENT(P3)", "G-RISK"),
    ("S06", "refer_child"): ("G-AGE(child)", "G-RISK", "G-GUARD", "G-AUTHORITY"),
    ("S07", "decline"): ("G-CONSENT(P2, refused)", "G-SAFE(90)", "G-DUTY"),
    ("S07", "refer"): ("G-CONSENT(P2)", "G-CONSENT(P3)", "G-RISK", "G-GUARD"),
    ("S07", "help_directly"): ("G-CONSENT(P2)", "G-RISK", "G-GUARD"),
    ("S09", "accept"): ("G-TAKEN",),
    ("S09", "no_taker"): ("G-UNTAKEN",),
    ("S10", "plan"): ("G-CONSENT(P2)", "G-SAFE(90)", "G-GUARD", "G-BIA(30)", "G-PLAN"),
    ("S11", "start_return"): (
        "G-CONSENT(P7)",
        "G-RISK",
        "G-GUARD",
        "G-BID(return)",
        "G-UNBARRED",
    ),
    ("S11", "reintegrate"): ("G-CONSENT(P2)", "G-GUARD", "G-BID"),
    ("S12", "arrive"): ("G-ARRIVED",),
    ("S13", "reintegrate"): (
        "G-CONSENT(P2)",
        "G-PLAN(reintegration)",
    ),
    **{(state, "propose_closure"): ("G-CLEAR",) for state in STATES if state != "S16"},
    **{(state, "keep_open"): ("G-PROPOSED",) for state in ("S08", "S17")},
    **{
        (state, "keep_open"): ("G-UNDECIDED",)
        for state in ("S06", "S07", "S09", "S10", "S11", "S12", "S13", "S14", "S15")
    },
    **{
        (state, "close"): ("G-PROPOSED", "G-4EYES", "G-CLEAR") for state in STATES if state != "S16"
    },
}
FREE = set(STEPS) - set(GATED)
"""Coming back, stopping a return, follow-up, reopening ask for nothing: that way is never shut."""
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


def test_table_asks_for_exactly_the_gates_of_the_list():
    asked = {(arrow.source, arrow.action): arrow.gates for arrow in TABLE if arrow.gates}
    assert asked == GATED
    assert {action for _state, action in FREE} == {
        "reconsider", "stop_return", "follow_up", "resume", "reopen", "triage_again",
    }  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_no_gate_that_is_closed_lets_anybody_through(quick_desk, state):
    """Each gate alone closed, the others open, for everybody who might ask."""
    code = quick_desk.assigned()
    quick_desk.on(code, lambda case: setattr(case, "state", state))
    with quick_desk.app.app_context(), unit_of_work():
        case = case_named(code)
        actors = {key: actor_named(key) for key in PERSONAS} | {"system": None}
        for (source, action), gates in GATED.items():
            for closed in gates if source == state else ():
                answers = {**GATES, closed: Verdict.FAIL}
                got = {_try(case, action, actor, answers) for actor in actors.values()}
                assert got == {f"GateClosed {closed}"}, (state, action, closed)


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


def _try(case, action, actor, gates=GATES):
    undo = db.session.begin_nested()
    try:
        take_step(TRACK, case, Step(action, actor, gates=gates, reason="parce que"))
        return case.state
    except GateClosed as refusal:
        return f"GateClosed {refusal.codes['gate']}"
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
