"""A child's case: deadlines that protect, records that open gates, a guardian who is doubted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries, service
from casework.cases.domain import children, consent, gates
from casework.cases.domain.card import CaseCard
from casework.cases.domain.children import (
    AgeAssessed,
    FamilyAssessed,
    Guardian,
    InterestsDetermined,
    ReceptionConfirmed,
    Tracing,
)
from casework.cases.domain.identity import Document, Identity, PartialDate
from casework.cases.service.children import FamilyNotAgreed
from casework.cases.service.keeping import ask_by
from casework.cases.service.writing import UnknownCode
from casework.tasks.queries import open_tasks
from tests.factories import actor_named
from tests.integration.cases.conftest import ADULT, CHILD, IN_WORDS

DOUBTED = CaseCard(age_band="unknown", age_doubt=True, languages=("ary",), interpreter="not_needed")
WITH_GUARDIAN = IN_WORDS.__class__(
    "oral", "ary", data_groups=("needs",), guardian="Tutrice", child_view="D'accord"
)


def worker():
    return actor_named("caseworker")


def due(desk, code):
    tasks = desk.see(code, lambda case: open_tasks("case", case.id))
    return {task.kind: task.due_at for task in tasks}


def assessed(result):
    return AgeAssessed(queries.today(), result, "Équipe", "Aucun document", True, True)


def record(desk, code, keep, said):
    desk.on(code, lambda case: keep(case, said, worker()))


@pytest.mark.parametrize(
    ("priority", "wait"), [("P1", 72), ("P2", 72), ("P3", 7 * 24), ("P4", 7 * 24)]
)
def test_guardian_and_best_interests_are_due_from_the_first_hour(quick_desk, clock, priority, wait):
    code = quick_desk.open(CHILD, priority=priority)
    tasks = due(quick_desk, code)
    assert tasks["name_guardian"] == clock.now() + timedelta(hours=24)
    assert tasks["assess_interests"] == clock.now() + timedelta(hours=wait)
    assert not {"name_guardian", "assess_interests"} & set(due(quick_desk, quick_desk.open(ADULT)))


def test_what_protects_a_child_is_met_by_the_record_alone(quick_desk, clock):
    code = quick_desk.assigned(CHILD)
    clock.advance(timedelta(hours=2))
    record(quick_desk, code, service.record_card, CHILD)
    first = due(quick_desk, code)
    assert first["name_guardian"] == clock.now() + timedelta(hours=22)
    quick_desk.guardian(code)
    quick_desk.interests(code)
    assert not {"name_guardian", "assess_interests"} & set(due(quick_desk, code))


def test_suspected_guardian_opens_nothing_and_another_is_due(quick_desk):
    code = quick_desk.assigned(CHILD)
    quick_desk.guardian(code, suspected=True)
    known = quick_desk.see(code, lambda case: service.known(case, worker()))
    assert "guardian" not in known.milestones
    assert known.child.guardian_suspected
    assert "name_guardian" in due(quick_desk, code)
    with pytest.raises(consent.GuardianSuspected):
        quick_desk.consent(code, circumstance=WITH_GUARDIAN)
    by_judge = WITH_GUARDIAN.__class__(
        "oral", "ary", guardian="Juge", guardian_kind="judge", child_view="D'accord"
    )
    quick_desk.consent(code, circumstance=by_judge)
    quick_desk.guardian(code)
    assert "name_guardian" not in due(quick_desk, code)
    quick_desk.consent(code, "P8", circumstance=WITH_GUARDIAN)


def test_guardian_named_before_and_suspected_later_closes_the_gate(quick_desk):
    code = quick_desk.assigned(CHILD)
    quick_desk.guardian(code)
    quick_desk.guardian(code, suspected=True)
    known = quick_desk.see(code, lambda case: service.known(case, worker()))
    assert "guardian" in known.milestones
    assert known.child.guardian_suspected


def test_the_yes_of_a_guardian_who_is_suspected_later_carries_nothing_new(quick_desk):
    code = quick_desk.assigned(CHILD)
    quick_desk.guardian(code)
    quick_desk.consent(code, "P5", circumstance=WITH_GUARDIAN)
    carries = lambda: quick_desk.see(  # noqa: E731
        code, lambda case: queries.agreed_for_more(case, "P5") is not None
    )
    assert carries()
    quick_desk.guardian(code, suspected=True)
    asked = consent.renew_task(("P5", None))
    assert not carries()
    assert asked in due(quick_desk, code)
    with pytest.raises(FamilyNotAgreed):
        search = Tracing(queries.today(), "Je veux la voir", "yes", False, False)
        record(quick_desk, code, service.record_family_step, search)
    by_judge = replace(WITH_GUARDIAN, guardian="Juge", guardian_kind="judge")
    quick_desk.consent(code, "P5", circumstance=by_judge)
    assert carries()
    assert asked not in due(quick_desk, code)


def test_a_child_leaves_on_no_yes_of_a_guardian_suspected_later_and_keeps_the_help_of_the_case(
    quick_desk,
):
    code = quick_desk.assigned(CHILD)
    quick_desk.guardian(code)
    for purpose in ("P2", "P7"):
        quick_desk.consent(code, purpose, circumstance=WITH_GUARDIAN)

    def opened(purpose):
        known = quick_desk.see(code, lambda case: service.known(case, worker()))
        return gates.has_consent(known, (purpose,))

    assert opened("P2")
    assert opened("P7")
    quick_desk.guardian(code, suspected=True)
    assert opened("P2")
    assert not opened("P7")
    another = children.Guardian("Autre Tuteur", "provisional", queries.today(), "Procureur", "G-2")
    record(quick_desk, code, service.record_guardian, another)
    assert not opened("P7"), "another guardian makes the first one's yes no better"
    by_judge = replace(WITH_GUARDIAN, guardian="Juge", guardian_kind="judge")
    quick_desk.consent(code, "P7", circumstance=by_judge)
    assert opened("P7")


def test_an_authority_is_asked_within_two_working_days_also_where_the_yes_ends_soon(
    quick_desk, clock
):
    code, asked = quick_desk.assigned(CHILD), consent.renew_task(("P5", None))
    quick_desk.guardian(code)
    quick_desk.consent(code, "P5", circumstance=WITH_GUARDIAN)
    quick_desk.on(
        code, lambda case: ask_by(case, asked, clock.now() + timedelta(days=12), clock.now())
    )
    quick_desk.guardian(code, suspected=True)
    moment = due_at(quick_desk, code, asked)
    assert moment <= clock.now() + timedelta(days=4)
    clock.advance(timedelta(hours=3))
    quick_desk.guardian(code, suspected=True)
    assert due_at(quick_desk, code, asked) == moment


def due_at(desk, code, kind):
    """When a task of the case is due."""
    return desk.see(
        code,
        lambda case: next(one.due_at for one in open_tasks("case", case.id) if one.kind == kind),
    )


def test_the_lone_yes_of_an_adult_carries_nothing_new_once_the_age_is_in_doubt(quick_desk):
    code = quick_desk.assigned(ADULT)
    quick_desk.consent(code, "P5")
    record(quick_desk, code, service.record_card, DOUBTED)
    assert quick_desk.see(code, lambda case: queries.agreed_for_more(case, "P5")) is None
    assert consent.renew_task(("P5", None)) in due(quick_desk, code)
    record(quick_desk, code, service.record_age_assessed, assessed("adult"))
    assert quick_desk.see(code, lambda case: queries.agreed_for_more(case, "P5")) is not None
    assert consent.renew_task(("P5", None)) not in due(quick_desk, code)


def test_nobody_ceases_to_be_a_child_by_a_change_of_the_card(quick_desk):
    code = quick_desk.assigned(DOUBTED)
    with pytest.raises(children.AgeInDoubt):
        record(quick_desk, code, service.record_card, ADULT)
    record(quick_desk, code, service.record_age_assessed, assessed("undetermined"))
    assert quick_desk.see(code, queries.card_of).child
    with pytest.raises(children.AgeInDoubt):
        record(quick_desk, code, service.record_card, ADULT)
    record(quick_desk, code, service.record_age_assessed, assessed("adult"))
    assert not quick_desk.see(code, queries.card_of).child
    assert "name_guardian" not in due(quick_desk, code)
    record(quick_desk, code, service.record_card, ADULT)


def test_assessed_minor_stays_a_child_without_the_doubt(quick_desk):
    code = quick_desk.assigned(DOUBTED)
    record(quick_desk, code, service.record_age_assessed, assessed("minor"))
    card = quick_desk.see(code, queries.card_of)
    assert (card.age_band, card.age_doubt, card.child) == ("9-17", False, True)


@pytest.mark.parametrize("documents", [(), (Document("passport", "X1"),)])
def test_birth_date_ends_the_doubt_only_with_a_document(quick_desk, documents):
    code = quick_desk.assigned(DOUBTED)
    quick_desk.consent(code, circumstance=WITH_GUARDIAN)
    identity = Identity("Essai", birth=PartialDate(1999, 4, 1), documents=documents)
    quick_desk.identity(code, identity)
    assert quick_desk.see(code, queries.card_of).child is not bool(documents)
    assert ("name_guardian" in due(quick_desk, code)) is not bool(documents)


def test_family_is_searched_for_after_the_child_and_the_guardian_agreed(quick_desk):
    code = quick_desk.assigned(CHILD)
    search = Tracing(queries.today(), "Je veux la voir", "yes", False, False)
    with pytest.raises(FamilyNotAgreed):
        record(quick_desk, code, service.record_family_step, search)
    quick_desk.consent(code, "P5", circumstance=WITH_GUARDIAN)
    record(quick_desk, code, service.record_family_step, search)


def test_determination_comes_after_an_assessment_and_the_last_one_counts(quick_desk):
    code, day = quick_desk.assigned(CHILD), queries.today()
    panel = InterestsDetermined(day, ("Juge", "Assistante"), "return", "Veut rentrer")
    with pytest.raises(children.AssessedBefore):
        record(quick_desk, code, service.record_interests_determined, panel)
    quick_desk.interests(code)
    record(quick_desk, code, service.record_interests_determined, panel)
    assert quick_desk.see(code, lambda case: queries.child_facts(case.id).may_go_back)
    suitable = FamilyAssessed(day, "Service", "suitable")
    record(quick_desk, code, service.record_family_step, suitable)
    record(quick_desk, code, service.record_family_step, ReceptionConfirmed(day, "OIM", "Sa mère"))
    again = InterestsDetermined(day, ("Juge", "Assistante"), "local", "Veut rester")
    record(quick_desk, code, service.record_interests_determined, again)
    assert not quick_desk.see(code, lambda case: queries.child_facts(case.id).may_go_back)


def test_records_of_children_are_refused_for_adults_and_outside_their_lists(quick_desk):
    code = quick_desk.assigned(ADULT)
    with pytest.raises(children.NotAChild):
        quick_desk.guardian(code)
    code = quick_desk.assigned(CHILD)
    for kind in ("guardian", "authority", "bia", "bid", "safety_plan"):
        with pytest.raises(UnknownCode):
            quick_desk.on(
                code,
                lambda case, kind=kind: service.record_milestone(
                    case, kind, queries.milestones_of(case.id).get("x"), worker()
                ),
            )
    with pytest.raises(UnknownCode):
        record(quick_desk, code, service.record_guardian, Guardian("X", "friend", queries.today()))
