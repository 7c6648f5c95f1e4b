"""Every step of a labour record, from every state, by every role: what must come of it.

The outcomes are written by hand from the rules, not read from the table.
"""

import pytest

from casework.db import db
from casework.kernel.refusals import NotPermitted, Refusal, StepNotPossible
from casework.kernel.workflow import Verdict
from casework.policy import Role
from casework.visits.service import LABOUR_TRACK, VISIT_TRACK
from casework.workflow.service import Step, take_step
from tests.factories import actor_named
from tests.personas import PERSONAS

STATES = ("observed", "notified", "conciliation", "reported", "sent", "closed")
ACTIONS = ("take_up", "give_notice", "invite", "report", "send_copies", "close", "reopen")
GATES = ("G-EMPLOYER", "G-INFRACTION", "G-NOTICE", "G-COPIES")
LEADS_TO = {
    ("observed", "take_up"): "observed",
    ("observed", "give_notice"): "notified",
    ("observed", "invite"): "conciliation",
    ("observed", "report"): "reported",
    ("observed", "close"): "closed",
    ("notified", "invite"): "conciliation",
    ("notified", "report"): "reported",
    ("notified", "close"): "closed",
    ("conciliation", "give_notice"): "notified",
    ("conciliation", "report"): "reported",
    ("conciliation", "close"): "closed",
    ("reported", "send_copies"): "sent",
    ("sent", "close"): "closed",
    ("closed", "reopen"): "observed",
}
INSPECTORATE = {"owner_inspector", "other_inspector"}
VISIT_LEADS_TO = {("open", "close"): "closed", ("closed", "reopen"): "open"}


def _outcomes(ground, act, track, state, actions, gates=()):
    """What every persona, and Sanad itself, gets for every action from a state."""
    found = {}

    def attempt(row, persona, action):
        row.state = state
        db.session.flush()
        actor = actor_named(persona) if persona else None
        verdicts = dict.fromkeys(gates, Verdict.PASS)
        try:
            take_step(track, row, Step(action, actor, gates=verdicts, reason="Une raison."))
            found[persona, action] = row.state
        except (StepNotPossible, NotPermitted) as refusal:
            found[persona, action] = type(refusal)
        db.session.rollback()

    for persona in (*PERSONAS, None):
        for action in actions:
            act(lambda row, p=persona, a=action: attempt(row, p, a))
    return found


def _expected(leads_to, may, state, persona, action) -> "str | type[Refusal]":
    if (state, action) not in leads_to:
        return StepNotPossible
    return leads_to[state, action] if persona in may else NotPermitted


@pytest.mark.parametrize("state", STATES)
def test_each_role_gets_the_outcome_written_down_from_each_state(quick_ground, state):
    reference = quick_ground.record()
    found = _outcomes(
        quick_ground,
        lambda act: quick_ground.in_record(reference, act),
        LABOUR_TRACK,
        state,
        ACTIONS,
        GATES,
    )
    assert found == {
        (persona, action): _expected(LEADS_TO, INSPECTORATE, state, persona, action)
        for persona, action in found
    }


@pytest.mark.parametrize("state", ["open", "closed"])
def test_only_those_who_made_a_visit_close_it_and_open_it_again(quick_ground, state):
    reference = quick_ground.visit()
    found = _outcomes(
        quick_ground,
        lambda act: quick_ground.at(reference, act),
        VISIT_TRACK,
        state,
        ("close", "reopen"),
    )
    assert found == {
        (persona, action): _expected(VISIT_LEADS_TO, {"owner_inspector"}, state, persona, action)
        for persona, action in found
    }


def test_the_outcomes_are_about_all_states_and_actions_and_every_role_was_tried():
    assert {state for state, _ in LEADS_TO} | set(LEADS_TO.values()) == set(STATES)
    assert {action for _, action in LEADS_TO} == set(ACTIONS)
    assert {persona.role for persona in PERSONAS.values()} == set(Role)
