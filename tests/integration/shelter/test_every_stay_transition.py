"""Every action on a stay, from every state, by every role: what must come of it.

The outcomes are written by hand from the rules of shelters, not read from the table.
"""

import pytest

from casework.db import db
from casework.kernel.refusals import NotPermitted, Refusal, StepNotPossible
from casework.kernel.workflow import Verdict
from casework.policy import Actor, Resource
from casework.shelter.service.steps import TRACK
from casework.workflow.service import Step, take_step
from tests.factories import actor_named
from tests.integration.cases.conftest import case_named
from tests.integration.shelter.conftest import stay_named
from tests.personas import PERSONAS

STATES = ("requested", "reserved", "admitted", "absent", "exited", "cancelled")
ACTIONS = (
    "hold", "reserve", "keep", "expire", "withdraw", "release", "revoke", "admit", "move",
    "absent", "back", "exit", "give_up_place",
)  # fmt: skip
LEADS_TO = {
    ("requested", "hold"): "reserved",
    ("requested", "reserve"): "reserved",
    ("requested", "withdraw"): "cancelled",
    ("requested", "release"): "cancelled",
    ("requested", "revoke"): "cancelled",
    ("reserved", "keep"): "reserved",
    ("reserved", "expire"): "requested",
    ("reserved", "withdraw"): "cancelled",
    ("reserved", "release"): "cancelled",
    ("reserved", "revoke"): "cancelled",
    ("reserved", "admit"): "admitted",
    ("admitted", "move"): "admitted",
    ("admitted", "absent"): "absent",
    ("admitted", "exit"): "exited",
    ("absent", "back"): "admitted",
    ("absent", "exit"): "exited",
    ("absent", "give_up_place"): "exited",
}
BY_CASEWORKER = {"hold", "withdraw"}
BY_HOUSE = {"reserve", "keep", "release", "admit", "move", "absent", "back", "exit"}
BY_SANAD = {"expire", "revoke", "give_up_place"}
CASEWORKER, HOUSE, SANAD = "caseworker", "shelter", "sanad"


def _expected(state: str, action: str, persona: str) -> "str | type[Refusal]":
    if (state, action) not in LEADS_TO:
        return StepNotPossible
    whose = (BY_CASEWORKER, CASEWORKER), (BY_HOUSE, HOUSE), (BY_SANAD, SANAD)
    allowed = next(who for actions, who in whose if action in actions)
    return LEADS_TO[state, action] if persona == allowed else NotPermitted


def test_every_expected_outcome_is_about_a_known_state_and_action():
    assert {state for state, _ in LEADS_TO} | set(LEADS_TO.values()) == set(STATES)
    assert {action for _, action in LEADS_TO} == set(ACTIONS)
    assert set(ACTIONS) == BY_CASEWORKER | BY_HOUSE | BY_SANAD


def test_each_role_gets_the_outcome_written_down_from_each_state(quick_shelter):
    ref = quick_shelter.held(quick_shelter.unit())
    code = quick_shelter.code_of(ref)
    wrong = []
    actors: dict[str, Actor | None] = {one: quick_shelter.actor(one) for one in PERSONAS}
    actors[SANAD] = None
    of_case = quick_shelter.see(code, lambda case: case.resource())

    def attempt(state: str, persona: str, action: str) -> None:
        stay = stay_named(ref)
        stay.state = state
        resource: Resource | None = of_case if action in BY_CASEWORKER else None
        gates = {"G-CONSENT": Verdict.PASS, "G-ROOM": Verdict.PASS}
        try:
            take_step(TRACK, stay, Step(action, actors[persona], gates=gates, reason_code="other",
                                        resource=resource))  # fmt: skip
            got: object = stay.state
        except (StepNotPossible, NotPermitted) as refusal:
            got = type(refusal)
        db.session.rollback()
        if got != _expected(state, action, persona):
            wrong.append((state, persona, action, got))

    def everything() -> None:
        for state in STATES:
            for action in ACTIONS:
                # what cannot be from a state cannot be for those who might either
                possible = (state, action) in LEADS_TO
                for persona in (*PERSONAS, SANAD) if possible else (CASEWORKER, HOUSE, SANAD):
                    attempt(state, persona, action)

    quick_shelter.do(everything)
    assert wrong == []


@pytest.mark.parametrize(("action", "gate"), [("hold", "G-CONSENT"), ("admit", "G-ROOM")])
def test_a_gate_that_was_not_asked_is_closed(quick_shelter, action, gate):
    from casework.kernel.refusals import GateClosed

    ref = quick_shelter.held(quick_shelter.unit())
    state, who = ("requested", CASEWORKER) if action == "hold" else ("reserved", HOUSE)

    def attempt() -> None:
        stay = stay_named(ref)
        stay.state = state
        resource = case_named(quick_shelter_code).resource() if who == CASEWORKER else None
        take_step(TRACK, stay, Step(action, actor_named(who), resource=resource))

    quick_shelter_code = quick_shelter.code_of(ref)
    with pytest.raises(GateClosed):
        quick_shelter.do(attempt)
