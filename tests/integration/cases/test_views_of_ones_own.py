"""Views of the list of cases that somebody keeps: a name and filters, for them alone."""

import re
from pathlib import Path
from uuid import UUID

import pytest

from casework.accounts.service import disable_user
from casework.cases.domain.saved_lists import MOST, NameTaken, NothingChosen, TooManyLists
from casework.cases.queries.saved_lists import saved_lists
from casework.cases.records import SavedList
from casework.cases.service.saved_lists import change_list, keep_list
from casework.db import db
from tests.factories import actor_named, user_named

HOSTILE = "<script>alert(1)</script>{{7*7}}%(n)s"


def _keep(desk, name, chosen, first=False, by="caseworker"):
    return desk.do(lambda: str(keep_list(name, chosen, first, actor_named(by)).id))


def test_filters_are_kept_under_a_name_renamed_opened_first_and_dropped(quick_desk, client_as):
    browser = client_as("caseworker")
    (keep,) = re.findall(r'href="(/c/views/new\?[^"]+)"', browser.get("/c?risk=high").text)
    browser.submit(keep, {"name": "Danger d’abord"}, containing="name")
    assert 'href="/c?risk=high" aria-current="page"><bdi>Danger d’abord' in (
        browser.get("/c?risk=high").text
    )
    (change,) = re.findall(r'href="(/c/views/[0-9a-f-]{36})"', browser.get("/c/views").text)
    browser.submit(change, {"name": "À voir", "opens_first": "y"}, containing="name")
    first = browser.get("/c", status=302).response
    assert first.headers["Location"] == "/c?risk=high"
    assert "À voir" in browser.get("/c?all=yes").text  # all of them stay within reach
    browser.submit(change + "/drop", {}, containing="version")
    assert "À voir" not in browser.get("/c").text


def test_a_name_may_be_anything_and_is_shown_as_text(quick_desk, client_as):
    browser = client_as("caseworker")
    browser.submit("/c/views/new?risk=high", {"name": HOSTILE}, containing="name")
    page = browser.get("/c?risk=high").text
    assert "<script>alert" not in page and "{{7*7}}%(n)s" in page
    turned = "\u202eخطر"
    browser.submit("/c/views/new?risk=low", {"name": turned}, containing="name")
    assert "\u202e" not in browser.get("/c/views").text


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "a\x00b", "\u202e"])
def test_a_name_that_is_none_is_refused_beside_its_field(quick_desk, client_as, name):
    page = client_as("caseworker").submit(
        "/c/views/new?risk=high", {"name": name}, 422, containing="name"
    )
    assert 'aria-invalid="true"' in page.text and "Risque élevé" in page.text


def test_there_are_twenty_at_most_and_no_two_of_one_name(quick_desk):
    for number in range(MOST - 1):
        _keep(quick_desk, f"Vue {number}", {"risk": "high"})
    with pytest.raises(NameTaken):
        _keep(quick_desk, "VUE 3", {"risk": "low"})
    _keep(quick_desk, "Vue", {"risk": "low"})
    with pytest.raises(TooManyLists):
        _keep(quick_desk, "Une de trop", {"risk": "low"})
    _keep(quick_desk, "Vue 3", {"due": "late"}, by="colleague_caseworker")


def test_only_what_the_list_offers_is_kept(quick_desk):
    with pytest.raises(NothingChosen):
        _keep(quick_desk, "Rien", {"risk": "enormous", "evil": "x", "after": "MA-26-0000-0"})
    with pytest.raises(NothingChosen):
        _keep(quick_desk, "Danger", {"risk": "high"}, by="focal_point")


def test_one_view_opens_first_and_one_that_is_offered_no_more_opens_nothing(quick_desk, client_as):
    _keep(quick_desk, "A", {"risk": "high"}, first=True)
    _keep(quick_desk, "B", {"due": "late"}, first=True)
    with quick_desk.app.app_context():
        mine = saved_lists(actor_named("caseworker"))
        assert {one.name: one.opens_first for one in mine} == {"A": False, "B": True}
        db.session.close()

    def offered_no_more():
        row = db.session.query(SavedList).filter_by(opens_first=True).one()
        row.content = row.content.reveal().__class__("B", (("risk", "gone"), ("old", "x")))

    quick_desk.do(offered_no_more)
    browser = client_as("caseworker")
    assert browser.get("/c").status == 200
    assert "plus proposé" in browser.get("/c/views").text


def test_nobody_sees_changes_or_drops_the_view_of_another(quick_desk, client_as):
    kept = _keep(quick_desk, "Secret", {"risk": "high"})
    for persona in ("colleague_caseworker", "focal_point"):
        browser = client_as(persona)
        assert "Secret" not in browser.get("/c").text + browser.get("/c/views").text
        for path in (f"/c/views/{kept}", f"/c/views/{kept}/drop"):
            browser.get(path, status=404)


def test_name_and_filters_are_sealed(quick_desk):
    _keep(quick_desk, "Canarinom", {"status": "dismissed"})
    home = Path(quick_desk.app.extensions["settings"].home)
    raw = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert b"saved_list" in raw
    for word in (b"Canarinom", b"dismissed"):
        assert word not in raw


def test_whoever_leaves_leaves_no_view_behind(quick_desk):
    _keep(quick_desk, "Partie", {"risk": "high"})
    quick_desk.do(lambda: disable_user(user_named("caseworker"), actor_named("administrator")))
    quick_desk.do(lambda: _none_left())


def _none_left():
    assert db.session.query(SavedList).count() == 0


def test_two_tabs_that_rename_leave_one_name(quick_desk):
    kept = _keep(quick_desk, "Une", {"risk": "high"})
    _keep(quick_desk, "Autre", {"risk": "low"})

    def rename(name):
        actor = actor_named("caseworker")
        row = db.session.query(SavedList).filter_by(id=UUID(kept)).one()
        change_list(row, name, False, actor)

    quick_desk.do(lambda: rename("Deux"))
    with pytest.raises(NameTaken):
        quick_desk.do(lambda: rename("autre"))
