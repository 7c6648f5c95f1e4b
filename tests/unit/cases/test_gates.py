"""Each gate of the pathway: what opens it, what does not, and that silence never does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from casework.cases.domain.card import CaseCard
from casework.cases.domain.children import SOLUTIONS, ChildFacts
from casework.cases.domain.consent import Said
from casework.cases.domain.gates import (
    RULES,
    Known,
    Part,
    Told,
    blocks,
    parse,
    parts_of,
    verdicts,
)
from casework.cases.domain.pathway import TABLE
from casework.kernel.workflow import Transition, Verdict
from casework.policy import Role

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 16)
SHELTER, OTHER = UUID(int=1), UUID(int=2)
ME, SOMEBODY = UUID(int=3), UUID(int=4)
NOTHING = Known(at=NOW, today=TODAY)
CHILD = CaseCard(age_band="9-17")
ADULT = CaseCard(age_band="25-34")
NEXT_YEAR = date(2027, 5, 1)
TOMORROW, LAST_WEEK = NOW + timedelta(days=1), NOW - timedelta(days=7)
READY = ChildFacts(solution="return")
SETTLED = replace(NOTHING, card=CHILD, milestones={"bid": TODAY}, child=READY)


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
        ("G-SAFE(90)", replace(NOTHING, milestones={"safety_plan": date(2026, 8, 18)})),
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
        ("G-BIA(30)", replace(NOTHING, card=CHILD, milestones={"bia": date(2026, 10, 17)})),
        ("G-BIA(30)", replace(NOTHING, card=ADULT)),
        *(
            ("G-BID", replace(SETTLED, child=ChildFacts(solution=solution)))
            for solution in ("local", "reunification", "return", "resettlement")
        ),
        ("G-AGE(adult)", replace(NOTHING, card=ADULT)),
        ("G-AGE(adult)", replace(NOTHING, child=ChildFacts(found_adult=True))),
        ("G-BID(return)", replace(NOTHING, card=CHILD, milestones={"bid": TODAY}, child=READY)),
        ("G-BID(return)", replace(NOTHING, card=ADULT)),
        ("G-AUTHORITY", replace(NOTHING, card=CHILD, milestones={"authority": TODAY})),
        ("G-RISK(7)", replace(NOTHING, risk_valid_until=TOMORROW, risk_made_at=LAST_WEEK)),
        ("G-DUTY", replace(NOTHING, duty_settled=True)),
        ("G-PLAN", replace(NOTHING, told=frozenset({"plan_agreed"}))),
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
        ("G-AGE(adult)", replace(NOTHING, card=CHILD)),
        ("G-AGE(adult)", replace(NOTHING, card=CHILD, child=ChildFacts(found_adult=True))),
        ("G-AGE(adult)", replace(NOTHING, card=replace(ADULT, age_doubt=True))),
        *(
            ("G-BID", replace(SETTLED, child=ChildFacts(solution=solution)))
            for solution in ("temporary_care", "separation", "")
        ),
        ("G-INTERP", replace(NOTHING, card=CaseCard(languages=("wo",)))),
        ("G-INTERP", replace(NOTHING, card=CaseCard(interpreter="not_needed"))),
        ("G-GUARD", replace(NOTHING, card=CHILD)),
        ("G-BIA", replace(NOTHING, card=CaseCard(age_doubt=True))),
        ("G-BIA(30)", replace(NOTHING, card=CHILD, milestones={"bia": date(2026, 10, 16)})),
        ("G-SAFE(90)", replace(NOTHING, milestones={"safety_plan": date(2026, 8, 17)})),
        ("G-SAFE(90)", NOTHING),
        ("G-BID", replace(NOTHING, card=CHILD, milestones={"bia": TODAY})),
        (
            "G-GUARD",
            replace(
                NOTHING,
                card=CHILD,
                milestones={"guardian": TODAY},
                child=ChildFacts(guardian_suspected=True),
            ),
        ),
        *(
            ("G-BID(return)", replace(NOTHING, card=CHILD, milestones={"bid": TODAY}, child=child))
            for child in (
                ChildFacts(),
                replace(READY, solution="local"),
            )
        ),
        ("G-BID(return)", replace(NOTHING, card=CHILD, child=READY)),
        ("G-RISK(6)", replace(NOTHING, risk_valid_until=TOMORROW, risk_made_at=LAST_WEEK)),
        ("G-RISK(7)", replace(NOTHING, risk_valid_until=TOMORROW)),
        ("G-PLAN(reintegration)", replace(NOTHING, milestones={"plan": TODAY})),
        ("G-4EYES", replace(NOTHING, proposed_by=ME, actor_id=ME)),
        ("G-CLEAR", replace(NOTHING, risk_high=True)),
        ("G-CLEAR", replace(NOTHING, priority="P2", risk_valid_until=TOMORROW)),
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
    urgent = replace(NOTHING, reason_code="vital_interest", actor_role=Role.CASEWORKER)
    for gate in ("G-CONSENT(P2)", "G-CONSENT(P3)", "G-RISK"):
        assert opens(gate, urgent, "refer_urgent") is Verdict.OVERRIDE
        assert opens(gate, urgent, "refer") is Verdict.FAIL
        assert opens(gate, replace(urgent, reason_code="other"), "refer_urgent") is Verdict.FAIL
        for role in set(Role) - {Role.CASEWORKER}:
            assert opens(gate, replace(urgent, actor_role=role), "refer_urgent") is Verdict.FAIL
    for gate in ("G-GUARD", "G-DUTY", "G-SAFE", "G-4EYES", "G-INTERP"):
        asked = replace(urgent, card=CHILD)
        assert opens(gate, asked, "refer_urgent") is Verdict.FAIL
    assert opens("G-GUARD", replace(urgent, card=CHILD), "refer_urgent") is Verdict.FAIL


def test_blocks_name_everything_that_stands_against_closing():
    told = frozenset({Told.STAY_OPEN, Told.REFERRAL_PENDING, Told.REFERRAL_ACCEPTED})
    known = replace(NOTHING, risk_high=True, told=told)
    assert blocks(known) == ["risk_high", "referral_pending", "stay_open"]


SIX = {
    "local": True, "reunification": True, "return": True, "resettlement": True,
    "temporary_care": False, "separation": False,
}  # fmt: skip


@pytest.mark.parametrize(("solution", "durable"), SIX.items())
def test_a_childs_file_closes_and_reintegrates_with_a_durable_solution_alone(solution, durable):
    assert set(SIX) == set(SOLUTIONS)
    known = replace(SETTLED, child=ChildFacts(solution=solution))
    assert blocks(known) == ([] if durable else ["child_unsettled"])
    assert opens("G-CLEAR", known) is opens("G-BID", known)
    assert (opens("G-CLEAR", known) is Verdict.PASS) is durable


def test_closing_looks_up_which_solution_was_determined():
    for arrow in TABLE:
        if "G-CLEAR" in arrow.gates:
            assert Part.CHILD in parts_of(arrow)


@pytest.mark.parametrize(
    ("milestones", "suspected"), [({}, False), ({"guardian": TODAY}, True)], ids=["none", "doubted"]
)
def test_no_child_comes_to_a_plan_or_beyond_without_a_guardian_who_is_trusted(
    milestones, suspected
):
    """Every way from the first conversation on asks; only the answers of those asked do not."""
    alone = replace(SETTLED, milestones=milestones)
    alone = replace(alone, child=ChildFacts(suspected, "return"))
    asked = {
        (arrow.source, arrow.action)
        for arrow in TABLE
        if verdicts(arrow, alone).get("G-GUARD") is Verdict.FAIL
    }
    assert asked == {
        ("S06", "refer_child"), ("S07", "refer"), ("S07", "help_directly"), ("S10", "plan"),
        ("S11", "start_return"), ("S11", "reintegrate"),
    }  # fmt: skip


def test_an_emergency_never_carries_a_child_past_the_decision_of_an_authority():
    urgent = replace(NOTHING, reason_code="vital_interest", actor_role=Role.CASEWORKER)
    for card in (CHILD, CaseCard(age_band="25-34", age_doubt=True)):
        asked = replace(urgent, card=card)
        assert opens("G-AGE(adult)", asked, "refer_urgent") is Verdict.FAIL
        assert opens("G-AGE(child)", asked, "refer_child") is Verdict.PASS
    assert opens("G-AGE(adult)", replace(urgent, card=ADULT), "refer_urgent") is Verdict.PASS
