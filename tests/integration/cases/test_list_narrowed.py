"""A caseworker finds the file that needs them: whose, agreement, risk, deadline, next step."""

import re
from datetime import timedelta
from functools import partial

import pytest

from casework.cases import service
from casework.cases.queries import cases_page
from casework.cases.views import lists
from tests.factories import actor_named, user_named


@pytest.fixture
def files(quick_desk, clock):
    """One file with everything in force, one without anything, one that a colleague has."""
    whole, bare, other = (quick_desk.assigned() for _ in range(3))
    quick_desk.consent(whole)
    quick_desk.risk(whole)

    def give(case):
        to, backup = user_named("colleague_caseworker").id, user_named("caseworker").id
        service.assign(case, to, actor_named("focal_point"), backup_id=backup)

    quick_desk.on(other, give)
    return {"whole": whole, "bare": bare, "other": other}


def shown(client_as, files, query: str) -> set[str]:
    page = client_as("caseworker").get(f"/c?{query}").text
    return {name for name, code in files.items() if f"/c/{code}" in page}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"whole", "bare", "other"}),
        ("whose=mine", {"whole", "bare"}),
        ("whose=team", {"other"}),
        ("agreement=given", {"whole"}),
        ("agreement=missing", {"bare", "other"}),
        ("risk=assessed", {"whole"}),
        ("risk=missing&whose=mine", {"bare"}),
        ("due=late", set()),
        ("due=week", {"whole", "bare", "other"}),
        ("risk=enormous&due=never", {"whole", "bare", "other"}),
    ],
)
def test_list_is_narrowed_to_what_was_chosen(files, client_as, query, found):
    assert shown(client_as, files, query) == found


def test_what_wears_out_is_found_and_so_is_what_was_missed(files, client_as, clock):
    clock.advance(timedelta(days=60))
    assert shown(client_as, files, "risk=missing&whose=mine") == {"whole", "bare"}
    assert shown(client_as, files, "due=late") == {"whole", "bare", "other"}
    clock.advance(timedelta(days=400))
    assert shown(client_as, files, "agreement=missing&whose=mine") == {"whole", "bare"}


def test_list_says_the_next_step_of_each_file(files, client_as):
    page = client_as("caseworker").get("/c?whose=mine&agreement=missing").text
    assert "Avoir le premier entretien avec la personne" in page


def test_views_are_links_and_the_next_page_keeps_the_filters(files, client_as, monkeypatch):
    monkeypatch.setattr(lists, "cases_page", partial(cases_page, size=1))
    page = client_as("caseworker").get("/c?agreement=missing&risk=missing").text
    assert 'href="/c?due=late"' in page
    (older,) = re.findall(r'rel="next" href="([^"]+)"', page)
    assert "agreement=missing" in older and "risk=missing" in older and "after=" in older
