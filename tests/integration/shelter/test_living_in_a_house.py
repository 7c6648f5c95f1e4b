"""A stay from the arrival to the way out: intake, absence, more time, incidents, what each side
sees."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from casework.cases import service as cases
from casework.cases.circumstances import told_of
from casework.cases.domain.gates import Told
from casework.cases.domain.records import Closure
from casework.db import db
from casework.facts.models import Fact
from casework.jobs.models import OutboxMessage
from casework.kernel.refusals import (
    GateClosed,
    SecondPersonNeeded,
    StaleVersion,
    StepNotPossible,
)
from casework.referrals import service as referrals
from casework.shelter import facts, queries
from casework.shelter.domain.records import IncidentReport, Leaving, Words
from casework.shelter.domain.refusals import (
    BeyondLimit,
    ExtensionWaiting,
    HoldOver,
    IntakeIncomplete,
    NotAnEscort,
    RulesMissing,
)
from casework.shelter.models import PlaceUse
from casework.shelter.service import extensions, holding, houses, incidents, staying, steps
from casework.shelter.service.extensions import Asked
from casework.tasks.models import Task
from tests.factories import actor_named
from tests.integration.shelter.conftest import INTAKE, TOLD, stay_named

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def open_tasks(shelter, kind):
    with shelter.app.app_context():
        rows = db.session.scalars(select(Task).where(Task.kind == kind, Task.done_at.is_(None)))
        found = [(row.due_at, row.priority, row.assignee_id, row.region) for row in rows]
        db.session.close()
        return found


def test_an_arrival_opens_the_intake_within_two_hours_and_a_review(quick_shelter, clock):
    ref = quick_shelter.admitted(quick_shelter.unit())
    assert [due for due, *_ in open_tasks(quick_shelter, "complete_intake")] == [
        clock.now() + 2 * HOUR
    ]
    assert quick_shelter.look(ref, lambda stay: (stay.until, stay.kind)) == (
        date(2026, 11, 23), "emergency",
    )  # fmt: skip
    assert len(open_tasks(quick_shelter, "review_stay")) == 1
    quick_shelter.step(ref, "complete_intake", INTAKE)
    assert open_tasks(quick_shelter, "complete_intake") == []


@pytest.mark.parametrize(
    "change",
    [{"consent": False}, {"heard": ""}, {"language": ""}, {"receipt": ""}, {"agreed_to": 9}],
)
def test_an_intake_that_leaves_something_out_is_refused(quick_shelter, change):
    from dataclasses import replace

    ref = quick_shelter.admitted(quick_shelter.unit())
    with pytest.raises((IntakeIncomplete, StaleVersion)):
        quick_shelter.step(ref, "complete_intake", replace(INTAKE, **change))
    assert len(open_tasks(quick_shelter, "complete_intake")) == 1


def test_nothing_of_a_stay_is_written_before_the_arrival_and_nobody_is_brought_after_it(
    quick_shelter,
):
    unit = quick_shelter.unit()
    ref = quick_shelter.held(unit)
    with pytest.raises(StepNotPossible):
        quick_shelter.step(ref, "complete_intake", INTAKE)
    with pytest.raises(StepNotPossible):
        quick_shelter.stay(ref, lambda one: staying.write_care(
            one, Words("canarisoin", "daily"), actor_named("shelter")))  # fmt: skip
    quick_shelter.step(ref, "admit")
    with pytest.raises(StepNotPossible):
        quick_shelter.step(ref, "name_escort", None)


def test_nobody_agrees_to_rules_that_are_not_written(quick_shelter):
    unit = quick_shelter.unit()
    ref = quick_shelter.admitted(unit)
    quick_shelter.do(lambda: setattr(queries.unit_by_id(unit), "rules_version", 0))
    with pytest.raises(RulesMissing):
        quick_shelter.step(ref, "complete_intake", INTAKE)


def test_a_stay_is_counted_once_in_coarse_classes_by_the_month_of_the_arrival(quick_shelter, clock):
    ref = quick_shelter.admitted(quick_shelter.unit())

    def said():
        return quick_shelter.look(ref, lambda one: facts.handed(one))

    assert said().classes == {
        "region": "MA-06", "sex": "female", "age_band": "25-34", "stay_length": "ongoing",
        "exit": "ongoing",
    }  # fmt: skip
    clock.advance(9 * DAY)
    quick_shelter.step(ref, "exit_stay", gone("left_voluntarily"))
    assert said().month == date(2026, 11, 1)
    assert (said().classes["stay_length"], said().classes["exit"]) == ("30d", "own_wish")
    with quick_shelter.app.app_context():
        kept = db.session.scalars(select(Fact).where(Fact.kind == "stay")).all()
        assert len(kept) == 1
        assert len([*facts.every_stay_handed()]) == 1
        db.session.close()


def test_an_absence_brings_the_risk_back_after_a_day_and_frees_the_place_after_three(
    quick_shelter, clock
):
    unit = quick_shelter.unit(places=1)
    ref = quick_shelter.admitted(unit)
    before = [due for due, *_ in open_tasks(quick_shelter, "review_risk")]
    quick_shelter.step(ref, "note_absence", clock.now())
    clock.advance(DAY - timedelta(minutes=1))
    assert quick_shelter.do(staying.watch_absences) == 0
    clock.advance(timedelta(minutes=1))
    assert quick_shelter.do(staying.watch_absences) == 1
    assert quick_shelter.do(staying.watch_absences) == 0
    after = [due for due, *_ in open_tasks(quick_shelter, "review_risk")]
    assert after == [clock.now() + 12 * HOUR] != before
    clock.advance(2 * DAY - timedelta(minutes=1))
    assert quick_shelter.free(unit) == 0
    clock.advance(timedelta(minutes=1))
    assert quick_shelter.do(staying.watch_absences) == 1
    assert quick_shelter.look(ref, lambda one: one.state) == "exited"
    assert quick_shelter.free(unit) == 1
    assert len(open_tasks(quick_shelter, "heed_stay")) == 1


def test_who_comes_back_in_time_keeps_the_place(quick_shelter, clock):
    ref = quick_shelter.admitted(quick_shelter.unit(places=1))
    quick_shelter.step(ref, "note_absence", clock.now())
    clock.advance(2 * DAY)
    quick_shelter.do(staying.watch_absences)
    quick_shelter.step(ref, "note_return")
    clock.advance(2 * DAY)
    assert quick_shelter.do(staying.watch_absences) == 0
    assert quick_shelter.look(ref, lambda one: one.state) == "admitted"


def test_more_time_is_granted_by_somebody_else_within_the_limit(quick_shelter):
    ref = quick_shelter.admitted(quick_shelter.unit())

    def ask(until, who="shelter"):
        quick_shelter.stay(ref, lambda one: extensions.ask(
            one, Asked(until, "emergency", "Audience, canarireason."), actor_named(who),
            one.version))  # fmt: skip

    def decide(who):
        quick_shelter.stay(ref, lambda one: extensions.decide(
            one, True, "D’accord.", actor_named(who), one.version))  # fmt: skip

    with pytest.raises(BeyondLimit):
        ask(date(2026, 12, 17))
    ask(date(2026, 12, 16))
    with pytest.raises(ExtensionWaiting):
        ask(date(2026, 12, 10))
    with pytest.raises(SecondPersonNeeded):
        decide("shelter")
    decide("caseworker")
    assert quick_shelter.look(ref, lambda one: one.until) == date(2026, 12, 16)
    assert len(open_tasks(quick_shelter, "review_stay")) == 1
    assert open_tasks(quick_shelter, "decide_extension") == []


def test_who_leaves_and_comes_back_the_next_day_goes_on_with_the_same_stay(quick_shelter, clock):
    unit = quick_shelter.unit()
    first = quick_shelter.admitted(unit)
    clock.advance(6 * DAY)
    quick_shelter.step(first, "exit_stay", gone("own_home"))
    clock.advance(DAY)
    ref = quick_shelter.admitted(unit, quick_shelter.code_of(first))
    assert quick_shelter.look(ref, lambda one: one.until) == date(2026, 11, 26), "three, not seven"
    assert len(open_tasks(quick_shelter, "review_stay")) == 1

    def ask(until, kind="emergency"):
        quick_shelter.stay(ref, lambda one: extensions.ask(
            one, Asked(until, kind, "Audience."), actor_named("shelter"), one.version))  # fmt: skip

    with pytest.raises(BeyondLimit):
        ask(date(2026, 12, 18))
    ask(date(2026, 12, 17))  # thirty days, of which six were before


def test_an_open_stay_stands_against_closing_and_an_exit_lets_it(quick_shelter):
    ref = quick_shelter.admitted(quick_shelter.unit())
    code = quick_shelter.code_of(ref)
    told = lambda: quick_shelter.see(code, lambda case: told_of(case.id))  # noqa: E731
    assert Told.STAY_OPEN in told()
    blocks = quick_shelter.see(
        code, lambda case: cases.closure_blocks(case, actor_named("caseworker"))
    )
    assert "stay_open" in blocks
    quick_shelter.made_safe(code)
    done = Closure("goals_met", "Installée.")
    propose = lambda case: cases.propose_closure(  # noqa: E731
        case, done, actor_named("caseworker"), informed=True
    )
    with pytest.raises(GateClosed) as refused:
        quick_shelter.on(code, propose)
    assert refused.value.codes["gate"] == "G-CLEAR"
    quick_shelter.step(ref, "exit_stay", gone("family"))
    assert Told.STAY_OPEN not in told()
    quick_shelter.on(code, propose)


def gone(reason):
    return Leaving(reason, "Chez sa sœur, canariplan.", "Par le bureau, canaricontact.")


def test_nobody_leaves_without_a_plan_and_a_safe_contact_unless_it_is_said_why(
    quick_shelter, client_as
):
    ref = quick_shelter.admitted(quick_shelter.unit())
    house, leave = client_as("shelter"), f"/b/stay/{ref}/exit"
    plan, contact = {"plan": "Chez sa sœur."}, {"safe_contact": "Par le bureau, le matin."}
    none = {"no_plan": "gone", "no_contact": "refused"}
    for typed, asked in (
        ({}, "Écrivez ce qui a été prévu avec la personne"),
        (plan, "Écrivez comment la joindre sans danger"),
        (contact, "Écrivez ce qui a été prévu avec la personne"),
        (none, "Dites sur quoi repose"),
        ({**plan, "no_contact": "unsafe"}, "Dites sur quoi repose"),
    ):
        page = house.submit(leave, {"reason": "family", **typed}, status=422, containing="reason")
        assert asked in page.text
        assert quick_shelter.stay(ref, lambda stay: stay.state) == "admitted"
    why = {"because": "Partie dans la nuit, أغلقت هاتفها."}
    house.submit(leave, {"reason": "family", **none, **why}, containing="reason")
    page = house.get(f"/b/stay/{ref}")
    assert "personne n’a pu prévoir avec elle" in page.text and "أغلقت هاتفها" in page.text
    assert "Ne veut pas être jointe" in page.text


@pytest.mark.parametrize(("reason", "heeded"), [("family", 0), ("excluded", 1), ("detention", 1)])
def test_an_exclusion_or_a_detention_is_read_by_whoever_has_the_case(quick_shelter, reason, heeded):
    ref = quick_shelter.admitted(quick_shelter.unit(places=1))
    quick_shelter.step(ref, "exit_stay", gone(reason))
    assert len(open_tasks(quick_shelter, "heed_stay")) == heeded
    quick_shelter.stay(ref, steps.heed)
    assert open_tasks(quick_shelter, "heed_stay") == []


@pytest.mark.parametrize(("severity", "told"), [(1, 0), (2, 0), (3, 1), (4, 1)])
def test_a_grave_incident_is_told_within_the_hour_by_a_message_that_says_nothing(
    quick_shelter, clock, severity, told
):
    unit = quick_shelter.unit()
    ref = quick_shelter.admitted(unit)

    def happen():
        actor = actor_named("shelter")
        what = IncidentReport("violence", clock.now(), "Alias", "canariquoi", "canariaction")
        incidents.report(queries.unit_for(actor, unit), severity, what, [ref], actor)

    quick_shelter.do(happen)
    alerts = open_tasks(quick_shelter, "heed_incident")
    assert [(due, priority, region) for due, priority, _who, region in alerts] == [
        (clock.now() + HOUR, "P1", "MA-06")
    ] * told
    assert len(open_tasks(quick_shelter, "heed_stay")) == told
    with quick_shelter.app.app_context():
        topics = {row.topic for row in db.session.scalars(select(OutboxMessage))}
        db.session.close()
    assert topics <= {"task", "stay", "referral.sent", "case"}


def test_only_a_named_escort_may_bring_the_person_and_only_until_they_arrive(quick_shelter):
    ref = quick_shelter.held(quick_shelter.unit())
    stranger = quick_shelter.actor("caseworker_elsewhere").user_id
    with pytest.raises(NotAnEscort):
        quick_shelter.step(ref, "name_escort", stranger)
    quick_shelter.step(ref, "name_escort", quick_shelter.actor("caseworker").user_id)
    quick_shelter.step(ref, "admit")
    assert quick_shelter.look(ref, lambda one: one.escort_id) is None


def test_a_hold_is_prolonged_only_while_it_lasts(quick_shelter, clock):
    ref = quick_shelter.held(quick_shelter.unit())
    clock.advance(HOUR)
    quick_shelter.step(ref, "keep")
    assert quick_shelter.look(ref, lambda one: one.held_until) == clock.now() + 2 * HOUR
    clock.advance(2 * HOUR)
    with pytest.raises(HoldOver):
        quick_shelter.step(ref, "keep")


def test_consent_taken_back_ends_what_was_to_come_shows_it_no_more_and_sends_nobody_away(
    quick_shelter, client_as
):
    unit = quick_shelter.unit(places=3)
    coming, here = quick_shelter.held(unit), quick_shelter.admitted(unit)
    for ref in (coming, here):
        code = quick_shelter.code_of(ref)
        house = quick_shelter.house()
        quick_shelter.on(code, lambda case, to=house: cases.withdraw_consent(
            case, ("P3", to), TOLD, actor_named("caseworker")))  # fmt: skip
    assert quick_shelter.look(coming, lambda one: one.state) == "cancelled"
    assert quick_shelter.look(here, lambda one: one.state) == "admitted"
    house = client_as("shelter")
    for page in ("", "/care", "/release", "/costs"):
        assert house.get(f"/b/stay/{coming}{page}", 404)
    assert house.get(f"/b/stay/{here}").status == 200


def test_an_accepted_request_leads_to_a_place_and_follows_the_stay(quick_shelter):
    unit = quick_shelter.unit(places=1)
    code, request = quick_shelter.sent()

    def accept(referral):
        referrals.accept(referral, actor_named("shelter"), referral.version)

    quick_shelter.referral(code, request, accept)
    wanted = quick_shelter.wanted(code)
    ref = quick_shelter.referral(code, request, lambda one: holding.from_referral(
        one, wanted, actor_named("shelter")).reference)  # fmt: skip
    assert quick_shelter.free(unit) == 0
    quick_shelter.step(ref, "admit")
    assert quick_shelter.state(code, request)[1] == "in_progress"
    quick_shelter.step(ref, "exit_stay", gone("own_home"))
    assert quick_shelter.state(code, request)[1] == "delivered"


def test_moving_asks_the_rules_again_and_frees_the_old_place(quick_shelter):
    unit = quick_shelter.unit(places=1)
    ref = quick_shelter.admitted(unit)
    other = quick_shelter.room(unit, "women", 1, "Chambre 2")
    quick_shelter.step(ref, "move", other)
    assert quick_shelter.free(unit) == 1
    with quick_shelter.app.app_context():
        stay = stay_named(ref)
        rows = db.session.scalars(select(PlaceUse).where(PlaceUse.stay_id == stay.id)).all()
        assert sorted(row.ended_at is None for row in rows) == [False, True]
        db.session.close()


def test_a_new_version_of_the_rules_leaves_who_agreed_to_the_old_one(quick_shelter):
    unit = quick_shelter.unit()
    ref = quick_shelter.admitted(unit)
    quick_shelter.step(ref, "complete_intake", INTAKE)

    def write():
        actor = actor_named("shelter")
        house = queries.unit_for(actor, unit)
        houses.write_rules(house, {"fr": "Nouveau."}, actor, house.version)
        return house.rules_version

    assert quick_shelter.do(write) == 2
    assert quick_shelter.look(ref, lambda one: one.intake.reveal().agreed_to) == 1
