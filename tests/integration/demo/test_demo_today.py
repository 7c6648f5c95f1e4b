"""What the people of the printed sign-ins find on their first day."""

from datetime import timedelta

import pytest
from flask import Flask

from casework.demo.organisations import PILOT, accounts
from casework.demo.sign_ins import PASSWORD
from tests.client import SanadClient
from tests.integration.demo.conftest import TODAY, today
from tests.integration.demo.looking import browse, moments, values

NOW = TODAY.replace(tzinfo=None)
QUARTER = {
    "fr": "3e trimestre 2026",
    "ar": "الفصل الثالث من سنة 2026",
    "en": "3rd quarter 2026",
}


@pytest.mark.parametrize("username", ["sante", "juriste", "retour", "accueil.dar-yasmine"])
def test_each_kind_of_service_has_a_request_to_answer(country: Flask, username: str) -> None:
    assert "R-" in browse(country, username, "/").text


@pytest.mark.parametrize("username", [one.username for one in accounts() if one.shown])
def test_whoever_is_printed_can_sign_in_and_has_a_home(country: Flask, username: str) -> None:
    assert browse(country, username, "/").status == 200


def test_a_sign_in_as_printed_is_accepted(country: Flask) -> None:
    with today():
        visitor = SanadClient(country, None, "fr")
        answer = visitor.submit(
            "/login", {"username": "inspecteur.casa", "password": PASSWORD}, status=303
        )
    assert answer.location == "/?done=came_in"


def test_an_inspector_finds_drafts_to_finish(country: Flask) -> None:
    assert "F-" in browse(country, "inspecteur.casa", "/s").text


def test_a_focal_point_finds_an_emergency_first_in_the_queue(country: Flask) -> None:
    waiting = "SELECT priority FROM screening WHERE state = 'S02' AND region = 'MA-06'"
    assert "P1" in values(country, waiting)
    assert "F-" in browse(country, "focal.casa", "/q").text


def test_a_lowering_waits_for_the_second_focal_point(country: Flask) -> None:
    waiting = values(country, "SELECT count(*) FROM band_change WHERE decision IS NULL")
    assert waiting[0] >= 2


def test_a_shelter_finds_requests_that_end_in_the_next_days(country: Flask) -> None:
    due = moments(country, "SELECT due_at FROM referral WHERE state = 'received'")
    assert due
    assert all(NOW < moment < NOW + timedelta(days=7) for moment in due)


def test_consents_are_to_be_renewed_in_the_next_two_weeks(country: Flask) -> None:
    ending = values(
        country,
        "SELECT count(*) FROM consent WHERE answer = 'given'"
        " AND valid_until BETWEEN '2026-11-16' AND '2026-11-30'",
    )
    assert ending[0] >= 2


def test_somebody_is_on_duty_in_every_pilot_region(country: Flask) -> None:
    assert set(values(country, "SELECT DISTINCT region FROM duty_turn")) == set(PILOT)


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
def test_an_analyst_sees_the_last_closed_quarter(country: Flask, language: str) -> None:
    page = browse(country, "analyste", "/m", language)
    assert page.status == 200
    assert QUARTER[language] in page.text.replace("\N{NO-BREAK SPACE}", " ")


def test_focal_points_find_people_met_twice_one_linked_one_compared_one_asked_about(
    country: Flask,
) -> None:
    pairs = values(country, "SELECT state FROM match_review ORDER BY state")
    assert {"linked", "open"} <= set(pairs)
    asked = "SELECT count(*) FROM match_review WHERE asked_at IS NOT NULL AND state = 'open'"
    assert values(country, asked)[0] >= 2
    comparing = "SELECT count(*) FROM match_review WHERE comparing_id IS NOT NULL"
    assert values(country, comparing) == [1]
    assert "D-" in browse(country, "focal.casa", "/").text
    assert "Comparer deux dossiers" in browse(country, "assistante.nour", "/t").text
