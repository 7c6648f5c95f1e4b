"""Emergency access: a reason, 30 minutes, to read only, told at once, reviewed by another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from casework.accounts.domain.people import Profile
from casework.accounts.queries import powers_settled
from casework.accounts.service import change_user
from casework.audit import record
from casework.audit.catalogue import AccessRefused
from casework.cases import service as cases
from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.kernel import clock
from casework.kernel.clock import SteppedClock
from casework.kernel.ids import case_code
from casework.oversight import queries, service
from casework.policy import Role
from tests.at_once import at_once
from tests.client import SanadClient
from tests.factories import actor_named, change_account, user_named
from tests.integration.accounts.passwords import give_password
from tests.integration.cases.conftest import AMINATA, CONTACT, Desk

Browser = Callable[..., SanadClient]
WORDS = "Appel de l’hôpital : inconsciente, groupe sanguin demandé"
URGENT = {"reason": "health", "words": WORDS}


@pytest.fixture
def code(app: Flask) -> str:
    """A case of `caseworker` with an identity and a contact."""
    desk = Desk(app)
    code = desk.assigned()
    desk.consent(code)
    desk.identity(code)
    desk.on(code, lambda case: cases.record_safe_contact(case, CONTACT, actor_named("caseworker")))
    return code


def test_a_colleague_reads_a_file_in_an_emergency_and_the_focal_point_reviews_it(
    app: Flask, client_as: Browser, code: str
) -> None:
    colleague = client_as("colleague_caseworker")
    colleague.get(f"/c/{code}", 404)
    colleague.submit(f"/c/{code}/urgent-access", URGENT)
    page = colleague.get(f"/c/{code}/urgent-access")
    assert AMINATA.spoken_name in page.text
    assert page.response.headers["Refresh"] == "1801"
    colleague.get(f"/c/{code}", 404)
    colleague.get(f"/c/{code}/identity", 404)
    focal = client_as("focal_point")
    assert "Examiner un accès d’urgence" in focal.get("/t").text
    path = focal.get("/m/reviews").text.split('href="/m/reviews/')[1].split('"')[0]
    shown = focal.get(f"/m/reviews/{path}").text
    assert WORDS.split(" : ")[0] in shown
    assert AMINATA.spoken_name not in shown
    typed = {"answer": "justify", "words": "Confirmé par l’hôpital"}
    focal.submit(f"/m/reviews/{path}", typed)
    assert "Examiner un accès d’urgence" not in focal.get("/t").text
    journal = client_as("caseworker").get(f"/c/{code}/access").text
    assert "a ouvert le dossier en urgence, pour 30 minutes" in journal
    assert "accès d’urgence, avec son motif" in journal
    assert "Une urgence médicale" in journal


def test_it_ends_after_thirty_minutes_and_can_be_ended_before(
    app: Flask, client_as: Browser, clock: SteppedClock, code: str
) -> None:
    colleague = client_as("colleague_caseworker")
    colleague.submit(f"/c/{code}/urgent-access", URGENT)
    clock.advance(timedelta(minutes=14))
    page = colleague.get(f"/c/{code}/urgent-access")
    assert AMINATA.spoken_name in page.text
    colleague.post(f"/c/{code}/urgent-access/end", page.form("csrf_token").fields)
    page = colleague.get(f"/c/{code}/urgent-access")
    assert AMINATA.spoken_name not in page.text
    colleague.submit(f"/c/{code}/urgent-access", URGENT)
    clock.advance(timedelta(minutes=30))
    later = client_as("colleague_caseworker")
    assert AMINATA.spoken_name not in later.get(f"/c/{code}/urgent-access").text


def test_focal_points_and_whoever_works_the_file_are_told_at_once(
    app: Flask, client_as: Browser, code: str
) -> None:
    client_as("colleague_caseworker").submit(f"/c/{code}/urgent-access", URGENT)
    with app.app_context():
        told = set(
            db.session.scalars(
                select(OutboxMessage.recipient_user_id).where(
                    OutboxMessage.topic == "urgent_access"
                )
            )
        )
        names = ("focal_point", "second_focal_point", "caseworker")
        assert told == {user_named(name).id for name in names}


@pytest.mark.parametrize(
    "typed", [{}, {"reason": "health"}, {"reason": "health", "words": "court"}, {"words": WORDS}]
)
def test_without_a_reason_nothing_opens(
    app: Flask, client_as: Browser, code: str, typed: dict[str, str]
) -> None:
    colleague = client_as("colleague_caseworker")
    colleague.submit(f"/c/{code}/urgent-access", typed, 422, containing="words")
    assert AMINATA.spoken_name not in colleague.get(f"/c/{code}/urgent-access").text


def test_the_page_is_the_same_whether_a_file_exists_or_not(
    sqlite_app: Flask, client_as: Browser
) -> None:
    here = Desk(sqlite_app).assigned()
    browser = client_as("caseworker_elsewhere")
    other = case_code(2026)
    pages = [
        browser.get(f"/c/{code}/urgent-access").text.replace(code, "") for code in (here, other)
    ]
    strip = [len(page) for page in pages]
    assert strip[0] == strip[1]
    browser.submit(f"/c/{other}/urgent-access", URGENT, 404)
    client_as("focal_point").get(f"/c/{here}/urgent-access", 403)


def test_three_files_a_day_are_the_most(sqlite_app: Flask, client_as: Browser) -> None:
    desk, colleague = Desk(sqlite_app), client_as("colleague_caseworker")
    for expected in (303, 303, 303, 429):
        colleague.submit(f"/c/{desk.assigned()}/urgent-access", URGENT, expected)


def test_codes_without_a_file_count_among_the_three(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    desk, colleague = Desk(sqlite_app), client_as("colleague_caseworker")
    here = desk.assigned()
    for expected in (404, 404, 404, 429):
        colleague.submit(f"/c/{case_code(2026)}/urgent-access", URGENT, expected)
    colleague.submit(f"/c/{here}/urgent-access", URGENT, 429)
    clock.advance(timedelta(hours=25))
    later = client_as("colleague_caseworker")
    later.submit(f"/c/{here}/urgent-access", URGENT)


def test_three_are_the_most_also_all_at_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(app)
    here, nowhere = [desk.assigned() for _ in range(4)], [case_code(2026) for _ in range(2)]

    def opening(code: str) -> Callable[[], None]:
        def act() -> None:
            with unit_of_work():
                actor = actor_named("colleague_caseworker")
                service.open_urgent(queries.door(actor, code), "health", WORDS, actor)

        return act

    acts = [opening(code) for code in (*here, *nowhere)]
    outcomes = at_once(app, monkeypatch, acts, service, "opened_lately")
    assert outcomes == ["TooManyUrgent"] * 3 + ["done"] * 3


def test_pages_that_are_refused_for_other_reasons_hide_no_code_that_was_tried(
    sqlite_app: Flask, client_as: Browser
) -> None:
    here, colleague = Desk(sqlite_app).assigned(), client_as("colleague_caseworker")
    for _ in range(3):
        colleague.submit(f"/c/{case_code(2026)}/urgent-access", URGENT, 404)
    with sqlite_app.app_context(), unit_of_work():
        for _ in range(510):
            record(
                AccessRefused(permission="any:users:administer"),
                actor_named("colleague_caseworker"),
            )
    colleague.submit(f"/c/{here}/urgent-access", URGENT, 429)


def test_once_it_has_ended_nothing_of_what_it_lent_is_left(
    sqlite_app: Flask, client_as: Browser
) -> None:
    """Also not to whoever is given the file a moment later: they give a reason like everybody."""
    desk, colleague = Desk(sqlite_app), client_as("colleague_caseworker")
    code = desk.assigned()
    desk.consent(code)
    desk.identity(code)
    colleague.submit(f"/c/{code}/urgent-access", URGENT)
    page = colleague.get(f"/c/{code}/urgent-access")
    colleague.post(f"/c/{code}/urgent-access/end", page.form("csrf_token").fields)
    heir = "colleague_caseworker"
    desk.on(code, lambda case: cases.assign(case, user_named(heir).id, actor_named("focal_point")))
    assert AMINATA.spoken_name not in colleague.get(f"/c/{code}/identity").text


def test_it_asks_for_a_fresh_proof(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    code, colleague = Desk(sqlite_app).assigned(), client_as("colleague_caseworker")
    give_password(sqlite_app, "colleague_caseworker")
    clock.advance(timedelta(minutes=16))
    assert colleague.get(f"/c/{code}/urgent-access", 303).location.startswith("/me/again")


def test_a_focal_point_elsewhere_neither_sees_nor_reviews_it(
    app: Flask, client_as: Browser, code: str
) -> None:
    client_as("colleague_caseworker").submit(f"/c/{code}/urgent-access", URGENT)
    assert code not in client_as("focal_point_elsewhere").get("/m/reviews").text
    assert code in client_as("dpo").get("/m/reviews").text


def test_an_account_of_yesterday_opens_nothing_urgently(
    app: Flask, client_as: Browser, code: str
) -> None:
    """Nobody makes an account for one emergency unseen: a new role, or new places, wait three
    days."""
    desk = Desk(app)
    colleague = client_as("colleague_caseworker")
    desk.do(lambda: _given(clock.now() - timedelta(days=3) + timedelta(minutes=1)))
    page = colleague.submit(f"/c/{code}/urgent-access", URGENT, 403)
    assert "moins de trois jours" in page.text
    nowhere = colleague.submit(f"/c/{case_code(2026)}/urgent-access", URGENT, 403)
    assert "moins de trois jours" in nowhere.text
    desk.do(lambda: _given(clock.now() - timedelta(days=3)))
    colleague.submit(f"/c/{code}/urgent-access", URGENT, 303)


def _given(at: datetime) -> None:
    change_account("colleague_caseworker", powers_since=at)


def test_other_regions_are_new_powers_and_another_name_is_none(sqlite_app: Flask) -> None:
    desk = Desk(sqlite_app)

    def change(**changes: object) -> bool:
        user = user_named("colleague_caseworker")
        kept = Profile(
            user.display_name, Role(user.role), user.organisation_id, user.place_codes,
            user.national, user.responsible,
        )  # fmt: skip
        actor = actor_named("administrator")
        change_user(user, replace(kept, **changes), user.version, actor)
        return powers_settled(actor_named("colleague_caseworker"))

    assert desk.do(lambda: change(display_name="Autre Nom"))
    assert not desk.do(lambda: change(regions=frozenset({"MA-01", "MA-09"})))
