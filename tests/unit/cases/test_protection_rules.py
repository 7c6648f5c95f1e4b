"""Recovery, measures, permits, safety plans, priorities: what is refused and what counts."""

import hashlib
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest

from casework.cases import screens
from casework.cases.domain import priority, protection, safety
from casework.cases.domain.gates import RULES
from casework.cases.domain.protection import (
    NORM,
    Measure,
    NonRemoval,
    Permit,
    Recovery,
    RecoveryRule,
    check_recovery,
)
from casework.cases.domain.records import (
    DecisionUnreferenced,
    NotCompetent,
    VictimStatus,
)
from casework.cases.domain.safety import SafetyPlan
from casework.cases.scripts import SCRIPTS
from casework.kernel.workflow import Span

DAY = date(2026, 11, 16)


def test_recovery_period_lasts_thirty_days_at_least_and_the_rule_can_only_lengthen_it():
    assert (NORM.days, NORM.verified) == (30, False)
    for days in (0, 29, 367):
        with pytest.raises(protection.RuleTooShort):
            RecoveryRule(days, "Loi", "Bulletin")
    with pytest.raises(protection.SourceMissing):
        RecoveryRule(45, "Loi", "")
    rule = RecoveryRule(45, "Loi", "Bulletin")
    with pytest.raises(protection.RecoveryTooShort):
        check_recovery(Recovery(DAY, 44, "Loi"), rule)
    check_recovery(Recovery(DAY, 45, "Loi"), rule)


def test_recovery_period_knows_no_testimony_and_opens_no_gate():
    """Council of Europe Convention, art. 12.6: not conditional on being a witness."""
    assert not {part.name for part in fields(Recovery)} & {"testimony", "witness", "complaint"}
    assert not [name for name in RULES if "RECOVER" in name or "TESTI" in name]


@pytest.mark.parametrize(
    ("day", "runs"),
    [(DAY, True), (DAY + timedelta(days=30), True), (DAY + timedelta(days=31), False),
     (DAY - timedelta(days=1), False)],
)  # fmt: skip
def test_recovery_period_runs_from_its_first_to_its_last_day(day, runs):
    period = Recovery(DAY, 30, "Convention")
    assert period.runs(day) is runs
    assert not replace(period, ended="person_asks", ended_on=DAY).runs(day)


@pytest.mark.parametrize("kind", [Measure, Permit])
def test_decision_of_an_authority_has_its_reference_and_ends_after_it_began(kind):
    kind("other", "requested", "", DAY)
    for standing in ("granted", "refused", "ended"):
        with pytest.raises(protection.ReferenceMissing):
            kind("other", standing, "Procureur", DAY)
    with pytest.raises(protection.PeriodBackwards):
        kind("other", "requested", "", DAY, DAY - timedelta(days=1))
    granted = kind("other", "granted", "Procureur", DAY, DAY + timedelta(days=5), "R-1")
    assert granted.stands(DAY)
    assert not granted.stands(DAY + timedelta(days=6))
    assert not replace(granted, standing="refused").stands(DAY)


def test_protection_from_removal_says_who_or_why():
    with pytest.raises(protection.ReferenceMissing):
        NonRemoval(True, DAY)
    assert NonRemoval(True, DAY, grounds="Enfant").protected


def test_formal_decision_comes_from_a_competent_body_with_reference_and_evidence():
    full = VictimStatus("identified", "court", DAY, "", "TR-1", "judgment")
    full.check(DAY)
    for body in ("ngo", "other"):
        with pytest.raises(NotCompetent):
            replace(full, body=body).check(DAY)
    for part in ("reference", "evidence"):
        with pytest.raises(DecisionUnreferenced):
            replace(full, **{part: ""}).check(DAY)
    with pytest.raises(NotCompetent):
        VictimStatus("not_victim", "ngo", DAY).check(DAY)
    for status in ("possible", "inconclusive", "not_assessed"):
        VictimStatus(status, "ngo", DAY).check(DAY)


def test_safety_plan_is_looked_at_again_within_ninety_days():
    plan = SafetyPlan(DAY, True)
    for day in (None, DAY, DAY + timedelta(days=91)):
        with pytest.raises(safety.ReviewOutOfRange):
            safety.check(replace(plan, review_on=day), DAY)
    safety.check(replace(plan, review_on=DAY + timedelta(days=90)), DAY)
    safety.check(SafetyPlan(DAY, False), DAY)


def test_person_is_heard_from_by_the_priority_of_the_case():
    spans = [priority.HEAR_FROM.span_for(one) for one in priority.PRIORITIES]
    assert spans == [Span(days=1), Span(days=7), Span(days=14), Span(days=30)]


def test_priority_is_raised_at_any_time_and_lowered_only_when_calm():
    for before, after in (("P4", "P1"), ("P3", "P2")):
        priority.check(before, after, calm=False)
    with pytest.raises(priority.LoweredInDanger):
        priority.check("P1", "P2", calm=False)
    priority.check("P1", "P2", calm=True)
    with pytest.raises(priority.SamePriority):
        priority.check("P2", "P2", calm=True)


READ_ALOUD = {
    "P2": "dd727083", "P3": "94900f90", "P4": "49f9c212", "P5": "378b4d59", "P6": "a3d96c4f",
    "P7": "89569bd8", "P8": "1ce6506a", "P9": "fc399f71", "PP": "2edf26e2",
}  # fmt: skip


def test_words_read_to_the_person_change_with_their_version():
    """When this fails, the words of a purpose changed: give it a new version in `scripts.py`, and
    write the new digest here."""
    now = {purpose: _digest(purpose) for purpose in screens.QUESTIONS}
    assert set(SCRIPTS) == {"P1", *now}
    assert now == READ_ALOUD
    assert {SCRIPTS[purpose] for purpose in now} == {"2026-1"}


def _digest(purpose):
    title, intro, lines, _icon = screens.QUESTIONS[purpose]
    text = "|".join(str(one) for one in (title, intro, *lines))
    return hashlib.sha256(text.encode()).hexdigest()[:8]
