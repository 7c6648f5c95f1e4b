"""Whoever was told decides in their own time, and is asked again every week until they have."""

from dataclasses import replace
from datetime import datetime, timedelta

from casework.cases import service
from casework.cases.domain.records import LegalDuty
from casework.cases.jobs import remind_of_decisions
from casework.cases.queries import today
from casework.db import db
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import MOROCCO
from casework.tasks.firing import pass_deadlines
from casework.tasks.queries import open_tasks
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import ADULT, CHILD, IN_WORDS

A_MINUTE = timedelta(minutes=1)
A_DAY = timedelta(days=1)


def informed(desk) -> str:
    """A case of the caseworker whose person has just been told everything; gives its code."""
    code = desk.assigned(priority="P3")

    def inform(case) -> None:
        worker = actor_named("caseworker")
        duty = LegalDuty("penal_code_448_7", today(), content="Examiné.")
        service.record_legal_duty(case, duty, False, worker)
        service.step(case, "inform", worker)

    desk.on(code, inform)
    return code


def asked(desk, code: str):
    """When the question to the person is due, if it is."""
    tasks = desk.see(code, lambda case: open_tasks("case", case.id))
    return next((task.due_at for task in tasks if task.kind == "ask_consent"), None)


def work(desk, code: str) -> int:
    """What the worker does again and again; says how often the caseworker was told of the
    question."""
    with desk.app.app_context():
        task = next(
            one for one in open_tasks("case", case_id(desk, code)) if one.kind == "ask_consent"
        )
        mine = OutboxMessage.subject_id == task.id
        told = db.session.query(OutboxMessage).filter(mine).count
        before = told()
    for _twice in range(2):
        desk.do(remind_of_decisions)
        with desk.app.app_context():
            pass_deadlines()
    with desk.app.app_context():
        messages = db.session.query(OutboxMessage).filter(mine)
        worker = user_named("caseworker").id
        assert {one.recipient_user_id for one in messages} == {worker}
        found = messages.count() - before
        db.session.close()
    return found


def case_id(desk, code: str):
    return desk.see(code, lambda case: case.id)


def test_who_has_not_decided_is_asked_again_every_week_and_once_each_time(quick_desk, clock):
    code = informed(quick_desk)
    first = asked(quick_desk, code)
    assert first == clock.now() + timedelta(days=7)
    assert work(quick_desk, code) == 0
    for week in range(1, 6):
        clock.set(first + timedelta(days=7 * (week - 1)) - A_MINUTE)
        assert work(quick_desk, code) == 0, week
        clock.set(first + timedelta(days=7 * (week - 1)))
        assert work(quick_desk, code) == 1, week
        assert asked(quick_desk, code) == first + timedelta(days=7 * (week - 1))


def test_a_worker_that_stood_still_for_a_month_reminds_once(quick_desk, clock):
    code = informed(quick_desk)
    clock.advance(timedelta(days=7))
    assert work(quick_desk, code) == 1
    clock.advance(timedelta(days=30))
    assert work(quick_desk, code) == 1
    assert clock.now() - asked(quick_desk, code) == timedelta(days=2)


def test_the_reminder_keeps_its_hour_when_the_clocks_of_morocco_change(quick_desk, clock):
    clock.set(datetime(2027, 1, 29, 10, 0, tzinfo=MOROCCO))  # Ramadan begins on 7 February
    code = informed(quick_desk)
    hours = []
    for _week in range(7):
        clock.set(asked(quick_desk, code).astimezone(MOROCCO))
        work(quick_desk, code)
        hours.append(asked(quick_desk, code).astimezone(MOROCCO).strftime("%m-%d %H:%M"))
        clock.set(asked(quick_desk, code).astimezone(MOROCCO) + timedelta(days=7))
        work(quick_desk, code)
    assert hours == [
        "02-05 10:00", "02-12 10:00", "02-19 10:00", "02-26 10:00", "03-05 10:00", "03-12 10:00",
        "03-19 10:00",
    ]  # fmt: skip


def test_who_wishes_to_think_is_asked_again_a_week_after_saying_so(quick_desk, clock):
    code = informed(quick_desk)
    clock.advance(timedelta(days=9))
    work(quick_desk, code)
    quick_desk.consent(code, "P2", "later")
    assert asked(quick_desk, code) == clock.now() + timedelta(days=7)
    clock.advance(timedelta(days=7))
    assert work(quick_desk, code) == 1


def test_nobody_is_asked_again_once_they_decided(quick_desk, clock):
    code = informed(quick_desk)
    clock.advance(timedelta(days=7))
    assert work(quick_desk, code) == 1
    quick_desk.consent(code)
    quick_desk.risk(code)
    quick_desk.on(code, lambda case: service.step(case, "help_directly", actor_named("caseworker")))
    clock.advance(timedelta(days=70))
    assert quick_desk.do(remind_of_decisions) == 0
    assert asked(quick_desk, code) is None


# -- the plan that follows ----------------------------------------------------------------------


def plan_due(desk, code: str):
    tasks = desk.see(code, lambda case: open_tasks("case", case.id))
    return next(task.due_at for task in tasks if task.kind == "make_plan")


def helped(desk, card) -> str:
    code = desk.assigned(card, priority="P3")
    desk.on(code, lambda case: setattr(case, "state", "S07"))
    if card.child:
        desk.guardian(code)
    said = replace(IN_WORDS, guardian="Tutrice", child_view="Veut rester ici.")
    desk.consent(code, circumstance=said if card.child else IN_WORDS)
    desk.risk(code)
    desk.on(code, lambda case: service.step(case, "help_directly", actor_named("caseworker")))
    return code


def test_a_plan_is_due_after_ten_days_and_for_a_child_after_seven(quick_desk, clock):
    begun = clock.now()
    assert plan_due(quick_desk, helped(quick_desk, ADULT)) == begun + timedelta(days=10)
    assert plan_due(quick_desk, helped(quick_desk, CHILD)) == begun + timedelta(days=7)


def test_a_plan_is_due_sooner_once_the_person_may_be_a_child(quick_desk, clock):
    code, begun = helped(quick_desk, ADULT), clock.now()
    clock.advance(A_DAY)
    doubt = replace(ADULT, age_doubt=True)
    quick_desk.on(code, lambda case: service.record_card(case, doubt, actor_named("caseworker")))
    assert plan_due(quick_desk, code) == begun + timedelta(days=7)
