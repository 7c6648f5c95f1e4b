"""What is recorded of a child, and what is refused for their sake."""

from dataclasses import replace
from datetime import date

import pytest

from casework.cases.domain import children, consent
from casework.cases.domain.children import (
    AgeAssessed,
    AuthorityDecided,
    ChildFacts,
    Guardian,
    InterestsAssessed,
    InterestsDetermined,
    Tracing,
    facts_of,
)
from casework.cases.domain.consent import Circumstance, Said
from casework.kernel.workflow import Span

DAY, LATER = date(2026, 11, 16), date(2027, 3, 1)
GUARDIAN = Guardian("Tutrice", "provisional", DAY)
PANEL = ("Juge des mineurs", "Assistante sociale")
BID = InterestsDetermined(DAY, PANEL, "return", "Veut rentrer")
READY = {"guardian": GUARDIAN, "bid": BID}


def test_guardian_is_due_within_a_day_and_an_assessment_within_three_or_seven_when_stable():
    assert children.NAME_GUARDIAN.span_for("P1") == Span(hours=24)
    assert children.NAME_GUARDIAN.span_for("P4") == Span(hours=24)
    spans = [children.ASSESS_INTERESTS.span_for(priority) for priority in ("P1", "P2", "P3", "P4")]
    assert spans == [Span(hours=72), Span(hours=72), Span(days=7), Span(days=7)]


@pytest.mark.parametrize(
    ("make", "refusal"),
    [
        (lambda: replace(GUARDIAN, suspected=True), children.SuspicionUnsaid),
        (lambda: AuthorityDecided(DAY, "prosecutor", ""), children.DecisionWithoutReference),
        (lambda: InterestsAssessed(DAY, "X", True, ""), children.ChildViewMissing),
        (lambda: InterestsAssessed(DAY, "X", False, "Oui"), children.UntrainedWorker),
        (lambda: replace(BID, child_view=""), children.ChildViewMissing),
        (lambda: replace(BID, panel=("Seul",)), children.PanelTooSmall),
        (lambda: AgeAssessed(DAY, "adult", "X", "", True, True), children.AgeAssessmentUnfit),
        (lambda: AgeAssessed(DAY, "adult", "X", "Rien", False, True), children.AgeAssessmentUnfit),
        (lambda: AgeAssessed(DAY, "adult", "X", "Rien", True, False), children.AgeAssessmentUnfit),
        (lambda: Tracing(DAY, "", "yes", False, False), children.ChildViewMissing),
        (lambda: Tracing(DAY, "Non", "no", False, False), children.TracingBarred),
        (lambda: Tracing(DAY, "Oui", "yes", True, False), children.TracingBarred),
        (lambda: Tracing(DAY, "Oui", "yes", False, True), children.TracingBarred),
    ],
)
def test_record_that_would_harm_a_child_is_refused(make, refusal):
    with pytest.raises(refusal):
        make()


def test_search_is_possible_when_the_child_wants_it_or_hesitates():
    for wish in ("yes", "not_sure"):
        assert Tracing(DAY, "Je ne sais pas", wish, False, False).wish == wish


@pytest.mark.parametrize(
    ("records", "may"),
    [
        (READY, True),
        ({**READY, "bid": replace(BID, solution="reunification")}, True),
        ({**READY, "bid": replace(BID, solution="local")}, False),
        ({one: READY[one] for one in READY if one != "bid"}, False),
        ({}, False),
    ],
)
def test_return_of_a_child_begins_when_the_last_determination_named_it(records, may):
    assert facts_of(records).may_go_back is may


def test_suspected_guardian_is_a_fact_of_the_newest_record():
    suspected = replace(GUARDIAN, suspected=True, suspicion="Argent reçu")
    assert facts_of({"guardian": suspected}) == ChildFacts(guardian_suspected=True)
    assert not facts_of({"guardian": GUARDIAN}).guardian_suspected


GIVEN = Said("P2", "given", None, LATER)
WITH_GUARDIAN = Circumstance("oral", "ary", guardian="Tutrice", child_view="D'accord")


def _check(how, *, child=True, suspected=False):
    consent.check(GIVEN, how, DAY, child=child, asylum="no", guardian_suspected=suspected)


def test_suspected_guardian_agrees_to_nothing_and_a_judge_does_in_their_place():
    _check(WITH_GUARDIAN)
    with pytest.raises(consent.GuardianSuspected):
        _check(WITH_GUARDIAN, suspected=True)
    with pytest.raises(consent.GuardianSuspected):
        _check(replace(WITH_GUARDIAN, guardian_kind="guardian"), suspected=True)
    _check(replace(WITH_GUARDIAN, guardian_kind="judge"), suspected=True)
    with pytest.raises(consent.GuardianMissing):
        _check(replace(WITH_GUARDIAN, guardian_kind="judge", child_view=""), suspected=True)


@pytest.mark.parametrize("capacity", ["supported", "represented"])
def test_adult_who_decides_with_somebody_has_them_named_and_looked_at(capacity):
    how = Circumstance("oral", "fr", capacity=capacity)
    for missing in (how, replace(how, supporter="X"), replace(how, no_conflict=True)):
        with pytest.raises(consent.SupporterMissing):
            _check(missing, child=False)
    _check(replace(how, supporter="X", no_conflict=True), child=False)


def test_no_costs_nothing_even_for_a_child_alone():
    said = Said("P2", "refused")
    consent.check(said, Circumstance("oral", "ary"), DAY, child=True, asylum="yes")
