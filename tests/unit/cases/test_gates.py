"""Each gate of the pathway: what opens it, what does not, and that silence never does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from casework.cases.domain.card import CaseCard
from casework.cases.domain.consent import Said
from casework.cases.domain.gates import RULES, Known, Told, blocks, parse, verdicts
from casework.cases.domain.pathway import TABLE
from casework.kernel.workflow import Transition, Verdict

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
SHELTER, OTHER = UUID(int=1), UUID(int=2)
ME, SOMEBODY = UUID(int=3), UUID(int=4)
NOTHING = Known(at=NOW, today=TODAY)
CHILD = CaseCard(age_band="9-17")
ADULT = CaseCard(age_band="25-34")
NEXT_YEAR = date(2027, 5, 1)


def opens(gate: str, known: Known, action: str = "inform") -> Verdict:
    arrow = Transition(action, "S06", "S07", "p", gates=(gate,))
    return verdicts(arrow, known)[gate]


def test_every_gate_of_the_table_has_a_rule():
    assert {parse(gate)[0] for arrow in TABLE for gate in arrow.gates} <= set(RULES)


NEVER_BARRED = {"G-CLEAR", "G-UNBARRED", "G-GUARD", "G-BIA", "G-BID"}


@pytest.mark.parametrize("gate", sorted({gate for arrow in TABLE for gate in arrow.gates}))
def test_gate_does_not_open_when_nothing_is_on_record(gate):
    """Gates for children do not concern an adult; two gates ask whether something stands in the
    way."""
    expected = Verdict.PASS if parse(gate)[0] in NEVER_BARRED else Verdict.FAIL
    assert opens(gate, NOTHING) is expected


@pytest.mark.parametrize(
    ("gate", "known"),
    [
        ("G-SAFE", replace(NOTHING, milestones={"safety_plan": TODAY})),
        ("G-AGE(child)", replace(NOTHING, card=CHILD)),
        ("G-AGE(child)", replace(NOTHING, card=CaseCard(age_doubt=True))),
        ("G-AGE", replace(NOTHING, card=ADULT)),
        ("G-INTERP", replace(NOTHING, card=CaseCard(languages=("wo",), interpreter="needed"))),
        ("G-CONSENT(P2)", replace(NOTHING, ledger=(Said("P2", "given", None, NEXT_YEAR),))),
        ("G-CONSENT(P2)", replace(NOTHING, ledger=(Said("P2", "given", None, TODAY),))),
        ("G-CONSENT(P2, refused)", replace(NOTHING, ledger=(Said("P2", "refused"),))),
        ("G-CONSENT(P2, refused)", replace(NOTHING, ledger=(Said("P2", "withdrawn"),))),
        (
            "G-CONSENT(P3)",
            replace(
                NOTHING, ledger=(Said("P3", "given", SHELTER, NEXT_YEAR),), recipient_id=SHELTER
            ),
        ),
        ("G-RISK", replace(NOTHING, risk_valid_until=NOW + timedelta(minutes=1))),
        ("G-GUARD", replace(NOTHING, card=CHILD, milestones={"guardian": TODAY})),
        ("G-BIA", replace(NOTHING, card=CHILD, milestones={"bia": TODAY})),
        ("G-BID", replace(NOTHING, card=CHILD, milestones={"bid": TODAY})),
        ("G-DUTY", replace(NOTHING, duty_settled=True)),
        ("G-FIT", replace(NOTHING, milestones={"fitness": TODAY})),
        ("G-VOL", replace(NOTHING, milestones={"voluntariness": TODAY - timedelta(days=7)})),
        ("G-PLAN", replace(NOTHING, milestones={"plan": TODAY})),
        ("G-PLAN(reintegration)", replace(NOTHING, milestones={"reintegration_plan": TODAY})),
        ("G-PROPOSED", replace(NOTHING, proposed_by=SOMEBODY)),
        ("G-4EYES", replace(NOTHING, proposed_by=SOMEBODY, actor_id=ME)),
        ("G-TAKEN", replace(NOTHING, told=frozenset({Told.REFERRAL_ACCEPTED}))),
        ("G-UNTAKEN", replace(NOTHING, told=frozenset({Told.REFERRALS_ENDED}))),
    ],
)
def test_gate_opens_when_its_record_is_there(gate, known):
    assert opens(gate, known) is Verdict.PASS


GIVEN_TO_OTHER = (Said("P3", "given", OTHER, NEXT_YEAR),)


@pytest.mark.parametrize(
    ("gate", "known"),
    [
        (
            "G-CONSENT(P2)",
            replace(NOTHING, ledger=(Said("P2", "given", None, date(2026, 11, 15)),)),
        ),
        (
            "G-CONSENT(P2)",
            replace(
                NOTHING,
                ledger=(Said("P2", "given", None, NEXT_YEAR), Said("P2", "withdrawn")),
            ),
        ),
        ("G-CONSENT(P2)", replace(NOTHING, ledger=(Said("P2", "later"),))),
        ("G-CONSENT(P2, refused)", replace(NOTHING, ledger=(Said("P2", "later"),))),
        ("G-CONSENT(P3)", replace(NOTHING, ledger=GIVEN_TO_OTHER, recipient_id=SHELTER)),
        ("G-CONSENT(P3)", replace(NOTHING, ledger=GIVEN_TO_OTHER)),
        ("G-RISK", replace(NOTHING, risk_valid_until=NOW)),
        ("G-AGE(child)", replace(NOTHING, card=ADULT)),
        ("G-INTERP", replace(NOTHING, card=CaseCard(languages=("wo",)))),
        ("G-INTERP", replace(NOTHING, card=CaseCard(interpreter="not_needed"))),
        ("G-GUARD", replace(NOTHING, card=CHILD)),
        ("G-BIA", replace(NOTHING, card=CaseCard(age_doubt=True))),
        ("G-BID", replace(NOTHING, card=CHILD, milestones={"bia": TODAY})),
        ("G-VOL", replace(NOTHING, milestones={"voluntariness": TODAY - timedelta(days=8)})),
        ("G-PLAN(reintegration)", replace(NOTHING, milestones={"plan": TODAY})),
        ("G-4EYES", replace(NOTHING, proposed_by=ME, actor_id=ME)),
        ("G-CLEAR", replace(NOTHING, risk_high=True)),
        ("G-CLEAR", replace(NOTHING, told=frozenset({Told.REFERRAL_PENDING}))),
        ("G-CLEAR", replace(NOTHING, told=frozenset({Told.STAY_OPEN}))),
        ("G-CLEAR", replace(NOTHING, told=frozenset({Told.GRANT_UNPAID}))),
        ("G-UNBARRED", replace(NOTHING, told=frozenset({Told.RETURN_BARRED}))),
        ("G-TAKEN", replace(NOTHING, told=frozenset({Told.REFERRAL_PENDING}))),
    ],
)
def test_gate_stays_closed_when_its_record_is_over_or_of_another(gate, known):
    assert opens(gate, known) is Verdict.FAIL


def test_vital_interest_overrides_consent_and_risk_for_an_emergency_only():
    urgent = replace(NOTHING, reason_code="vital_interest")
    for gate in ("G-CONSENT(P2)", "G-CONSENT(P3)", "G-RISK"):
        assert opens(gate, urgent, "refer_urgent") is Verdict.OVERRIDE
        assert opens(gate, urgent, "refer") is Verdict.FAIL
        assert opens(gate, replace(NOTHING, reason_code="other"), "refer_urgent") is Verdict.FAIL
    assert opens("G-GUARD", replace(urgent, card=CHILD), "refer_urgent") is Verdict.FAIL


def test_blocks_name_everything_that_stands_against_closing():
    told = frozenset({Told.STAY_OPEN, Told.REFERRAL_PENDING, Told.REFERRAL_ACCEPTED})
    known = replace(NOTHING, risk_high=True, told=told)
    assert blocks(known) == ["risk_high", "referral_pending", "stay_open"]
