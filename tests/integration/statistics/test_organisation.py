"""The page of one organisation: useful to its people, and nothing in it betrays anybody."""

import re

import pytest

from casework.db import unit_of_work
from casework.demo.fictional_country import Span, fictional_country
from casework.statistics import jobs
from casework.statistics.domain.periods import Period
from tests.attacks.statistics_country import register
from tests.factories import organisation_named
from tests.integration.shelter.conftest import Shelter

PAGE = "/m/organisation"
TITLES = {"fr": "Mon organisme", "ar": "مؤسستي", "en": "My organisation"}


@pytest.fixture
def house(sqlite_app):
    return Shelter(sqlite_app)


@pytest.fixture
def country(house):
    with house.app.app_context():
        with unit_of_work():
            register(fictional_country(Span(Period.parse("2025-01").starts, 22), 300))
        jobs.freeze_due()
    return house


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|[\u2066-\u2069]", " ", html)).replace("\u00a0", " ")


def main(browser, path: str = PAGE) -> str:
    return words(re.search(r"<main.*</main>", browser.get(path).text, re.S).group())


def id_of(house, key: str) -> str:
    with house.app.app_context():
        return str(organisation_named(key).id)


@pytest.mark.parametrize("language", list(TITLES))
def test_the_page_stands_in_every_language(country, client_as, language):
    page = client_as("shelter", language).get(PAGE).text
    assert f"<h1>{TITLES[language]}</h1>" in page
    assert page.count("<caption>") == 3


def test_a_house_finds_its_own_exact_numbers_beside_those_of_its_country_region_and_services(
    country, client_as
):
    unit = country.unit(4)
    country.admitted(unit)
    page = main(client_as("shelter", "en"))
    assert "Occupancy 25%" in page
    assert "Houses that take people 1" in page
    assert "Staff with an account All together 1" in page
    for published in ("Cases registered in Morocco", "Cases, Casablanca-Settat", "Screenings",
                      "People detected", "Requests: Shelter",
                      "taken on, of those answered or expired",
                      "answered within 24 hours, of all of them"):  # fmt: skip
        assert published in page
    assert "Why there is no protected number of one organisation." in page


def test_published_numbers_beside_an_organisation_are_those_of_the_files(country, client_as):
    listed = (
        client_as("analyst", "en")
        .say_why()
        .get("/m/table.csv?table=screening.body&period=2025")
        .text
    )
    shown = next(row.split(",")[3] for row in listed.splitlines() if ",inspection," in row)
    page = main(client_as("owner_inspector", "en"))
    assert f"Screenings {shown} ±" in page


def test_whoever_supervises_looks_at_any_organisation_and_learns_of_no_person(country, client_as):
    asked = f"{PAGE}?organisation={id_of(country, 'shelter_house')}"
    unit, analyst = country.unit(4), client_as("analyst", "en")
    before = main(analyst, asked)
    assert "Maison Essai" in before
    assert "Places in them 4" in before
    assert "Your work in hand, exact" not in before
    country.admitted(unit)
    country.sent()
    country.assigned()
    assert main(analyst, asked) == before


def test_a_focal_point_chooses_within_their_regions_and_others_see_their_own_alone(
    country, client_as
):
    inspectorate, clinic = id_of(country, "inspectorate"), id_of(country, "clinic")
    elsewhere = client_as("focal_point_elsewhere", "en")
    found = main(elsewhere, f"{PAGE}?organisation={inspectorate}")
    assert "Cases, Souss-Massa" in found
    assert "Cases, Casablanca-Settat" not in found
    elsewhere.get(f"{PAGE}?organisation={clinic}", 404)
    for persona in ("caseworker", "shelter", "distribution_officer"):
        client_as(persona).get(f"{PAGE}?organisation={inspectorate}", 404)
    client_as("analyst").get(f"{PAGE}?organisation=nothing", 404)


def test_before_anything_is_published_the_page_says_so(house, client_as):
    assert "Nothing is published yet." in main(client_as("caseworker", "en"))
