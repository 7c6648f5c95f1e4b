"""What was unusual, and who was affected: for whoever watches over the trace."""

from datetime import timedelta
from uuid import uuid4

import pytest

from casework.audit import record
from casework.audit.catalogue import CardsOpened, CaseRead, IdentityRevealed, SignInRefused
from casework.db import unit_of_work
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import Desk


def reveals(app, how_many: int, who: str = "caseworker", case_id=None) -> None:
    with app.app_context(), unit_of_work():
        actor, case_id = actor_named(who), case_id or uuid4()
        for _ in range(how_many):
            event = IdentityRevealed(case_id=case_id, field_group="names", reason="planned_call")
            record(event, actor)


@pytest.mark.parametrize("persona", ["dpo", "administrator"])
def test_officer_sees_who_opened_many_identities_and_goes_on_to_the_journal(
    app, client_as, persona
) -> None:
    reveals(app, 21)
    page = client_as(persona).get("/a/audit/unusual").text
    assert "Essai Caseworker" in page
    assert "Beaucoup d’identités affichées" in page
    with app.app_context():
        account = user_named("caseworker").id.hex
    assert f"/a/audit?account={account}&amp;first=2026-11-16&amp;last=2026-11-16" in page


def test_an_ordinary_day_is_not_listed(sqlite_app, client_as) -> None:
    reveals(sqlite_app, 20)
    assert "Rien d’inhabituel" in client_as("dpo").get("/a/audit/unusual").text


def test_rows_of_lists_and_summaries_gone_through_are_counted_apart(app, client_as) -> None:
    with app.app_context(), unit_of_work():
        record(CardsOpened(count=601, page="cases"), actor_named("caseworker"))
        record(CardsOpened(count=601, page="summaries"), actor_named("colleague_caseworker"))
    page = client_as("dpo").get("/a/audit/unusual").text
    assert "Beaucoup de personnes vues dans des listes en une heure" in page
    assert "601" in page
    assert "filtrées très souvent" not in page


def test_an_evening_and_the_next_morning_are_one_day(sqlite_app, client_as, clock) -> None:
    clock.advance(timedelta(hours=9))
    reveals(sqlite_app, 12)
    clock.advance(timedelta(hours=12))
    reveals(sqlite_app, 12)
    page = client_as("dpo").get("/a/audit/unusual?days=1&last=2026-11-17").text
    assert "Beaucoup d’identités affichées" in page
    assert "first=2026-11-16&amp;last=2026-11-17" in page


def test_night_work_and_tries_with_a_closed_account_are_listed(
    sqlite_app, client_as, clock
) -> None:
    clock.advance(timedelta(hours=13))
    with sqlite_app.app_context(), unit_of_work():
        record(CaseRead(case_id=uuid4(), part="summary"), actor_named("caseworker"))
        closed = user_named("other_inspector").id
        record(SignInRefused(reason="disabled", user_id=closed), None)
    page = client_as("dpo").get("/a/audit/unusual").text
    assert "De nuit" in page
    assert "Tentative avec un compte fermé" in page


@pytest.mark.parametrize("asked", ["days=0", "days=9999", "days=x", "days=٣", "last=2026-99-99"])
def test_a_question_that_makes_no_sense_shows_the_last_week(sqlite_app, client_as, asked) -> None:
    reveals(sqlite_app, 21)
    assert "Essai Caseworker" in client_as("dpo").get(f"/a/audit/unusual?{asked}").text


def test_who_was_affected_is_answered_by_code_for_one_account_between_two_days(
    app, client_as
) -> None:
    desk = Desk(app)
    mine, other = desk.assigned(), desk.assigned()
    reveals(app, 3, "caseworker", desk.see(mine, lambda case: case.id))
    reveals(app, 2, "colleague_caseworker", desk.see(other, lambda case: case.id))
    officer = client_as("dpo")
    asked = "/a/audit/affected?first=2026-11-16&last=2026-11-16"
    with app.app_context():
        account = user_named("caseworker").id.hex
    page = officer.get(f"{asked}&account={account}").text
    assert mine in page
    assert other not in page
    both = officer.get(asked).text
    assert mine in both
    assert other in both
    assert mine not in officer.get("/a/audit/affected?first=2026-11-17").text
    assert mine not in officer.get("/a/audit/affected").text


def test_neither_page_shows_content(sqlite_app, client_as) -> None:
    desk = Desk(sqlite_app)
    code = desk.assigned()
    desk.consent(code)
    desk.identity(code)
    reveals(sqlite_app, 21, case_id=desk.see(code, lambda case: case.id))
    officer = client_as("dpo")
    for path in ("/a/audit/unusual", "/a/audit/affected?first=2026-11-16"):
        assert "Canar" not in officer.get(path).text
