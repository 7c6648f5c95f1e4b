"""What people read when something does not go through."""

import json
import logging

import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from casework.kernel.refusals import GateClosed, NotPermitted, Refusal, StaleVersion
from casework.web import errors, guard, languages
from casework.web.errors import explain, explained, explanation
from casework.web.languages import _l
from tests.unit.web.conftest import Speaking

CANARY = "Fatima-Canary-0612345678"


class Nearer(StaleVersion):
    """A refusal without words of its own."""


class Counted(Refusal):
    """A refusal that carries a number."""


@pytest.fixture(autouse=True)
def texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errors, "_texts", {k: dict(v) for k, v in errors._texts.items()})


def test_a_refusal_is_explained_by_its_own_words_or_its_ancestors(speaking: Speaking) -> None:
    with speaking("en"):
        assert explanation(Nearer()) == explanation(StaleVersion())
        assert explanation(Counted()) == "This cannot be done now."
    assert explained(StaleVersion)
    assert not explained(Nearer)


def test_the_words_that_fit_the_codes_best_are_chosen(speaking: Speaking) -> None:
    explain(GateClosed, _l("Help"), gate="G-ONE")
    explain(GateClosed, _l("Privacy"), gate="G-ONE", step="close")
    with speaking("fr"):
        assert explanation(GateClosed(gate="G-ONE")) == "Aide"
        assert explanation(GateClosed(gate="G-ONE", step="close")) == "Confidentialité"
        assert explanation(GateClosed(gate="G-TWO")).startswith("Il manque")


def test_codes_fill_the_words(speaking: Speaking) -> None:
    explain(Counted, _l("today %(time)s"))
    with speaking("fr"):
        assert explanation(Counted(time="09:00")) == "aujourd’hui 09:00"


def test_a_refusal_becomes_a_page_with_its_status(web: Flask, browser: FlaskClient) -> None:
    @web.get("/refused")
    def refused() -> str:
        raise NotPermitted(region="MA-06")

    answer = browser.get("/refused")
    assert answer.status_code == 403
    assert "Si votre travail l’exige" in answer.text
    assert "MA-06" not in answer.text


@pytest.mark.parametrize("status", sorted(errors.PAGES | {410, 418, 501}))
@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_every_status_has_a_page_that_echoes_nothing(web: Flask, status, language) -> None:
    @web.route("/fails", methods=["GET", "POST"])
    def fails() -> str:
        request.get_data()
        abort(status, description=CANARY)

    answer = web.test_client().get(
        f"/fails?q={CANARY}", headers={"Accept-Language": language, "X-Note": CANARY}
    )
    assert answer.status_code == status
    assert f'<html lang="{language}"' in answer.text
    assert answer.text.count("<h1") == 1
    assert answer.headers["Cache-Control"] == "no-store"
    # the way back after a change of language is the one place for the address
    assert answer.text.replace(f'name="next" value="/fails?q={CANARY}"', "").count(CANARY) == 0


def test_a_method_that_is_not_used_is_refused_with_those_that_are(browser: FlaskClient) -> None:
    answer = browser.delete("/help")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_failure_is_logged_by_kind_and_place_without_its_words(
    web: Flask, browser: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    @web.get("/broken")
    def broken() -> str:
        raise ValueError(f"cannot read {CANARY}")

    with caplog.at_level(logging.DEBUG):
        answer = browser.get("/broken")
    assert answer.status_code == 500
    assert CANARY not in answer.text + caplog.text
    assert "ValueError" in caplog.text
    assert "test_errors.py" in caplog.text
    told = [json.loads(one.getMessage()) for one in caplog.records if one.name == "sanad"]
    assert next(one["mark"] for one in told if one["event"] == "failure") in answer.text


def test_a_busy_store_asks_to_come_back(
    web: Flask, browser: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    def busy() -> str:
        raise OperationalError(f"SELECT {CANARY}", {}, Exception(CANARY))

    languages.register_language_of_user(busy)
    guard.register_actor_loader(busy)
    web.add_url_rule("/busy", "busy", busy)
    answer = browser.get("/busy")
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert CANARY not in answer.text + caplog.text


def test_a_form_from_an_old_page_is_refused_in_words(browser: FlaskClient) -> None:
    answer = browser.post("/lang", data={"language": "ar", "note": CANARY})
    assert answer.status_code == 400
    assert "restée ouverte longtemps" in answer.text
    assert CANARY not in answer.text
