"""A link to choose another password is told to whose account it is, and to all who watch."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from casework.accounts.domain.refusals import LinkNotValid
from casework.accounts.models import NewPower, User
from casework.accounts.service import change_password, check_link, enrol, enrolment_link
from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.policy import Role
from tests.client import SanadClient
from tests.factories import actor_named, user_named
from tests.integration.accounts.passwords import PASSWORD, give_password
from tests.integration.accounts.second_administrator import second_administrator

Browser = Callable[..., SanadClient]
OWN = "caseworker"


def make_link(app: Flask, maker: str | None = "administrator") -> str:
    with app.app_context(), unit_of_work():
        return enrolment_link(user_named(OWN), actor_named(maker) if maker else None)


def told(app: Flask) -> set[str]:
    """Who is written to about new powers."""
    with app.app_context():
        wanted = select(User.username).join(
            OutboxMessage, OutboxMessage.recipient_user_id == User.id
        )
        return set(db.session.scalars(wanted.where(OutboxMessage.topic == "new_powers")))


def test_a_link_for_an_account_in_use_is_told_to_its_owner_and_to_the_other_administrators(
    app: Flask, client_as: Browser
) -> None:
    give_password(app, OWN)
    other = second_administrator(app)
    make_link(app)
    watching = {"dpo", "focal_point", "second_focal_point"}
    assert told(app) == {OWN, "second.administrator"} | watching
    owner = client_as(OWN)
    assert "Pour votre compte" in owner.get("/").text
    page = owner.get("/me").text
    assert "Quelqu’un a créé un lien" in page
    assert "Essai Administrator" in page
    assert "Liens pour choisir un autre mot de passe" in other.get("/").text
    assert "Liens pour choisir" not in client_as("administrator").get("/").text
    assert "Liens pour choisir" not in client_as("colleague_caseworker").get("/").text
    powers = client_as("dpo").get("/m/powers").text
    assert "Un lien pour choisir un autre mot de passe" in powers
    assert "Attend jusqu’au" not in powers


def test_a_link_made_beside_the_pages_is_told_too_and_takes_no_powers_back(
    sqlite_app: Flask,
) -> None:
    give_password(sqlite_app, OWN)
    with sqlite_app.app_context():
        before = user_named(OWN).powers_since
    make_link(sqlite_app, None)
    assert told(sqlite_app) >= {OWN, "administrator", "dpo"}
    with sqlite_app.app_context():
        assert user_named(OWN).powers_since == before


def test_a_link_for_somebody_who_never_came_in_is_told_to_nobody_until_they_did(
    sqlite_app: Flask,
) -> None:
    token = make_link(sqlite_app)
    assert told(sqlite_app) == set()
    with sqlite_app.app_context(), unit_of_work():
        enrol(token, PASSWORD)
        user_named(OWN).password = None  # as two administrators leave it
    make_link(sqlite_app)
    assert OWN in told(sqlite_app)


def test_another_password_chosen_by_the_owner_ends_the_link_of_somebody_else(
    sqlite_app: Flask,
) -> None:
    give_password(sqlite_app, OWN)
    token = make_link(sqlite_app)
    with sqlite_app.app_context():
        with unit_of_work():
            change_password(actor_named(OWN), PASSWORD, "autre phrase bien longue")
        with pytest.raises(LinkNotValid):
            check_link(token)


def test_the_officer_stops_an_account_for_which_a_link_was_made(
    sqlite_app: Flask, client_as: Browser
) -> None:
    give_password(sqlite_app, OWN)
    token = make_link(sqlite_app)
    officer = client_as("dpo")
    with sqlite_app.app_context():
        row = db.session.scalars(select(NewPower)).one()
        assert user_named(OWN).role == Role.CASEWORKER
        path = f"/m/powers/{row.id}/stop"
    officer.post(path, officer.get("/m/powers").form("csrf_token").fields)
    with sqlite_app.app_context(), pytest.raises(LinkNotValid):
        check_link(token)
