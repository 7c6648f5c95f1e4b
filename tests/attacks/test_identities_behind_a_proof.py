"""Attacks on the doors behind which an identity stands: a page left open for half an hour must show
no name, and no name is shown before the person agreed that it be told."""

from datetime import timedelta

import pytest
from flask import Flask

from casework.accounts.domain.second_factor import FRESH_FOR
from casework.accounts.service import open_session
from casework.audit import record_read
from casework.audit.catalogue import IdentityRevealed
from casework.db import unit_of_work
from casework.kernel.ids import new_id
from casework.policy import Permission
from casework.referrals import service
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.service import Addressed
from casework.web.guard import guard, signed_in_actor
from tests.client import SanadClient
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.accounts.passwords import PASSWORD, give_password
from tests.integration.cases.conftest import AMINATA, WHOLE_FILE
from tests.integration.cases.test_protection_recorded import report
from tests.integration.matching.conftest import FIRST, House
from tests.integration.referrals.conftest import HERE, Office, police, quick_office

__all__ = ["police", "quick_office"]
LATE = FRESH_FOR + timedelta(seconds=1)
REVEALED = {"reason": "official_document"}


def draft(office: Office, *, agreed: bool) -> tuple[str, str]:
    """A request to the police with the name in it, not sent; its code and its preview."""
    code = office.informed()
    office.identity(code)
    if agreed:
        office.consent(code, "P4", recipient_id=office.house(HERE), circumstance=WHOLE_FILE)

    def prepare(case):
        to = Addressed("SAFETY", organisation_named(HERE).id, "routine")
        made = service.prepare(case, to, actor_named("caseworker"))
        chosen = Preparation(
            "SAFETY",
            "routine",
            texts={Item.MESSAGE: "Escorte.", Item.FACTS: "Convenu."},
            of_person=(Item.IDENTITY, Item.DOCUMENTS),
        )
        service.choose(made, chosen, made.version)
        return made.reference

    return code, f"/c/{code}/referrals/{office.on(code, prepare)}/preview"


def test_a_preview_asks_for_a_proof_before_anything_of_the_person(police, client_as, clock):
    _code, where = draft(police, agreed=True)
    give_password(police.app, "caseworker")
    worker = client_as("caseworker")
    clock.advance(LATE)
    assert worker.get(where, 303).location.startswith("/me/again")


@pytest.mark.parametrize("agreed", [True, False])
def test_a_preview_shows_a_name_only_for_a_reason_and_once_the_person_agreed(
    police, client_as, clock, agreed
):
    code, where = draft(police, agreed=agreed)
    worker = client_as("caseworker")
    page = worker.get(where)
    assert AMINATA.family_name not in page.text
    assert "caché" in page.text
    worker.submit(f"/c/{code}/identity", REVEALED)
    shown = worker.get(where)
    assert (AMINATA.family_name in shown.text) is agreed
    clock.advance(timedelta(minutes=6))
    assert AMINATA.family_name not in worker.get(where).text


def test_what_goes_is_what_was_previewed_with_the_name_hidden_and_the_sender_sees_no_more(
    police, client_as
):
    code, where = draft(police, agreed=True)
    worker = client_as("caseworker")
    form = worker.get(where).form("seen")
    police.identity(code)
    again = worker.post(where, form.filled({}), 409)
    sent = worker.post(where, again.form("seen").fields).location
    assert AMINATA.family_name not in worker.get(sent).text
    packet = police.referral(code, sent.split("/")[-1].split("?")[0],
                             lambda one: repr(one.packet_b.reveal()))  # fmt: skip
    assert AMINATA.family_name in packet


def test_two_files_are_compared_only_after_a_fresh_proof(sqlite_app, client_as, clock):
    house = House(sqlite_app)
    _earlier, _newer, ref = house.both()
    give_password(sqlite_app, "caseworker")
    house.asked_to_compare(ref)
    worker = client_as("caseworker")
    page = worker.get(f"/earlier/{ref}/compare")
    show = next(one for one in page.forms() if one.action.endswith("/compare/show"))
    clock.advance(LATE)
    assert FIRST.family_name not in worker.post(show.action, show.fields, 403).text
    assert worker.get(f"/earlier/{ref}/compare", 303).location.startswith("/me/again")


def test_the_liaison_reads_a_report_only_after_a_fresh_proof(quick_office, client_as, clock):
    code = quick_office.assigned()
    report(quick_office, code, identity="Canaridentite")
    give_password(quick_office.app, "prosecutor_liaison")
    liaison = client_as("prosecutor_liaison")
    assert "Canaridentite" in liaison.get(f"/p/{code}/report/1").text
    clock.advance(LATE)
    assert liaison.get(f"/p/{code}/report/1", 303).location.startswith("/me/again")


def test_the_sign_in_of_a_ministry_is_no_fresh_proof_for_whoever_has_one_of_their_own(
    quick_office,
):
    """It may have been given there in the morning, and by whoever sits at the screen since."""
    code = quick_office.assigned()
    quick_office.consent(code)
    quick_office.identity(code)
    give_password(quick_office.app, "caseworker")
    with quick_office.app.app_context(), unit_of_work():
        token = open_session(user_named("caseworker"), way="oidc")
    worker = SanadClient(quick_office.app, token)
    worker.get(f"/c/{code}")
    asked = worker.get(f"/c/{code}/identity", 303).location
    worker.submit(asked, {"proof_password": PASSWORD})
    worker.submit(f"/c/{code}/identity", REVEALED)
    assert AMINATA.family_name in worker.get(f"/c/{code}/identity").text


def test_a_door_that_asks_no_proof_opens_no_identity_whoever_forgot_it(
    sqlite_app: Flask, client_as
):
    """Every page of every test goes through this: what opens an identity asks, or is not shown."""
    event = IdentityRevealed(case_id=new_id(), field_group="identity", reason="planned_call")

    def show() -> str:
        record_read(event, signed_in_actor())
        return "shown"

    worker = client_as("caseworker")
    views = sqlite_app.view_functions
    kept = views["home.home"]
    try:
        views["home.home"] = guard(Permission.CASE_LIST)(show)
        with pytest.raises(RuntimeError, match="identity opened"):
            worker.http.get("/", headers={"Sec-Fetch-Site": "same-origin"})
        views["home.home"] = guard(Permission.CASE_LIST, fresh=True)(show)
        assert worker.http.get("/", headers={"Sec-Fetch-Site": "same-origin"}).text == "shown"
    finally:
        views["home.home"] = kept
