"""Somebody with an account, a shell on the database and no keys writes themselves into a case."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from casework.accounts import tampering
from casework.accounts.domain.refusals import RowTampered
from casework.accounts.service import (
    close_organisation,
    reopen_organisation,
    sealing,
)
from casework.accounts.service.checking import check_accounts
from casework.audit.models import AuditEvent
from casework.cases.service.checking import check_cases
from casework.db import Base, db, unit_of_work
from casework.journal.telling import tell_alarms
from casework.kernel import clock
from casework.kernel.ids import new_id
from casework.referrals.queries import inbox
from casework.together import service as together
from casework.together.models import Invitation
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.cases.conftest import AMINATA, Desk, case_named
from tests.integration.oversight.test_urgent_access import URGENT
from tests.integration.referrals.conftest import Office
from tests.integration.together.conftest import Table
from tests.tampering import insider

Browser = Callable[..., SanadClient]
ROWS = Base.metadata.tables


@pytest.fixture(autouse=True)
def said_anew() -> Iterator[None]:
    """What is said once an hour is said in each test."""
    tampering._said.clear()
    yield


def write(app: Flask, table: str, **values: Any) -> None:
    """Change every row of a table, as a shell on the database would."""
    with app.app_context(), insider(app) as connection:
        connection.execute(ROWS[table].update().values(values))


def said(app: Flask, kind: str = "CaseFoundChanged") -> set[str]:
    """What the trace says was found changed."""
    with app.app_context():
        bodies = db.session.scalars(select(AuditEvent.body).where(AuditEvent.kind == kind))
        words = ("assignment", "identity", "urgent_access", "referral", "conference")
        found = b"".join(bodies)
        return {word for word in words if f'"what":"{word}"'.encode() in found}


def case_with_a_name(app: Flask) -> str:
    desk = Desk(app)
    code = desk.assigned()
    desk.consent(code)
    desk.identity(code)
    return code


def named_at_night(app: Flask) -> int:
    with app.app_context():
        return check_cases()


def test_an_emergency_access_written_into_the_database_opens_no_file(
    app: Flask, client_as: Browser
) -> None:
    code = case_with_a_name(app)
    colleague, at = client_as("colleague_caseworker"), clock.now()
    with app.app_context():
        case, user_id = case_named(code), user_named("colleague_caseworker").id
        until = at + timedelta(minutes=30)
        access = {
            "id": new_id(), "case_id": case.id, "user_id": user_id, "region": case.region,
            "reason": "health", "opened_at": at, "ends_at": until, "state": "waiting", "version": 1,
        }  # fmt: skip
        grant = {
            "id": new_id(), "case_id": case.id, "user_id": user_id, "given_at": at,
            "expires_at": until, "extended": False, "reason": "urgent_access",
        }  # fmt: skip
        with insider(app) as connection:
            connection.execute(ROWS["urgent_access"].insert().values(access))
            connection.execute(ROWS["reveal_grant"].insert().values(grant))
    page = colleague.get(f"/c/{code}/urgent-access")
    assert AMINATA.spoken_name not in page.text
    assert said(app) == {"urgent_access"}
    assert named_at_night(app) == 1


def test_an_emergency_access_that_is_over_is_not_made_longer(
    sqlite_app: Flask, client_as: Browser
) -> None:
    code = case_with_a_name(sqlite_app)
    colleague = client_as("colleague_caseworker")
    colleague.submit(f"/c/{code}/urgent-access", URGENT)
    page = colleague.get(f"/c/{code}/urgent-access")
    assert AMINATA.spoken_name in page.text
    assert named_at_night(sqlite_app) == 0
    colleague.post(f"/c/{code}/urgent-access/end", page.form("csrf_token").fields)
    write(sqlite_app, "urgent_access", ends_at=clock.now() + timedelta(hours=9))
    page = colleague.get(f"/c/{code}/urgent-access")
    assert "Refresh" not in page.response.headers
    assert AMINATA.spoken_name not in page.text
    assert said(sqlite_app) == {"urgent_access"}


def test_an_identity_is_not_shown_on_a_row_that_nobody_gave(
    sqlite_app: Flask, client_as: Browser
) -> None:
    code = case_with_a_name(sqlite_app)
    worker, at = client_as("caseworker"), clock.now()
    with sqlite_app.app_context():
        grant = {
            "id": new_id(), "case_id": case_named(code).id, "user_id": user_named("caseworker").id,
            "given_at": at, "expires_at": at + timedelta(minutes=5), "extended": False,
            "reason": "contact",
        }  # fmt: skip
        with insider(sqlite_app) as connection:
            connection.execute(ROWS["reveal_grant"].insert().values(grant))
    assert AMINATA.spoken_name not in worker.get(f"/c/{code}/identity").text
    assert said(sqlite_app) == {"identity"}


def test_a_referral_is_not_received_by_whom_a_row_names(app: Flask, client_as: Browser) -> None:
    office = Office(app)
    _code, ref = office.sent()
    client_as("shelter").get(f"/r/{ref}")
    assert named_at_night(app) == 0
    thief = client_as("provider")
    thief.get(f"/r/{ref}", 404)
    write(app, "referral", recipient_organisation_id=office.house("clinic"))
    thief.get(f"/r/{ref}", 404)
    with app.app_context():
        assert inbox(actor_named("provider"), "waiting") == ([], False)
        db.session.rollback()
    assert said(app) == {"referral"}
    assert named_at_night(app) == 1
    with app.app_context():
        tell_alarms()
    assert "modifié hors de Sanad" in client_as("dpo").get("/").text


@pytest.mark.parametrize("change", [{"basis": "legal_duty"}, {"recipient_kind": "authority"}])
def test_a_referral_stands_on_no_other_ground_than_the_one_it_was_sent_on(
    sqlite_app: Flask, client_as: Browser, change: dict[str, str]
) -> None:
    _code, ref = Office(sqlite_app).sent()
    write(sqlite_app, "referral", **change)
    client_as("shelter").get(f"/r/{ref}", 404)


def test_a_draft_that_was_addressed_to_somebody_else_is_not_sent(sqlite_app: Flask) -> None:
    office = Office(sqlite_app)
    code = office.informed()
    office.consent(code, "P3", recipient_id=office.house())
    ref = office.prepared(code)
    write(sqlite_app, "referral", recipient_organisation_id=office.house("clinic"))
    with pytest.raises(RowTampered):
        office.on(code, lambda case: office._send(case, ref))


def test_a_conference_is_not_joined_by_whom_a_row_invites(app: Flask, client_as: Browser) -> None:
    table = Table(app)
    _code, ref = table.open()
    client_as("shelter").get(f"/cf/{ref}")
    assert named_at_night(app) == 0
    thief = client_as("provider")
    write(app, "conference_invitation", organisation_id=table.office.house("clinic"))
    thief.get(f"/cf/{ref}", 404)
    assert said(app) == {"conference"}
    assert named_at_night(app) == 1


@pytest.mark.parametrize("change", ["ended_at", "closes_at"])
def test_a_conference_that_is_over_for_somebody_stays_so(
    sqlite_app: Flask, client_as: Browser, change: str
) -> None:
    table = Table(sqlite_app)
    code, ref = table.open()
    if change == "ended_at":
        table.at(
            code, ref,
            lambda case, row: together.end_invitation(
                case, row, db.session.scalars(select(Invitation)).one(), actor_named("caseworker")
            ),
        )  # fmt: skip
        write(sqlite_app, "conference_invitation", ended_at=None)
    else:
        write(sqlite_app, "conference", closes_at=clock.now() + timedelta(days=90))
    client_as("shelter").get(f"/cf/{ref}", 404)


def test_an_older_invitation_that_fits_its_seal_is_named_in_the_night(sqlite_app: Flask) -> None:
    table = Table(sqlite_app)
    code, ref = table.open()
    with sqlite_app.app_context():
        old = dict(db.session.execute(select(ROWS["conference_invitation"])).one()._mapping)
    table.at(
        code, ref,
        lambda case, row: together.end_invitation(
            case, row, db.session.scalars(select(Invitation)).one(), actor_named("caseworker")
        ),
    )  # fmt: skip
    assert named_at_night(sqlite_app) == 0
    write(sqlite_app, "conference_invitation", **old)
    assert named_at_night(sqlite_app) == 1


def test_what_was_shared_before_seals_is_sealed_where_the_trace_knows_it(
    app: Flask, client_as: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table(app)
    _code, ref = table.open()
    _other, sent = table.office.sent()
    _third, stolen = table.office.sent(to="other_house")
    clinic, rows = table.office.house("clinic"), ROWS["referral"]
    with app.app_context(), insider(app) as connection:
        for name in ("referral", "conference", "conference_invitation"):
            connection.execute(ROWS[name].update().values(seal=None))
        theft = rows.update().values(recipient_organisation_id=clinic)
        connection.execute(theft.where(rows.c.reference == stolen))
    client_as("shelter").get(f"/r/{sent}", 404)
    monkeypatch.setattr(sealing, "are_shares_sealed", lambda: False)
    shown = app.test_cli_runner().invoke(args=["accounts", "seal"])
    assert shown.exit_code == 0, shown.output
    assert "3 referrals, conferences and invitations sealed" in shown.output
    client_as("shelter").get(f"/r/{sent}")
    client_as("shelter").get(f"/cf/{ref}")
    client_as("provider").get(f"/r/{stolen}", 404)


def test_an_organisation_that_was_closed_and_comes_back_is_named_in_the_night(app: Flask) -> None:
    def act(what: Callable[..., None]) -> None:
        with app.app_context(), unit_of_work():
            what(organisation_named("clinic"), actor_named("administrator"))

    with app.app_context():
        assert check_accounts() == 0
    act(close_organisation)
    with app.app_context():
        assert check_accounts() == 0
        with insider(app) as connection:
            connection.execute(text("update organisation set active = true"))
        assert check_accounts() == 1
        kinds = set(db.session.scalars(select(AuditEvent.kind)))
        assert "OrganisationFoundChanged" in kinds
        rows, house = ROWS["organisation"], organisation_named("clinic").id
        with insider(app) as connection:
            connection.execute(rows.update().values(active=False).where(rows.c.id == house))
    act(reopen_organisation)
    with app.app_context():
        assert check_accounts() == 0
