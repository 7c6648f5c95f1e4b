"""Before a case is opened, whoever opens it says whether an earlier record was looked for."""

import json

import pytest
from sqlalchemy import select

from casework.audit.models import AuditEvent
from casework.cases import service
from casework.cases.service.writing import UnknownCode
from casework.db import db
from casework.tasks.queries import open_tasks
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import ADULT

TYPED = {
    "region": "MA-06", "priority": "P3", "sex": "male", "age_band": "35-44", "age_doubt": "no",
    "languages": ["ary"], "interpreter": "not_needed", "nationality_group": "moroccan",
    "exploitation": "other_work", "asylum": "no",
}  # fmt: skip
SEARCH = 'href="/earlier/search"'


def opened(browser, answer):
    done = browser.submit("/c/new", {**TYPED, "search": answer})
    return done.location.split("/c/")[1].split("?")[0]


def on_file(desk, code):
    def look(case):
        found = select(AuditEvent.body).where(
            AuditEvent.kind == "CaseOpened", AuditEvent.stream_id == case.id
        )
        return json.loads(db.session.scalars(found).one())

    return desk.see(code, look)


def kinds(desk, code):
    return desk.see(code, lambda case: {task.kind for task in open_tasks("case", case.id)})


def test_a_caseworker_is_led_to_the_search_and_must_say_whether_it_was_made(quick_desk, client_as):
    worker = client_as("caseworker")
    page = worker.get("/c/new")
    assert SEARCH in page.text
    assert not any(page.form("search").fields.get("search", [])), "nothing is chosen beforehand"
    refused = worker.submit("/c/new", TYPED, 422)
    assert 'id="search-error"' in refused.text
    worker.submit("/c/new", {**TYPED, "search": "at_identity"}, 422)
    code = opened(worker, "searched")
    assert '"searched"' in json.dumps(on_file(quick_desk, code))
    assert "search_earlier" not in kinds(quick_desk, code)
    timeline = worker.get(f"/c/{code}/timeline").text
    assert "Oui, un dossier antérieur a été cherché" in timeline


def test_a_focal_point_cannot_search_by_name_and_the_search_is_left_as_a_task(
    quick_desk, client_as
):
    focal = client_as("focal_point")
    page = focal.get("/c/new")
    assert SEARCH not in page.text
    assert 'value="searched"' not in page.text
    focal.submit("/c/new", {**TYPED, "search": "searched"}, 422)
    code = opened(focal, "at_identity")
    assert '"at_identity"' in json.dumps(on_file(quick_desk, code))
    assert "search_earlier" in kinds(quick_desk, code)
    quick_desk.on(
        code,
        lambda case: service.assign(case, user_named("caseworker").id, actor_named("focal_point")),
    )
    assert "Chercher un dossier antérieur" in client_as("caseworker").get("/").text
    quick_desk.consent(code)
    quick_desk.identity(code)
    assert "search_earlier" not in kinds(quick_desk, code)


def test_a_case_without_a_screening_cannot_be_opened_in_silence(quick_desk):
    def silently():
        service.open_case(
            screening_id=None,
            region="MA-06",
            priority="P3",
            card=ADULT,
            actor=actor_named("focal_point"),
        )

    with pytest.raises(UnknownCode):
        quick_desk.do(silently)
