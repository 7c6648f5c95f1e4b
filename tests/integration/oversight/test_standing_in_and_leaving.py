"""Work goes on while somebody is away, and after somebody left."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from casework.accounts import service as accounts
from casework.accounts.service import disable_user
from casework.cases.queries import Case
from casework.cases.service import assign
from casework.db import db, unit_of_work
from casework.encryption import data_key
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import SteppedClock
from casework.tasks.firing import pass_deadlines
from tests.client import SanadClient
from tests.factories import actor_named, change_account, user_named
from tests.integration.cases.conftest import Desk, case_named

Browser = Callable[..., SanadClient]


def typed_days(clock: SteppedClock, first: int, last: int) -> dict[str, str]:
    found = {}
    for name, ahead in (("first", first), ("last", last)):
        day = (clock.now() + timedelta(days=ahead)).date()
        found |= {f"{name}-day": str(day.day), f"{name}-month": str(day.month)}
        found |= {f"{name}-year": str(day.year)}
    return found


def leave(app: Flask, persona: str) -> None:
    with app.app_context(), unit_of_work():
        disable_user(user_named(persona), actor_named("administrator"))


def test_a_colleague_works_the_files_of_somebody_away_and_only_on_these_days(
    app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    code = Desk(app).assigned()
    with app.app_context():
        colleague_id = str(user_named("colleague_caseworker").id)
    away = client_as("caseworker")
    days = {"stand_in": colleague_id, **typed_days(clock, 0, 2)}
    away.submit("/me/absence", days)
    colleague = client_as("colleague_caseworker")
    colleague.get(f"/c/{code}")
    assert code in colleague.get("/c").text
    assert "Vous remplacez" in colleague.get("/").text
    client_as("caseworker_elsewhere").get(f"/c/{code}", 404)
    clock.advance(timedelta(days=3))
    client_as("colleague_caseworker").get(f"/c/{code}", 404)


def test_a_deadline_that_passes_is_said_to_who_stands_in_and_to_nobody_else(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    Desk(sqlite_app).assigned()
    with sqlite_app.app_context():
        colleague = user_named("colleague_caseworker").id
        away, other = user_named("caseworker").id, user_named("caseworker_elsewhere").id
    days = {"stand_in": str(colleague), **typed_days(clock, 0, 30)}
    client_as("caseworker").submit("/me/absence", days)
    clock.advance(timedelta(days=8))
    with sqlite_app.app_context():
        before = told_of_tasks()
        pass_deadlines()
        told = told_of_tasks() - before
    assert {away, colleague} <= set(told)
    assert other not in told
    assert "en remplacement" in client_as("colleague_caseworker").get("/t").text


def told_of_tasks() -> Counter[UUID]:
    rows = db.session.scalars(
        select(OutboxMessage.recipient_user_id).where(OutboxMessage.topic == "task")
    )
    return Counter(one for one in rows if one)


def test_who_is_back_earlier_ends_it_at_once(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    code = Desk(sqlite_app).assigned()
    with sqlite_app.app_context():
        colleague_id = str(user_named("colleague_caseworker").id)
    away = client_as("caseworker")
    away.submit("/me/absence", {"stand_in": colleague_id, **typed_days(clock, 0, 5)})
    end = next(one for one in away.get("/me/absence").forms() if one.action.endswith("/end"))
    away.post(end.action, end.fields)
    client_as("colleague_caseworker").get(f"/c/{code}", 404)


def test_nobody_of_another_organisation_or_role_can_stand_in(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    away = client_as("caseworker")
    for persona in ("caseworker_elsewhere", "focal_point", "caseworker"):
        with sqlite_app.app_context():
            other = str(user_named(persona).id)
        typed = {"stand_in": other, **typed_days(clock, 0, 2)}
        away.submit("/me/absence", typed, 422)


def test_an_absence_has_days_that_make_sense_and_does_not_overlap_another(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    with sqlite_app.app_context():
        colleague_id = str(user_named("colleague_caseworker").id)
    away = client_as("caseworker")
    for first, last in ((3, 1), (-5, -2), (0, 61)):
        typed = {"stand_in": colleague_id, **typed_days(clock, first, last)}
        away.submit("/me/absence", typed, 422)
    away.submit("/me/absence", {"stand_in": colleague_id, **typed_days(clock, 1, 4)})
    away.submit("/me/absence", {"stand_in": colleague_id, **typed_days(clock, 4, 6)}, 422)


def test_a_stand_in_who_changes_organisation_stands_in_no_more(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    from tests.factories import organisation_named

    code = Desk(sqlite_app).assigned()
    with sqlite_app.app_context(), unit_of_work():
        day = clock.now().date()
        stand_in = user_named("colleague_caseworker")
        accounts.delegate(
            user_named("caseworker"), stand_in.id, day, day, actor_named("caseworker")
        )
        change_account(
            "colleague_caseworker", organisation_id=organisation_named("other_association").id
        )
    client_as("colleague_caseworker").get(f"/c/{code}", 404)


def test_open_files_of_a_leaver_go_to_the_backup_or_wait_for_the_focal_point(
    app: Flask, client_as: Browser
) -> None:
    desk = Desk(app)
    alone, backed = desk.assigned(), desk.assigned()

    def with_backup(case: Case) -> None:
        colleague = user_named("colleague_caseworker").id
        assign(case, case.assignee_id, actor_named("focal_point"), backup_id=colleague)

    desk.on(backed, with_backup)
    leave(app, "caseworker")
    client_as("colleague_caseworker").get(f"/c/{backed}")
    client_as("colleague_caseworker").get(f"/c/{alone}", 404)
    focal = client_as("focal_point")
    agenda = focal.get("/t").text
    assert "Confier le dossier d’une personne partie" in agenda
    with app.app_context():
        new = str(user_named("colleague_caseworker").id)
    focal.submit(f"/c/{alone}/assign", {"caseworker": new})
    assert "Confier le dossier d’une personne partie" not in focal.get("/t").text
    client_as("colleague_caseworker").get(f"/c/{alone}")


def test_keys_of_a_leavers_files_stay_as_they_are(sqlite_app: Flask) -> None:
    code = Desk(sqlite_app).assigned()
    leave(sqlite_app, "caseworker")
    with sqlite_app.app_context():
        assert data_key("case", case_named(code).id)
