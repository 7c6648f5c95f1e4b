"""Somebody with a shell on the database and no keys gives themselves powers by writing rows."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from casework.accounts import seals, tampering
from casework.accounts.models import Password, SecondFactor, TwoPersonAct, UserSession
from casework.accounts.service import Profile, change_user, delegate, enrolment_link, sealing
from casework.accounts.service.checking import check_accounts
from casework.accounts.service.factors import code_hashing
from casework.audit.catalogue import AccountsSealed
from casework.audit.models import AuditEvent
from casework.cases.service.checking import check_cases
from casework.db import Base, db, unit_of_work
from casework.journal.telling import tell_alarms
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.policy import Role
from casework.web.session import new_token
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.accounts.passwords import PASSWORD, browser_at, come_in, give_password
from tests.integration.accounts.proofs import give_app, half_way, second_step
from tests.integration.accounts.second_administrator import second_administrator
from tests.integration.cases.conftest import Desk
from tests.tampering import EVENT, insider, seal

Browser = Callable[..., SanadClient]
TABLES = Base.metadata.tables
VICTIM, OWN = "caseworker", "analyst"


@pytest.fixture(autouse=True)
def said_anew() -> Iterator[None]:
    """What is said once an hour is said in each test."""
    tampering._said.clear()
    yield


def write(app: Flask, statement: str, **values: object) -> None:
    """As a shell on the database would."""
    with app.app_context(), insider(app) as connection:
        connection.execute(text(statement), values)


def id_of(app: Flask, persona: str) -> object:
    with app.app_context():
        one = user_named(persona).id
        return one.hex if db.engine.dialect.name == "sqlite" else one


def found_changed(app: Flask) -> set[str]:
    """What the trace says was not written by Sanad."""
    with app.app_context():
        wanted = select(AuditEvent.body).where(AuditEvent.kind == "AccountFoundChanged")
        bodies = b"".join(db.session.scalars(wanted))
        words = ("session", "powers", "password", "factors", "delegation", "ministry")
        return {word for word in words if f'"what":"{word}"'.encode() in bodies}


def test_a_session_row_inserted_for_somebody_opens_nothing(app: Flask) -> None:
    token = new_token()
    with app.app_context():
        digest, at, user_id = (
            hashlib.sha256(token.encode()).digest(),
            clock.now(),
            user_named(VICTIM).id,
        )
        with insider(app) as connection:
            connection.execute(
                TABLES["user_session"].insert().values(
                    id=new_id(), token_hash=digest, user_id=user_id, began_at=at, last_seen_at=at,
                    expires_at=at + timedelta(hours=12), strong_at=at, source_digest=bytes(16),
                    device="other/other",
                )
            )  # fmt: skip
    SanadClient(app, token).get("/c", 303)


@pytest.mark.parametrize("column", ["user_id", "strong_at", "expires_at"])
def test_an_own_session_is_not_made_somebody_elses_nor_stronger_nor_longer(
    app: Flask, client_as: Browser, column: str
) -> None:
    browser = client_as(OWN)
    browser.get("/me")
    with app.app_context():
        later = clock.now() + timedelta(hours=1)
        values = {"user_id": user_named(VICTIM).id, "strong_at": later, "expires_at": later}
        with insider(app) as connection:
            change = TABLES["user_session"].update().values({column: values[column]})
            connection.execute(change)
    browser.get("/me", 303)
    assert found_changed(app) == {"session"}


@pytest.mark.parametrize(
    "change",
    [
        "role = 'dpo'",
        "national = not national",
        "responsible = true",
        "powers_since = '2020-01-01 00:00:00.000000'",
    ],
)
def test_powers_written_into_an_account_end_it_and_are_told(
    app: Flask, client_as: Browser, change: str
) -> None:
    browser = client_as(OWN)
    browser.get("/me")
    write(app, f"update \"user\" set {change} where username = '{OWN}'")
    browser.get("/me", 303)
    give_password(app, OWN)
    page = come_in(browser_at(app), OWN, status=403)
    assert "autrement que par Sanad" in page.text
    assert found_changed(app) == {"powers"}


def test_an_organisation_or_a_region_written_into_an_account_gives_nothing(
    app: Flask, client_as: Browser
) -> None:
    caseworker, other = client_as(VICTIM), client_as("colleague_caseworker")
    with app.app_context():
        elsewhere, user_id = organisation_named("other_association").id, user_named(VICTIM).id
        other_id = user_named("colleague_caseworker").id
        with insider(app) as connection:
            connection.execute(
                TABLES["user_region"].insert().values(user_id=user_id, region="MA-01")
            )
            moved = TABLES["user"].update().values(organisation_id=elsewhere)
            connection.execute(moved.where(TABLES["user"].c.id == other_id))
    caseworker.get("/me", 303)
    other.get("/me", 303)


def test_a_closed_account_is_not_opened_by_its_row(app: Flask, client_as: Browser) -> None:
    give_password(app, VICTIM)
    administrator = client_as("administrator")
    with app.app_context():
        path = f"/a/users/{user_named(VICTIM).id}"
    administrator.submit(f"{path}/close", {})
    write(app, f"update \"user\" set disabled_at = null where username = '{VICTIM}'")
    come_in(browser_at(app), VICTIM, status=403)


def test_an_account_that_was_tampered_with_is_closed_and_given_powers_anew(
    sqlite_app: Flask, client_as: Browser
) -> None:
    write(sqlite_app, f"update \"user\" set role = 'dpo' where username = '{OWN}'")
    administrator = client_as("administrator")
    with sqlite_app.app_context():
        path = f"/a/users/{user_named(OWN).id}"
    administrator.submit(path, {"display_name": "Autre Nom"}, 403)
    administrator.submit(f"{path}/close", {})
    administrator.post(f"{path}/restore", administrator.get(path).form("csrf_token").fields)
    with sqlite_app.app_context():
        said = db.session.scalars(
            select(AuditEvent.body).where(AuditEvent.kind == "AccountChanged")
        )
        assert any(b'"role":"dpo"' in body and b'"restored"' in body for body in said)


def test_a_link_of_ones_own_opens_no_other_account(app: Flask) -> None:
    with app.app_context():
        with unit_of_work():
            token = enrolment_link(user_named(OWN), None)
        victim = user_named(VICTIM).id
        with insider(app) as connection:
            connection.execute(TABLES["enrolment"].update().values(user_id=victim))
    SanadClient(app).get(f"/enrol/{token}", 404)


def test_a_password_hash_put_into_another_account_opens_nothing(app: Flask) -> None:
    give_password(app, VICTIM, "autre phrase bien longue")
    give_password(app, OWN)
    with app.app_context():
        own = db.session.get_one(Password, user_named(OWN).id).sealed_hash
        victim = user_named(VICTIM).id
        with insider(app) as connection:
            rows = TABLES["password"]
            connection.execute(
                rows.update().values(sealed_hash=own).where(rows.c.user_id == victim)
            )
    come_in(browser_at(app), VICTIM, status=422)
    assert found_changed(app) == {"password"}


def test_an_account_whose_second_factor_was_taken_off_in_the_database_lets_nobody_in(
    app: Flask,
) -> None:
    give_password(app, VICTIM)
    give_app(app, VICTIM)
    with app.app_context(), insider(app) as connection:
        connection.execute(TABLES["second_factor"].delete())
    page = come_in(browser_at(app), VICTIM, status=403)
    assert "autrement que par Sanad" in page.text
    assert found_changed(app) == {"factors"}


def test_a_second_factor_begun_and_never_proven_is_not_confirmed_by_its_row(
    sqlite_app: Flask, client_as: Browser
) -> None:
    give_password(sqlite_app, VICTIM)
    browser = client_as(VICTIM)
    browser.post(
        "/me/second-factor/app", browser.get("/me/second-factor").form("csrf_token").fields
    )
    with sqlite_app.app_context():
        at = clock.now()
        with insider(sqlite_app) as connection:
            connection.execute(TABLES["second_factor"].update().values(confirmed_at=at))
        assert db.session.scalars(select(SecondFactor)).one().confirmed_at
    come_in(browser_at(sqlite_app), VICTIM, status=403)


def test_a_code_on_paper_written_into_the_database_is_no_code(app: Flask) -> None:
    give_password(app, VICTIM)
    give_app(app, VICTIM)
    with app.app_context():
        forged = code_hashing().hash("ABCDEFGHJK")
        with insider(app) as connection:
            connection.execute(TABLES["recovery_code"].update().values(hash=forged))
    second_step(half_way(app, VICTIM), "1-ABCDE-FGHJK", 422)


def test_an_absence_written_into_the_database_gives_no_file(app: Flask, client_as: Browser) -> None:
    code = Desk(app).assigned()
    colleague = client_as("colleague_caseworker")
    with app.app_context():
        at, absent = clock.now(), user_named("caseworker").id
        other = user_named("colleague_caseworker").id
        with insider(app) as connection:
            connection.execute(
                TABLES["delegation"].insert().values(
                    id=new_id(), absent_id=absent, stand_in_id=other,
                    starts_at=at - timedelta(days=1), ends_at=at + timedelta(days=1),
                    made_by_id=absent, made_at=at,
                )
            )  # fmt: skip
    colleague.get(f"/c/{code}", 404)
    assert found_changed(app) == {"delegation"}


def test_an_absence_is_not_made_longer_in_the_database(
    sqlite_app: Flask, client_as: Browser
) -> None:
    code = Desk(sqlite_app).assigned()
    with sqlite_app.app_context():
        day = clock.now().date()
        with unit_of_work():
            other = user_named("colleague_caseworker").id
            delegate(user_named("caseworker"), other, day, day, actor_named("caseworker"))
    colleague = client_as("colleague_caseworker")
    colleague.get(f"/c/{code}")
    with sqlite_app.app_context():
        later = clock.now() + timedelta(days=50)
        with insider(sqlite_app) as connection:
            connection.execute(TABLES["delegation"].update().values(ends_at=later))
    colleague.get(f"/c/{code}", 404)


def test_no_administrator_writes_the_question_of_another_one(
    sqlite_app: Flask, client_as: Browser
) -> None:
    first, _second = client_as("administrator"), second_administrator(sqlite_app)
    with sqlite_app.app_context():
        at = clock.now()
        row = {
            "id": new_id(), "kind": "factor_reset", "user_id": user_named(VICTIM).id,
            "asked_by_id": user_named("second.administrator").id, "asked_at": at,
            "expires_at": at + timedelta(hours=72),
        }  # fmt: skip
        with insider(sqlite_app) as connection:
            connection.execute(TABLES["two_person_act"].insert().values(row))
    form = first.get("/a/second").form("csrf_token")
    first.post(f"/a/second/{row['id']}/confirm", form.fields, 422)
    with sqlite_app.app_context():
        assert db.session.get_one(TwoPersonAct, row["id"]).confirmed is None


def test_a_new_administrator_is_not_confirmed_by_a_row(
    sqlite_app: Flask, client_as: Browser
) -> None:
    with sqlite_app.app_context():
        house = str(organisation_named("commission").id)
    invited = client_as("administrator").submit(
        "/a/users/new",
        {
            "username": "n.nouvelle",
            "display_name": "N",
            "role": "administrator",
            "organisation": house,
        },
    )
    assert "invited" in invited.location
    write(sqlite_app, "delete from two_person_act")
    with sqlite_app.app_context(), unit_of_work():
        token = enrolment_link(user_named("n.nouvelle"), None)
    typed = {"password": PASSWORD, "again": PASSWORD}
    SanadClient(sqlite_app).submit(f"/enrol/{token}", typed, 403)


def test_a_case_written_over_to_somebody_is_named_in_the_night(
    app: Flask, client_as: Browser
) -> None:
    Desk(app).assigned()
    with app.app_context():
        assert check_cases() == 0
        other = user_named("colleague_caseworker").id
        with insider(app) as connection:
            connection.execute(TABLES["case"].update().values(backup_id=other))
        assert check_cases() == 1
        with insider(app) as connection:
            connection.execute(TABLES["case"].update().values(backup_id=None, assignee_id=other))
        assert check_cases() == 1
        tell_alarms()
    assert "modifié hors de Sanad" in client_as("dpo").get("/").text


def test_older_powers_put_back_with_their_seal_are_named_in_the_night(
    app: Flask, client_as: Browser
) -> None:
    with app.app_context():
        with unit_of_work():
            user = user_named(OWN)
            old = {"role": user.role, "powers_seal": user.powers_seal}
            old |= {"powers_since": user.powers_since, "national": user.national}
            profile = Profile(user.display_name, Role.DPO, user.organisation_id)
            change_user(user, profile, user.version, actor_named("administrator"))
        assert check_accounts() == 0
        with insider(app) as connection:
            rows = TABLES["user"]
            connection.execute(rows.update().values(old).where(rows.c.username == OWN))
        assert check_accounts() == 1
    assert found_changed(app) == {"powers"}


def test_a_session_gives_two_digests_and_no_more_questions(
    sqlite_app: Flask, client_as: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, made = client_as(VICTIM), []
    real = seals.made
    monkeypatch.setattr(seals, "made", lambda *parts: made.append(parts[0]) or real(*parts))
    browser.get("/me/password")
    assert made == ["session", "powers"]


def test_accounts_are_sealed_once_and_not_again_when_the_trace_of_it_is_taken_out(
    app: Flask,
) -> None:
    """The old database is believed one time; believed again, somebody touched the trace."""
    with app.app_context():
        assert sealing.are_sealed()
        with pytest.raises(sealing.SealedAlready):
            sealing.seal_what_is_not()
        seal()
        with insider(app) as connection:
            connection.execute(TABLES["user"].update().values(powers_seal=None, role="dpo"))
            connection.execute(EVENT.delete().where(EVENT.c.kind == AccountsSealed.__name__))
        assert not sealing.are_sealed()
        db.session.rollback()
        with pytest.raises(sealing.TraceTouched):
            sealing.seal_what_is_not()


def test_accounts_of_before_come_in_again_after_they_were_sealed(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an upgrade leaves them: no seals, the plain hash, and a trace that knows of no sealing."""
    give_password(app, VICTIM)
    with app.app_context():
        from casework.accounts.seals import hash_in

        plain = hash_in(db.session.get_one(Password, user_named(VICTIM).id))
        with insider(app) as connection:
            connection.execute(TABLES["password"].update().values(sealed_hash=None, hash=plain))
            connection.execute(TABLES["user"].update().values(powers_seal=None, factors_seal=None))
    come_in(browser_at(app), VICTIM, status=422)
    monkeypatch.setattr(sealing, "are_sealed", lambda: False)
    shown = app.test_cli_runner().invoke(args=["accounts", "seal", "--yes"])
    assert shown.exit_code == 0, shown.output
    assert "caseworker: caseworker, " in shown.output
    come_in(browser_at(app), VICTIM)
    with app.app_context():
        assert db.session.get_one(Password, user_named(VICTIM).id).hash is None
        assert db.session.scalars(select(UserSession.seal)).first()
