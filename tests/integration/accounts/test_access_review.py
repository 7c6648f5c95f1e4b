"""Once a quarter somebody says of each account whether it is still needed."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from casework.accounts.models import User
from casework.accounts.service import open_reviews, reviews
from casework.db import db, unit_of_work
from casework.jobs.models import OutboxMessage
from casework.kernel.clock import SteppedClock
from tests.client import SanadClient
from tests.factories import change_account, user_named

Browser = Callable[..., SanadClient]


def begin(app: Flask) -> int:
    with app.app_context(), unit_of_work():
        change_account("caseworker", responsible=True)
        return open_reviews()


def first_review(browser: SanadClient) -> str:
    found = re.search(r"/access-review/[0-9a-f-]{36}", browser.get("/access-review").text)
    assert found is not None
    return found[0]


def answer(browser: SanadClient, path: str, **words: str) -> None:
    """Answer for people by the end of their shown name: `answer(…, shelter="keep")`."""
    for name, word in words.items():
        shown = f"Essai {name.replace('_', ' ').title()}<"
        row = browser.get(path).text.split(shown, 1)[1].split("</tr>")[0]
        action = re.search(rf'action="(/access-review/[^"]+/{word})"', row)
        assert action is not None, (name, word)
        form = next(one for one in browser.get(path).forms() if one.action == action[1])
        browser.post(action[1], form.fields)


def close(browser: SanadClient, path: str, status: int = 303) -> None:
    form = next(one for one in browser.get(path).forms() if one.action == path)
    browser.post(path, form.fields, status)


def test_the_responsible_answers_and_the_administrator_closes_who_is_needed_no_more(
    app: Flask, client_as: Browser
) -> None:
    assert begin(app) == 7
    responsible = client_as("caseworker")
    assert "Revue trimestrielle des accès" in responsible.get("/").text
    path = first_review(responsible)
    page = responsible.get(path)
    assert "Essai Colleague Caseworker" in page.text
    assert "Essai Shelter" not in page.text
    assert "/keep" not in page.text.split("Essai Caseworker<")[1].split("</tr>")[0]
    answer(responsible, path, colleague_caseworker="withdraw")
    administrator = client_as("administrator")
    close(administrator, path, 422)
    with app.app_context():
        assert user_named("colleague_caseworker").active
    answer(administrator, path, caseworker="keep")
    close(administrator, path)
    with app.app_context():
        assert not user_named("colleague_caseworker").active
        assert user_named("caseworker").active
    administrator.get(path)


def test_a_closed_review_takes_no_answer_any_more(sqlite_app: Flask, client_as: Browser) -> None:
    begin(sqlite_app)
    responsible, administrator = client_as("caseworker"), client_as("administrator")
    path = first_review(responsible)
    answer(administrator, path, caseworker="keep", colleague_caseworker="keep")
    late = next(one for one in responsible.get(path).forms() if one.action.endswith("/withdraw"))
    close(administrator, path)
    responsible.post(late.action, late.fields, 409)


def test_a_quarter_is_opened_once_and_the_next_one_by_itself(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    assert begin(sqlite_app) == 7
    assert begin(sqlite_app) == 0
    clock.advance(timedelta(days=46))
    assert begin(sqlite_app) == 7
    assert "en retard" in client_as("administrator").get("/access-review").text


def test_nobody_else_sees_a_review(sqlite_app: Flask, client_as: Browser) -> None:
    begin(sqlite_app)
    path = first_review(client_as("administrator"))
    for persona in ("colleague_caseworker", "focal_point"):
        client_as(persona).get("/access-review", 403)
        client_as(persona).get(path, 403)
    officer = client_as("dpo")
    assert path not in officer.get("/access-review").text
    officer.get(path, 403)


def told(app: Flask, topic: str) -> list[str]:
    """The accounts that a letter of this kind waits for, each once."""
    with app.app_context():
        rows = select(User.username).join(OutboxMessage, OutboxMessage.recipient_user_id == User.id)
        return sorted(db.session.scalars(rows.where(OutboxMessage.topic == topic)))


def test_where_nobody_is_responsible_administrators_are_told_of_the_review(
    sqlite_app: Flask,
) -> None:
    assert begin(sqlite_app) == 7
    assert Counter(told(sqlite_app, reviews.OPENED)) == {"administrator": 6, "caseworker": 1}


def test_a_late_review_is_told_every_week_to_who_answers_and_to_who_watches(
    sqlite_app: Flask, client_as: Browser, clock: SteppedClock
) -> None:
    def nightly() -> int:
        with sqlite_app.app_context(), unit_of_work():
            return reviews.tell_of_late_reviews()

    begin(sqlite_app)
    clock.advance(timedelta(days=20))
    assert nightly() == 0
    assert "Revue trimestrielle des accès" not in client_as("dpo").get("/").text
    clock.advance(timedelta(days=2))
    assert nightly() == 7
    assert Counter(told(sqlite_app, reviews.LATE)) == {
        "administrator": 7,
        "caseworker": 1,
        "dpo": 7,
    }
    assert "Revue trimestrielle des accès" in client_as("dpo").get("/").text
    clock.advance(timedelta(days=6))
    assert nightly() == 0
    clock.advance(timedelta(days=2))
    assert nightly() == 7
