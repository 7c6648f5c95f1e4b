from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import now
from casework.policy import Actor
from casework.tasks.models import Task
from casework.tasks.owners import Described, register_owner_kind
from casework.tasks.queries import next_deadlines
from casework.tasks.service import complete_tasks, keep_holiday, open_task, withdraw_holiday
from casework.tasks.working_days import DayOff, add_working_days
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named, user_named
from tests.personas import CASABLANCA, SOUSS

OWNER = "trial"
THE_DAY = {"day-day": "17", "day-month": "11", "day-year": "2026"}


def describe(tasks: list[Task], actor: Actor) -> dict[UUID, Described]:
    return {task.id: Described("Ouvrir le plan", f"MA-{task.kind}", "/t") for task in tasks}


@pytest.fixture(autouse=True)
def owner_kind() -> None:
    register_owner_kind(OWNER, describe)


def open_one(code: str, **whose: object) -> UUID:
    owner_id = uuid4()
    with unit_of_work():
        open_task(OWNER, owner_id, code, now() + timedelta(hours=5), **whose)  # type: ignore[arg-type]
    return owner_id


def sees(client_as: Callable[..., SanadClient], persona: str, code: str) -> bool:
    return code in client_as(persona).get("/t").text


def test_asking_again_moves_the_deadline_and_leaves_one_task(app: Flask) -> None:
    owner_id = uuid4()
    with app.app_context():
        for hours in (5, 9):
            with unit_of_work():
                open_task(OWNER, owner_id, "plan", now() + timedelta(hours=hours))
        assert next_deadlines(OWNER, [owner_id]) == {owner_id: now() + timedelta(hours=9)}
        assert db.session.query(Task).filter_by(owner_id=owner_id).count() == 1


def test_a_deadline_is_met_by_the_act_and_not_by_looking(app: Flask, client_as) -> None:
    with app.app_context():
        owner_id = open_one("LOOK", assignee_id=user_named("caseworker").id)
    assert sees(client_as, "caseworker", "LOOK")
    assert sees(client_as, "caseworker", "LOOK")
    with app.app_context(), unit_of_work():
        assert complete_tasks(OWNER, owner_id, "another") == 0
        assert complete_tasks(OWNER, owner_id, "LOOK") == 1
    assert not sees(client_as, "caseworker", "LOOK")


def test_a_task_is_seen_by_its_assignee_alone(app: Flask, client_as) -> None:
    with app.app_context():
        house = organisation_named("association").id
        open_one("MINE", assignee_id=user_named("caseworker").id, organisation_id=house)
    assert sees(client_as, "caseworker", "MINE")
    for other in ("colleague_caseworker", "caseworker_elsewhere", "shelter", "focal_point"):
        assert not sees(client_as, other, "MINE")


def test_a_task_of_an_organisation_is_seen_by_its_people(app: Flask, client_as) -> None:
    with app.app_context():
        open_one("HOUSE", organisation_id=organisation_named("shelter_house").id)
    assert sees(client_as, "shelter", "HOUSE")
    assert not sees(client_as, "other_shelter", "HOUSE")
    assert not sees(client_as, "focal_point", "HOUSE")


def test_a_task_of_a_region_is_seen_by_its_focal_points(app: Flask, client_as) -> None:
    with app.app_context():
        open_one("REGION", region=CASABLANCA)
        open_one("SOUTH", region=SOUSS)
    assert sees(client_as, "focal_point", "REGION")
    assert not sees(client_as, "focal_point", "SOUTH")
    assert sees(client_as, "focal_point_elsewhere", "SOUTH")
    assert not sees(client_as, "caseworker", "REGION")


def test_whoever_has_to_act_is_told_without_being_told_what(app: Flask) -> None:
    with app.app_context():
        user_id = user_named("caseworker").id
        open_one("TOLD", assignee_id=user_id)
        (message,) = db.session.query(OutboxMessage).all()
        assert (message.recipient_user_id, message.topic) == (user_id, "task")


def test_the_agenda_and_the_home_page_say_when(app: Flask, client_as) -> None:
    with app.app_context():
        open_one("WHEN", assignee_id=user_named("caseworker").id)
    client = client_as("caseworker")
    for path in ("/t", "/"):
        page = client.get(path)
        assert "MA-WHEN" in page.text
        assert "Aujourd" in page.text
    assert "15:00" in client.get("/t").text


def test_a_confirmed_holiday_moves_the_deadlines_that_follow(app: Flask) -> None:
    with app.app_context():
        actor = actor_named("administrator")
        tuesday = DayOff(date(2026, 11, 17), "Journée de deuil", approximate=False)
        before = add_working_days(now(), 1)
        with unit_of_work():
            kept = keep_holiday(tuesday, actor)
            assert add_working_days(now(), 1) > before
        with unit_of_work():
            withdraw_holiday(kept, actor)
            assert add_working_days(now(), 1) == before


def test_an_administrator_can_confirm_add_and_withdraw_holidays(app: Flask, client_as) -> None:
    client = client_as("administrator")
    page = client.get("/a/holidays")
    assert page.text.count("Fête de l’Indépendance") == 2  # this year's and the next
    assert "estimation" in page.text
    typed = {**THE_DAY, "name": "Deuil", "announced": "yes"}
    assert client.submit("/a/holidays/new", typed).location.endswith("done=holiday_saved")
    assert "Deuil" in client.get("/a/holidays").text
    client.submit("/a/holidays/2026-11-17/withdraw", {}, containing="idempotency_key")
    assert "Deuil" not in client.get("/a/holidays").text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"name": "Deuil", "announced": "yes"}, "day"),
        ({**THE_DAY, "day-month": "2", "day-day": "31", "name": "x", "announced": "no"}, "day"),
        ({**THE_DAY, "announced": "yes"}, "name"),
        ({**THE_DAY, "name": "x"}, "announced"),
        ({**THE_DAY, "name": "x" * 1_000_000, "announced": "no"}, "name"),
    ],
)
def test_a_holiday_without_sense_is_refused_beside_its_field(
    sqlite_app: Flask, client_as, typed, problem
) -> None:
    page = client_as("administrator").submit("/a/holidays/new", typed, 422)
    assert f'id="{problem}-error"' in page.text
