from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from casework.accounts.service import add_duty_turn
from casework.audit.queries import Asked, journal
from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import SteppedClock, now
from casework.tasks.domain import Level
from casework.tasks.firing import escalate_due
from casework.tasks.models import Task
from casework.tasks.service import complete_tasks, open_task
from tests.factories import user_named
from tests.personas import CASABLANCA

OWNER = "trial"


def open_emergency(priority: str = "P1", kind: str = "triage") -> Task:
    with unit_of_work():
        task_id = open_task(
            OWNER, uuid4(), kind, now() + timedelta(hours=2),
            region=CASABLANCA, priority=priority,
        )  # fmt: skip
    return db.session.get_one(Task, task_id)


def escalate() -> int:
    with unit_of_work():
        return escalate_due()


def told() -> set[str]:
    """User names of those the outbox tells."""
    people = db.session.scalars(select(OutboxMessage.recipient_user_id))
    names = {user_named(name).id: name for name in FOCAL_POINTS}
    return {names[found] for found in people if found}


FOCAL_POINTS = ("focal_point", "second_focal_point", "national_focal_point")


@pytest.fixture
def on_duty(app: Flask):
    with app.app_context():
        with unit_of_work():
            officer = user_named("second_focal_point")
            add_duty_turn(CASABLANCA, officer.id, now(), now() + timedelta(days=1), None)
        yield app


def test_an_emergency_nobody_answers_goes_up_hour_by_hour(on_duty, clock: SteppedClock) -> None:
    task = open_emergency()
    assert told() == {"second_focal_point"}  # told at once, because it cannot wait
    clock.advance(timedelta(hours=1, minutes=59))
    assert escalate() == 0

    clock.advance(timedelta(minutes=1))
    assert escalate() == 1
    db.session.refresh(task)
    assert (task.level, task.escalated_to) == (Level.DUTY, user_named("second_focal_point").id)
    assert escalate() == 0

    clock.advance(timedelta(hours=1))
    assert escalate() == 1
    assert told() == {"focal_point", "second_focal_point"}

    clock.advance(timedelta(hours=1))
    assert escalate() == 1
    assert told() == set(FOCAL_POINTS)
    db.session.refresh(task)
    assert task.level == Level.NATIONAL
    clock.advance(timedelta(days=1))
    assert escalate() == 0


def test_each_step_up_is_in_the_trace(on_duty, clock: SteppedClock) -> None:
    open_emergency()
    clock.advance(timedelta(hours=9))
    escalate()
    lines = journal(Asked(kinds=("TaskEscalated",)))
    assert [line.event.code("level") for line in lines] == ["national"]


def test_a_region_without_a_duty_officer_tells_all_its_focal_points(app: Flask) -> None:
    with app.app_context():
        open_emergency()
        assert told() == {"focal_point", "second_focal_point"}


def test_an_emergency_that_was_answered_stays_where_it_is(on_duty, clock: SteppedClock) -> None:
    task = open_emergency()
    clock.advance(timedelta(hours=1))
    with unit_of_work():
        assert complete_tasks(OWNER, task.owner_id, "triage") == 1
    clock.advance(timedelta(days=1))
    assert escalate() == 0


def test_what_is_no_emergency_does_not_go_up(on_duty, clock: SteppedClock) -> None:
    open_emergency("P2", "read_the_file")  # a kind that does not climb
    clock.advance(timedelta(days=3))
    assert escalate() == 0
