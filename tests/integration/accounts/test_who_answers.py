from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from casework.accounts import queries
from casework.accounts.domain.refusals import NotARegion, NotATurn, NotOnDuty
from casework.accounts.service import add_duty_turn, disable_user, end_duty_turn
from casework.db import unit_of_work
from casework.kernel import clock as kernel_clock
from casework.kernel.clock import SteppedClock
from casework.policy import Role
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named, user_named
from tests.personas import CASABLANCA, SOUSS

WEEK = timedelta(days=7)


def names(found: list) -> list[str]:  # type: ignore[type-arg]
    return [row.username for row in found]


def on_duty(region: str) -> str | None:
    found = queries.duty_officer(region)
    return found.username if found else None


def test_people_of_a_region_are_found_by_role(app: Flask) -> None:
    with app.app_context():
        assert names(queries.focal_points(CASABLANCA)) == ["focal_point", "second_focal_point"]
        assert names(queries.focal_points(SOUSS)) == ["focal_point_elsewhere"]
        assert names(queries.national_focal_points()) == ["national_focal_point"]
        assert "caseworker" in names(queries.caseworkers_active_in(CASABLANCA))
        assert names(queries.users_of_region(Role.DPO, SOUSS)) == []


def test_somebody_who_left_is_not_asked_but_keeps_a_name(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        disable_user(user_named("caseworker"), actor_named("administrator"))
    with app.app_context():
        gone = user_named("caseworker")
        assert "caseworker" not in names(queries.caseworkers_active_in(CASABLANCA))
        assert not queries.works_in(gone.id, Role.CASEWORKER, CASABLANCA)
        assert queries.user_display(gone.id) == "Essai Caseworker"


def test_nobody_of_a_closed_organisation_is_asked(app: Flask) -> None:
    with app.app_context(), unit_of_work():
        organisation_named("association").active = False
    with app.app_context():
        assert "caseworker" not in names(queries.caseworkers_active_in(CASABLANCA))
        assert queries.organisations_offering("PSY_FIRST", CASABLANCA) == []


def test_organisations_are_found_by_service_and_region(app: Flask) -> None:
    with app.app_context():
        found = [row.name for row in queries.organisations_offering("SHELTER", CASABLANCA)]
        assert found == ["Maison Autre", "Maison Essai"]
        assert [row.name for row in queries.organisations_offering("SHELTER", SOUSS)] == [
            "Maison Autre"
        ]
        assert queries.organisations_offering("SHELTER", "MA-12") == []


def test_names_of_nobody_are_empty(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        assert queries.user_display(None) == ""
        assert queries.user_displays([None]) == {}
        assert queries.organisation_names([None], "fr") == {}


def test_who_began_last_is_on_duty_and_only_while_the_turn_lasts(
    app: Flask, clock: SteppedClock
) -> None:
    at = kernel_clock.now()
    with app.app_context(), unit_of_work():
        actor = actor_named("administrator")
        first, second = user_named("focal_point"), user_named("second_focal_point")
        add_duty_turn(CASABLANCA, first.id, at, at + WEEK, actor)
        add_duty_turn(CASABLANCA, second.id, at + timedelta(days=1), at + timedelta(days=2), actor)
    with app.app_context():
        assert on_duty(CASABLANCA) == "focal_point"
        assert on_duty(SOUSS) is None
        clock.advance(timedelta(days=1))
        assert on_duty(CASABLANCA) == "second_focal_point"
        clock.advance(timedelta(days=1))
        assert on_duty(CASABLANCA) == "focal_point"
        clock.advance(WEEK)
        assert on_duty(CASABLANCA) is None


def test_a_turn_that_is_ended_stops_at_once(sqlite_app: Flask, clock: SteppedClock) -> None:
    at = kernel_clock.now()
    with sqlite_app.app_context(), unit_of_work():
        actor = actor_named("administrator")
        turn = add_duty_turn(CASABLANCA, user_named("focal_point").id, at, at + WEEK, actor)
        clock.advance(timedelta(hours=1))
        end_duty_turn(turn, actor)
    with sqlite_app.app_context():
        assert on_duty(CASABLANCA) is None


@pytest.mark.parametrize("persona", ["caseworker", "focal_point_elsewhere", "administrator"])
def test_only_a_focal_point_of_the_region_can_be_on_duty(sqlite_app: Flask, persona: str) -> None:
    at = kernel_clock.now()
    with sqlite_app.app_context(), unit_of_work():
        user, actor = user_named(persona), actor_named("administrator")
        with pytest.raises(NotOnDuty):
            add_duty_turn(CASABLANCA, user.id, at, at + WEEK, actor)


def test_a_national_focal_point_can_be_on_duty_anywhere(sqlite_app: Flask) -> None:
    at = kernel_clock.now()
    with sqlite_app.app_context(), unit_of_work():
        user = user_named("national_focal_point")
        add_duty_turn("MA-12", user.id, at, at + WEEK, actor_named("administrator"))
        assert on_duty("MA-12") == "national_focal_point"


def test_a_turn_must_make_sense(sqlite_app: Flask) -> None:
    at, day = kernel_clock.now(), timedelta(days=1)
    with sqlite_app.app_context(), unit_of_work():
        user, actor = user_named("focal_point"), actor_named("administrator")
        for start, end in ((at, at), (at, at - day), (at - 3 * day, at), (at, at + 32 * day)):
            with pytest.raises(NotATurn):
                add_duty_turn(CASABLANCA, user.id, start, end, actor)
        with pytest.raises(NotARegion):
            add_duty_turn("MA-99", user.id, at, at + WEEK, actor)


def test_an_administrator_keeps_the_roster_by_moroccan_time(
    sqlite_app: Flask, client_as: Callable[..., SanadClient]
) -> None:
    administrator = client_as("administrator")
    with sqlite_app.app_context():
        person = str(user_named("focal_point").id)
    typed = {
        "region": CASABLANCA,
        "person": person,
        "since-day": "16",
        "since-month": "11",
        "since-year": "2026",
        "since_hour": "8",
        "until-day": "23",
        "until-month": "11",
        "until-year": "2026",
        "until_hour": "8",
    }
    administrator.submit("/a/roster/new", typed, containing="since_hour")
    page = administrator.get("/a/roster")
    assert "16 nov. 2026, 08:00" in page.text
    with sqlite_app.app_context():
        assert on_duty(CASABLANCA) == "focal_point"
    form = next(form for form in page.forms() if form.action.endswith("/end"))
    administrator.post(form.action, form.fields)
    with sqlite_app.app_context():
        assert on_duty(CASABLANCA) is None
