"""Dashboards and freezes as a country grows: from a thousand cases to a million.

Two homes with the same people and one more year of facts than the other has cases. Dashboards read
published cells alone, so the page must not care; the freeze of a year must only count longer. Facts
of the large home are made by the freeze's own counts (multiplied), not by a million files: what is
measured is the page, and the computation after the counts.
"""

import secrets
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from time import thread_time
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert

from benchmarks.report import Verdict, verdict_of_ratios, verdicts
from benchmarks.stopwatch import FULL, QUICK, side_by_side
from casework import create_app
from casework.accounts.queries import user_named
from casework.accounts.service import open_session
from casework.db import db, unit_of_work
from casework.demo.country import make_country
from casework.demo.fictional_country import Span, fictional_country
from casework.encryption import create_keyring, keyring_path
from casework.facts import service as facts
from casework.facts.domain import TRAINING, Cell
from casework.facts.models import Fact
from casework.kernel.ids import new_id
from casework.starting import bring_up
from casework.statistics import service
from casework.statistics.domain.lattice import Table
from casework.statistics.domain.periods import Period
from config import Settings

SMALL, LARGE, LARGE_QUICK = 1_000, 1_000_000, 20_000
YEAR = Period.parse("2025")
PAGES = ("/m?period=2025", "/m?view=people&period=2025", "/m?view=help&period=2025")
PAGE_RATIO, FREEZE_SECONDS = 1.5, 2.0
AT_ONCE = 20_000


def run(quick: bool) -> str:
    """The ratio of the pages, and the seconds of the freezes."""
    large = LARGE_QUICK if quick else LARGE
    with tempfile.TemporaryDirectory(prefix="sanad-bench-") as folder:
        found = [_home(Path(folder) / str(cases), cases) for cases in (SMALL, large)]
        frozen = [_freeze(app, cases) for app, cases in zip(found, (SMALL, large), strict=True)]
        browsers = [_browser(app) for app in found]
        effort = QUICK if quick else replace(FULL, rounds=31, seconds=0.05)
        lines = []
        for page in PAGES:
            times = side_by_side(
                {"small": _opening(browsers[0], page), "large": _opening(browsers[1], page)},
                effort,
            )
            name = f"{page.partition('?')[2]}: {large:,} ÷ {SMALL:,} cases"
            lines.append(verdict_of_ratios(name, times.ratios("large", "small"), PAGE_RATIO))
        for cases, seconds in zip((SMALL, large), frozen, strict=True):
            name = f"freeze of a year after the counts, {cases:,} cases"
            lines.append(Verdict(name, seconds, FREEZE_SECONDS, " s"))
    return "dashboards and freezes\n" + verdicts(lines)


def _home(home: Path, cases: int) -> Flask:
    home.mkdir(parents=True, mode=0o700)
    create_keyring(keyring_path(home), None)
    app = create_app(Settings(home=home, requests_per_minute=0))
    bring_up(app)
    with app.app_context():
        with unit_of_work():
            make_country()
        with unit_of_work():
            _hand_over()
        _fill_up(cases - SMALL)
    return app


def _hand_over() -> None:
    for one in fictional_country(Span(YEAR.starts, 12), SMALL):
        facts.put(one.kind, one.owner_id, one.month, one.classes, person_id=one.person_id)


def _fill_up(more: int) -> None:
    """Rows as large as facts, of the year before: they weigh on every query of the table."""
    month = YEAR.previous.starts
    for start in range(0, more, AT_ONCE):
        rows = [_row(month) for _ in range(min(AT_ONCE, more - start))]
        with unit_of_work():
            db.session.connection().execute(insert(Fact), rows)


def _row(month: Any) -> dict[str, Any]:
    digests = {name: secrets.token_bytes(32) for name in ("subject", "place")}
    sealed = secrets.token_bytes(541)
    return {"id": new_id(), "lattice": TRAINING, "kind": "filling", "apart": None,
            "period_month": month, "blob": sealed, **digests}  # fmt: skip


def _freeze(app: Flask, cases: int) -> float:
    """Freeze all periods of the year on counts of `cases`; the seconds of the year itself, without
    the time that counting takes."""
    counting = _Counting(app, cases // SMALL)
    with app.app_context():
        for period in _in_order():
            counting.seconds = 0.0
            began = thread_time()
            with unit_of_work():
                service.freeze_period(period)
            taken = thread_time() - began - counting.seconds
        db.session.close()
    return taken


def _in_order() -> Iterator[Period]:
    for quarter in YEAR.quarters():
        yield from (*quarter.months(), quarter)
    yield YEAR


class _Counting:
    """The application's own counting, timed, its counts multiplied."""

    def __init__(self, app: Flask, times: int) -> None:
        self.seconds, self._times = 0.0, times
        sources = app.extensions[service.EXTENSION]
        self._count = sources.count
        app.extensions[service.EXTENSION] = replace(sources, count=self.count)

    def count(
        self, period: Period, tables: Iterable[Table], lattice: str
    ) -> Mapping[str, Mapping[Cell, int]]:
        began = thread_time()
        found = self._count(period, tables, lattice)
        self.seconds += thread_time() - began
        return {
            name: {cell: count * self._times for cell, count in cells.items()}
            for name, cells in found.items()
        }


def _browser(app: Flask) -> FlaskClient:
    with app.app_context(), unit_of_work():
        analyst = user_named("analyste")
        assert analyst is not None  # made with the demo country
        token = open_session(analyst)
    browser = app.test_client()
    browser.set_cookie("sanad", token)
    return browser


def _opening(browser: FlaskClient, page: str) -> Any:
    def open_it() -> None:
        answer = browser.get(page)
        if answer.status_code != 200:
            raise RuntimeError(f"{page}: {answer.status_code}")

    return open_it
