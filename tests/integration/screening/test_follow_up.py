"""What follows a screening: met again, reviewed, answered in time, never closed unasked."""

from datetime import date, timedelta

import pytest

from casework.db import db
from casework.kernel import clock
from casework.kernel.refusals import GateClosed, NotPermitted
from casework.screening import follow_up, queries, service
from casework.screening.domain.deadlines import WatchDayRefused
from casework.screening.domain.finding import Band
from casework.screening.domain.record import BandNotLower
from casework.screening.service import Answered
from casework.tasks import queries as tasks
from casework.tasks.domain import Level
from casework.tasks.firing import escalate_due
from casework.tasks.models import Task
from casework.workflow.service import history
from tests.factories import actor_named
from tests.integration.screening.conftest import AT_RISK, BARE, CALM, CLOSING, NO, YES, given
from tests.personas import CASABLANCA

OWNER, FOCAL, SECOND = "owner_inspector", "focal_point", "second_focal_point"
# Exploited, and only a weakness that was used: to review.
TO_REVIEW = {**BARE, "exploitation": given("forced_labour"), "hours": given("more_than_10"),
             "pay": given("unpaid"), "self_request": YES}  # fmt: skip


def confirmed(field, reference, answered=CLOSING, who=FOCAL):
    return field.on(
        reference, lambda one: service.confirm(one, actor_named(who), one.version, answered)
    )


def due(field, reference, kind):
    def look(one):
        row = db.session.query(Task).filter_by(owner_id=one.id, kind=kind, done_at=None).first()
        return row and row.due_at

    return field.see(reference, look)


def today():
    return clock.now().astimezone(clock.MOROCCO).date()


def day_of(moment):
    return moment.astimezone(clock.MOROCCO).date()


def seen(field, who, look):
    with field.app.app_context():
        found = look(actor_named(who))
        db.session.close()
        return found


def written(field, who, look):
    """As `seen`, where the reading of cards is written down."""
    from casework.audit import flush_reads

    with field.app.test_request_context():
        found = look(actor_named(who))
        db.session.rollback()
        flush_reads()
        return found


# ── the watch ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("days", [14, 21, 30])
def test_the_focal_point_chooses_the_day_of_the_next_screening(field, days):
    reference = field.sent(AT_RISK)
    chosen = today() + timedelta(days=days)
    assert confirmed(field, reference, Answered(again_on=chosen)) == "S04"
    assert day_of(due(field, reference, "screen_again")) == chosen
    assert day_of(field.see(reference, lambda one: one.due_at)) == chosen


@pytest.mark.parametrize("days", [-1, 0, 13, 31, 400])
def test_another_day_is_refused_and_nothing_changes(quick_field, days):
    reference = quick_field.sent(AT_RISK)
    with pytest.raises(WatchDayRefused):
        confirmed(quick_field, reference, Answered(again_on=today() + timedelta(days=days)))
    assert quick_field.state(reference) == "S02"


def test_without_a_choice_it_is_thirty_days(quick_field):
    reference = quick_field.confirmed(AT_RISK)
    assert day_of(due(quick_field, reference, "screen_again")) == today() + timedelta(days=30)


def test_the_watch_list_shows_each_their_own_and_a_new_screening_ends_the_watch(field):
    reference = field.confirmed(AT_RISK)

    def listed(who):
        return [row.reference for row in written(field, who, follow_up.watched)]

    assert listed(OWNER) == listed(FOCAL) == [reference]
    assert listed("other_inspector") == listed("focal_point_elsewhere") == []
    assert listed("caseworker") == listed("administrator") == []

    def again(one):
        draft = service.begin(CASABLANCA, "06.141", actor_named(OWNER), one)
        return draft.reference

    second = field.on(reference, again)
    field.fill(second, AT_RISK)
    assert listed(OWNER) == [reference]  # a draft ends nothing
    field.on(second, lambda one: service.send(one, actor_named(OWNER), one.version))
    assert listed(OWNER) == []
    assert due(field, reference, "screen_again") is None
    steps = field.see(reference, lambda one: [s.action for s in history("screening", one.id)])
    assert steps[-1] == "seen_again"


# ── what was not explored enough ────────────────────────────────────────────────────────────────


def test_too_few_answers_are_never_closed_as_a_negative_without_a_reason(field):
    reference = field.sent(BARE)
    assert field.see(reference, lambda one: one.card.reveal().incomplete)
    with pytest.raises(GateClosed) as closed:
        confirmed(field, reference, Answered())
    assert closed.value.codes["gate"] == "G-COMPLETE"
    assert field.state(reference) == "S02"
    assert confirmed(field, reference, CLOSING) == "S03"
    last = field.see(reference, lambda one: history("screening", one.id)[-1].overridden)
    assert last == "G-COMPLETE"


def test_instead_of_closing_another_screening_can_be_asked_for(quick_field):
    reference = quick_field.sent(BARE)
    chosen = today() + timedelta(days=20)
    assert confirmed(quick_field, reference, Answered(again_on=chosen, again=True)) == "S04"
    assert day_of(due(quick_field, reference, "screen_again")) == chosen


def test_what_was_explored_cannot_be_watched_by_ticking_again(quick_field):
    reference = quick_field.sent(CALM)
    assert confirmed(quick_field, reference, Answered(again=True)) == "S05"


# ── the review ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_to_review_is_decided_within_a_week_of_its_sending_case_included(field):
    reference = field.sent(TO_REVIEW)
    assert (field.band(reference), field.see(reference, lambda one: one.priority)) == ("C", "P3")
    sent = field.see(reference, lambda one: one.sent_at)
    week = sent + timedelta(days=7)
    assert due(field, reference, "confirm_band") == week
    confirmed(field, reference)
    assert due(field, reference, "triage") <= week
    assert field.see(reference, lambda one: one.due_at) <= week


def test_the_review_list_holds_doubtful_levels_lowerings_and_corrections(quick_field):
    doubtful, lowered, sure = (
        quick_field.sent(TO_REVIEW), quick_field.lowering(), quick_field.sent(CALM),
    )  # fmt: skip

    def listed(what, who=FOCAL):
        rows = written(quick_field, who, lambda actor: follow_up.to_review(actor, what))
        return {row.reference for row in rows}

    assert listed("") == {doubtful, lowered}
    assert (listed("level"), listed("lowering"), listed("correction")) == (
        {doubtful}, {lowered}, set(),
    )  # fmt: skip
    assert listed("", "focal_point_elsewhere") == listed("", OWNER) == set()
    assert sure not in listed("")


def test_a_child_to_review_is_more_urgent(quick_field):
    child = {
        **TO_REVIEW,
        "age": type(YES)(reply="given", number=16),
        "age_group": given("from_15_to_17"),
    }
    reference = quick_field.sent(child)
    assert quick_field.see(reference, lambda one: one.priority) in ("P1", "P2")


# ── an answer within seven days, a draft within two ─────────────────────────────────────────────


def test_whoever_screened_is_answered_within_seven_days_or_it_is_asked_for(field):
    reference = field.sent(AT_RISK)
    asked = due(field, reference, "give_feedback")
    assert day_of(asked) == today() + timedelta(days=7)
    confirmed(field, reference)
    assert due(field, reference, "give_feedback") is None


def _late(field, reference, kind, by):
    def set_back(one):
        moment = clock.now() - by
        one.due_at = moment
        db.session.query(Task).filter_by(owner_id=one.id, kind=kind).update({"due_at": moment})

    field.on(reference, set_back)


def _escalated(field):
    from casework.db import unit_of_work

    with field.app.app_context(), unit_of_work():
        escalate_due()


def _level(field, reference, kind):
    return field.see(
        reference,
        lambda one: db.session.query(Task).filter_by(owner_id=one.id, kind=kind).one().level,
    )


@pytest.mark.parametrize(
    "kind",
    ["finish_draft", "give_feedback", "screen_again", "confirm_band", "triage", "decide_lowering"],
)
def test_what_was_missed_climbs_to_the_focal_points_and_after_three_days_higher(field, kind):
    make = {
        "finish_draft": field.draft,
        "give_feedback": field.sent,
        "screen_again": field.confirmed,
        "confirm_band": field.sent,
        "triage": field.confirmed,
        "decide_lowering": field.lowering,
    }
    reference = make[kind](CALM if kind in ("triage", "decide_lowering") else AT_RISK)
    _escalated(field)
    assert _level(field, reference, kind) == Level.RESPONSIBLE
    _late(field, reference, kind, timedelta(minutes=1))
    _escalated(field)
    assert _level(field, reference, kind) == Level.FOCAL_POINTS
    _escalated(field)
    assert _level(field, reference, kind) == Level.FOCAL_POINTS
    _late(field, reference, kind, timedelta(days=3, minutes=1))
    _escalated(field)
    assert _level(field, reference, kind) == Level.NATIONAL


def test_a_draft_not_sent_in_time_is_known_to_focal_points_by_its_code_alone(quick_field):
    reference = quick_field.draft(AT_RISK)
    assert seen(quick_field, FOCAL, lambda a: follow_up.late_draft(a, reference)) is None
    _late(quick_field, reference, "finish_draft", timedelta(hours=1))
    _escalated(quick_field)
    assert seen(quick_field, FOCAL, lambda a: follow_up.late_draft(a, reference)) is not None
    for who in ("focal_point_elsewhere", "other_inspector", "caseworker", "administrator"):
        assert seen(quick_field, who, lambda a: follow_up.late_draft(a, reference)) is None
    assert seen(quick_field, FOCAL, lambda a: queries.sent_screening(a, reference)) is None
    with quick_field.app.test_request_context():
        rows = [row for part in tasks.agenda(actor_named(FOCAL)).values() for row in part]
        assert [row.what.code for row in rows if row.task.kind == "finish_draft"] == [reference]
        db.session.rollback()


# ── another view ─────────────────────────────────────────────────────────────────────────────────


def test_whoever_screened_may_think_less_of_it_and_nothing_changes(field):
    reference = field.sent(CALM)

    def note(band, who=OWNER):
        field.on(
            reference,
            lambda one: service.note_view(one, band, "Réponse mal comprise, canarivue.",
                                          actor_named(who), one.version),
        )  # fmt: skip

    with pytest.raises(BandNotLower):
        note(Band.A)
    with pytest.raises(NotPermitted):
        note(Band.E, FOCAL)
    before = field.see(reference, lambda one: (one.due_at, one.priority))
    note(Band.E)
    assert field.band(reference) == "A"
    assert field.see(reference, lambda one: (one.due_at, one.priority)) == before
    assert field.see(reference, queries.pending_lowering) is None
    kept = field.see(
        reference,
        lambda one: [
            (c.direction, c.decision, str(c.terms.reveal().target))
            for c in queries.band_changes(one)
        ],
    )
    assert kept == [("view", "noted", "E")]
    field.on(
        reference,
        lambda one: service.ask_lowering(one, Band.E, "Vu.", actor_named(FOCAL), one.version),
    )


def test_a_danger_makes_a_draft_due_the_same_day(quick_field):
    calm, urgent = quick_field.draft(AT_RISK), quick_field.draft({**AT_RISK, "danger_injury": YES})
    begun = quick_field.see(calm, lambda one: one.started_at)
    assert due(quick_field, calm, "finish_draft") == begun + timedelta(hours=48)
    assert due(quick_field, urgent, "finish_draft") - clock.now() <= timedelta(hours=12)
    quick_field.fill(urgent, {"danger_injury": NO})
    moment = due(quick_field, urgent, "finish_draft")
    assert moment == quick_field.see(urgent, lambda one: one.started_at) + timedelta(hours=48)
    assert isinstance(day_of(moment), date)
