"""A screening that was sent is corrected by its author: both versions kept, never lowered alone."""

import re
from dataclasses import replace

import pytest

from casework.audit.models import AuditEvent
from casework.db import db
from casework.kernel.refusals import (
    GateClosed,
    NotPermitted,
    ReasonMissing,
    SecondPersonNeeded,
    StaleVersion,
)
from casework.screening import queries, revisions, service
from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.entry import MetAtHome
from casework.screening.domain.revision import Effect, NothingCorrected, NotSentYet
from casework.tasks.models import Task
from tests.factories import actor_named
from tests.integration.screening.conftest import (
    AT_RISK,
    BARE,
    CALM,
    CLOSING,
    NO,
    STRONG,
    YES,
    given,
)
from tests.integration.screening.test_screening_secrets import everything_on_disk

OWNER, FOCAL, SECOND = "owner_inspector", "focal_point", "second_focal_point"
WHY = "La personne a précisé sa réponse, canarimotif."
LESS = {"untrue_work": given("none"), "hurt": NO, "threat_hurt": NO, "papers": NO,
        "hours": given("up_to_8"), "pay": given("paid")}  # fmt: skip


def version(one):
    return revisions.correction_version(one, revisions.correction_draft(one))


def corrected(field, reference, answers, who=OWNER, why=WHY):
    field.on(
        reference,
        lambda one: service.correct_section(one, answers, actor_named(who), version(one)),
    )
    return field.on(
        reference, lambda one: service.send_correction(one, why, actor_named(who), version(one))
    )


def standing(field, reference):
    def look(one):
        result = one.result.reveal()
        return one.state, str(result.band), str(result.finding.band), one.priority

    return field.see(reference, look)


def open_tasks(field, reference):
    def kinds(one):
        rows = db.session.query(Task).filter_by(owner_id=one.id, done_at=None)
        return {row.kind for row in rows}

    return field.see(reference, kinds)


def test_both_versions_are_kept_and_the_changes_are_told_answer_by_answer(field):
    reference = field.sent(AT_RISK)
    assert corrected(field, reference, {"hours": given("more_than_10")}) is Effect.STANDS

    def look(one):
        (row,) = revisions.revisions_of(one)
        revision = row.revision.reveal()
        changes = [
            (change.question.id, change.before.reply.value, change.after.options)
            for change in revisions.changed_answers(one, row)
        ]
        kept = ("hours" in revision.before.responses, "hours" in one.answers.reveal().responses)
        return row.number, row.standing, revision.reason, changes, kept

    assert field.see(reference, look) == (
        2, "in_force", WHY, [("hours", "not_asked", ("more_than_10",))], (False, True),
    )  # fmt: skip


def test_a_correction_that_raises_the_level_takes_effect_at_once(field):
    reference = field.sent(BARE)
    assert standing(field, reference)[1] == "F"
    raising = {id: CALM[id] for id in CALM.keys() - BARE.keys()}
    assert corrected(field, reference, raising) is Effect.RAISES
    assert standing(field, reference) == ("S02", "A", "A", "P2")
    assert field.see(reference, lambda one: one.card.reveal().band) == "A"
    changes = field.see(
        reference, lambda one: [(c.direction, c.decision) for c in queries.band_changes(one)]
    )
    assert changes == [("raise", "approved")]


def test_a_correction_that_lowers_the_level_waits_for_a_second_person(field):
    reference = field.sent(CALM)
    assert corrected(field, reference, LESS) is Effect.ASKS_LOWERING
    state, band, computed, priority = standing(field, reference)
    assert (state, band, priority) == ("S02", "A", "P2")
    assert computed > "A"
    assert "decide_lowering" in open_tasks(field, reference)

    def decide(who):
        field.on(
            reference,
            lambda one: service.decide_lowering(one, True, "", actor_named(who), one.version),
        )

    with pytest.raises((SecondPersonNeeded, NotPermitted)):
        decide(OWNER)
    assert standing(field, reference)[1] == "A"
    decide(FOCAL)
    assert standing(field, reference)[1] == computed


def test_a_lowering_that_the_answers_no_longer_carry_is_not_left_for_somebody_to_agree_to(
    quick_field,
):
    reference = quick_field.sent(CALM)
    assert corrected(quick_field, reference, LESS) is Effect.ASKS_LOWERING
    back = {id: CALM.get(id) for id in LESS}
    corrected(quick_field, reference, back)
    assert standing(quick_field, reference)[:3] == ("S02", "A", "A")
    assert quick_field.see(reference, queries.pending_lowering) is None
    assert "decide_lowering" not in open_tasks(quick_field, reference)
    assert "confirm_band" in open_tasks(quick_field, reference)


def test_a_lowering_that_a_focal_point_asked_for_outlives_an_unrelated_correction(quick_field):
    reference = quick_field.sent(CALM)
    quick_field.on(
        reference,
        lambda one: service.ask_lowering(one, "E", WHY, actor_named(FOCAL), one.version),
    )
    assert corrected(quick_field, reference, {"sex": given("male")}) is Effect.STANDS
    assert quick_field.see(reference, queries.pending_lowering) is not None
    assert "decide_lowering" in open_tasks(quick_field, reference)


@pytest.mark.parametrize(("answers", "state"), [("flagged", "S05"), ("watched", "S04")])
def test_a_correction_that_would_lower_what_was_confirmed_changes_nothing_by_itself(
    quick_field, answers, state
):
    start = {"flagged": CALM, "watched": AT_RISK}[answers]
    reference = quick_field.confirmed(start)
    before = standing(quick_field, reference)
    less = LESS if answers == "flagged" else {"untrue_work": given("none")}
    assert corrected(quick_field, reference, less) is Effect.ASKS_LOWERING
    after = standing(quick_field, reference)
    assert (after[0], after[1], after[3]) == (before[0], before[1], before[3]) == (
        state, before[1], before[3],
    )  # fmt: skip
    quick_field.on(
        reference,
        lambda one: service.decide_lowering(one, True, "", actor_named(SECOND), one.version),
    )
    assert standing(quick_field, reference)[0] == "S02"
    assert "confirm_band" in open_tasks(quick_field, reference)


def test_a_correction_brings_back_what_was_closed_when_the_level_rises(quick_field):
    reference = quick_field.sent(BARE)
    quick_field.on(
        reference,
        lambda one: service.confirm(one, actor_named(FOCAL), one.version, CLOSING),
    )
    assert quick_field.state(reference) == "S03"
    raising = {id: CALM[id] for id in CALM.keys() - BARE.keys()}
    assert corrected(quick_field, reference, raising) is Effect.RAISES
    assert standing(quick_field, reference)[:2] == ("S02", "A")
    assert "confirm_band" in open_tasks(quick_field, reference)


def test_a_danger_noted_by_a_correction_makes_what_was_watched_urgent_again(quick_field):
    reference = quick_field.confirmed(AT_RISK)
    assert corrected(quick_field, reference, {"danger_threat_today": YES}) is Effect.RAISES
    state, band, _computed, priority = standing(quick_field, reference)
    assert (state, band, priority) == ("S02", "E", "P1")
    assert "screen_again" not in open_tasks(quick_field, reference)


def test_taking_a_danger_back_leaves_the_urgency_until_a_focal_point_looks(quick_field):
    reference = quick_field.sent({**AT_RISK, "danger_threat_today": YES})
    assert standing(quick_field, reference)[3] == "P1"
    corrected(quick_field, reference, {"danger_threat_today": NO})
    assert standing(quick_field, reference)[3] == "P1"


def test_a_level_that_two_lowered_is_not_raised_again_by_an_unrelated_correction(quick_field):
    reference = quick_field.sent(CALM)
    quick_field.on(
        reference,
        lambda one: service.ask_lowering(one, "E", WHY, actor_named(FOCAL), one.version),
    )
    quick_field.on(
        reference,
        lambda one: service.decide_lowering(one, True, "", actor_named(SECOND), one.version),
    )
    assert standing(quick_field, reference)[1] == "E"
    assert corrected(quick_field, reference, {"sex": given("male")}) is Effect.STANDS
    assert standing(quick_field, reference)[1] == "E"


def test_after_a_case_was_opened_a_correction_is_an_addition_for_the_focal_point(field):
    reference = field.triaged()
    before = field.see(reference, lambda one: (one.answers_blob, one.result_blob, one.card_blob))
    assert corrected(field, reference, {"hours": given("up_to_8")}) is Effect.ADDS
    after = field.see(reference, lambda one: (one.answers_blob, one.result_blob, one.card_blob))
    assert before == after
    assert "read_correction" in open_tasks(field, reference)
    assert corrected(field, reference, {"pay": given("paid")}) is Effect.ADDS
    newest = field.see(reference, lambda one: revisions.newest_answers(one).responses)
    assert (newest["hours"], newest["pay"]) == (given("up_to_8"), given("paid"))
    field.on(reference, lambda one: service.read_correction(one, actor_named(FOCAL), one.version))
    assert "read_correction" not in open_tasks(field, reference)
    rows = field.see(
        reference, lambda one: [(r.number, r.standing) for r in revisions.revisions_of(one)]
    )
    assert rows == [(2, "read"), (3, "read")]


def test_only_the_author_corrects_and_only_what_was_sent(quick_field):
    reference = quick_field.sent(AT_RISK)
    for who in ("other_inspector", FOCAL, "caseworker", "administrator"):
        with pytest.raises(NotPermitted):
            corrected(quick_field, reference, {"hours": given("up_to_8")}, who)
    draft = quick_field.draft(AT_RISK)
    with pytest.raises(NotSentYet):
        corrected(quick_field, draft, {"hours": given("up_to_8")})


def test_a_correction_needs_a_change_a_reason_and_the_safety_check(quick_field):
    reference = quick_field.sent(AT_RISK)
    with pytest.raises(NothingCorrected):
        corrected(quick_field, reference, {"untrue_work": AT_RISK["untrue_work"]})
    with pytest.raises(ReasonMissing):
        corrected(quick_field, reference, {"hours": given("up_to_8")}, why="")
    with pytest.raises(GateClosed):
        corrected(quick_field, reference, {"safe_to_talk": None})


def test_two_windows_do_not_overwrite_each_other_nor_a_newer_state(quick_field):
    reference = quick_field.sent(AT_RISK)
    seen = quick_field.see(reference, version)
    hours = {"hours": given("up_to_8")}
    quick_field.on(
        reference, lambda one: service.correct_section(one, hours, actor_named(OWNER), seen)
    )
    with pytest.raises(StaleVersion):
        quick_field.on(
            reference, lambda one: service.correct_section(one, hours, actor_named(OWNER), seen)
        )
    shown = quick_field.see(reference, version)
    quick_field.on(reference, lambda one: service.confirm(one, actor_named(FOCAL), one.version))
    with pytest.raises(StaleVersion):
        quick_field.on(
            reference, lambda one: service.send_correction(one, WHY, actor_named(OWNER), shown)
        )


def test_a_correction_thrown_away_leaves_nothing(quick_field):
    reference = quick_field.sent(AT_RISK)
    hours = {"hours": given("up_to_8")}
    quick_field.on(
        reference, lambda one: service.correct_section(one, hours, actor_named(OWNER), version(one))
    )
    quick_field.on(
        reference, lambda one: service.discard_correction(one, actor_named(OWNER), version(one))
    )
    assert quick_field.see(reference, revisions.correction_draft) is None
    with pytest.raises(NothingCorrected):
        quick_field.on(
            reference,
            lambda one: service.send_correction(one, WHY, actor_named(OWNER), version(one)),
        )


def test_a_correction_is_written_down_without_a_word_of_it(quick_field):
    reference = quick_field.sent(CALM)
    corrected(quick_field, reference, LESS)

    def events(one):
        rows = db.session.query(AuditEvent).filter_by(stream_id=one.id)
        return [(row.kind, bytes(row.body)) for row in rows.order_by(AuditEvent.seq)]

    found = quick_field.see(reference, events)
    assert found[-1][0] == "ScreeningCorrected"
    assert "canarimotif" not in str(found)


def test_no_answer_of_a_correction_stands_in_the_raw_database(quick_field, sqlite_app):
    note = "Retenu au port, canaricorrection."
    reference = quick_field.sent(STRONG)
    corrected(quick_field, reference, {"papers": given("kept", note=note)})
    content = everything_on_disk(sqlite_app)
    assert b"screening_revision" in content
    # columns of the schema have the word in their names; the answer would stand alone
    content = re.sub(rb"kept BOOLEAN|[a-z_]*kept_[a-z_]*|[a-z]+_kept", b"", content)
    assert [word for word in (b"canari", b"kept") if word in content] == []


def test_an_answer_kept_as_unknown_is_told_apart_from_one_not_asked(quick_field):
    reference = quick_field.sent(AT_RISK)
    corrected(quick_field, reference, {"hours": Response(Reply.UNKNOWN)})
    told = quick_field.see(
        reference,
        lambda one: [
            (c.before.reply, c.after.reply)
            for row in revisions.revisions_of(one)
            for c in revisions.changed_answers(one, row)
        ],
    )
    assert told == [(Reply.NOT_ASKED, Reply.UNKNOWN)]


AT_WORK = {**AT_RISK, "setting": given("workplace")}
AT_HOME = {"sector": given("domestic_work")}


def test_an_author_cannot_correct_a_screening_into_a_private_home(quick_field):
    reference = quick_field.sent(AT_WORK)
    with pytest.raises(MetAtHome):
        corrected(quick_field, reference, AT_HOME)
    there = {**AT_HOME, "setting": given("office")}
    assert corrected(quick_field, reference, there) is Effect.STANDS


def test_a_correction_cannot_be_sent_while_it_keeps_a_private_home(quick_field):
    """As one that was sent before the rule stood."""
    reference = quick_field.sent(AT_WORK)

    def set_back(one):
        answers = one.answers.reveal()
        one.answers = replace(answers, responses={**answers.responses, **AT_HOME})

    quick_field.on(reference, set_back)
    with pytest.raises(MetAtHome):
        corrected(quick_field, reference, {"hours": given("more_than_10")})
    assert quick_field.see(reference, lambda one: one.answers.reveal().responses["sector"])
