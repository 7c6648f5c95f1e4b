"""An older password, link or code that still fits its seal, put back by somebody without keys."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from casework.accounts import tampering
from casework.accounts.domain.refusals import LinkNotValid
from casework.accounts.hashing import hashing
from casework.accounts.models import Password
from casework.accounts.service import (
    change_password,
    check_link,
    enrol,
    enrolment_link,
    restore_user,
)
from casework.accounts.service.checking import check_accounts
from casework.accounts.service.factors import make_codes
from casework.accounts.service.people import disable_user
from casework.audit import record
from casework.audit.catalogue import AccountEnrolled
from casework.audit.models import AuditEvent
from casework.db import Base, db, unit_of_work
from casework.encryption import RecordSeal, Root, current_keyring
from tests.factories import actor_named, user_named
from tests.integration.accounts.passwords import PASSWORD, browser_at, come_in
from tests.integration.accounts.proofs import give_app, half_way, second_step
from tests.tampering import insider

TABLES = Base.metadata.tables
PASSWORDS, LINKS, CODES = TABLES["password"], TABLES["enrolment"], TABLES["recovery_code"]
OWN, NEWER = "caseworker", "autre phrase bien longue"


@dataclass(frozen=True)
class FirstShape:
    """What was sealed of a password before the trace said which it was."""

    hash: str


@pytest.fixture(autouse=True)
def said_anew() -> None:
    tampering._said.clear()


def link(app: Flask) -> str:
    with app.app_context(), unit_of_work():
        return enrolment_link(user_named(OWN), actor_named("administrator"))


def choose(app: Flask, password: str) -> dict[str, Any]:
    """Choose a password by a link; gives its row."""
    token = link(app)
    with app.app_context():
        with unit_of_work():
            enrol(token, password)
        return dict(db.session.execute(select(PASSWORDS)).one()._mapping)


def put_back(app: Flask, row: dict[str, Any]) -> None:
    with app.app_context(), insider(app) as connection:
        connection.execute(PASSWORDS.delete())
        connection.execute(PASSWORDS.insert().values(row))


def named_at_night(app: Flask) -> int:
    with app.app_context():
        return check_accounts()


def said(app: Flask, what: str) -> bool:
    """Whether the trace says that this was found changed."""
    with app.app_context():
        kind = AuditEvent.kind == "AccountFoundChanged"
        bodies = db.session.scalars(select(AuditEvent.body).where(kind))
        return any(f'"what":"{what}"'.encode() in body for body in bodies)


def test_an_older_password_that_is_put_back_opens_nothing_and_is_named(app: Flask) -> None:
    old = choose(app, PASSWORD)
    choose(app, NEWER)
    come_in(browser_at(app), OWN, NEWER)
    assert named_at_night(app) == 0
    put_back(app, old)
    page = come_in(browser_at(app), OWN, PASSWORD, status=403)
    assert "autrement que par Sanad" in page.text
    assert said(app, "password")
    assert named_at_night(app) == 1
    choose(app, NEWER)  # a new link mends it
    come_in(browser_at(app), OWN, NEWER)
    assert named_at_night(app) == 0


def test_an_older_password_that_is_put_back_proves_nobody_in_an_open_session(
    sqlite_app: Flask,
) -> None:
    old = choose(sqlite_app, PASSWORD)
    choose(sqlite_app, NEWER)
    browser = browser_at(sqlite_app)
    come_in(browser, OWN, NEWER)
    put_back(sqlite_app, old)
    typed = {"current": PASSWORD, "password": "encore une phrase à moi", "again": ""}
    browser.submit("/me/password", typed | {"again": typed["password"]}, 422)
    assert said(sqlite_app, "password")


def test_the_password_of_before_an_account_was_closed_does_not_come_back_with_it(
    sqlite_app: Flask,
) -> None:
    old = choose(sqlite_app, PASSWORD)
    with sqlite_app.app_context(), unit_of_work():
        disable_user(user_named(OWN), actor_named("administrator"))
    assert named_at_night(sqlite_app) == 0
    with sqlite_app.app_context(), unit_of_work():
        restore_user(user_named(OWN), actor_named("administrator"))
    put_back(sqlite_app, old)
    come_in(browser_at(sqlite_app), OWN, PASSWORD, status=403)
    assert named_at_night(sqlite_app) == 1


def test_a_password_of_before_the_trace_said_which_it_is_goes_on(sqlite_app: Flask) -> None:
    """Chosen in an earlier version: its seal has no id, and neither has the event."""
    with sqlite_app.app_context(), unit_of_work() as session:
        user = user_named(OWN)
        first = RecordSeal("password", "sealed_hash", FirstShape)
        cipher = current_keyring().cipher(Root.SESSIONS, "password/v1")
        blob = first.seal(cipher, user.id, FirstShape(hashing().hash(PASSWORD)))
        session.add(Password(user_id=user.id, sealed_hash=blob, chosen_at=user.made_at))
        record(AccountEnrolled(user_id=user.id), None)
    come_in(browser_at(sqlite_app), OWN)
    assert named_at_night(sqlite_app) == 0
    with sqlite_app.app_context(), unit_of_work():
        change_password(actor_named(OWN), PASSWORD, NEWER)
    assert named_at_night(sqlite_app) == 0


@pytest.mark.parametrize("end", ["used", "replaced", "closed"])
def test_a_link_that_ended_is_not_opened_again_by_its_row(sqlite_app: Flask, end: str) -> None:
    token = link(sqlite_app)
    with sqlite_app.app_context():
        old = dict(db.session.execute(select(LINKS)).one()._mapping)
        with unit_of_work():
            check_link(token)
            user, administrator = user_named(OWN), actor_named("administrator")
            if end == "used":
                enrol(token, PASSWORD)
            elif end == "replaced":
                enrolment_link(user, administrator)
            else:
                disable_user(user, administrator)
                restore_user(user, administrator)
        with insider(sqlite_app) as connection:
            connection.execute(LINKS.update().values(used_at=None).where(LINKS.c.id == old["id"]))
        with pytest.raises(LinkNotValid):
            check_link(token)


def test_a_used_code_and_a_code_of_an_older_paper_open_nothing(sqlite_app: Flask) -> None:
    choose(sqlite_app, PASSWORD)
    used, spare, third, *_more = give_app(sqlite_app, OWN)
    second_step(half_way(sqlite_app, OWN), used)
    with sqlite_app.app_context():
        papers = [dict(row._mapping) for row in db.session.execute(select(CODES))]
        with insider(sqlite_app) as connection:
            connection.execute(CODES.update().values(used_at=None))
    second_step(half_way(sqlite_app, OWN), used, 422)
    assert said(sqlite_app, "factors")
    second_step(half_way(sqlite_app, OWN), spare)  # of the same paper, and not used
    with sqlite_app.app_context():
        with unit_of_work():
            make_codes(actor_named(OWN))
        with insider(sqlite_app) as connection:
            connection.execute(CODES.delete())
            connection.execute(CODES.insert(), papers)
            connection.execute(CODES.update().values(used_at=None))
    second_step(half_way(sqlite_app, OWN), third, 422)
