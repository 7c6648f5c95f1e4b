"""Whom distributions reached: for the team of the project; things and training for supervisors."""

import re

from casework.audit.catalogue import OperationRead
from casework.audit.queries import events_of
from tests.factories import user_named


def main(browser, path: str, status: int = 200) -> str:
    return re.sub(r"<[^>]+>", " ", browser.get(path, status).text)


def test_the_team_sees_whom_its_distributions_reached_and_that_is_written_down(
    quick_store, client_as
):
    quick_store.nador()
    page = client_as("distribution_officer", "en").get("/k/SANTE-MIGRANTS/reach").text
    rows = {
        re.sub(r"<[^>]+>", "", label).strip(): re.findall(r"<td[^>]*>(?:<b>)?(\d+)", cells)
        for label, cells in re.findall(r'<th scope="row">(.*?)</th>(.*?)</tr>', page, re.S)
    }
    assert rows["25 to 59"] == ["22", "3", "0", "25"]
    assert rows["All together"] == ["37", "3", "0", "40"]
    with quick_store.app.app_context():
        actor = user_named("distribution_officer").id
        kinds = (OperationRead.__name__,)
        assert len(events_of("user", actor, kinds=kinds, limit=9)) == 1


def test_nobody_else_opens_the_reach_of_a_project(quick_store, client_as):
    quick_store.nador()
    for persona in ("analyst", "national_focal_point", "caseworker", "administrator"):
        client_as(persona).get("/k/SANTE-MIGRANTS/reach", 403)


def test_a_project_without_a_distribution_done_says_so(quick_store, client_as):
    quick_store.project()
    page = main(client_as("distribution_officer", "en"), "/k/SANTE-MIGRANTS/reach")
    assert "No distribution of yours is done in this project yet." in page


def test_the_team_finds_its_distributions_in_its_work_and_what_each_person_cost(
    quick_store, client_as
):
    quick_store.nador()
    officer = client_as("distribution_officer", "en")
    work = officer.get("/m/work").text
    assert 'href="/k/SANTE-MIGRANTS/reach"' in work
    assert "Spent for each person counted" not in main(officer, "/k/SANTE-MIGRANTS/reach")
    quick_store.charged("SANTE-MIGRANTS", "100")
    page = main(officer, "/k/SANTE-MIGRANTS/reach")
    assert re.search(r"Spent for each person counted\s+2.50 EUR", page)
