"""Every step of a screening, from every state, by every role: what must come of it.

The outcomes are written by hand from the rules, not read from the table.
"""

import pytest

from casework.db import db
from casework.kernel.refusals import NotPermitted, Refusal, StepNotPossible
from casework.kernel.workflow import Verdict
from casework.policy import Role
from casework.screening.service import TRACK
from casework.workflow.service import Step, take_step
from tests.factories import actor_named
from tests.personas import PERSONAS

STATES = ("S01", "S02", "S03", "S04", "S05")
ACTIONS = (
    "send", "raise_band", "ask_lowering", "approve_lowering", "refuse_lowering",
    "confirm_flagged", "confirm_watch", "confirm_not_indicated", "flag", "triage",
    "note_view", "seen_again", "correct", "correct_up", "correct_down", "add_correction",
    "read_correction",
)  # fmt: skip
LEADS_TO = {
    ("S01", "send"): "S02",
    ("S02", "raise_band"): "S02",
    ("S02", "ask_lowering"): "S02",
    ("S02", "approve_lowering"): "S02",
    ("S02", "refuse_lowering"): "S02",
    ("S02", "confirm_flagged"): "S05",
    ("S02", "confirm_watch"): "S04",
    ("S02", "confirm_not_indicated"): "S03",
    ("S03", "flag"): "S05",
    ("S04", "flag"): "S05",
    ("S05", "triage"): "S05",
    ("S02", "note_view"): "S02",
    ("S04", "seen_again"): "S04",
    # a correction: the state stands, unless it brings back what was closed or watched
    ("S02", "correct"): "S02",
    ("S03", "correct"): "S03",
    ("S04", "correct"): "S04",
    ("S05", "correct"): "S05",
    ("S02", "correct_up"): "S02",
    ("S03", "correct_up"): "S02",
    ("S04", "correct_up"): "S02",
    ("S05", "correct_up"): "S05",
    ("S02", "correct_down"): "S02",
    ("S03", "correct_down"): "S03",
    ("S04", "correct_down"): "S04",
    ("S05", "correct_down"): "S05",
    ("S05", "add_correction"): "S05",
    ("S05", "read_correction"): "S05",
    # a lowering that a correction asked for: agreed to, it is confirmed anew
    ("S03", "approve_lowering"): "S02",
    ("S04", "approve_lowering"): "S02",
    ("S05", "approve_lowering"): "S02",
    ("S03", "refuse_lowering"): "S03",
    ("S04", "refuse_lowering"): "S04",
    ("S05", "refuse_lowering"): "S05",
}
GATES = ("G-SAFE", "G-AGE", "G-INTERP", "G-4EYES", "G-COMPLETE")
OF_THE_REGION = {"focal_point", "second_focal_point", "national_focal_point"}
AUTHOR = {"owner_inspector"}
MAY = {
    "send": AUTHOR,
    "note_view": AUTHOR,
    "seen_again": AUTHOR,
    "correct": AUTHOR,
    "correct_up": AUTHOR,
    "correct_down": AUTHOR,
    "add_correction": AUTHOR,
    "raise_band": {"owner_inspector", *OF_THE_REGION},
}


def _expected(state: str, action: str, persona: str) -> "str | type[Refusal]":
    if (state, action) not in LEADS_TO:
        return StepNotPossible
    may = persona in MAY.get(action, OF_THE_REGION)
    return LEADS_TO[state, action] if may else NotPermitted


def test_every_expected_outcome_is_about_a_known_state_and_action():
    assert {state for state, _ in LEADS_TO} | set(LEADS_TO.values()) == set(STATES)
    assert {action for _, action in LEADS_TO} == set(ACTIONS)


@pytest.mark.parametrize("state", STATES)
def test_each_role_gets_the_outcome_written_down_from_each_state(quick_field, state):
    reference = quick_field.sent()
    wrong = []

    def attempt(screening, persona: str | None, action: str):
        screening.state = state
        db.session.flush()
        actor = actor_named(persona) if persona else None
        gates = dict.fromkeys(GATES, Verdict.PASS)
        try:
            take_step(TRACK, screening, Step(action, actor, gates=gates, reason="Une raison."))
            got: object = screening.state
        except (StepNotPossible, NotPermitted) as refusal:
            got = type(refusal)
        db.session.rollback()
        if got != _expected(state, action, persona or "sanad"):
            wrong.append((persona, action, got))

    for persona in (*PERSONAS, None):
        for action in ACTIONS:
            quick_field.on(reference, lambda one, p=persona, a=action: attempt(one, p, a))
    assert wrong == []


def test_every_role_has_a_persona_that_was_tried():
    assert {persona.role for persona in PERSONAS.values()} == set(Role)
