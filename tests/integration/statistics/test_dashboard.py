"""The dashboards, their explanation and their files, in three languages."""

import csv
import gzip
import re
from html import unescape

import pytest

from casework.facts.domain import REGIONS
from casework.statistics.catalogue import VIEWS
from casework.statistics.domain.lattice import BY_NAME
from casework.statistics.domain.periods import Period
from casework.statistics.figures import figure as drawn_of
from casework.statistics.tables import MADE_OF, Asked, read_table, whole
from tests.integration.shelter.conftest import Shelter

JANUARY = Period.parse("2024-01")
TITLES = {"fr": "Tableau de bord", "ar": "لوحة القيادة", "en": "Dashboard"}
KEY = re.compile(r'<div class="kpi"><p[^>]*>(.*?)</p><p class="v">(.*?)</p></div>', re.S)
CELL = re.compile(r'<th scope="row">(.*?)</th>(.*?)</tr>', re.S)


@pytest.fixture(scope="module")
def frozen_home(frozen):
    return frozen("2024-01", 34, 700)


def figures(page: str) -> list[str]:
    return re.findall(r"<figure.*?</figure>", page, re.S)


def words(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html)).replace("\u00a0", " ").strip()


def file_rows(browser, link: str) -> list[list[str]]:
    """The heading and the lines of a file, below its head."""
    text = browser.get(link.replace("&amp;", "&")).text.removeprefix("\ufeff")
    return list(csv.reader(text.splitlines()))[7:]


@pytest.mark.parametrize("language", list(TITLES))
def test_an_analyst_sees_the_newest_quarter_in_their_language(country, client_as, language):
    page = client_as("analyst", language).get("/m")
    assert f"<h1>{TITLES[language]}</h1>" in page.text
    assert page.text.count('<svg class="chart"') == 1
    assert page.text.count('class="card fig"') == 9
    assert 'class="map"' in page.text


@pytest.mark.parametrize("view", [name for name in VIEWS if name != "overview"])
@pytest.mark.parametrize("language", list(TITLES))
def test_every_view_stands_in_every_language_and_is_light(country, client_as, view, language):
    page = client_as("analyst", language).get(f"/m?view={view}&period=2025")
    assert len(figures(page.text)) == len(VIEWS[view].pictures)
    assert page.text.count('class="heat"') + page.text.count('class="bars"') >= min(
        8, len(VIEWS[view].pictures)
    )
    assert len(gzip.compress(page.response.get_data())) <= 30_000


def test_every_picture_has_a_title_a_sentence_a_stage_a_table_and_its_file(analyst):
    for view in VIEWS:
        page = analyst.get(f"/m?view={view}&period=2025").text
        for figure in figures(page):
            if "Not yet published." in figure:
                continue
            assert re.search(r"<h2 id=\"\w+\">[^<]+</h2>\s*<p>[^<]{8,}</p>", figure)
            assert re.search(r'<p class="small muted gap-s">Counts [^<]+</p>', figure)
            assert len(re.findall("<table", figure)) == 1
            assert "/m/table.csv?" in figure


def test_page_and_file_show_the_same_numbers_in_every_picture(analyst):
    for view in VIEWS:
        for figure in figures(analyst.get(f"/m?view={view}&period=2025").text):
            link = re.search(r'href="(/m/table\.csv[^"]*)"', figure)
            if link is None:
                continue
            rows = {row[2]: row for row in file_rows(analyst, link.group(1))[1:]}
            for label, cells in CELL.findall(figure):
                shown = [words(one) for one in re.findall(r"<td.*?>(.*?)</td>", cells, re.S)]
                row = rows[words(label)]
                numbers = [row[3], *row[6:-1]] if len(row) > 6 else [row[3]]
                assert set(numbers) <= {*shown}, (view, label)


def test_a_file_opens_in_a_spreadsheet_and_runs_nothing(country, client_as):
    answer = (
        client_as("analyst", "ar").say_why().get("/m/table.csv?table=case.months&period=2026-Q3")
    )
    answer = answer.response
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for row in csv.reader(answer.get_data(as_text=True).removeprefix("\ufeff").splitlines()):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row)


def test_a_focal_point_sees_the_country_and_their_own_region(country, client_as):
    page = client_as("focal_point", "en").get("/m").text
    assert ", Casablanca-Settat and Demonstration: nobody real" in words(page)
    assert "Souss-Massa" not in page
    assert "All regions" not in page and 'name="region"' not in page  # it would be the same page
    assert 'class="map"' not in page
    assert page.count('<svg class="chart"') == 2
    regions = client_as("focal_point", "en").get("/m?view=regions").text
    assert "Casablanca-Settat" in regions
    assert "Souss-Massa" not in regions


def test_a_national_focal_point_sees_the_grid_of_all_regions(country, client_as):
    page = client_as("national_focal_point").get("/m").text
    assert len(re.findall(r'<li class="[A-Z]+ l[1-5x]">', page)) == 12


def test_a_funnel_never_widens(analyst):
    told = file_rows(analyst, "/m/table.csv?table=screening.funnel&period=2025")
    assert told[0][0] == "To be known" and "closed since" in told[0][1]
    rows = told[2:]
    values = [0 if row[3] == "< 5" else int(row[3]) for row in rows]
    assert values == sorted(values, reverse=True)
    assert values[0] > 300


def test_a_region_is_shown_by_its_total_and_its_own_rows(analyst):
    page = analyst.get("/m?region=MA-06").text
    assert "For a single region its total is published each quarter" in page
    assert page.count('<svg class="chart"') == 2


def test_an_earlier_period_can_be_chosen_and_an_open_one_says_when(analyst):
    assert "2nd quarter 2026" in analyst.get("/m?period=2026-Q2").text
    assert ">2025<" in analyst.get("/m?period=2025").text
    assert "Nothing is published of that time." in analyst.get("/m?period=2019-Q4").text
    page = analyst.get("/m?period=2026-Q4").text
    assert "Not yet published." in page
    assert "expected from 14 January 2027" in page


def test_a_median_is_said_in_words(analyst):
    page = analyst.get("/m?view=help&period=2025").text
    said = r"The middle one of .{1,12}\d+.{1,3} took between \d+ and \d+ hours: half took less"
    assert re.search(said, words(page))


def test_beside_the_help_given_stand_the_places_and_not_how_full_they_are(
    country, client_as, analyst
):
    """Exact, for whoever supervises: somebody who arrives moves nothing in it. Of a country that
    does not exist there is nothing exact, and no other dashboard has it."""
    houses, focal = Shelter(country), client_as("focal_point", "en")
    unit = houses.unit(4)
    before = [exact_block(browser) for browser in (analyst, focal)]
    assert all(re.search(r"Places in shelters, by region.*Casablanca-Settat1 house4", one, re.S)
               for one in before)  # fmt: skip
    houses.admitted(unit)
    assert [exact_block(browser) for browser in (analyst, focal)] == before
    assert 'id="exact"' not in analyst.get("/m?view=people&period=2025").text
    assert 'id="exact"' not in analyst.get("/m?view=help&of=simulated").text


def exact_block(browser) -> str:
    page = browser.get("/m?view=help&period=2025").text
    return words(re.search(r'<section[^>]*aria-labelledby="exact">.*?</section>', page, re.S)[0])


def test_before_the_first_quarter_the_page_says_so(sqlite_app, client_as):
    page = client_as("analyst", "en").get("/m").text
    assert "Nothing is published yet." in page


@pytest.mark.parametrize("language", list(TITLES))
def test_the_explanation_stands_in_every_language(sqlite_app, client_as, language):
    page = client_as("analyst", language).get("/m/how")
    assert page.text.count("<h2>") == 5


def test_the_first_visit_of_every_dashboard_weighs_at_most_80_kilobytes(country, client_as):
    for language in ("fr", "ar"):
        browser = client_as("analyst", language)
        pages = [f"/m?view={view}&period=2025" for view in VIEWS]
        for path in ("/m", *pages, "/m/how", "/m/indicators", "/m/organisation", "/m/work"):
            assert weight(browser, path) <= 80_000, (path, language)


def weight(browser, path: str) -> int:
    """Bytes on the way at a first visit: the page and all that it asks for, compressed."""
    page = browser.get(path)
    parts = {path: page.response.get_data()}
    for one in re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text):
        parts[one] = browser.http.get(one).get_data()
    assert len(parts) >= 3
    return sum(len(gzip.compress(part)) for part in parts.values())


def test_every_figure_is_compared_with_the_period_before(analyst):
    """Each line; a series shows its own course, and the first period has none before it."""
    for view in VIEWS:
        for figure in figures(analyst.get(f"/m?view={view}&period=2025").text):
            if '<svg class="chart"' in figure or "Not yet published." in figure:
                continue
            said = re.search(r'<p class="small muted">(.*?)</p></figcaption>', figure, re.S)
            assert said is not None
            compared = ("Compared with before (2024): ", "Too few before (2024) ")
            assert words(said.group(1)).startswith(compared)
            if len(table_of(figure).dimensions) == 1:
                assert '<th scope="col" class="r">2024</th>' in figure
    first = analyst.get("/m?view=overview&period=2024").text
    assert first.count("First published period.") == 8


def table_of(figure: str):
    key = re.search(r"/m/table\.csv\?table=([^&]+)", figure).group(1)
    return BY_NAME[MADE_OF.get(key, key)]


def test_every_cell_row_and_bar_of_a_crossed_table_has_its_margin(analyst):
    for view in VIEWS:
        for figure in figures(analyst.get(f"/m?view={view}&period=2025").text):
            if 'class="heat"' in figure:
                cells = re.findall(r'<td class="l[x1-5]"([^>]*)>', figure)
                assert cells
                assert all(re.search(r'title="±\s\d+"', one) for one in cells)
            if 'class="heat"' in figure or 'class="panels"' in figure:
                said = (
                    r"Margin .95 times in 100.: each value ± \d+, a whole line ± \d+(?: to ± \d+)?"
                )
                assert re.search(said, words(figure))


def test_every_number_on_top_stands_with_its_margin_and_what_it_is_out_of(analyst):
    page = analyst.get("/m?period=2025").text
    keys = {words(label): words(value) for label, value in KEY.findall(page)}
    assert len(keys) == 10
    assert all(re.search(r"^[<\d][\s\d,]*\s*± \d+", one) for one in keys.values()), keys
    shares = [one for one in keys.values() if "%" in one]
    assert len(shares) >= 6
    assert all(re.search(r"that is \d+% ± \d+(Known on|$)", one) for one in shares), shares
    assert {"Screenings sent", "Screened and referred", "Screenings answered within 24 hours",
            "Requests answered within 24 hours", "Agreed to a case file"} < {*keys}  # fmt: skip
    funnel = next(one for one in figures(page) if "From screening to help" in one)
    assert len(re.findall(r"\d+% ± \d+</bdi>|%</bdi> <bdi[^>]*>±", funnel)) >= 3


@pytest.mark.parametrize("view", ["overview", "people", "detection", "help"])
def test_the_margins_that_the_notice_states_are_those_of_the_page(analyst, view):
    page = analyst.get(f"/m?view={view}&period=2025").text
    said = re.search(r"on this page from ± (\d+) to ± (\d+)\.", words(page))
    shares = ('class="rng"', "All lines together")  # their margins are points of percent
    counts = [one for one in figures(page) if not any(word in one for word in shares)]
    of_tables = [int(n) for one in counts for n in re.findall(r"±\s(\d+)<", one)]
    assert int(said.group(2)) >= max(of_tables) > 4


def test_requests_that_nobody_answered_are_part_of_those_not_answered_in_time(country):
    with country.test_request_context("/"):
        asked = Asked(Period.parse("2025"), REGIONS)
        table = read_table("referral.service_answer_time", asked)
        picture = next(one for one in VIEWS["help"].pictures if one.key == table.key)
        shares = drawn_of(picture, asked).shares
    assert sum(line.cells[-1].value for line in table.lines) > 0
    assert table.across_codes[-1] == "not_yet"
    assert [one.rate.base.value for one in shares] == [one.count.value for one in table.lines]


def test_a_donor_report_tells_of_people_what_is_published_and_nothing_else(country):
    from datetime import date

    from casework.statistics import donors
    from casework.statistics.published import Query, published

    with country.test_request_context("/"):
        year = donors.people_between(date(2025, 1, 1), date(2025, 12, 31))
        of_year = published(Query("case.total", (Period.parse("2025"),)))
        own, told = year[: len(donors.OF_THE_PROJECT)], year[len(donors.OF_THE_PROJECT) :]
        assert told[0].number == donors.written(of_year.total)
        assert "±" in told[3].number
        assert "CASE.2025-Q4" in told[1].releases[-1]
        assert {one.number for one in own} == {"non publié"}  # the lattice knows no project
        a_day = donors.people_between(date(2025, 4, 5), date(2025, 4, 5))
        ahead = donors.people_between(date(2026, 11, 1), date(2026, 11, 30))
        assert {one.number for one in (*a_day, *ahead)} == {"non publié"}


@pytest.mark.parametrize(
    ("period", "crossed", "alone"),
    [
        ("2025", "case.exploitation_sex", "case.exploitation"),
        ("2025", "case.exploitation_sex_majority", "case.exploitation"),
        ("2025", "case.region_group_state", "case.region"),
        ("2025", "referral.service_answer", "referral.service"),
    ],
)
def test_a_number_has_one_margin_wherever_it_stands(country, period, crossed, alone):
    with country.app_context():
        asked = Asked(Period.parse(period), REGIONS)
        by_itself = {line.code: line.count for line in read_table(alone, asked).lines}
        lines = [line for line in read_table(crossed, asked).lines if line.code in by_itself]
        assert len(lines) > 5
        for line in lines:
            assert (line.count.value, line.count.band_95) == (
                by_itself[line.code].value,
                by_itself[line.code].band_95,
            )


@pytest.mark.parametrize("period", ["2025", "2025-Q2"])
def test_the_first_step_of_the_funnel_has_the_margin_of_all_screenings(country, period):
    with country.app_context():
        asked = Asked(Period.parse(period), REGIONS)
        steps, sent = read_table("screening.funnel", asked).lines, whole("screening", asked)
        assert (steps[0].count.value, steps[0].count.band_95) == (sent.value, sent.band_95)
        margins = [step.count.band_95 for step in steps]
        reached = read_table("screening.reach", asked).lines
        assert margins[-1] == reached[-1].count.band_95 and max(margins) < 2 * margins[-1]


def test_the_tile_of_those_referred_says_that_there_was_little_time(analyst):
    page = words(analyst.get("/m?view=overview&period=2025").text)
    tile = page[page.index("Screened and referred") :][:400]
    assert "whoever was screened late had little time" in tile
