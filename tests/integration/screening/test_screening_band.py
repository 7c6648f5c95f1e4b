"""The level of a screening: raised by one with a reason, lowered by two, confirmed by a human."""

from datetime import timedelta

import pytest

from casework.audit.models import AuditEvent
from casework.cases.queries import case_by_id
from casework.db import db
from casework.kernel.refusals import (
    NotPermitted,
    ReasonMissing,
    SecondPersonNeeded,
    StepNotPossible,
)
from casework.screening import queries, service
from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.finding import Band, Priority
from casework.screening.domain.record import BandNotHigher, BandNotLower, LoweringPending
from casework.tasks.models import Task
from tests.factories import actor_named
from tests.integration.screening.conftest import AT_RISK, BARE, CALM, CLOSING, given

FOCAL, SECOND, OWNER = "focal_point", "second_focal_point", "owner_inspector"
WHY = "Une raison écrite."


def raised(field, reference, band, who, reason=WHY):
    field.on(
        reference,
        lambda one: service.raise_band(one, band, reason, actor_named(who), one.version),
    )


def asked(field, reference, band, who=FOCAL, reason=WHY):
    field.on(
        reference,
        lambda one: service.ask_lowering(one, band, reason, actor_named(who), one.version),
    )


def decided(field, reference, approve, who=SECOND, answer=WHY):
    field.on(
        reference,
        lambda one: service.decide_lowering(one, approve, answer, actor_named(who), one.version),
    )


def confirmed(field, reference, who=FOCAL):
    return field.on(
        reference, lambda one: service.confirm(one, actor_named(who), one.version, CLOSING)
    )


def open_tasks(field, reference):
    def kinds(one):
        rows = db.session.query(Task).filter_by(owner_id=one.id, done_at=None)
        return {row.kind: row.due_at for row in rows}

    return field.see(reference, kinds)


@pytest.mark.parametrize(
    ("answers", "state"), [("strong", "S05"), ("at_risk", "S04"), ("bare", "S03")]
)
def test_confirming_leads_where_the_band_leads(field, answers, state):
    reference = field.sent({"strong": CALM, "at_risk": AT_RISK, "bare": BARE}[answers])
    assert confirmed(field, reference) == state


def test_an_inspector_can_raise_the_own_screening_with_a_reason_and_both_levels_are_kept(field):
    reference = field.sent(AT_RISK)
    raised(field, reference, Band.B, OWNER)
    assert field.band(reference) == "B"
    result = field.see(reference, lambda one: one.result.reveal())
    assert (result.finding.band, result.band, result.priority) == ("E", "B", "P2")
    terms = field.see(reference, lambda one: queries.band_changes(one)[0].terms.reveal())
    assert (terms.source, terms.target, terms.reason) == ("E", "B", WHY)


@pytest.mark.parametrize("band", [Band.E, Band.F])
def test_nobody_can_raise_to_the_same_or_a_lower_level(quick_field, band):
    reference = quick_field.sent(AT_RISK)
    with pytest.raises(BandNotHigher):
        raised(quick_field, reference, band, OWNER)


def test_raising_and_lowering_need_a_reason(quick_field):
    reference = quick_field.sent(CALM)
    with pytest.raises(ReasonMissing):
        asked(quick_field, reference, Band.E, reason="")
    asked(quick_field, reference, Band.E)
    with pytest.raises(ReasonMissing):
        decided(quick_field, reference, approve=False, answer="")
    low = quick_field.sent(AT_RISK)
    with pytest.raises(ReasonMissing):
        raised(quick_field, low, Band.A, OWNER, reason="")


def test_whoever_screened_cannot_ask_to_lower(quick_field):
    reference = quick_field.sent(CALM)
    with pytest.raises(SecondPersonNeeded):
        asked(quick_field, reference, Band.E, OWNER)


def test_the_band_stays_until_a_second_focal_point_agrees(field):
    reference = field.sent(CALM)
    asked(field, reference, Band.E)
    assert field.band(reference) == "A"
    with pytest.raises(SecondPersonNeeded):
        decided(field, reference, approve=True, who=FOCAL)
    assert field.band(reference) == "A"
    decided(field, reference, approve=True, who="national_focal_point")
    assert field.band(reference) == "E"
    assert field.see(reference, lambda one: one.card.reveal().band) == "E"
    assert "decide_lowering" not in open_tasks(field, reference)
    assert confirmed(field, reference) == "S04"


def test_a_second_focal_point_can_keep_the_band(quick_field):
    reference = quick_field.sent(CALM)
    asked(quick_field, reference, Band.F)
    decided(quick_field, reference, approve=False)
    assert quick_field.band(reference) == "A"
    change = quick_field.see(
        reference,
        lambda one: [(c.decision, c.terms.reveal().answer) for c in queries.band_changes(one)],
    )
    assert change == [("refused", WHY)]


def test_a_focal_point_of_another_region_can_do_nothing(quick_field):
    reference = quick_field.sent(CALM)
    asked(quick_field, reference, Band.F)
    with pytest.raises(NotPermitted):
        decided(quick_field, reference, approve=True, who="focal_point_elsewhere")
    with pytest.raises(NotPermitted):
        confirmed(quick_field, reference, "focal_point_elsewhere")


def test_only_one_lowering_waits_and_a_higher_band_is_no_lowering(quick_field):
    reference = quick_field.sent(CALM)
    with pytest.raises(BandNotLower):
        asked(quick_field, reference, Band.A)
    asked(quick_field, reference, Band.E)
    with pytest.raises(LoweringPending):
        asked(quick_field, reference, Band.F)


def test_confirming_the_computed_band_settles_a_lowering_that_waits(quick_field):
    reference = quick_field.sent(CALM)
    asked(quick_field, reference, Band.E)
    assert confirmed(quick_field, reference) == "S05"
    decision = quick_field.see(reference, lambda one: queries.band_changes(one)[0].decision)
    assert decision == "settled"
    assert set(open_tasks(quick_field, reference)) == {"triage"}


def test_lowering_never_takes_the_urgency_of_confinement(quick_field):
    reference = quick_field.sent()
    asked(quick_field, reference, Band.F)
    decided(quick_field, reference, approve=True)
    assert quick_field.see(reference, lambda one: one.priority) == "P1"


def test_a_child_is_never_a_labour_matter_alone(quick_field):
    child = {**BARE, "age": Response(Reply.GIVEN, number=16), "age_group": given("from_15_to_17")}
    reference = quick_field.sent(child)
    higher = quick_field.see(reference, lambda one: one.result.reveal().higher())
    assert Band.D not in higher
    with pytest.raises(BandNotHigher):
        raised(quick_field, reference, Band.D, FOCAL)


def test_raising_a_child_to_an_indication_shortens_the_deadline(quick_field, clock):
    child = {**BARE, "age": Response(Reply.GIVEN, number=16), "age_group": given("from_15_to_17")}
    reference = quick_field.sent(child)
    before = open_tasks(quick_field, reference)["confirm_band"]
    raised(quick_field, reference, Band.B, OWNER)
    after = open_tasks(quick_field, reference)["confirm_band"]
    assert after == clock.now() + timedelta(hours=2) < before
    assert quick_field.see(reference, lambda one: (one.priority, one.due_at)) == ("P1", after)


def test_sending_gives_focal_points_two_hours_when_it_is_urgent(quick_field, clock):
    urgent, calm = quick_field.sent(), quick_field.sent(AT_RISK)
    two_hours = clock.now() + timedelta(hours=2)
    assert open_tasks(quick_field, urgent)["confirm_band"] == two_hours
    assert open_tasks(quick_field, calm)["confirm_band"] > clock.now() + timedelta(days=1)


def test_what_was_closed_or_watched_can_be_flagged_later_with_a_reason(quick_field):
    for answers in (BARE, AT_RISK):
        reference = quick_field.confirmed(answers)
        quick_field.on(
            reference,
            lambda one: service.flag(one, Band.C, WHY, actor_named(FOCAL), one.version),
        )
        assert (quick_field.state(reference), quick_field.band(reference)) == ("S05", "C")
        with pytest.raises(StepNotPossible):
            quick_field.on(
                reference,
                lambda one: service.flag(one, Band.B, WHY, actor_named(FOCAL), one.version),
            )


def test_a_case_opens_once_with_the_card_and_without_identity(field):
    reference = field.triaged()
    case_id = field.see(reference, lambda one: one.case_id)

    def card(one):
        case = case_by_id(one.case_id)
        return case.region, case.priority, case.card.reveal()

    region, priority, shown = field.see(reference, card)
    assert (region, priority) == ("MA-06", "P1")
    assert (shown.age_band, shown.sex, shown.languages) == ("25-34", "female", ("ary",))
    assert (shown.exploitation, shown.interpreter) == ("other_work", "not_needed")
    with pytest.raises(StepNotPossible):
        field.on(
            reference,
            lambda one: service.triage(one, Priority.P1, "", actor_named(FOCAL), one.version),
        )
    assert field.see(reference, lambda one: one.case_id) == case_id


def test_a_less_urgent_risk_level_than_proposed_needs_a_reason(quick_field):
    reference = quick_field.flagged()

    def triage(reason):
        return quick_field.on(
            reference,
            lambda one: service.triage(one, Priority.P3, reason, actor_named(FOCAL), one.version),
        )

    with pytest.raises(ReasonMissing):
        triage("")
    assert quick_field.see(reference, lambda one: one.case_id) is None
    triage(WHY)
    assert quick_field.see(reference, lambda one: one.priority) == "P3"


def test_meeting_the_person_again_meets_the_deadline_of_watching(quick_field):
    reference = quick_field.confirmed(AT_RISK)
    assert set(open_tasks(quick_field, reference)) == {"screen_again"}

    def again(one):
        actor = actor_named(OWNER)
        second = service.begin("MA-06", "06.141", actor, one)
        return second.reference

    second = quick_field.on(reference, again)
    assert set(open_tasks(quick_field, reference)) == {"screen_again"}
    quick_field.fill(second, AT_RISK)
    quick_field.on(second, lambda one: service.send(one, actor_named(OWNER), one.version))
    assert open_tasks(quick_field, reference) == {}


def test_every_step_of_a_lowering_leaves_a_trace_without_words(quick_field):
    reference = quick_field.lowering()
    decided(quick_field, reference, approve=True)

    def trace(one):
        rows = db.session.query(AuditEvent).filter_by(stream_id=one.id)
        return [(row.kind, row.body) for row in rows.order_by(AuditEvent.seq)]

    events = quick_field.see(reference, trace)
    kinds = [kind for kind, _ in events]
    assert kinds[0] == "ScreeningStarted" and "ScreeningSent" in kinds
    assert kinds[-2:] == ["BandChangeRequested", "BandChangeDecided"]
    assert not any(b"canari" in bytes(body) or WHY.encode() in bytes(body) for _, body in events)
