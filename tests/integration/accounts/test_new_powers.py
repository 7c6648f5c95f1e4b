"""New powers are told at once to whoever watches over accounts, who can stop the account."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from casework.accounts.domain.refusals import (
    AccountStopped,
    LastAdministrator,
    LinkNotValid,
    OwnPowers,
    PowersTooNew,
)
from casework.accounts.models import HalfSignIn, NewPower, User
from casework.accounts.queries import actor_of, focal_points
from casework.accounts.service import (
    Profile,
    answer_powers,
    change_user,
    check_link,
    enrolment_link,
    invite_user,
)
from casework.audit.models import AuditEvent
from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.kernel import clock
from casework.policy import Role
from tests.client import SanadClient
from tests.factories import actor_named, change_account, organisation_named, user_named
from tests.integration.accounts.passwords import browser_at, come_in, give_password
from tests.integration.accounts.proofs import give_app, half_way

Browser = Callable[..., SanadClient]


def give(app: Flask, role: Role = Role.CASEWORKER, region: str = "MA-06") -> str:
    """A new account; gives the id of its powers."""
    with app.app_context(), unit_of_work():
        profile = Profile(
            "Essai Nouvelle", role, organisation_named("association").id, frozenset({region})
        )
        user = invite_user("e.nouvelle", profile, actor_named("administrator"))
        db.session.flush()
        return str(db.session.scalar(select(NewPower.id).where(NewPower.user_id == user.id)))


def told(app: Flask, topic: str) -> set[str]:
    with app.app_context():
        wanted = select(User.username).join(
            OutboxMessage, OutboxMessage.recipient_user_id == User.id
        )
        return set(db.session.scalars(wanted.where(OutboxMessage.topic == topic)))


def test_the_officer_and_the_focal_points_of_the_region_are_told_at_once(
    app: Flask, client_as: Browser
) -> None:
    give(app)
    assert told(app, "new_powers") == {"dpo", "focal_point", "second_focal_point"}
    for name in ("dpo", "focal_point"):
        assert "Nouveaux pouvoirs à examiner" in client_as(name).get("/").text
        page = client_as(name).get("/m/powers").text
        assert "Essai Nouvelle" in page
        assert "Essai Administrator" in page
        assert "Attend jusqu’au" in page
    assert "Essai Nouvelle" not in client_as("focal_point_elsewhere").get("/m/powers").text
    client_as("administrator").get("/m/powers", 403)


def test_another_role_or_other_regions_are_told_and_another_name_is_not(sqlite_app: Flask) -> None:
    def change(**changes: object) -> None:
        with sqlite_app.app_context(), unit_of_work():
            user = user_named("provider")
            kept = {
                "display_name": user.display_name,
                "role": Role(user.role),
                "organisation_id": user.organisation_id,
                "regions": user.place_codes,
            }
            profile = Profile(**{**kept, **changes})  # type: ignore[arg-type]
            change_user(user, profile, user.version, actor_named("administrator"))

    change(display_name="Autre Nom")
    assert told(sqlite_app, "new_powers") == set()
    change(regions=frozenset({"MA-01"}))
    assert "dpo" in told(sqlite_app, "new_powers")
    change(role=Role.SHELTER)
    with sqlite_app.app_context():
        given = list(db.session.scalars(select(NewPower.what).order_by(NewPower.given_at)))
        assert sorted(given) == ["places", "role"]


def test_a_stopped_account_is_out_at_once_and_comes_in_again_when_it_was_looked_at(
    app: Flask, client_as: Browser
) -> None:
    power = give(app, Role.FOCAL_POINT)
    give_password(app, "e.nouvelle")
    newcomer = client_as("e.nouvelle")
    newcomer.get("/")
    focal = client_as("focal_point")
    page = focal.get("/m/powers")
    typed = page.form("csrf_token").fields
    assert focal.post(f"/m/powers/{power}/stop", typed).location.endswith("done=powers_stopped")
    assert newcomer.get("/t", 303).location.startswith("/login")
    assert come_in(browser_at(app), "e.nouvelle", status=422)
    assert told(app, "account_stopped") == {"administrator"}
    assert "Essai Nouvelle" in client_as("administrator").get("/").text
    with app.app_context():
        user = user_named("e.nouvelle")
        assert actor_of(user.id) is None
        assert user.id not in {one.id for one in focal_points("MA-06")}
        with pytest.raises(AccountStopped):
            enrolment_link(user, actor_named("administrator"))
    again = focal.get("/m/powers").form("csrf_token").fields
    focal.post(f"/m/powers/{power}/stop", again, 409)
    officer = client_as("dpo")
    typed = officer.get("/m/powers").form("csrf_token").fields
    officer.post(f"/m/powers/{power}/release", typed)
    assert come_in(browser_at(app), "e.nouvelle").location == "/?done=came_in"
    assert "Nouveaux pouvoirs à examiner" not in focal.get("/").text
    with app.app_context():
        kinds = db.session.scalars(
            select(AuditEvent.kind).where(AuditEvent.kind == "PowersAnsweredFor")
        )
        assert len(list(kinds)) == 2


def test_the_link_of_a_stopped_account_does_not_work(sqlite_app: Flask) -> None:
    power = give(sqlite_app)
    with sqlite_app.app_context(), unit_of_work():
        token = enrolment_link(user_named("e.nouvelle"), actor_named("administrator"))
        check_link(token)
        row = db.session.scalar(select(NewPower))
        assert str(row.id) == power
        answer_powers(row, "stop", actor_named("dpo"))
        with pytest.raises(LinkNotValid):
            check_link(token)


def test_nobody_answers_for_their_own_powers_or_those_they_gave(
    sqlite_app: Flask, client_as: Browser
) -> None:
    with sqlite_app.app_context(), unit_of_work():
        house, regions = organisation_named("association").id, frozenset({"MA-06", "MA-01"})
        profile = Profile("Essai Focal Point", Role.FOCAL_POINT, house, regions)
        user = user_named("focal_point")
        change_user(user, profile, user.version, actor_named("administrator"))
        power = db.session.scalars(select(NewPower)).one()
        for name in ("focal_point", "administrator"):
            with pytest.raises(OwnPowers):
                answer_powers(power, "right", actor_named(name))
        path = f"/m/powers/{power.id}/right"
    own = client_as("focal_point")
    assert path not in own.get("/m/powers").text
    typed = own.get("/me/password").form("csrf_token").fields
    own.post(path, {"csrf_token": typed["csrf_token"]}, 404)


def test_whoever_was_just_given_their_powers_clears_nobody_and_stops_no_one_who_watches(
    sqlite_app: Flask, client_as: Browser
) -> None:
    """Else an account that was made for it says that all is well, or stops the officer."""
    power = give(sqlite_app)
    with sqlite_app.app_context():
        with unit_of_work():
            change_account("dpo", powers_since=clock.now())
            officer = actor_named("dpo")
            watcher = NewPower(
                user_id=user_named("focal_point").id, what="places", given_at=clock.now()
            )
            db.session.add(watcher)
        row = db.session.scalars(select(NewPower).where(NewPower.what == "account")).one()
        for refused, answer in ((row, "right"), (row, "release"), (watcher, "stop")):
            with pytest.raises(PowersTooNew), unit_of_work():
                answer_powers(refused, answer, officer)  # type: ignore[arg-type]
        page = client_as("dpo").get("/m/powers").text
        assert "moins de trois jours" in page
        assert f"/m/powers/{power}/stop" in page
        assert f"/m/powers/{power}/right" not in page
        assert f"/m/powers/{watcher.id}/stop" not in page
        with unit_of_work():
            answer_powers(row, "stop", officer)
        assert user_named("e.nouvelle").stopped_at is not None


def test_the_last_administrator_is_not_stopped(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "administrator")
    with sqlite_app.app_context():
        with unit_of_work() as session:
            user_id = user_named("administrator").id
            session.add(power := NewPower(user_id=user_id, what="role", given_at=clock.now()))
        with pytest.raises(LastAdministrator), unit_of_work():
            answer_powers(power, "stop", actor_named("dpo"))
        db.session.rollback()
        assert user_named("administrator").stopped_at is None


def test_a_sign_in_that_waits_for_its_second_factor_ends_with_a_stop(sqlite_app: Flask) -> None:
    give_password(sqlite_app, "provider")
    give_app(sqlite_app, "provider")
    half_way(sqlite_app, "provider").get("/login/second")
    with sqlite_app.app_context():
        with unit_of_work() as session:
            user_id = user_named("provider").id
            session.add(power := NewPower(user_id=user_id, what="role", given_at=clock.now()))
            session.flush()
            assert session.scalars(select(HalfSignIn)).one()
            answer_powers(power, "stop", actor_named("dpo"))
        assert db.session.scalars(select(HalfSignIn)).all() == []
