"""Whoever has a case is told when its identity is shown to somebody else; and there is a most."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from casework.accounts import seals
from casework.cases import service
from casework.cases.domain.identity import MOST_A_DAY, TooManyIdentities
from casework.cases.models import RevealGrant
from casework.db import db
from casework.jobs.models import OutboxMessage
from tests.factories import actor_named, user_named
from tests.integration.cases.test_protection_recorded import report

STAND_IN = "colleague_caseworker"


def with_backup(desk) -> str:
    """A case of `caseworker`, with somebody who stands in."""
    code = desk.assigned()
    desk.consent(code)
    desk.identity(code)
    desk.on(
        code,
        lambda case: service.assign(
            case,
            user_named("caseworker").id,
            actor_named("focal_point"),
            backup_id=user_named(STAND_IN).id,
        ),
    )
    return code


def told(desk) -> list:
    with desk.app.app_context():
        wanted = OutboxMessage.topic == "identity_shown"
        return [
            user_named("caseworker").id == one
            for one in db.session.scalars(select(OutboxMessage.recipient_user_id).where(wanted))
        ]


def test_the_owner_is_written_to_and_finds_on_the_home_page_who_looked_and_why(desk, client_as):
    code = with_backup(desk)
    own, other = client_as("caseworker"), client_as(STAND_IN)
    own.submit(f"/c/{code}/identity", {"reason": "planned_call"})
    assert told(desk) == []
    assert "Identité affichée à d’autres" not in own.get("/").text
    other.submit(f"/c/{code}/identity", {"reason": "appointment"})
    assert told(desk) == [True]
    home = own.get("/").text
    assert "Identité affichée à d’autres" in home
    assert f"/c/{code}/access" in home
    assert "Rendez-vous" in home
    assert "Identité affichée à d’autres" not in other.get("/").text


def test_the_list_forgets_after_a_week_and_says_what_an_emergency_opened(
    quick_desk, client_as, clock
):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    quick_desk.identity(code)
    typed = {"reason": "health", "words": "Appel de l’hôpital, inconsciente"}
    client_as(STAND_IN).submit(f"/c/{code}/urgent-access", typed)
    assert "Accès d’urgence" in client_as("caseworker").get("/").text
    clock.advance(timedelta(days=8))
    assert "Identité affichée" not in client_as("caseworker").get("/").text


def test_the_identities_of_so_many_people_a_day_are_the_most(quick_desk, client_as, clock):
    """The same people may be looked at again: a long list is what somebody carries off."""
    codes = [quick_desk.assigned() for _ in range(MOST_A_DAY + 1)]
    actor = quick_desk.actor("caseworker")

    def show(code):
        quick_desk.on(code, lambda case: service.reveal_identity(case, "planned_call", "", actor))

    for code in (*codes[:-1], codes[0]):
        show(code)
    with pytest.raises(TooManyIdentities):
        show(codes[-1])
    with pytest.raises(TooManyIdentities):
        quick_desk.on(codes[-1], lambda case: service.lend_for_comparison(case, actor))
    page = client_as("caseworker").get(f"/c/{codes[-1]}/identity")
    assert page.status == 200
    clock.advance(timedelta(hours=25))
    show(codes[-1])


def test_the_owner_is_written_to_when_two_files_are_compared(quick_desk):
    code = with_backup(quick_desk)
    other = quick_desk.actor(STAND_IN)
    quick_desk.on(code, lambda case: service.lend_for_comparison(case, other))
    assert told(quick_desk) == [True]


def test_what_was_hidden_before_its_time_keeps_a_seal_that_fits(quick_desk):
    code = with_backup(quick_desk)
    actor = quick_desk.actor("caseworker")
    quick_desk.on(code, lambda case: service.reveal_identity(case, "planned_call", "", actor))
    quick_desk.on(code, lambda case: service.end_reveal(case, actor))
    with quick_desk.app.app_context():
        kept = db.session.scalars(select(RevealGrant)).one()
        sealed = kept.case_id, kept.user_id, kept.reason, kept.expires_at
        assert seals.fits(kept.seal, "identity", *sealed)


def test_a_report_that_names_the_person_is_told_of_and_listed_once_the_prosecution_reads_it(
    quick_desk, client_as
):
    code = with_backup(quick_desk)
    report(quick_desk, code, identity="Canaridentite")
    page = client_as("prosecutor_liaison").get(f"/p/{code}/report/1").text
    assert "Canaridentite" in page
    assert told(quick_desk) == [True]
    assert "lu par le parquet" in client_as("caseworker").get("/").text


def test_a_copy_for_the_person_made_by_a_colleague_is_told_of_and_opens_nothing(
    quick_desk, client_as
):
    code = with_backup(quick_desk)
    where = f"/c/{code}/access/copy"
    other = client_as(STAND_IN)
    page = other.get(where).form("reason")
    typed = page.filled({"language": "fr", "form": "json", "reason": "asked"})
    sent = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    assert other.http.post(where, data=typed, headers=sent).status_code == 200
    assert told(quick_desk) == [True]
    actor = quick_desk.actor(STAND_IN)
    assert quick_desk.see(code, lambda case: service.identity_shown(case, actor)) is None
