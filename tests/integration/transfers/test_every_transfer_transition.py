"""Every action on a transfer, from every state, by every role: written down by hand."""

import pytest

from casework.kernel.refusals import NotPermitted, StepNotPossible
from casework.kernel.workflow import Verdict
from casework.transfers import queries
from casework.transfers.service import TRACK
from casework.workflow.service import Step, take_step
from tests.factories import actor_named
from tests.integration.transfers.conftest import proposed
from tests.personas import PERSONAS

STATES = ("proposed", "accepted", "declined", "expired", "cancelled")
LEADS_TO = {
    "accept": "accepted",
    "decline": "declined",
    "cancel": "cancelled",
    "expire": "expired",
    "withdraw": "cancelled",
}
WHO = {
    "accept": "caseworker_elsewhere",
    "decline": "caseworker_elsewhere",
    "cancel": "caseworker",
    "expire": "sanad",
    "withdraw": "sanad",
}


@pytest.mark.parametrize("state", STATES)
def test_each_role_gets_the_outcome_written_down(office, state):
    from casework.db import db

    code, ref = proposed(office)
    wrong = []

    def attempt(case, persona, action):
        row = queries.transfer_of_case(case.id, ref)
        row.state = state
        db.session.flush()
        actor = None if persona == "sanad" else actor_named(persona)
        step = Step(action, actor, gates={"G-CONSENT": Verdict.PASS}, reason_code="other",
                    resource=case.resource() if action == "cancel" else None)  # fmt: skip
        try:
            take_step(TRACK, row, step)
            got = row.state
        except (StepNotPossible, NotPermitted) as refusal:
            got = type(refusal)
        db.session.rollback()
        expected = StepNotPossible
        if state == "proposed" or (state, action) == ("expired", "cancel"):
            expected = LEADS_TO[action] if WHO[action] == persona else NotPermitted
        if got != expected:
            wrong.append((persona, action, got))

    for persona in (*PERSONAS, "sanad"):
        for action in LEADS_TO:
            office.on(code, lambda case, p=persona, a=action: attempt(case, p, a))
    assert wrong == []
