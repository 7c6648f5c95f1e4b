"""Rows that Sanad wrote once and that still fit their seal, put back by somebody without keys."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from casework.accounts.models import Delegation, NewPower, SecondFactor, TwoPersonAct
from casework.accounts.queries import actor_of
from casework.accounts.queries.factors import confirmed_factors
from casework.accounts.service import (
    Profile,
    answer_powers,
    change_user,
    decide_second_person,
    delegate,
    end_delegation,
    invite_user,
    restore_user,
    sealing,
    set_language,
)
from casework.accounts.service.checking import check_accounts
from casework.accounts.service.factors import begin_totp, confirm, remove_factor
from casework.accounts.service.people import disable_user
from casework.db import Base, db, unit_of_work
from casework.kernel import clock
from casework.policy import Role
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.accounts.second_administrator import second_administrator
from tests.tampering import insider

USERS, FACTORS = Base.metadata.tables["user"], Base.metadata.tables["second_factor"]
OWN = "analyst"


def row_of(name: str) -> dict[str, Any]:
    """The account as its row stands."""
    return dict(db.session.execute(select(USERS).where(USERS.c.username == name)).one()._mapping)


def put_back(app: Flask, row: dict[str, Any]) -> None:
    with insider(app) as connection:
        connection.execute(USERS.update().values(row).where(USERS.c.id == row["id"]))


def change_role(role: Role) -> None:
    with unit_of_work():
        user = user_named(OWN)
        profile = Profile(user.display_name, role, user.organisation_id)
        change_user(user, profile, user.version, actor_named("administrator"))


def refused_administrator() -> None:
    """Invited by one administrator, and refused by the other."""
    profile = Profile("Essai Neuve", Role.ADMINISTRATOR, organisation_named("commission").id)
    invite_user("n.nouvelle", profile, actor_named("administrator"))
    db.session.flush()
    second, _language = actor_of(user_named("second.administrator").id) or (None, None)
    assert second is not None
    decide_second_person(db.session.scalars(select(TwoPersonAct)).one(), False, second)


def test_an_account_from_before_it_was_stopped_is_named_in_the_night(app: Flask) -> None:
    with app.app_context():
        change_role(Role.DPO)
        before = row_of(OWN)
        with unit_of_work():
            power = db.session.scalars(select(NewPower)).one()
            answer_powers(power, "stop", actor_named("dpo"))
        assert check_accounts() == 0
        stopped = row_of(OWN)
        put_back(app, before)
        assert check_accounts() == 1
        put_back(app, stopped)
        with unit_of_work():
            answer_powers(db.session.get_one(NewPower, power.id), "release", actor_named("dpo"))
        assert check_accounts() == 0


def test_an_absence_that_was_ended_early_and_comes_back_is_named_in_the_night(app: Flask) -> None:
    rows = Base.metadata.tables["delegation"]
    with app.app_context():
        actor, day = actor_named("caseworker"), clock.now().date() + timedelta(days=20)
        with unit_of_work():
            other = user_named("colleague_caseworker").id
            made = delegate(user_named("caseworker"), other, clock.now().date(), day, actor)
            old = {"starts_at": made.starts_at, "ends_at": made.ends_at, "seal": made.seal}
        assert check_accounts() == 0
        with unit_of_work():
            end_delegation(db.session.scalars(select(Delegation)).one(), actor)
        assert check_accounts() == 0
        with insider(app) as connection:
            connection.execute(rows.update().values(old))
        assert check_accounts() == 1


def test_a_second_factor_that_was_taken_off_and_comes_back_is_named_in_the_night(
    sqlite_app: Flask,
) -> None:
    with sqlite_app.app_context():
        actor = actor_named(OWN)
        with unit_of_work():
            confirm(begin_totp(actor, ""), actor, None)
        factor = dict(db.session.execute(select(FACTORS)).one()._mapping)
        before = row_of(OWN)
        assert check_accounts() == 0
        with unit_of_work():
            remove_factor(db.session.get_one(SecondFactor, factor["id"]), actor, None)
        assert check_accounts() == 0
        with insider(sqlite_app) as connection:
            connection.execute(FACTORS.insert().values(factor))
        put_back(sqlite_app, {"id": before["id"], "factors_seal": before["factors_seal"]})
        assert len(confirmed_factors(before["id"])) == 1
        assert check_accounts() == 1


def test_an_older_role_is_named_however_often_its_owner_changes_their_language(
    sqlite_app: Flask,
) -> None:
    with sqlite_app.app_context():
        before = row_of(OWN)
        change_role(Role.DPO)
        with unit_of_work():
            for turn in range(210):
                set_language(actor_named(OWN), "ar" if turn % 2 else "en")
        assert check_accounts() == 0
        put_back(sqlite_app, before)
        assert check_accounts() == 1


def test_an_administrator_whom_the_second_person_refused_waits_and_gives_no_alarm(
    sqlite_app: Flask,
) -> None:
    second_administrator(sqlite_app)
    with sqlite_app.app_context():
        with unit_of_work():
            refused_administrator()
        assert check_accounts() == 0
        with unit_of_work():
            disable_user(user_named("n.nouvelle"), actor_named("administrator"))
            restore_user(user_named("n.nouvelle"), actor_named("administrator"))
        assert check_accounts() == 0


def test_an_upgrade_seals_no_administrator_whom_nobody_confirmed(
    sqlite_app: Flask, monkeypatch: Any
) -> None:
    second_administrator(sqlite_app)
    with sqlite_app.app_context():
        with unit_of_work():
            refused_administrator()
        with insider(sqlite_app) as connection:
            connection.execute(USERS.update().values(powers_seal=None))
        monkeypatch.setattr(sealing, "are_sealed", lambda: False)
        sealing.seal_what_is_not()
        assert user_named("n.nouvelle").powers_seal is None
        assert user_named(OWN).powers_seal is not None
