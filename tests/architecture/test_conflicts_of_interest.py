"""Whoever has a conflict of interest with a case gets to no page of it, by real calls."""

import pytest

from casework.cases.queries import id_of_code
from casework.db import db, unit_of_work
from casework.screening import queries as screenings
from casework.screening.models import Screening
from tests.architecture.access import everything
from tests.architecture.test_every_endpoint import _call
from tests.factories import actor_named
from tests.integration.together.conftest import Table

# The door of an emergency access looks the same for every code, whether or not there is such a
# case; what lies behind it is refused by the policy.
SAME_FOR_EVERY_CODE = ("oversight.urgent", "oversight.end_urgent")
OF_A_CASE = {
    place: access
    for place, access in everything().items()
    if access.path.startswith("/c/{case}") and place[0] not in SAME_FOR_EVERY_CODE
}

BEHIND_A_CASE = {"screening": "case", "at_risk": "new_case"}
OF_A_SCREENING = {
    place: access
    for place, access in everything().items()
    if access.path.startswith(tuple(f"/{list}/{{{one}}}" for list in "sq" for one in BEHIND_A_CASE))
}


@pytest.mark.parametrize(
    ("persona", "by"), [("caseworker", "caseworker"), ("focal_point", "second_focal_point")]
)
def test_no_page_of_a_case_opens_for_somebody_in_conflict_with_it(stage, persona, by):
    app, codes, browsers = stage
    Table(app).conflict(codes["case"], persona, by)
    opened = {}
    for place, access in sorted(OF_A_CASE.items()):
        got = _call(browsers[persona], access.method, access.path.format(**codes)).status_code
        if got != (404 if access.expected(persona) != 403 else 403):
            opened[place] = got
    assert opened == {}
    for listed in (
        ("/", "/t", "/c", "/m/reviews") if persona == "focal_point" else ("/", "/t", "/c")
    ):
        page = browsers[persona].http.get(listed)
        assert codes["case"] not in page.get_data(as_text=True), listed


def test_somebody_else_works_on(stage):
    app, codes, browsers = stage
    Table(app).conflict(codes["case"], "focal_point", "second_focal_point")
    browsers["caseworker"].get(f"/c/{codes['case']}")
    browsers["second_focal_point"].get(f"/c/{codes['case']}")
    browsers["focal_point"].get(f"/c/{codes['new_case']}")


@pytest.mark.parametrize("persona", ["focal_point", "owner_inspector"])
def test_no_page_of_the_screening_behind_a_case_opens_for_somebody_in_conflict_with_it(
    stage, persona
):
    app, codes, browsers = stage
    refs = _put_behind(app, codes)
    before = {path: browsers[persona].http.get(path).text for path in LISTS[persona]}
    assert all(any(ref in text for text in before.values()) for ref in refs)
    with app.app_context():
        waiting = screenings.queue_head(actor_named("focal_point"), 5)[1]
    for case in BEHIND_A_CASE.values():
        Table(app).conflict(codes[case], persona, "second_focal_point")
    opened = {}
    for place, access in sorted(OF_A_SCREENING.items()):
        got = _call(browsers[persona], access.method, access.path.format(**codes)).status_code
        if got != (404 if access.expected(persona) != 403 else 403):
            opened[place] = got
    assert len(OF_A_SCREENING) > 15
    assert opened == {}
    for path in LISTS[persona]:
        text = browsers[persona].http.get(path).text
        assert not [ref for ref in refs if ref in text], path
    with app.app_context():
        left = screenings.queue_head(actor_named("focal_point"), 5)[1]
    assert left < waiting if persona == "focal_point" else left == waiting
    for place in ("item", "confirm"):
        path = OF_A_SCREENING[f"screening.{place}", "GET"].path.format(**codes)
        assert browsers["second_focal_point"].http.get(path).status_code == 200


LISTS = {
    "focal_point": ("/", "/t", "/q", "/q/review", "/q/watch"),
    "owner_inspector": ("/", "/t", "/s", "/s/watch"),
}


def _put_behind(app, codes):
    """Two screenings of the scene stand behind two of its cases; gives their references."""
    with app.app_context(), unit_of_work():
        for name, code in BEHIND_A_CASE.items():
            row = db.session.query(Screening).filter_by(reference=codes[name]).one()
            row.case_id = id_of_code(codes[code])
    return [codes[name] for name in BEHIND_A_CASE]
