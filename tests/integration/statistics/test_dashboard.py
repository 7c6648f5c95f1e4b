"""The dashboard, its explanation and its files, in three languages."""

import csv
import re

import pytest

from casework.db import unit_of_work
from casework.statistics import service
from casework.statistics.domain.periods import Period
from tests.attacks.statistics_country import fictional_country, register

APRIL = Period.parse("2026-04")
TITLES = {"fr": "Tableau de bord", "ar": "لوحة القيادة", "en": "Dashboard"}


@pytest.fixture
def country(sqlite_app):
    with sqlite_app.app_context():
        with unit_of_work():
            register(fictional_country(APRIL, 7, 320))
        with unit_of_work():
            service.freeze_due()
    return sqlite_app


@pytest.mark.parametrize("language", list(TITLES))
def test_an_analyst_sees_the_newest_quarter_in_their_language(country, client_as, language):
    page = client_as("analyst", language).get("/m")
    assert f"<h1>{TITLES[language]}</h1>" in page.text
    assert page.text.count('<svg class="chart"') == 1
    assert page.text.count('class="card fig"') == 8
    assert len(page.response.get_data()) < 80_000


def test_every_picture_has_a_title_a_sentence_a_table_and_its_file(country, client_as):
    page = client_as("analyst").get("/m").text
    for figure in figures(page):
        assert re.search(r"<h2 id=\"\w+\">[^<]+</h2>\s*<p>[^<]{8,}</p>", figure)
        assert figure.count("<table>") == 1
        assert "/m/table.csv?" in figure


def test_every_file_linked_from_the_page_opens(country, client_as):
    analyst = client_as("analyst")
    links = set(re.findall(r'href="(/m/table\.csv[^"]*)"', analyst.get("/m").text))
    assert len(links) == 8
    for link in links:
        analyst.get(link.replace("&amp;", "&"))


def test_page_and_file_show_the_same_numbers(country, client_as):
    analyst = client_as("analyst", "en")
    for figure in figures(analyst.get("/m").text):
        link = re.search(r'href="(/m/table\.csv[^"]*)"', figure).group(1).replace("&amp;", "&")
        rows = list(csv.reader(analyst.get(link).text.removeprefix("\ufeff").splitlines()))
        shown = re.findall(r'<th scope="row">(.*?)</th><td class="r">(.*?)</td>', figure)
        assert [(label, words(value)) for label, value in shown] == [
            (row[2], row[3]) for row in rows[1:]
        ]


def figures(page: str) -> list[str]:
    return re.findall(r"<figure.*?</figure>", page, re.S)


def words(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("\u00a0", " ").strip()


def test_a_file_opens_in_a_spreadsheet_and_runs_nothing(country, client_as):
    answer = client_as("analyst", "ar").get("/m/table.csv?table=months&period=2026-Q3").response
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for row in csv.reader(answer.get_data(as_text=True).removeprefix("\ufeff").splitlines()):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_a_focal_point_sees_the_country_and_their_own_region(country, client_as):
    page = client_as("focal_point", "en").get("/m").text
    assert "Casablanca-Settat" in page
    assert "Souss-Massa" not in page
    assert 'class="map"' not in page
    assert page.count('<svg class="chart"') == 2


def test_a_national_focal_point_sees_the_grid_of_all_regions(country, client_as):
    page = client_as("national_focal_point").get("/m").text
    assert len(re.findall(r'<li class="[A-Z]+ l[1-5x]">', page)) == 12


def test_a_region_is_shown_by_its_total_and_the_rest_stays_national(country, client_as):
    page = client_as("analyst", "en").get("/m?region=MA-06").text
    assert "Only the total is published for a single region" in page
    assert page.count('<svg class="chart"') == 2


def test_an_earlier_quarter_can_be_chosen_and_an_open_one_says_when(country, client_as):
    analyst = client_as("analyst", "en")
    assert "2nd quarter 2026" in analyst.get("/m?period=2026-Q2").text
    page = analyst.get("/m?period=2026-Q4").text
    assert "Not yet published." in page
    assert "expected from 14 January 2027" in page


def test_before_the_first_quarter_the_page_says_so(sqlite_app, client_as):
    page = client_as("analyst", "en").get("/m").text
    assert "No quarter is published yet." in page


@pytest.mark.parametrize("language", list(TITLES))
def test_the_explanation_stands_in_every_language(country, client_as, language):
    page = client_as("analyst", language).get("/m/how")
    assert page.text.count("<h2>") == 5
