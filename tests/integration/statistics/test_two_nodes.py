"""A restart, a second node and late changes give the same bytes, on each store."""

import random
import re

import pytest
from sqlalchemy import delete

from casework import create_app
from casework.db import db, unit_of_work
from casework.facts import service as facts
from casework.facts.models import Fact
from casework.statistics import jobs
from casework.statistics.domain.periods import Period
from tests.attacks.statistics_country import fictional_case, fictional_country, register
from tests.client import SanadClient

JULY = Period.parse("2026-07")
PATHS = (
    "/m?period=2026-Q3",
    "/m/table.csv?table=case.months&period=2026-Q3",
    "/m/table.csv?table=case.region&period=2026-Q3",
    "/m/table.csv?table=case.sex&period=2026-Q3",
    "/m/organisation",
)


@pytest.fixture
def country(app):
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            app.test_cli_runner().invoke(args=["statistics", "roles"])
        with unit_of_work():
            register(fictional_country(JULY, 3, 60))
        jobs.freeze_due()
    return app


def answers(browser) -> dict[str, str]:
    found = {path: browser.get(path).text for path in PATHS}
    mains = {path: re.search(r"<main.*</main>", text, re.S) for path, text in found.items()}
    return {path: main.group() if (main := mains[path]) else found[path] for path in PATHS}


def at_a_second_node(app, browser) -> SanadClient:
    """The same session at another process of the same installation."""
    other = SanadClient(create_app(app.extensions["settings"]), None, "fr")
    other.http.set_cookie("sanad", browser.http.get_cookie("sanad").value)
    return other


def test_a_restart_a_second_node_and_late_changes_give_the_same_bytes(country, client_as):
    analyst = client_as("analyst").say_why()
    first = answers(analyst)
    assert "2026-07" in first["/m/table.csv?table=case.months&period=2026-Q3"]
    with country.app_context():
        db.engine.dispose()
    assert answers(analyst) == first
    second = at_a_second_node(country, analyst)
    assert answers(second) == first
    source = random.Random(5)
    with country.app_context():
        with unit_of_work():
            register(fictional_case(source, JULY) for _ in range(25))
            facts.detach([one.owner_id for one in fictional_country(JULY, 3, 60)][:9])
        with unit_of_work():
            db.session.execute(delete(Fact).where(Fact.period_month == JULY.next.starts))
        assert jobs.freeze_due() == 0
    assert answers(analyst) == answers(second) == first
