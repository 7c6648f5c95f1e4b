"""A fictional country that was frozen once, put back before each test."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from casework.db import db, unit_of_work
from casework.demo.fictional_country import Span, fictional_country
from casework.facts.models import Fact
from casework.facts.seals import Seals
from casework.kernel.clock import SteppedClock, use
from casework.statistics import jobs
from casework.statistics.domain.periods import Period
from tests.attacks.statistics_country import register
from tests.conftest import START
from tests.engines import carry_back
from tests.integration.shelter.conftest import Shelter

BEFORE_THE_YEAR = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
"""The months and quarters of 2025 are due, its tables of the whole year are not yet."""


@pytest.fixture(scope="session")
def frozen(sqlite_world: Any) -> Callable[[str, int, int], bytes]:
    """`frozen("2025-01", 22, 400)`: a database with every kind of record from a month on, so many
    months and cases, and all that was due by mid-November 2026 published: what was due by January
    of that year on a day of its own. Made once for all who ask for the same."""

    @cache
    def freeze(first: str, months: int, cases: int) -> bytes:
        app, store = sqlite_world
        store.restore(app)
        span = Span(Period.parse(first).starts, months)
        with app.app_context(), use(SteppedClock(BEFORE_THE_YEAR)):
            with unit_of_work():
                register(fictional_country(span, cases))
            jobs.freeze_due()
        with app.app_context(), use(SteppedClock(START)):
            jobs.freeze_due()
            db.session.close()
        carry_back(app)
        content: bytes = store.path.read_bytes()
        return content

    return freeze


def export(
    browser: Any, report: Any, period: str = "2025", reason: str = "supervision", of: str = ""
) -> Any:
    """A file, asked for with a reason and fetched."""
    asked = {"report": report.value, "period": period, "reason": reason}
    page = browser.submit(f"/m/export{of}", asked, 303)
    answer = browser.http.get(page.location, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 200
    return answer


def rows_of(answer: Any) -> list[list[str]]:
    """The rows of a file of text."""
    return list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def kinds(desk: Any) -> dict[str, int]:
    """How many facts of each kind say something."""
    with desk.app.app_context():
        seals = Seals()
        rows = db.session.scalars(select(Fact).where(func.length(Fact.blob) > 0))
        counted = sorted(row.kind for row in rows if seals.classes(row))
        db.session.close()
        return {kind: counted.count(kind) for kind in counted}


@pytest.fixture
def country(sqlite_app: Flask, frozen_home: bytes, sqlite_world: Any) -> Flask:
    """The country that the file of tests froze as its `frozen_home`."""
    sqlite_world[1].path.write_bytes(frozen_home)
    return sqlite_app


@pytest.fixture
def analyst(country: Flask, client_as: Any) -> Any:
    """Who may take tables out of it, in English, with a reason given."""
    return client_as("analyst", "en").say_why()


@pytest.fixture
def desk(app: Flask) -> Shelter:
    """A house with its files, on each store in turn."""
    return Shelter(app)


@pytest.fixture
def quick_desk(sqlite_app: Flask) -> Shelter:
    """The same on SQLite, for what does not depend on the store."""
    return Shelter(sqlite_app)
