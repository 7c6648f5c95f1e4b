"""Markup in every name that is stored, and somebody who changed roles in the middle of an act."""

import pytest

from casework import encryption
from casework.cases.domain.records import Closure
from casework.cases.service import propose_closure
from casework.db import db
from casework.kernel.clock import SteppedClock, use
from tests.architecture.access import everything
from tests.architecture.scene import make_scene
from tests.client import Page
from tests.conftest import START
from tests.engines import carry_back
from tests.factories import actor_named, change_account, organisation_named, user_named
from tests.integration.cases.conftest import Desk

MARKUP = "\"><svg onload=alert(1)>{{7*7}}' onfocus=x"
OWN_SITE = {"Sec-Fetch-Site": "same-origin"}
NAMED = ("caseworker", "shelter", "focal_point", "administrator", "owner_inspector", "dpo")


@pytest.fixture(scope="module")
def renamed_home(sqlite_world):
    """The scene of every page, with markup in every name, as a database; and its codes."""
    app, store = sqlite_world
    store.restore(app)
    encryption.init_app(app)
    with use(SteppedClock(START)):
        codes = make_scene(app)
        Desk(app).do(_rename)
    with app.app_context():
        db.session.close()
    carry_back(app)
    return store.path.read_bytes(), codes


def _rename() -> None:
    for persona in NAMED:
        user_named(persona).display_name = MARKUP
    for key in ("association", "shelter_house", "commission", "inspectorate"):
        house = organisation_named(key)
        house.name_en = house.name_ar = house.public_phone = house.hours = MARKUP


@pytest.mark.parametrize("reader", NAMED)
def test_name_with_markup_is_shown_as_text_on_every_page(
    renamed_home, sqlite_app, sqlite_world, client_as, reader
):
    content, codes = renamed_home
    sqlite_world[1].path.write_bytes(content)
    browser = client_as(reader, "en").http
    shown = 0
    for (_endpoint, method), access in everything().items():
        if method == "GET":
            answer = browser.get(access.path.format(**codes), headers=OWN_SITE)
            text = answer.data.decode(errors="replace")  # a PDF or a workbook is no text
            assert "<svg onload" not in text, access.path
            assert '" onfocus' not in text, access.path
            shown += "&lt;svg onload" in text
    assert shown > 0


def test_proposer_cannot_close_the_case_after_becoming_a_focal_point(sqlite_app, client_as):
    desk = Desk(sqlite_app)
    code = desk.assigned()
    desk.made_safe(code)
    desk.on(
        code,
        lambda case: propose_closure(
            case, Closure("goals_met", "Fini"), actor_named("caseworker"), informed=True
        ),
    )

    def change_roles() -> None:
        change_account("caseworker", role="focal_point")

    desk.do(change_roles)
    browser = client_as("caseworker")
    form = Page(browser.http.get(f"/c/{code}/closure", headers=OWN_SITE)).form("decision")
    browser.post(f"/c/{code}/closure", form.filled({"decision": "close"}), 422)
    assert desk.see(code, lambda case: case.state) == "S06"
    for part in ("identity", "timeline", "contact", "consent", "risk", "records", "notes"):
        assert browser.http.get(f"/c/{code}/{part}", headers=OWN_SITE).status_code == 403
