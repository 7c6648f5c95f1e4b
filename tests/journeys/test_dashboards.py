"""Every dashboard of a published year in a real browser: as it reads, in grey, and on paper."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from casework.db import unit_of_work
from casework.demo.fictional_country import Span, fictional_country
from casework.statistics import jobs
from casework.statistics.catalogue import VIEWS
from casework.statistics.domain.periods import Period
from casework.statistics.questions import MANY_REFUSED
from tests.attacks.statistics_country import register
from tests.journeys.house import House, open_house
from tests.journeys.window import Window

YEAR = Period.parse("2025")
PAPER = {"width": 673, "height": 1000}
"""A4 without its margins, in CSS pixels."""
OTHERS = ("/m", "/m/how", "/m/indicators", "/m/export", "/m/work", "/m/organisation")
A4 = {"format": "A4"}
PAGE = re.compile(rb"/Type\s*/Page\b")
LOST_ON_PAPER = """() => [...document.querySelectorAll(
    ".fig table, .fig svg.chart, .fig .bars, .catalogue table")]
  .filter((one) => !one.checkVisibility() || one.getBoundingClientRect().height < 20
    || one.getBoundingClientRect().right > innerWidth + 1
    || one.getBoundingClientRect().left < -1)
  .map((one) => (one.closest(".fig")?.querySelector("h2") ?? one).textContent)"""
PALE_IN_GREY = """() => {
  const grey = (colour) => { const [r, g, b] = colour.match(/[0-9.]+/g).map(Number);
    return .299 * r + .587 * g + .114 * b; };
  const solid = (colour) => colour === "rgba(0, 0, 0, 0)" ? "rgb(255, 255, 255)" : colour;
  const faults = [];
  const check = (what, one, other, least) => {
    if (Math.abs(grey(one) - grey(other)) < least) faults.push(what); };
  for (const one of document.querySelectorAll(".heat td, .map a")) {
    const style = getComputedStyle(one);
    check(one.textContent, style.color, solid(style.backgroundColor), 90);
  }
  for (const svg of document.querySelectorAll(".bars svg")) {
    const track = getComputedStyle(svg.querySelector(".trk")).fill;
    for (const bar of svg.querySelectorAll(".c1, .c2"))
      check("a bar on its track", getComputedStyle(bar).fill, track, 60);
    for (const range of svg.querySelectorAll(".rng"))
      check("the margin of a dot", getComputedStyle(range).stroke, track, 40);
    for (const dot of svg.querySelectorAll(".rng + .c1"))
      check("a dot on its margin", getComputedStyle(dot).fill,
            getComputedStyle(dot.previousElementSibling).stroke, 20);
  }
  for (const line of document.querySelectorAll(".chart .ln"))
    check("a line", getComputedStyle(line).stroke, "rgb(255, 255, 255)", 90);
  for (const band of document.querySelectorAll(".chart .band")) {
    const style = getComputedStyle(band);
    if ((255 - grey(style.fill)) * style.opacity < 12) faults.push("the band of a line");
  }
  return faults; }"""
"""Every kind of picture: heat cells and tiles (words on their ground), bars, funnels and panels
(bars on their track), dots (on their margin and track), lines with their band."""
KINDS = (".chart .ln", ".bars .c1", ".bars .rng", ".panels", ".heat", ".map")
SHEETS, OF_OVERVIEW = 4, 2


def publish_two_years(app: Flask) -> None:
    """Every kind of record from January 2025 on; what is due is frozen."""
    with app.app_context():
        with unit_of_work():
            register(fictional_country(Span(YEAR.starts, 20), 500))
        jobs.freeze_due()
        simulated = app.test_cli_runner().invoke(
            args=["statistics", "simulate", "--cases", "60", "--years", "1"]
        )
        assert simulated.exit_code == 0


@pytest.fixture(scope="module")
def published(chromium_path: str, tmp_path_factory: Any) -> Iterator[House]:
    with open_house(tmp_path_factory.mktemp("published"), publish_two_years) as opened:
        yield opened


@pytest.mark.parametrize(("language", "width"), [("fr", 1280), ("ar", 390), ("en", 1280)])
def test_an_analyst_reads_every_dashboard_on_screen_in_grey_and_on_paper(
    published, chromium, language, width
):
    window, seen = Window(chromium, published.url, language, width), set()
    window.come_in("analyst")
    for path in (*OTHERS, *(f"/m?view={view}&period={YEAR.label}" for view in VIEWS)):
        window.visit(path)
        window.look(f"dashboards-{path.partition('view=')[2].partition('&')[0] or path[1:]}")
        seen |= {kind for kind in KINDS if window.page.locator(kind).count()}
        window.faults += [f"{path} in grey: {one}" for one in window.page.evaluate(PALE_IN_GREY)]
        most = OF_OVERVIEW if path == "/m" or "view=overview" in path else SHEETS
        window.faults += [f"{path} on paper: {one}" for one in on_paper(window, most)]
    faults = window.faults
    window.close()
    assert not faults, "\n".join(faults)
    assert seen == set(KINDS)


@pytest.mark.parametrize(
    ("language", "width", "views"),
    [("fr", 390, tuple(VIEWS)), ("ar", 1280, tuple(VIEWS)), ("en", 390, ("overview",))],
)
def test_the_dashboards_read_as_well_on_the_other_width(
    published, chromium, language, width, views
):
    window = Window(chromium, published.url, language, width)
    window.come_in("analyst")
    for view in views:
        window.visit(f"/m?view={view}&period={YEAR.label}")
        window.look(f"dashboards-{view}")
    if len(views) > 1:
        window.visit("/m/indicators")
        window.look("dashboards-indicators")
    faults = window.faults
    window.close()
    assert not faults, "\n".join(faults)


def test_who_asked_what_and_how_exact_the_simulation_was_can_be_read(published, chromium):
    for language, width in (("ar", 390), ("fr", 1280)):
        window = Window(chromium, published.url, language, width)
        window.come_in("analyst")
        for path in ("/m?of=simulated", "/m/measured-error", "/m/indicators?of=simulated"):
            window.visit(path)
            window.look(f"simulated-{path.partition('?')[0][3:]}")
        for _again in range(MANY_REFUSED):
            window.visit("/m?day=1", 422)
        window.leave()
        window.come_in("dpo")
        window.visit("/m/questions")
        window.look("questions")
        faults = window.faults
        window.close()
        assert not faults, "\n".join(faults)


def test_whoever_works_in_an_organisation_reads_its_page_and_the_catalogue(published, chromium):
    for language, width in (("ar", 390), ("fr", 1280)):
        window = Window(chromium, published.url, language, width)
        window.come_in("caseworker")
        for path in ("/m/organisation", "/m/indicators", "/m/how", "/m/work"):
            window.visit(path)
            window.look(f"organisation-{path[3:]}")
        faults = window.faults
        window.close()
        assert not faults, "\n".join(faults)


def on_paper(window: Window, most: int) -> list[str]:
    """What would be missing from a printed page, hang over its edge, or take more sheets."""
    window.page.set_viewport_size(PAPER)
    window.page.emulate_media(media="print")
    lost: list[str] = window.page.evaluate(LOST_ON_PAPER)
    sheets = len(PAGE.findall(window.page.pdf(**A4)))
    window.page.emulate_media(media="screen")
    of_numbers = window.page.locator(".fig, .catalogue").count() > 0
    return lost + [f"{sheets} sheets"] * (of_numbers and sheets > most)
