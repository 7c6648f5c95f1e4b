"""Every action on a referral, from every state, by every role: what must come of it.

The outcomes are written by hand from the rules of a referral mechanism, not read from the table.
"""

import pytest

from casework.kernel.refusals import NotPermitted, Refusal, StepNotPossible
from casework.kernel.workflow import Verdict
from casework.policy import Actor, Resource, Role
from casework.referrals import queries
from casework.referrals.service import TRACK
from casework.workflow.service import Step, take_step
from tests.factories import actor_named
from tests.personas import PERSONAS

STATES = (
    "draft", "sent", "received", "accepted", "in_progress", "delivered", "closed", "rejected",
    "no_response", "cancelled", "person_no_show",
)  # fmt: skip
ACTIONS = (
    "send", "discard", "receive", "accept", "decline", "expire", "cancel", "withdraw", "start",
    "no_show", "deliver", "close", "note_accepted", "note_declined", "note_started",
    "note_no_show", "note_delivered",
)  # fmt: skip
LEADS_TO = {
    ("draft", "send"): "sent",
    ("draft", "discard"): "cancelled",
    ("sent", "receive"): "received",
    ("sent", "accept"): "accepted",
    ("sent", "decline"): "rejected",
    ("sent", "expire"): "no_response",
    ("sent", "cancel"): "cancelled",
    ("sent", "withdraw"): "cancelled",
    ("received", "accept"): "accepted",
    ("received", "decline"): "rejected",
    ("received", "expire"): "no_response",
    ("received", "cancel"): "cancelled",
    ("received", "withdraw"): "cancelled",
    ("accepted", "start"): "in_progress",
    ("accepted", "no_show"): "person_no_show",
    ("accepted", "cancel"): "cancelled",
    ("accepted", "withdraw"): "cancelled",
    ("in_progress", "deliver"): "delivered",
    ("in_progress", "cancel"): "cancelled",
    ("in_progress", "withdraw"): "cancelled",
    ("delivered", "close"): "closed",
    ("delivered", "withdraw"): "closed",
    ("sent", "note_accepted"): "accepted",
    ("sent", "note_declined"): "rejected",
    ("received", "note_accepted"): "accepted",
    ("received", "note_declined"): "rejected",
    ("accepted", "note_started"): "in_progress",
    ("accepted", "note_no_show"): "person_no_show",
    ("in_progress", "note_delivered"): "delivered",
}
BY_SENDER = {
    "send", "discard", "cancel", "close", "note_accepted", "note_declined", "note_started",
    "note_no_show", "note_delivered",
}  # fmt: skip
BY_RECIPIENT = {"accept", "decline", "start", "no_show", "deliver"}
BY_SANAD = {"receive", "expire", "withdraw"}
SENDER, RECIPIENT, SANAD = "caseworker", "shelter", "sanad"


def _may(persona: str, action: str) -> bool:
    if action in BY_SANAD:
        return persona == SANAD
    return persona == (SENDER if action in BY_SENDER else RECIPIENT)


def _expected(state: str, action: str, persona: str) -> "str | type[Refusal]":
    if (state, action) not in LEADS_TO:
        return StepNotPossible
    return LEADS_TO[state, action] if _may(persona, action) else NotPermitted


def test_every_expected_outcome_is_about_a_known_state_and_action():
    assert {state for state, _ in LEADS_TO} | set(LEADS_TO.values()) == set(STATES)
    assert {action for _, action in LEADS_TO} == set(ACTIONS)
    assert set(ACTIONS) == BY_SENDER | BY_RECIPIENT | BY_SANAD


@pytest.mark.parametrize("state", STATES)
def test_each_role_gets_the_outcome_written_down_from_each_state(quick_office, state):
    code, ref = quick_office.sent()
    wrong = []

    def attempt(case, persona: str, action: str):
        from casework.db import db

        referral = queries.referral_of_case(case.id, ref)
        referral.state = state
        db.session.flush()
        actor: Actor | None = None if persona == SANAD else actor_named(persona)
        resource: Resource | None = case.resource() if action in BY_SENDER else None
        step = Step(action, actor, gates={"G-CONSENT": Verdict.PASS}, reason_code="other",
                    resource=resource)  # fmt: skip
        try:
            take_step(TRACK, referral, step)
            got: object = referral.state
        except (StepNotPossible, NotPermitted) as refusal:
            got = type(refusal)
        db.session.rollback()
        if got != _expected(state, action, persona):
            wrong.append((persona, action, got))

    for persona in (*PERSONAS, SANAD):
        for action in ACTIONS:
            quick_office.on(code, lambda case, p=persona, a=action: attempt(case, p, a))
    assert wrong == []


def test_every_role_has_a_persona_that_was_tried():
    assert {persona.role for persona in PERSONAS.values()} == set(Role)
