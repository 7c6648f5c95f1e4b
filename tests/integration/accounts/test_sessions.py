from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from casework.accounts import desk, service
from casework.accounts.models import UserSession
from casework.accounts.service import Profile, change_user, disable_user, end_old_sessions
from casework.audit.models import AuditEvent
from casework.db import db, unit_of_work
from casework.kernel.clock import SteppedClock
from casework.policy import Role
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.accounts.passwords import cookie, persona

Browser = Callable[..., SanadClient]


def test_a_session_left_alone_for_half_an_hour_is_over(
    app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    browser = client_as("caseworker")
    clock.advance(timedelta(minutes=29))
    browser.get("/me")
    clock.advance(timedelta(minutes=29))
    browser.get("/me")
    clock.advance(timedelta(minutes=30))
    assert browser.get("/me", 303).location == "/login?next=/me"


def test_a_busy_session_is_over_after_twelve_hours(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    browser = client_as("caseworker")
    for _quarter in range(47):
        clock.advance(timedelta(minutes=15))
        browser.get("/me")
    clock.advance(timedelta(minutes=15))
    browser.get("/me", 303)


def test_an_administrator_revokes_all_sessions_of_an_account(
    app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    administrator = client_as("administrator")
    clock.advance(timedelta(minutes=16))
    phone, laptop = client_as("caseworker"), client_as("caseworker")
    path = f"/a/users/{persona(app, 'caseworker').id}"
    page = administrator.get(path)
    form = next(one for one in page.forms() if one.action.endswith("/sessions/end"))
    assert "Connexions ouvertes" in page.text
    administrator.post(form.action, form.fields, 403)  # asked to prove it first
    phone.get("/me")
    client_as("administrator").post(form.action, form.fields, 400)  # another browser's form
    proven = client_as("administrator")
    form = next(one for one in proven.get(path).forms() if one.action.endswith("/sessions/end"))
    proven.post(form.action, form.fields)
    phone.get("/me", 303)
    laptop.get("/me", 303)
    again = administrator.get(path)
    assert not any(one.action.endswith("/sessions/end") for one in again.forms())
    with app.app_context():
        told = db.session.scalars(
            select(AuditEvent.body).where(AuditEvent.kind == "SessionRevoked")
        )
        assert any(b'"count":2' in body for body in told)


def test_an_administrator_ends_the_session_of_one_lost_device_and_sees_all_of_them(
    app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    phone, others = client_as("caseworker"), [client_as("caseworker") for _ in range(11)]
    clock.advance(timedelta(minutes=5))
    for one in others:
        one.get("/me")
    administrator = client_as("administrator")
    path = f"/a/users/{persona(app, 'caseworker').id}"
    ends = [one for one in administrator.get(path).forms() if "/sessions/" in one.action]
    assert len(ends) == 12 + 1, "each session, and all at once"
    lost = ends[11]  # the one that was used longest ago stands last
    strange = lost.action.replace(str(persona(app, "caseworker").id), str(UUID(int=1)))
    administrator.post(strange, lost.fields, 404)
    told = administrator.post(lost.action, lost.fields).location
    assert "Les autres continuent" in administrator.get(told).text
    phone.get("/me", 303)
    for one in others:
        one.get("/me")
    clock.advance(timedelta(minutes=16))
    administrator.post(ends[0].action, ends[0].fields, 403)


def test_an_administrator_does_not_end_the_session_of_this_very_browser(
    sqlite_app: Flask, client_as: Browser
) -> None:
    administrator = client_as("administrator")
    path = f"/a/users/{persona(sqlite_app, 'administrator').id}"
    page = administrator.get(path)
    assert "cet appareil" in page.text
    ends = [one.action for one in page.forms() if "/sessions/" in one.action]
    assert ends == [f"{path}/sessions/end"], "all but this one"


def test_use_is_written_once_a_minute_and_reading_writes_nothing_between(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    browser = client_as("caseworker")
    began = clock.now()

    def last_seen() -> object:
        with sqlite_app.app_context():
            return db.session.scalar(select(UserSession.last_seen_at))

    clock.advance(timedelta(seconds=59))
    browser.get("/me")
    assert last_seen() == began
    clock.advance(timedelta(seconds=1))
    browser.get("/me")
    assert last_seen() == clock.now()


def test_a_person_can_read_on_when_the_store_cannot_be_written(
    sqlite_app: Flask,
    client_as: Browser,
    clock: SteppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full_disk(session_id: object) -> None:
        raise OperationalError("INSERT", {}, Exception("disk is full"))

    browser = client_as("caseworker")
    clock.advance(timedelta(minutes=2))
    monkeypatch.setattr(desk.service, "touch", full_disk)
    browser.get("/me")


def test_signing_out_ends_the_session_on_the_server_too(app: Flask, client_as: Browser) -> None:
    browser = client_as("caseworker")
    stolen = cookie(browser)
    csrf = browser.get("/me").form("language").fields["csrf_token"]
    page = browser.post("/logout", {"csrf_token": csrf})
    assert page.location == "/login?done=signed_out"
    assert page.response.headers["Clear-Site-Data"] == '"cache"'
    assert cookie(browser) != stolen
    thief = SanadClient(app, stolen)
    thief.get("/me", 303)


def test_hiding_the_screen_ends_the_session(sqlite_app: Flask, client_as: Browser) -> None:
    browser = client_as("caseworker")
    csrf = browser.get("/me").form("language").fields["csrf_token"]
    assert browser.post("/hide", {"csrf_token": csrf}).location == "/hide"
    browser.get("/me", 303)


def test_a_disabled_account_is_out_at_its_next_request(app: Flask, client_as: Browser) -> None:
    browser = client_as("caseworker")
    browser.get("/me")
    with app.app_context(), unit_of_work():
        disable_user(user_named("caseworker"), actor_named("administrator"))
    browser.get("/me", 303)


def test_an_account_whose_organisation_is_closed_is_out_at_its_next_request(
    sqlite_app: Flask, client_as: Browser
) -> None:
    browser = client_as("shelter")
    with sqlite_app.app_context(), unit_of_work():
        organisation_named("shelter_house").active = False
    browser.get("/me", 303)


def test_a_change_of_role_acts_on_the_next_request(app: Flask, client_as: Browser) -> None:
    browser = client_as("provider")
    browser.get("/m", 403)
    with app.app_context(), unit_of_work():
        user = user_named("provider")
        profile = Profile(user.display_name, Role.ANALYST, user.organisation_id)
        change_user(user, profile, user.version, actor_named("administrator"))
    browser.get("/m", 200)


def test_a_person_ends_one_session_elsewhere_and_keeps_this_one(
    app: Flask, client_as: Browser
) -> None:
    lost, here = client_as("caseworker"), client_as("caseworker")
    page = here.get("/me")
    form = next(form for form in page.forms() if form.action.startswith("/me/sessions/"))
    assert here.post(form.action, form.fields).location == "/me?done=session_ended"
    lost.get("/me", 303)
    here.get("/me")


def test_a_person_ends_all_other_sessions_at_once(sqlite_app: Flask, client_as: Browser) -> None:
    others = [client_as("caseworker") for _ in range(3)]
    stranger, here = client_as("analyst"), client_as("caseworker")
    here.submit("/me", {}, containing="language", status=303)  # the page works before
    form = next(form for form in here.get("/me").forms() if form.action == "/me/sessions/end")
    here.post(form.action, form.fields)
    for other in others:
        other.get("/me", 303)
    here.get("/me")
    stranger.get("/me")


def test_nobody_can_end_the_session_of_somebody_else(app: Flask, client_as: Browser) -> None:
    victim, attacker = client_as("caseworker"), client_as("administrator")
    with app.app_context():
        user_id = user_named("caseworker").id
        session_id = db.session.scalar(select(UserSession.id).where(UserSession.user_id == user_id))
    form = attacker.get("/me").form("language")
    attacker.post(f"/me/sessions/{session_id}/end", form.fields, 404)
    victim.get("/me")


def test_sessions_that_ran_out_are_closed_with_their_reason(
    app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    client_as("caseworker")
    clock.advance(timedelta(minutes=31))
    client_as("analyst")
    with app.app_context(), unit_of_work():
        assert end_old_sessions() == 1
    with app.app_context(), unit_of_work():
        assert end_old_sessions() == 0
        found = select(AuditEvent.body).where(AuditEvent.kind == "SignedOut")
        (body,) = db.session.scalars(found)
    assert b'"idle"' in body


def test_a_choice_of_language_stays_with_the_account(sqlite_app: Flask, client_as: Browser) -> None:
    browser = client_as("caseworker", "fr")
    browser.submit("/me", {"language": "ar", "theme": "dark"})
    page = client_as("caseworker", "ar").get("/me")
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in page.text
    with sqlite_app.app_context():
        assert user_named("caseworker").theme == "dark"


def test_a_session_of_a_token_that_was_never_given_is_none(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        token = service.sessions.new_token()  # type: ignore[attr-defined]
    SanadClient(sqlite_app, token).get("/me", 303)
    SanadClient(sqlite_app, "short").get("/me", 303)
    SanadClient(sqlite_app, "x" * 4000).get("/me", 303)
