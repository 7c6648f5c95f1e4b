"""Exact counters: each counts what its reader may open, and nothing that tells who is where."""

import re
from datetime import timedelta

import pytest

from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.referrals.models import Referral
from casework.visits.domain.labour import Outcome
from casework.visits.service import labour
from tests.factories import actor_named
from tests.integration.reintegration.conftest import Ground as Reintegrating
from tests.integration.shelter.conftest import Shelter
from tests.integration.visits.conftest import Ground

TITLES = {"fr": "Travail en cours", "ar": "العمل الجاري", "en": "Work in hand"}
ROW = re.compile(r'<span class="t">(.*?)</span>(?:<span class="d">(.*?)</span>)?.*?'
                 r'<span class="when.*?">(.*?)</span>', re.S)  # fmt: skip


@pytest.fixture
def house(sqlite_app):
    return Shelter(sqlite_app)


def counted(browser, block: str) -> dict[str, str]:
    """The lines of one block: words, and the number with what is said of it."""
    page = browser.get("/m/work").text
    found = re.search(rf'aria-labelledby="counts-{block}".*?</section>', page, re.S)
    if found is None:
        return {}
    return {words(label): f"{words(number)} {words(more)}".strip()
            for label, more, number in ROW.findall(found.group())}  # fmt: skip


def words(html: str) -> str:
    return re.sub(r"<[^>]+>|[\u2066-\u2069]", "", html).replace("\u00a0", " ").strip()


@pytest.mark.parametrize("language", list(TITLES))
def test_the_page_stands_in_every_language(house, client_as, language):
    house.assigned()
    page = client_as("caseworker", language).get("/m/work").text
    assert f"<h1>{TITLES[language]}</h1>" in page


def test_a_caseworker_counts_their_own_cases_and_a_colleague_none_of_them(house, client_as):
    for _ in range(3):
        house.assigned()
    house.open()
    assert counted(client_as("caseworker", "en"), "cases")["All together"] == "3"
    assert counted(client_as("colleague_caseworker", "en"), "cases")["All together"] == "0"
    assert counted(client_as("caseworker_elsewhere", "en"), "cases")["All together"] == "0"


def test_a_focal_point_counts_their_region_and_who_carries_how_much(house, client_as):
    house.assigned()
    house.open()
    here, elsewhere = client_as("focal_point", "en"), client_as("focal_point_elsewhere", "en")
    assert counted(here, "cases")["All together"] == "2"
    assert counted(here, "cases")["Without a caseworker"] == "1"
    assert list(counted(here, "load").values()) == ["1"]
    assert counted(elsewhere, "cases")["All together"] == "0"
    assert counted(elsewhere, "load") == {}
    assert counted(client_as("national_focal_point", "en"), "cases")["All together"] == "2"


def test_requests_are_counted_for_who_sent_and_who_answers_and_become_late(house, client_as):
    _code, reference = house.sent()
    assert counted(client_as("shelter", "en"), "requests")["To answer"] == "1"
    assert counted(client_as("other_shelter", "en"), "requests")["To answer"] == "0"
    assert counted(client_as("caseworker", "en"), "requests_sent")["Answer awaited"] == "1"
    assert counted(client_as("colleague_caseworker", "en"), "requests_sent") == {
        "Answer awaited": "0", "Answer overdue": "0",
    }  # fmt: skip
    with house.app.app_context(), unit_of_work():
        row = db.session.query(Referral).filter_by(reference=reference).one()
        row.due_at = clock.now() - timedelta(hours=1)
    assert counted(client_as("shelter", "en"), "requests")["Answer overdue"] == "1"
    assert counted(client_as("focal_point", "en"), "requests_sent")["Answer overdue"] == "1"


def test_a_house_knows_how_full_it_is_to_the_place(house, client_as):
    unit = house.unit(4)
    house.admitted(unit)
    house.held(unit)
    found = counted(client_as("shelter", "en"), "occupancy")
    assert found == {"Usable places": "4", "Taken": "1", "Held for somebody on the way": "1",
                     "Free": "2", "Occupancy": "25%"}  # fmt: skip
    assert counted(client_as("other_shelter", "en"), "occupancy") == {}


@pytest.mark.parametrize("persona", ["focal_point", "national_focal_point", "analyst"])
def test_nobody_outside_the_houses_sees_an_arrival_however_many_houses_there_are(
    house, client_as, persona
):
    units = [house.unit(4), house.unit(2), house.unit(4, by="other_shelter")]
    outside = client_as(persona, "en")
    before = counted(outside, "places")
    assert before["Casablanca-Settat"] == "10 3 houses"
    for unit in units[:2]:
        house.admitted(unit)
    assert counted(outside, "places") == before
    if persona == "focal_point":
        assert counted(client_as("focal_point_elsewhere", "en"), "places") == {}


def test_an_analyst_sees_nothing_that_moves_with_a_person(house, client_as):
    analyst = client_as("analyst", "en")
    unit = house.unit(4)
    before = re.search(r"<main.*</main>", analyst.get("/m/work").text, re.S).group()
    house.admitted(unit)
    house.assigned()
    house.open()
    after = re.search(r"<main.*</main>", analyst.get("/m/work").text, re.S).group()
    assert before == after


def test_the_page_says_that_no_single_organisation_is_published_and_leads_to_its_own(
    house, client_as
):
    for persona in ("caseworker", "analyst"):
        page = client_as(persona, "en").get("/m/work").text
        assert "Not published: statistics of a single organisation." in page
        assert 'href="/m/organisation"' in page


def test_a_house_counts_its_nights_and_incidents_and_nobody_elses(house, client_as, clock):
    unit = house.unit(4)
    house.admitted(unit)
    clock.advance(timedelta(days=10))
    found = counted(client_as("shelter", "en"), "incidents")
    assert found == {"Nights used": "10", "Nights used, of those available": "1%",
                     "Incidents": "0", "Incidents for 1,000 nights": "0"}  # fmt: skip
    assert counted(client_as("other_shelter", "en"), "incidents") == {}


def test_inspectors_count_what_their_labour_records_came_to(sqlite_app, client_as):
    ground = Ground(sqlite_app)
    first, _second = ground.record(), ground.record()
    inspector = client_as("owner_inspector", "en")
    assert counted(inspector, "labour") == {
        "Labour records opened": "2", "Report written or settlement reached": "0",
        "Share with a report or settlement": "0%",
    }  # fmt: skip
    ground.in_record(first, lambda row: labour.invite(
        row, clock_day(sqlite_app), actor_named("owner_inspector"), row.version))  # fmt: skip
    ground.in_record(first, lambda row: labour.close_record(
        row, Outcome.SETTLED, "", actor_named("owner_inspector"), row.version))  # fmt: skip
    assert counted(inspector, "labour")["Share with a report or settlement"] == "50%"
    assert counted(client_as("caseworker", "en"), "labour") == {}


def clock_day(app):
    with app.app_context():
        return clock.now().date()


def test_visits_of_a_reintegration_count_as_made_in_time_or_not(sqlite_app, client_as, clock):
    ground = Reintegrating(sqlite_app)
    ground.begun()
    caseworker = client_as("caseworker", "en")
    assert counted(caseworker, "visits") == {}
    clock.advance(timedelta(days=40))
    found = counted(client_as("caseworker", "en"), "visits")
    assert found["Made in time"] == "0"
    assert int(found["Visits due"]) >= 1
    assert counted(client_as("colleague_caseworker", "en"), "visits") == {}
